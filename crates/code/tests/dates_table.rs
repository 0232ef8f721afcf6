//! Every row of `dates_table.tsv` (own sentences) is found with its words and its days.

use chancery_code::dates::find_dates;
use jiff::civil::Date;

#[test]
fn every_row_of_the_table_is_found_with_its_days() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in include_str!("dates_table.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let fields: Vec<&str> = line.split('\t').collect();
        let [sentence, anchor, words, first, last] = fields[..] else {
            panic!("a row of five fields: {line}");
        };
        rows += 1;
        let anchor: Option<Date> =
            (anchor != "-").then(|| anchor.parse().expect("an anchor in ISO form"));
        let found: Vec<_> = find_dates(sentence, anchor)
            .into_iter()
            .map(|f| {
                (
                    &sentence[f.start..f.end],
                    f.first.to_string(),
                    f.last.to_string(),
                )
            })
            .collect();
        let right = if first == "-" {
            found.iter().all(|f| f.0 != words)
        } else {
            found
                .iter()
                .any(|f| f.0 == words && f.1 == first && f.2 == last)
        };
        if !right {
            wrong.push(format!(
                "{sentence}\n  wanted {words}: {first}..{last}\n  found  {found:?}"
            ));
        }
    }
    assert!(rows >= 250, "only {rows} rows");
    assert!(
        wrong.is_empty(),
        "{} of {rows} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
