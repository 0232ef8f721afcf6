//! Who may write.

use crate::app::App;
use crate::http::{Fault, Reply};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

const COOKIE: &str = "chancery_token";

/// Whether two words are the same, in a time that does not tell how far they agree.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |d, (x, y)| d | (x ^ y)) == 0
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let all = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok());
    all.flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .strip_prefix("Bearer ")
}

/// Whether the request may come from a page of another site: browsers say where a form was sent from.
fn foreign(headers: &HeaderMap) -> bool {
    let word = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = word("sec-fetch-site") {
        return !["same-origin", "none"].contains(&site);
    }
    match (word("origin"), word("host")) {
        (Some(origin), Some(host)) => origin.split_once("://").is_none_or(|(_, of)| of != host),
        // No browser, or one that sends nothing: the word itself decides.
        _ => false,
    }
}

/// Refuses a form that another site has sent.
pub(super) fn ours(headers: &HeaderMap) -> Result<(), Fault> {
    if foreign(headers) {
        return Err(Fault::new(
            StatusCode::FORBIDDEN,
            "this form was sent from another site",
        ));
    }
    Ok(())
}

/// Lets those through who know the word: by header, cookie, or the form's own field.
pub(super) fn allowed(app: &App, headers: &HeaderMap, field: &str) -> Result<(), Fault> {
    let Some(token) = &app.options.token else {
        return Err(Fault::new(
            StatusCode::FORBIDDEN,
            "this server only reads: start it with `chancery serve --write` to add, correct and merge",
        ));
    };
    ours(headers)?;
    let given = [bearer(headers), cookie(headers), Some(field)];
    if given.into_iter().flatten().any(|g| same(g, token)) {
        return Ok(());
    }
    Err(Fault::new(
        StatusCode::UNAUTHORIZED,
        "the word for writing is missing or wrong: open the address that `chancery serve --write` printed, or send `Authorization: Bearer …`",
    ))
}

/// `/sign-in?token=…`: keeps the word in a cookie that only this server is sent.
pub(crate) async fn sign_in(
    State(app): State<Arc<App>>,
    uri: axum::http::Uri,
    headers: HeaderMap,
) -> Response {
    let query = crate::http::Query::parse(uri.query().unwrap_or_default());
    let given = query.get("token").unwrap_or_default();
    if let Err(fault) = allowed(&app, &headers, given) {
        return app.fault(&fault, true).into_response();
    }
    let mut response = Reply::see("/read".to_owned()).into_response();
    let cookie = format!("{COOKIE}={given}; HttpOnly; SameSite=Strict; Path=/; Max-Age=2592000");
    if let Ok(value) = cookie.parse() {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(n, v)| (n.parse().unwrap(), v.parse().unwrap()))
            .collect()
    }

    #[test]
    fn forms_of_other_sites_are_told_apart() {
        for ours in [
            &[][..],
            &[("sec-fetch-site", "same-origin")],
            &[("sec-fetch-site", "none")],
            &[
                ("origin", "http://127.0.0.1:8400"),
                ("host", "127.0.0.1:8400"),
            ],
        ] {
            assert!(!foreign(&headers(ours)), "{ours:?}");
        }
        for theirs in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site")],
            &[
                ("origin", "http://evil.example"),
                ("host", "127.0.0.1:8400"),
            ],
            &[("origin", "null"), ("host", "127.0.0.1:8400")],
        ] {
            assert!(foreign(&headers(theirs)), "{theirs:?}");
        }
    }

    #[test]
    fn the_word_is_found_where_it_may_stand() {
        let h = headers(&[
            ("cookie", "a=b; chancery_token=word"),
            ("authorization", "Bearer other"),
        ]);
        assert_eq!((cookie(&h), bearer(&h)), (Some("word"), Some("other")));
        assert!(same("word", "word") && !same("word", "worm") && !same("word", "words"));
    }
}
