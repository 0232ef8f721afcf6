//! Hostile text in an article can never run in a page.

use super::server::{Server, coded, folder, shared};
use chancery::read::Document;
use chancery::record::Writer;

/// What a page could be made to run, in places of a report that pages show.
const ATTACKS: [&str; 14] = [
    "<script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "<!--<script>-->alert(1)",
    "\u{202e}<b onmouseover=alert(1)>",
    "<math><mtext></p><style><!--</style><img title=\"--><img src=x onerror=alert(1)>\">",
    "&lt;script&gt;alert(1)&lt;/script&gt;<script>alert(1)</script>",
    "]]><script>alert(1)</script>",
];

/// Whether a page has a tag or attribute that it did not write itself.
fn harmed(html: &str) -> Option<String> {
    let lower = html.to_lowercase();
    // Our own script is the only one, and it comes from a file.
    let own = "<script src=\"/assets/script.js\" defer></script>";
    let without = lower.replace(own, "");
    for bad in [
        "<script",
        "<iframe",
        "<img",
        "<math",
        "<b on",
        "href=\"javascript",
        "<style",
        "<svg/",
    ] {
        if let Some(at) = without.find(bad) {
            return Some(without[at..].chars().take(120).collect());
        }
    }
    // No attribute that runs: a word beginning with `on` inside a tag.
    without.split('<').skip(1).find_map(|tag| {
        let inside = tag.split('>').next().unwrap_or_default();
        let quoted: String = inside.split('"').step_by(2).collect();
        quoted
            .split_whitespace()
            .skip(1)
            .any(|word| word.starts_with("on") && word.contains('='))
            .then(|| inside.to_owned())
    })
}

#[test]
fn hostile_reports_are_shown_as_words() {
    let path = folder("attacks").join("record.chancery");
    let mut documents = Vec::new();
    for (n, attack) in ATTACKS.iter().enumerate() {
        let mut document = Document::from_text(
            &format!("hostile-{n} {attack}"),
            &format!(
                "Norway expelled two Belarusian diplomats {attack} on Friday, officials said."
            ),
        );
        document.title = Some(format!("Title {attack}"));
        document.outlet = Some(format!("Outlet {attack}"));
        document.url = Some(format!("javascript:alert(1)//{attack}"));
        document.published = Some(jiff::civil::date(2025, 3, 10));
        documents.push(document);
    }
    let mut writer = Writer::open(&path).unwrap();
    writer.write(&coded(documents)).unwrap();
    writer.close().unwrap();
    let server = Server::start(&path, None);
    let mut addresses: Vec<String> = [
        "/",
        "/explore",
        "/sources",
        "/dyad/NOR/BLR",
        "/about",
        "/codebook",
        "/feed.atom",
    ]
    .map(str::to_owned)
    .to_vec();
    for document in server.json("/api/v1/documents")["documents"]
        .as_array()
        .unwrap()
    {
        let mut query = form(&[("id", document["id"].as_str().unwrap())]);
        query.insert_str(0, "/document?");
        addresses.push(query);
    }
    for event in server.json("/api/v1/events")["events"].as_array().unwrap() {
        addresses.push(format!("/event/{}", event["id"].as_str().unwrap()));
    }
    assert!(addresses.len() > 20);
    for address in &addresses {
        let page = server.page(address);
        assert_eq!(harmed(&page), None, "{address}");
        assert!(!page.contains("href=\"javascript:"), "{address}");
    }
}

fn form(pairs: &[(&str, &str)]) -> String {
    let encode = |text: &str| -> String {
        text.bytes()
            .map(|b| {
                if b.is_ascii_alphanumeric() {
                    char::from(b).to_string()
                } else {
                    format!("%{b:02X}")
                }
            })
            .collect()
    };
    pairs
        .iter()
        .map(|(n, v)| format!("{}={}", encode(n), encode(v)))
        .collect::<Vec<_>>()
        .join("&")
}

#[test]
fn hostile_questions_are_shown_as_words() {
    for attack in ATTACKS {
        for address in [
            format!("/explore?{}", form(&[("text", attack)])),
            format!("/explore?{}", form(&[("outlet", attack)])),
            format!("/explore?{}", form(&[("place", attack)])),
            format!("/explore?{}", form(&[("actor", attack)])),
            format!("/explore?{}", form(&[(attack, "x")])),
            format!("/dyad/{}/RUS", form(&[(attack, "")]).trim_end_matches('=')),
            format!("/event/{}", form(&[(attack, "")]).trim_end_matches('=')),
            format!("/{}", form(&[(attack, "")]).trim_end_matches('=')),
        ] {
            let got = shared().get(&address);
            assert!(got.status < 500, "{address}: {}", got.status);
            if got.header("content-type").starts_with("text/html") {
                assert_eq!(harmed(&got.body), None, "{address}");
            }
        }
        let read = shared().post(
            "/read",
            &[
                (
                    "text",
                    &format!("Norway expelled envoys of Belarus. {attack}"),
                ),
                ("title", attack),
            ],
            &[],
        );
        assert_eq!(harmed(&read.body), None, "{attack}");
    }
}

#[test]
fn every_answer_tells_browsers_to_run_nothing_else() {
    for path in [
        "/",
        "/nowhere",
        "/api/v1/stats",
        "/assets/style.css",
        "/explore?actor=Atlantis",
        "/healthz",
    ] {
        let got = shared().get(path);
        let policy = got.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'self'") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        assert_eq!(got.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(got.header("set-cookie"), "", "{path}");
    }
    let picture = shared().get("/dyad/USA/RUS/timeline.svg");
    let policy = picture.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; style-src"),
        "{policy}"
    );
    let page = shared().page("/dyad/USA/RUS");
    assert!(
        !page.contains(" style=\"") && !page.contains("<style"),
        "no inline style, which the policy would drop"
    );
}

#[test]
fn a_name_that_another_site_has_bound_to_this_machine_is_not_answered() {
    for host in [
        "evil.example",
        "evil.example:8400",
        "127.0.0.1.evil.example",
    ] {
        assert_eq!(
            shared().get_with("/", &[("host", host)]).status,
            421,
            "{host}"
        );
        assert_eq!(
            shared().get_with("/api/v1/stats", &[("host", host)]).status,
            421,
            "{host}"
        );
    }
    assert_eq!(
        shared().get_with("/", &[("host", "localhost:8400")]).status,
        200
    );
}
