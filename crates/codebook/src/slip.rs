//! Slips of the hand: names that were meant.

/// Whether two names differ by one letter more, less or other, or two swapped, cases apart.
pub fn one_slip_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (
        a.to_lowercase().chars().collect(),
        b.to_lowercase().chars().collect(),
    );
    let same_head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let same_tail = a[same_head..]
        .iter()
        .rev()
        .zip(b[same_head..].iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (rest_a, rest_b) = (
        &a[same_head..a.len() - same_tail],
        &b[same_head..b.len() - same_tail],
    );
    let swapped =
        rest_a.len() == 2 && rest_b.len() == 2 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0];
    (rest_a.len() <= 1 && rest_b.len() <= 1) || swapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_one_letter_is_recognised() {
        for (a, b) in [
            ("report.txt", "reprot.txt"),
            ("a.json", "a.jsonl"),
            ("News.csv", "news.csv"),
            ("x", "xy"),
        ] {
            assert!(one_slip_apart(a, b), "{a} {b}");
        }
        assert!(!one_slip_apart("north.txt", "south.txt"));
    }

    #[test]
    fn a_word_of_no_set_is_told_with_the_one_that_was_meant() {
        let told = |word: &str| word.parse::<crate::Measure>().unwrap_err().to_string();
        assert!(told("expulsions").contains("did you mean `expulsion`? use one of "));
        assert!(!told("banquet").contains("did you mean"));
    }
}
