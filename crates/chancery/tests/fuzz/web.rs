//! What the network gives: feeds, pages, robots.txt, and addresses.

use super::seeds::{LINE, feeds, page, texts as list};
use super::sound::assert_sound;
use super::texts::TAGS;
use super::{Target, Words, target};
use chancery::fetch::{Answered, Hints, PRODUCT, Reach, Rules, address, document, feed};

fn answered(kind: Option<&str>, bytes: &[u8]) -> Answered {
    Answered {
        url: address("https://wire.example/news/1").unwrap(),
        moved: None,
        content_type: kind.map(str::to_owned),
        validators: chancery::fetch::Validators::default(),
        body: bytes.to_vec(),
    }
}

pub fn fetched_feeds() -> Target {
    const WORDS: Words = &[
        b"<item>",
        b"</item>",
        b"<link>",
        b"<entry>",
        b"<![CDATA[",
        b"]]>",
        b"<!DOCTYPE x [<!ENTITY a \"b\">]>",
        b"&a;",
        b"javascript:",
        b"file:///etc/passwd",
        b"<pubDate>",
    ];
    target("web feed", 1000, feeds(), WORDS, |bytes| {
        match feed(&answered(None, bytes)) {
            Ok(feed) => {
                for entry in &feed.entries {
                    assert!(
                        matches!(entry.url.scheme(), "http" | "https"),
                        "{}",
                        entry.url
                    );
                }
                format!(
                    "{} {}",
                    feed.entries.len(),
                    feed.entries.first().is_some_and(|e| e.published.is_some())
                )
            }
            Err(error) => error.to_string(),
        }
    })
}

pub fn fetched_pages() -> Target {
    let seeds = vec![page().into_bytes(), LINE.as_bytes().to_vec()];
    let kinds = [
        Some("text/html; charset=utf-8"),
        Some("text/plain"),
        Some("text/html; charset=shift_jis"),
        None,
        Some("application/xhtml+xml; charset=\"utf-16le\""),
    ];
    let mut turn = 0;
    target("web page", 400, seeds, TAGS, move |bytes| {
        turn += 1;
        match document(
            &answered(kinds[turn % kinds.len()], bytes),
            &Hints::default(),
        ) {
            Ok(document) => {
                assert_sound(&document);
                let url = document.url.unwrap_or_default();
                assert!(
                    url.contains("wire.example"),
                    "a page cannot speak for another site: {url}"
                );
                format!("{}", document.blocks.len())
            }
            Err(error) => error.to_string(),
        }
    })
}

pub fn robots() -> Target {
    const WORDS: Words = &[
        b"User-agent: ",
        b"chancery\n",
        b"Disallow: ",
        b"Allow: ",
        b"Crawl-delay: ",
        b"/*",
        b"$\n",
        b"%2F",
        b"%",
        b"*",
        b"#",
    ];
    let seeds = list(&[
        "User-agent: *\nDisallow: /closed\nAllow: /closed/open$\nCrawl-delay: 4\n",
        "User-Agent: chancery\nUser-Agent: other\nDisallow: /*/x*y$\n\nUser-agent: *\nDisallow:\n",
    ]);
    target("robots", 6000, seeds, WORDS, |bytes| {
        let rules = Rules::parse(&String::from_utf8_lossy(bytes), PRODUCT);
        let paths = [
            "/",
            "/closed",
            "/closed/open",
            "/a/x/y",
            "/é%zz",
            "/closed?x=*",
        ];
        assert!(rules.delay().is_none_or(|d| d.as_secs() <= 60));
        paths
            .map(|path| if rules.allow(path) { 'y' } else { 'n' })
            .iter()
            .collect::<String>()
            + if rules.delay().is_some() { "d" } else { "" }
    })
}

pub fn addresses() -> Target {
    const WORDS: Words = &[
        b"http://",
        b"https://",
        b"127.0.0.1",
        b"[::1]",
        b"@",
        b":80",
        b"%2e",
        b"\\",
        b"0x7f.1",
        b"2130706433",
        b"localhost",
        b"[::ffff:10.0.0.1]",
        b"xn--",
        "。".as_bytes(),
        b"#",
        b"?",
    ];
    let seeds = list(&[
        "https://wire.example/news/1?a=b#c",
        "http://user:word@127.0.0.1:8080/",
        "http://[2001:db8::1]/x",
        "https://bücher.example/é",
    ]);
    target("addresses", 6000, seeds, WORDS, |bytes| {
        match address(&String::from_utf8_lossy(bytes)) {
            Ok(url) => {
                assert!(
                    matches!(url.scheme(), "http" | "https") && url.has_host(),
                    "{url}"
                );
                assert!(
                    url.username().is_empty() && url.password().is_none(),
                    "{url}"
                );
                // An address of this machine in any spelling is none of the public internet.
                let ip = url.host().and_then(|host| {
                    match host.to_string().trim_matches(['[', ']']).parse() {
                        Ok(ip) => Some(std::net::IpAddr::to_canonical(&ip)),
                        Err(_) => None,
                    }
                });
                if ip.is_some_and(|ip| ip.is_loopback() || ip.is_unspecified()) {
                    assert!(!Reach::Public.allows(ip.unwrap()), "{url}");
                }
                format!("{} {}", ip.is_some(), url.port().is_some())
            }
            Err(error) => error.to_string(),
        }
    })
}
