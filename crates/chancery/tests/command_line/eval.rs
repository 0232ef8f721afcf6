//! `chancery eval`: its floors, cases and lists of items.

use crate::common::{folder, run, show};
use crate::feed::SENTENCE;

#[test]
fn eval_answers_no_under_a_floor() {
    let folder = folder("eval");
    let gold = folder.join("gold.jsonl");
    std::fs::write(
        &gold,
        format!(
            r#"{{"sid":"a","date":"2025-03-10","text":"{SENTENCE}","events":[{{"e":"SANCTION","m":"expel","a":[["Poland","POL","GOV"]],"r":[["Russian","RUS","GOV"]],"st":"actual","me":"expulsion","q":[[3,3,"diplomats","three"]],"d":["on Friday","2025-03-07","2025-03-07"]}}]}}
{{"sid":"b","date":null,"text":"The weather was mild.","events":[{{"e":"AID","a":[],"r":[]}}]}}
"#
        ),
    )
    .unwrap();
    let cases = folder.join("cases.csv");
    let pass = run(&[
        "eval",
        show(&gold),
        "--fail-under",
        "type=0.6,dyad=0.6,quantity=1,date=1",
        "--cases",
        show(&cases),
    ]);
    assert_eq!(pass.status, 0, "{}{}", pass.out, pass.err);
    assert!(
        pass.out
            .starts_with("type    P 1.000  R 0.500  F1 0.667   (1 of 1 coded, 2 gold)\n"),
        "{}",
        pass.out
    );
    let expected = "\
sid,gold,predicted,matched
a,SANCTION expel POL>RUS actual expulsion 3..3 2025-03-07..2025-03-07,SANCTION expel POL>RUS actual expulsion 3..3 2025-03-07..2025-03-07,full
b,AID > actual,,none
";
    assert_eq!(std::fs::read_to_string(&cases).unwrap(), expected);
    let fail = run(&["eval", show(&gold), "--fail-under", "type=0.7"]);
    assert_eq!(fail.status, 1);
    assert!(
        fail.err
            .contains("under its floor: F1 at level type is 0.6667, the floor is 0.7"),
        "{}",
        fail.err
    );
    let ids = folder.join("ids.txt");
    std::fs::write(&ids, "# chosen\na\n").unwrap();
    let some = run(&[
        "eval",
        show(&gold),
        "--ids",
        show(&ids),
        "--fail-under",
        "full=1",
        "--by",
        "none",
    ]);
    assert_eq!(some.status, 0, "{}", some.out);
    let broken = run(&["eval", show(&gold), "--fail-under", "typ=1"]);
    assert_eq!(broken.status, 2);
    assert!(
        broken
            .err
            .contains("use type, dyad, status, full, quantity or date"),
        "{}",
        broken.err
    );
}
