//! Well-formed inputs, all of them our own, from which damaged ones are made.

use std::io::Write as _;

pub const LINE: &str =
    "Latvia asked two envoys of Belarus to leave on Monday, and said nothing of it.";

pub fn page() -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Riga asks envoys to leave</title>\
         <meta property=\"article:published_time\" content=\"2024-03-04T10:00:00Z\"><link rel=canonical href=\"/news/1\">\
         <script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-03-04\",\"author\":{{\"name\":\"Jane Roe\"}}}}</script>\
         </head><body><nav><a href=/>Home</a></nav><article><h1>Riga asks envoys to leave</h1><p class=byline>By Jane Roe</p>\
         <p>{LINE}</p><figure><img src=x><figcaption>The embassy in Riga.</figcaption></figure><p>{LINE} {LINE}</p>\
         <table><tr><td>Year</td><td>2024</td></tr></table><blockquote>“No comment,” said one.</blockquote></article></body></html>"
    )
}

/// A list of texts as inputs.
pub fn texts(list: &[&str]) -> Vec<Vec<u8>> {
    list.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// The invented reports of `examples/dispatches`.
pub fn dispatches() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/dispatches");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "html"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}

pub fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let options = zip::write::SimpleFileOptions::default();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in members {
        writer.start_file(*name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub fn tar(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = tar::Builder::new(Vec::new());
    for (name, text) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        writer
            .append_data(&mut header, name, text.as_bytes())
            .unwrap();
    }
    writer.into_inner().unwrap()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn warc() -> Vec<u8> {
    let page = page();
    let http = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{page}",
        page.len()
    );
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{page}\r\n0\r\n\r\n",
        page.len()
    );
    let record = |http: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.example/1\r\nWARC-Date: 2024-03-04T10:00:00Z\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    };
    format!("{}{}", record(&http), record(&chunked)).into_bytes()
}

pub fn feeds() -> Vec<Vec<u8>> {
    texts(&[
        &format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
             <title>Example Wire</title><item><title>Envoys leave</title><link>https://wire.example/1</link>\
             <pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate><description><![CDATA[<p>{LINE}</p>]]></description>\
             <content:encoded>&lt;p&gt;{LINE}&lt;/p&gt;</content:encoded></item></channel></rss>"
        ),
        &format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Example</title><entry><title>Envoys leave</title><id>urn:1</id>\
             <link href=\"https://wire.example/1\"/><updated>2024-03-04T10:00:00+02:00</updated>\
             <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>{LINE}</p></div></content></entry></feed>"
        ),
        &format!(
            "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Example\", \"items\": [{{\"id\": \"1\", \
             \"url\": \"https://wire.example/1\", \"date_published\": \"2024-03-04T10:00:00Z\", \"content_html\": \"<p>{LINE}</p>\"}}]}}"
        ),
    ])
}

pub fn pdf() -> Vec<u8> {
    let stream = format!(
        "BT /F1 12 Tf 72 720 Td ({LINE}) Tj 0 -14 Td [(Bel) -20 (arus protested.)] TJ T* ET"
    );
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", n + 1));
    }
    let table = file.len();
    file.push_str(&format!(
        "xref\n0 {}\n0000000000 65535 f \n",
        objects.len() + 1
    ));
    for place in &places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    ));
    file.into_bytes()
}

/// Events as the program writes them, in a format that its ending names.
pub fn written(ending: &str) -> Vec<u8> {
    let folder = super::scratch();
    let (input, output) = (
        folder.join(format!("{ending}.txt")),
        folder.join(format!("written.{ending}")),
    );
    std::fs::write(&input, LINE).unwrap();
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args([
            "code",
            "--model",
            "none",
            "--quiet",
            "--published",
            "2024-03-04",
            "-o",
        ])
        .args([&output, &input])
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    std::fs::read(output).unwrap()
}
