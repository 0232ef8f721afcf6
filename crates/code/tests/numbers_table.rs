//! Every row of `numbers_table.tsv` (own sentences) is found with its words, bounds and unit.

use chancery_code::numbers::find_numbers;

#[test]
fn every_row_of_the_table_is_found_with_its_bounds() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in include_str!("numbers_table.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let fields: Vec<&str> = line.split('\t').collect();
        let [sentence, words, low, high, unit] = fields[..] else {
            panic!("a row of five fields: {line}");
        };
        rows += 1;
        let text = |bound: Option<i64>| bound.map_or(String::new(), |bound| bound.to_string());
        let found: Vec<_> = find_numbers(sentence)
            .into_iter()
            .map(|n| {
                (
                    &sentence[n.start..n.end],
                    text(n.low),
                    text(n.high),
                    n.unit.unwrap_or_default(),
                )
            })
            .collect();
        let right = if low == "-" {
            found.iter().all(|f| f.0 != words)
        } else {
            found
                .iter()
                .any(|f| f.0 == words && f.1 == low && f.2 == high && f.3 == unit)
        };
        if !right {
            wrong.push(format!(
                "{sentence}\n  wanted {words}: {low}..{high} {unit}\n  found  {found:?}"
            ));
        }
    }
    assert!(rows >= 150, "only {rows} rows");
    assert!(
        wrong.is_empty(),
        "{} of {rows} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
