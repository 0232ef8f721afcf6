//! A server that misbehaves as it is told to: raw TCP, one answer a connection.

#![allow(dead_code)] // Each test uses a part of it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server does with a connection once it has read the request.
#[derive(Clone)]
pub enum Act {
    /// Sends these bytes and closes.
    Send(Vec<u8>),
    /// Sends these bytes and then nothing, without closing.
    Stall(Vec<u8>),
    /// Sends these bytes one by one, slowly.
    Drip(Vec<u8>),
    /// Sends the first bytes, then the second again and again.
    Endless(Vec<u8>, Vec<u8>),
    /// Sends these bytes and resets the connection.
    Reset(Vec<u8>),
}

/// A request as it came: its first line and its headers.
#[derive(Debug, Clone)]
pub struct Request {
    pub path: String,
    pub headers: Vec<(String, String)>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

pub struct Server {
    pub port: u16,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Starts a server on a port of its own.
    pub fn start(answer: impl Fn(&Request) -> Act + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (answer, log) = (Arc::new(answer), Arc::clone(&seen));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                std::thread::spawn(move || {
                    let Some(request) = read(&stream) else { return };
                    let act = answer(&request);
                    log.lock().unwrap().push(request);
                    // A client that goes away is what these tests are about.
                    let _ = act_out(stream, act);
                });
            }
        });
        Server { port, seen }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The requests so far, robots.txt apart.
    pub fn requests(&self) -> Vec<Request> {
        let seen = self.seen.lock().unwrap();
        seen.iter()
            .filter(|r| r.path != "/robots.txt")
            .cloned()
            .collect()
    }

    pub fn all_requests(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }
}

fn read(mut stream: &TcpStream) -> Option<Request> {
    // Byte by byte, so that what is not read stays in the socket.
    let mut first = Vec::new();
    let mut byte = [0];
    while stream.read(&mut byte).ok()? == 1 && byte != *b"\n" {
        first.push(byte[0]);
    }
    let first = String::from_utf8_lossy(&first);
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut headers = Vec::new();
    if path.starts_with("/reset") {
        return Some(Request { path, headers });
    }
    for line in BufReader::new(stream).lines() {
        let line = line.ok()?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':')?;
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    Some(Request { path, headers })
}

fn act_out(mut stream: TcpStream, act: Act) -> std::io::Result<()> {
    match act {
        Act::Send(bytes) => {
            stream.write_all(&bytes)?;
            stream.shutdown(std::net::Shutdown::Write)?;
            let _ = stream.read(&mut [0; 64]);
        }
        Act::Stall(bytes) => {
            stream.write_all(&bytes)?;
            stream.set_read_timeout(Some(Duration::from_secs(5)))?;
            let _ = stream.read(&mut [0; 64]);
        }
        Act::Drip(bytes) => {
            for byte in bytes {
                stream.write_all(&[byte])?;
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        Act::Endless(first, again) => {
            stream.write_all(&first)?;
            loop {
                stream.write_all(&again)?;
            }
        }
        // The headers of a path that begins with /reset are not read, and closing a socket that holds unread bytes
        // makes the system send a reset.
        Act::Reset(bytes) => {
            stream.write_all(&bytes)?;
            std::thread::sleep(Duration::from_millis(50));
        }
    }
    Ok(())
}

/// A whole answer of HTTP/1.1.
pub fn http(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status}\r\n").into_bytes();
    for (name, value) in headers {
        bytes.extend(format!("{name}: {value}\r\n").into_bytes());
    }
    if !headers
        .iter()
        .any(|(n, _)| matches!(*n, "Content-Length" | "Transfer-Encoding"))
    {
        bytes.extend(format!("Content-Length: {}\r\n", body.len()).into_bytes());
    }
    bytes.extend(b"Connection: close\r\n\r\n");
    bytes.extend(body);
    bytes
}

/// A page of our own that names a state and a number.
pub fn page(actor: &str, number: u32) -> Vec<u8> {
    format!(
        "<!DOCTYPE html><html><head><title>{actor} expels diplomats</title></head><body><article><h1>{actor} expels diplomats</h1>\
         <p>{actor} expelled {number} Belarusian diplomats on Monday, the foreign ministry said in a statement.</p>\
         <p>The Belarusian foreign minister protested and promised an answer within the week.</p></article></body></html>"
    )
    .into_bytes()
}

/// A feed of pages on a server.
pub fn rss(links: &[String]) -> Vec<u8> {
    let items: String = (links.iter())
        .map(|l| format!("<item><title>x</title><link>{l}</link><pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate></item>"))
        .collect();
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Example Wire</title>{items}</channel></rss>")
        .into_bytes()
}
