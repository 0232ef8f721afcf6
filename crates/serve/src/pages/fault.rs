//! What is told when a page cannot be shown.

use super::Base;
use crate::app::App;
use crate::http::{Fault, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "fault.html")]
struct Page {
    base: Base,
    message: String,
    status: u16,
}

pub(crate) fn fault(app: &App, fault: &Fault) -> Result<Reply, Fault> {
    let title = match fault.status.as_u16() {
        400 => "This cannot be asked",
        401 | 403 => "Not without the word",
        404 => "There is no such page",
        503 => "Too busy just now",
        _ => "This went wrong",
    };
    let page = Page {
        base: Base::bare(app, "", title),
        message: fault.message.clone(),
        status: fault.status.as_u16(),
    };
    Ok(Reply {
        status: fault.status,
        ..Reply::page(&page)?
    })
}
