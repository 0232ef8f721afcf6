//! A server on a free port, and a client.

use chancery::code::Coder;
use chancery::read::{Input, Item, ReadOptions};
use chancery::record::{Incoming, Writer};
use chancery::reference::{TABLE, reference};
use chancery::serve::{Options, serve};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, mpsc};

/// A server that ends when it is dropped.
pub struct Server {
    pub address: SocketAddr,
    pub record: PathBuf,
    end: Option<tokio_end::End>,
    thread: Option<std::thread::JoinHandle<()>>,
}

/// A future that is done once it is told, without a runtime of its own.
mod tokio_end {
    use std::future::Future;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Waker};

    #[derive(Clone, Default)]
    pub struct End(Arc<Mutex<(bool, Option<Waker>)>>);

    impl End {
        pub fn tell(&self) {
            let mut state = self.0.lock().unwrap();
            state.0 = true;
            if let Some(waker) = state.1.take() {
                waker.wake();
            }
        }
    }

    impl Future for End {
        type Output = ();
        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            let mut state = self.0.lock().unwrap();
            if state.0 {
                return Poll::Ready(());
            }
            state.1 = Some(context.waker().clone());
            Poll::Pending
        }
    }
}

/// An answer.
#[derive(Debug)]
pub struct Got {
    pub status: u16,
    pub body: String,
    pub headers: Vec<(String, String)>,
}

impl Got {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, v)| v.as_str())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }
}

pub const TOKEN: &str = "a word that is long enough";

impl Server {
    pub fn start(record: &Path, token: Option<&str>) -> Server {
        let end = tokio_end::End::default();
        let (tell, told) = mpsc::channel();
        let options = Options {
            record: record.to_owned(),
            listen: "127.0.0.1:0".parse().unwrap(),
            token: token.map(str::to_owned),
            coder: Arc::new(|| Ok(Arc::new(Coder::default()))),
        };
        let ending = end.clone();
        let thread = std::thread::spawn(move || {
            serve(options, |address| tell.send(address).unwrap(), ending).unwrap();
        });
        Server {
            address: told.recv().unwrap(),
            record: record.to_owned(),
            end: Some(end),
            thread: Some(thread),
        }
    }

    fn agent() -> ureq::Agent {
        ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .into()
    }

    fn got(response: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Got {
        let mut response = response.unwrap();
        Got {
            status: response.status().as_u16(),
            headers: (response.headers().iter())
                .map(|(n, v)| (n.to_string(), v.to_str().unwrap_or_default().to_owned()))
                .collect(),
            body: response
                .body_mut()
                .with_config()
                .limit(64 << 20)
                .read_to_string()
                .unwrap(),
        }
    }

    pub fn get(&self, path: &str) -> Got {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Got {
        let mut request = Server::agent().get(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Server::got(request.call())
    }

    pub fn post(&self, path: &str, form: &[(&str, &str)], headers: &[(&str, &str)]) -> Got {
        let mut request = Server::agent().post(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Server::got(request.send_form(form.iter().copied()))
    }

    pub fn post_json(&self, path: &str, body: &serde_json::Value, headers: &[(&str, &str)]) -> Got {
        let mut request = Server::agent()
            .post(format!("http://{}{path}", self.address))
            .header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Server::got(request.send(body.to_string()))
    }

    /// A page that must be there.
    pub fn page(&self, path: &str) -> String {
        let got = self.get(path);
        assert_eq!(got.status, 200, "{path}: {}", got.body);
        got.body
    }

    pub fn json(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(&self.page(path)).unwrap()
    }

    /// Asks the server to end, and waits until it has.
    pub fn end(&mut self) {
        if let Some(end) = self.end.take() {
            end.tell();
        }
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            end.tell();
        }
    }
}

/// A folder of this test's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("serve")
        .join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Reports of some documents, coded by the rules.
pub fn coded(documents: impl IntoIterator<Item = chancery::read::Document>) -> Vec<Incoming> {
    let coder = Coder::default();
    documents
        .into_iter()
        .map(|document| {
            let coded = coder.code(&document);
            Incoming {
                document,
                events: coded.events,
                presence: coded.presence,
                problems: coded.problems,
                made_by: coder.made_by().clone(),
                without_text: false,
            }
        })
        .collect()
}

/// A record of the sample reports and the reference table.
pub fn sample(path: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/dispatches");
    let items = chancery::read::read(vec![Input::Path(root)], ReadOptions::default());
    let documents = items.filter_map(|item| match item {
        Item::Document(document) => Some(document),
        _ => None,
    });
    let mut writer = Writer::open(path).unwrap();
    writer.write(&coded(documents)).unwrap();
    let table = reference(TABLE, "2026-01-01T00:00:00Z").unwrap();
    writer.write(&table.reports).unwrap();
    writer.restore_decisions(&table.decisions).unwrap();
    writer.close().unwrap();
}

/// The read-only server that most tests share.
pub fn shared() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let path = folder("shared").join("record.chancery");
        sample(&path);
        Server::start(&path, None)
    })
}
