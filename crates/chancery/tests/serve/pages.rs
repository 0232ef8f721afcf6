//! Each page is there, says what it should, and is the same as data.

use super::server::shared;
use serde_json::Value;

/// The text of the cells of a page's first table of events, row by row.
fn rows(html: &str) -> Vec<Vec<String>> {
    let table = html
        .split_once("<table class=\"events\">")
        .map_or("", |(_, rest)| rest);
    let body = table.split_once("<tbody>").map_or("", |(_, rest)| rest);
    let body = body.split_once("</tbody>").map_or("", |(body, _)| body);
    body.split("<tr>")
        .skip(1)
        .map(|row| {
            row.split("<td")
                .skip(1)
                .map(|cell| {
                    let inner = cell.split_once('>').map_or("", |(_, rest)| rest);
                    plain(inner.split_once("</td>").map_or("", |(inner, _)| inner))
                })
                .collect()
        })
        .collect()
}

/// Text without tags, entities written out.
fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.replace("&#38;", "&")
        .replace("&amp;", "&")
        .replace("&#39;", "'")
        .trim()
        .to_owned()
}

fn same(html: &str, lines: &Value) {
    let lines = lines.as_array().unwrap();
    let rows = rows(html);
    assert_eq!(rows.len(), lines.len());
    assert!(!rows.is_empty());
    for (row, line) in rows.iter().zip(lines) {
        assert_eq!(row[0], line["when"].as_str().unwrap());
        assert_eq!(row[1], line["actor"].as_str().unwrap());
        assert_eq!(row[2], line["recipient"].as_str().unwrap());
        assert!(
            row[3].starts_with(line["what"].as_str().unwrap()),
            "{row:?} {line}"
        );
        assert_eq!(row[4], line["independent"].to_string());
    }
}

#[test]
fn the_front_page_is_what_its_json_says() {
    let (html, json) = (shared().page("/"), shared().json("/index.json"));
    same(&html, &json["latest"]);
    assert!(html.contains("What states do to one another"));
    assert!(
        json["holds"]["events"].as_i64().unwrap() > 600,
        "{}",
        json["holds"]
    );
    for open in json["open"].as_array().unwrap() {
        assert!((0.0..=1.0).contains(&open["chance"].as_f64().unwrap()));
    }
}

#[test]
fn the_explorer_counts_what_it_shows() {
    let address = "/explore?actor=RUS&recipient=USA&measure=expulsion";
    let (html, json) = (
        shared().page(address),
        shared().json(&address.replace("/explore", "/explore.json")),
    );
    same(&html, &json["events"]);
    let total = json["total"].as_u64().unwrap();
    assert_eq!(total, json["events"].as_array().unwrap().len() as u64);
    let facets = &json["facets"];
    assert_eq!(facets["measure"], serde_json::json!([["expulsion", total]]));
    let bins: u64 = (facets["bins"].as_array().unwrap().iter())
        .flat_map(|b| {
            b["quad"]
                .as_array()
                .unwrap()
                .iter()
                .map(|n| n.as_u64().unwrap())
        })
        .sum();
    assert_eq!(bins, total);
    // Each pill takes its own value away.
    assert!(
        html.contains("href=\"/explore?recipient=USA&#38;measure=expulsion\""),
        "{html}"
    );
    let csv = shared().page(&address.replace("/explore", "/explore.csv"));
    assert_eq!(csv.lines().count() as u64, total + 1);
    for picture in ["/explore/histogram.svg", "/explore/map.svg"] {
        assert!(
            shared().page(picture).starts_with("<svg xmlns="),
            "{picture}"
        );
    }
}

#[test]
fn pages_of_a_selection_follow_one_another_without_gap_or_repetition() {
    let mut seen = Vec::new();
    let mut address = "/explore.json?measure=expulsion&sort=oldest".to_owned();
    loop {
        let page = shared().json(&address);
        seen.extend(
            (page["events"].as_array().unwrap().iter())
                .map(|e| e["id"].as_str().unwrap().to_owned()),
        );
        match page["next"].as_str() {
            Some(next) => {
                address = format!("/explore.json?measure=expulsion&sort=oldest&cursor={next}")
            }
            None => {
                assert_eq!(seen.len() as u64, page["total"].as_u64().unwrap());
                break;
            }
        }
    }
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), all);
}

#[test]
fn the_page_of_two_states_shows_both_sides_and_their_answers() {
    let (html, json) = (
        shared().page("/dyad/USA/RUS"),
        shared().json("/dyad/USA/RUS.json"),
    );
    same(&html, &json["acts"]);
    let exchanges = json["exchanges"].as_array().unwrap();
    assert!(exchanges.len() > 3);
    // March 2018: sixty and sixty, a few days apart.
    let mirrored = exchanges.iter().any(|x| {
        let lines = x["lines"].as_array().unwrap();
        lines.iter().any(|l| {
            l["proportion"] == "as many"
                && l["act"]["first"].as_str().unwrap().starts_with("2018-03")
        })
    });
    assert!(mirrored, "{exchanges:#?}");
    assert!(json["reading"][0].as_str().unwrap().starts_with("Of "));
    assert!(json["forecast"]["forecast"]["chance"].as_f64().unwrap() > 0.3);
    assert!(html.contains("<svg") && html.contains("What is in place"));
    for picture in ["timeline", "series", "presence"] {
        let svg = shared().page(&format!("/dyad/USA/RUS/{picture}.svg"));
        assert!(
            picture == "presence" || svg.starts_with("<svg xmlns="),
            "{picture}"
        );
    }
    let narrow =
        shared().json("/dyad/Russia/United%20States.json?since=2018-01-01&until=2018-12-31");
    assert_eq!(narrow["first"], "RUS");
    assert!(narrow["total"].as_u64() < json["total"].as_u64());
    assert!(
        shared()
            .page("/dyad/USA/RUS/reciprocity")
            .contains("Mutual excitation")
    );
}

#[test]
fn an_event_shows_each_claim_with_its_sentence_and_how_to_cite_it() {
    let found = shared().json("/api/v1/events?actor=USA&recipient=RUS&measure=expulsion&since=2018-03-26&until=2018-03-26");
    let id = found["events"][0]["id"].as_str().unwrap();
    let (html, json) = (
        shared().page(&format!("/event/{id}")),
        shared().json(&format!("/event/{id}.json")),
    );
    assert_eq!(
        json["claims"].as_array().unwrap().len(),
        html.matches("<blockquote>").count()
    );
    assert!(html.contains("60"), "{html}");
    assert!(!json["answered_by"].as_array().unwrap().is_empty());
    assert!(html.contains("<mark class=\"m-act\""));
    let bib = shared().get(&format!("/event/{id}.bib"));
    assert!(
        bib.body.starts_with("@misc{chancery:") && bib.header("content-type").contains("bibtex")
    );
    // The id of a claim, and the beginning of an id, lead to the event.
    let claim = json["claims"][0]["id"].as_str().unwrap();
    for short in [claim, &id[..8]] {
        let moved = shared().get(&format!("/event/{short}"));
        assert_eq!(
            (moved.status, moved.header("location")),
            (308, format!("/event/{id}").as_str()),
            "{short}"
        );
    }
    assert_eq!(shared().get("/event/ffffffffffffffff").status, 404);
}

#[test]
fn the_other_pages_say_what_they_are_for() {
    for (page, words) in [
        ("/codebook", "SANCTION"),
        ("/sources", "Reports"),
        ("/about", "chancery eval"),
        ("/read", "Paste a report"),
    ] {
        assert!(shared().page(page).contains(words), "{page}");
    }
    assert_eq!(
        shared().json("/codebook.json")["types"]
            .as_array()
            .unwrap()
            .len(),
        16
    );
    let outlets = shared().json("/sources.json");
    let csv = shared().page("/sources.csv");
    assert_eq!(
        csv.lines().count(),
        outlets["outlets"].as_array().unwrap().len() + 1
    );
}

#[test]
fn a_text_is_coded_and_not_stored() {
    let before = shared().json("/api/v1/stats")["documents"].clone();
    let text = "Norway expelled two Belarusian diplomats on Friday. Nothing else happened.";
    let got = shared().post("/read", &[("text", text), ("published", "2025-03-10")], &[]);
    assert_eq!(got.status, 200, "{}", got.body);
    for words in [
        "<mark class=\"m-act\" title=\"act: ",
        "2025-03-07",
        "Norway",
        "Belarus",
    ] {
        assert!(got.body.contains(words), "{words}: {}", got.body);
    }
    let json = shared().post_json(
        "/api/v1/read",
        &serde_json::json!({"text": text, "published": "2025-03-10"}),
        &[],
    );
    assert_eq!(json.json()["events"][0]["date"], "2025-03-07");
    assert_eq!(shared().post("/read", &[("text", " ")], &[]).status, 400);
    assert_eq!(shared().json("/api/v1/stats")["documents"], before);
}

#[test]
fn what_cannot_be_asked_is_told_in_the_shape_that_was_asked_for() {
    let page = shared().get("/explore?actor=Atlantis");
    assert_eq!(page.status, 400);
    assert!(page.body.contains("no country that the lexicon knows") && page.body.contains("<h1>"));
    let json = shared().get("/explore.json?colour=red");
    assert_eq!(json.status, 400);
    assert!(
        json.json()["error"]["message"]
            .as_str()
            .unwrap()
            .contains("nothing is asked by `colour`")
    );
    for (path, status) in [
        ("/nowhere", 404),
        ("/api/v1/nothing", 404),
        ("/dyad/USA/USA", 400),
        ("/document", 400),
        ("/document?id=none", 404),
        ("/explore?cursor=x", 400),
        ("/assets/..%2f..%2fCargo.toml", 404),
        ("/assets/style.scss", 404),
        ("/dyad/USA/RUS?by=century", 400),
        ("/explore?since=2020-01-01&until=2019-01-01", 400),
    ] {
        assert_eq!(shared().get(path).status, status, "{path}");
    }
}

#[test]
fn pages_are_small() {
    for page in [
        "/",
        "/explore",
        "/dyad/USA/RUS",
        "/dyad/GBR/RUS",
        "/codebook",
        "/sources",
        "/about",
    ] {
        let bytes = shared().page(page).len();
        assert!(bytes < 200_000, "{page}: {bytes} bytes");
    }
}
