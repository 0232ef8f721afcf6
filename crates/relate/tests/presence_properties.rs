//! Simulated histories with reports at random: the bounds always contain what was there.

use chancery_codebook::{EventType, Measure, QuadCode, Status};
use chancery_relate::presence::{Register, Rules, Statement};
use chancery_relate::{Act, Count};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const DAYS: usize = 900;

/// Something that happens to the people of MLT in LBY, on a day of the simulation.
#[derive(Debug, Clone)]
enum Happening {
    /// So many expelled; they leave so many days later, and so many are replaced so many days after that.
    Expelled {
        many: i64,
        leave: usize,
        replaced: i64,
        after: usize,
    },
    /// So many ordered to go, for good.
    Cut { many: i64, leave: usize },
    /// Held to so many; those above leave so many days later.
    Capped { many: i64, leave: usize },
    /// So many come, and that is reported.
    Returned { many: i64 },
    /// Counted, within so much below and above.
    Counted { below: i64, above: i64 },
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        3 => (0..60_i64, 0..60_usize, 0..60_i64, 0..200_usize).prop_map(|(many, leave, replaced, after)| Happening::Expelled { many, leave, replaced: replaced.min(many), after }),
        1 => (0..60_i64, 0..60_usize).prop_map(|(many, leave)| Happening::Cut { many, leave }),
        1 => (20..200_i64, 0..60_usize).prop_map(|(many, leave)| Happening::Capped { many, leave }),
        1 => (0..60_i64).prop_map(|many| Happening::Returned { many }),
        4 => (0..30_i64, 0..30_i64).prop_map(|(below, above)| Happening::Counted { below, above }),
    ]
}

/// What is there on each day, and what is reported of it.
struct World {
    there: Vec<i64>,
    acts: Vec<Act>,
    statements: Vec<Statement>,
}

fn start() -> Date {
    date(2016, 1, 1)
}

fn day(number: usize) -> Date {
    start()
        .checked_add((number as i64).days())
        .expect("a day of the simulation")
}

fn simulate(people: i64, happenings: &[(usize, usize, usize, Happening)]) -> World {
    // Departures and arrivals by day; departures are limited to those who are there.
    let mut leave: Vec<Vec<(i64, i64, usize)>> = vec![Vec::new(); DAYS + 1];
    let mut come = vec![0_i64; DAYS + 1];
    let mut caps: Vec<(usize, i64)> = Vec::new();
    for (at, _, _, what) in happenings {
        match what {
            Happening::Expelled {
                many,
                leave: days,
                replaced,
                after,
            } => {
                leave[(at + days).min(DAYS)].push((*many, *replaced, *after));
            }
            Happening::Cut { many, leave: days } => {
                leave[(at + days).min(DAYS)].push((*many, -1, 0))
            }
            Happening::Capped { many, leave: days } => caps.push(((at + days).min(DAYS), *many)),
            Happening::Returned { many } => come[*at] += many,
            Happening::Counted { .. } => {}
        }
    }
    // A cap is lifted by the next cap's order or a return.
    let lifts: Vec<usize> = happenings
        .iter()
        .filter(|(.., what)| matches!(what, Happening::Capped { .. } | Happening::Returned { .. }))
        .map(|(at, ..)| *at)
        .collect();
    let orders: Vec<(usize, usize, i64)> = happenings
        .iter()
        .filter_map(|(at, _, _, what)| match what {
            Happening::Capped { many, leave } => Some((*at, (at + leave).min(DAYS), *many)),
            _ => None,
        })
        .collect();
    let mut there = Vec::with_capacity(DAYS);
    let mut now = people;
    let mut owed = 0;
    for today in 0..DAYS {
        for (many, replaced, after) in std::mem::take(&mut leave[today]) {
            // Nobody is replaced who did not leave.
            let left = many.min(now);
            now -= left;
            if replaced < 0 {
                // What was cut while the seats were empty is not filled again.
                owed += many - left;
            } else {
                come[(today + after).min(DAYS)] += replaced.min(left);
            }
        }
        let unfilled = owed.min(come[today]);
        owed -= unfilled;
        now += come[today] - unfilled;
        for (order, force, many) in &orders {
            let lifted = lifts.iter().any(|l| l > order && *l <= today);
            if *force <= today && !lifted {
                now = now.min(*many);
            }
        }
        there.push(now);
    }
    let mut world = World {
        there,
        acts: Vec::new(),
        statements: Vec::new(),
    };
    for (number, (at, before, after, what)) in happenings.iter().enumerate() {
        let first = day(at.saturating_sub(*before));
        let last = day(at + after);
        let act = |measure: Measure, many: i64, own: bool| Act {
            id: format!("a{number}"),
            event_id: format!("a{number}"),
            first,
            last,
            reported: None,
            actor: if own { "MLT" } else { "LBY" }.to_owned(),
            recipient: if own { "LBY" } else { "MLT" }.to_owned(),
            event: EventType::Sanction,
            mode: None,
            measure: Some(measure),
            quad_code: QuadCode::try_from(4).expect("a quadrant"),
            score: -5.0,
            status: Status::Actual,
            count: Some(Count {
                low: Some((many - 3).max(0)),
                high: Some(many + 2),
                unit: Some("diplomats".to_owned()),
            }),
            own,
            posts: None,
            answers: Vec::new(),
            sources: 1,
            claims: Vec::new(),
        };
        match what {
            Happening::Expelled { many, .. } => {
                world.acts.push(act(Measure::Expulsion, *many, false))
            }
            Happening::Cut { many, .. } => world.acts.push(act(Measure::StaffCut, *many, false)),
            Happening::Capped { many, .. } => world.acts.push(act(Measure::StaffCap, *many, false)),
            Happening::Returned { many } => world.acts.push(act(Measure::Return, *many, true)),
            Happening::Counted { below, above } => {
                let Some(true) = world.there.get(*at).map(|n| *n >= 0) else {
                    continue;
                };
                let number_there = world.there[*at];
                world.statements.push(Statement {
                    id: format!("s{number}"),
                    sender: "MLT".to_owned(),
                    host: "LBY".to_owned(),
                    post: None,
                    state: None,
                    staff: Some(Count {
                        low: Some((number_there - below).max(0)),
                        high: Some(number_there + above),
                        unit: Some("diplomats".to_owned()),
                    }),
                    first,
                    last,
                    text: String::new(),
                });
            }
        }
    }
    world
}

fn happenings() -> impl Strategy<Value = Vec<(usize, usize, usize, Happening)>> {
    prop::collection::vec((40..700_usize, 0..20_usize, 0..20_usize, happening()), 1..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn bounds_contain_what_was_there(people in 50..300_i64, happenings in happenings()) {
        let world = simulate(people, &happenings);
        let register = Register::fold("MLT", "LBY", &world.acts, &world.statements);
        for at in (0..DAYS).step_by(7) {
            for line in register.at(day(at)).staff {
                prop_assert!(
                    line.bounds.contains(world.there[at]),
                    "on {} there were {}, the register says {}: {:?}", day(at), world.there[at], line.bounds, line.claims
                );
            }
        }
    }

    #[test]
    fn what_is_true_is_no_contradiction(people in 50..300_i64, happenings in happenings()) {
        let world = simulate(people, &happenings);
        let register = Register::fold("MLT", "LBY", &world.acts, &world.statements);
        prop_assert!(register.contradictions.is_empty(), "{:?}", register.contradictions);
    }

    #[test]
    fn the_order_of_the_input_makes_no_difference(
        people in 50..300_i64,
        happenings in happenings(),
        seed in any::<u64>(),
    ) {
        let world = simulate(people, &happenings);
        let (mut acts, mut statements) = (world.acts.clone(), world.statements.clone());
        acts.rotate_left(seed as usize % world.acts.len().max(1));
        statements.reverse();
        prop_assert_eq!(
            Register::fold("MLT", "LBY", &world.acts, &world.statements),
            Register::fold("MLT", "LBY", &acts, &statements)
        );
    }

    #[test]
    fn longer_suppositions_never_narrow(people in 50..300_i64, happenings in happenings(), more in 0..200_i32) {
        // More days for an order to be carried out: every count carried forward allows at least as much.
        let world = simulate(people, &happenings);
        let rules = Rules::default();
        let wide = Rules { execution_days: rules.execution_days + more, ..rules };
        // One count at a time, so that nothing but the carrying forward is compared.
        for statement in &world.statements {
            let alone = std::slice::from_ref(statement);
            let narrow = Register::fold_with("MLT", "LBY", &world.acts, alone, rules);
            let wide = Register::fold_with("MLT", "LBY", &world.acts, alone, wide);
            for at in (0..DAYS).step_by(30) {
                let (a, b) = (narrow.at(day(at)).staff, wide.at(day(at)).staff);
                for line in &a {
                    let Some(other) = b.iter().find(|l| l.unit == line.unit) else { continue };
                    prop_assert!(other.bounds.low <= line.bounds.low);
                    prop_assert!(other.bounds.high.is_none() || line.bounds.high.is_some_and(|h| other.bounds.high >= Some(h)));
                }
            }
        }
    }

    #[test]
    fn posts_do_not_depend_on_the_order_of_claims(
        steps in prop::collection::vec((0..6_usize, 0..5_usize, 0..3000_i64, 0..400_i64), 1..10),
        turn in 0..10_usize,
    ) {
        let posts = ["Embassy", "Legation in Tripoli", "Consulate in Benghazi", "Consulate", "Ambassador", "Interests Section"];
        let states = ["opened", "closed", "raised", "suspended", "open"];
        let mut statements: Vec<Statement> = steps
            .iter()
            .enumerate()
            .map(|(number, (post, state, at, width))| Statement {
                id: format!("s{number}"),
                sender: "MLT".to_owned(),
                host: "LBY".to_owned(),
                post: Some(posts[*post].to_owned()),
                state: serde_json::from_value(states[*state].into()).ok(),
                staff: None,
                first: start().checked_add(at.days()).expect("a day"),
                last: start().checked_add((at + width).days()).expect("a day"),
                text: String::new(),
            })
            .collect();
        let one = Register::fold("MLT", "LBY", &[], &statements);
        let length = statements.len();
        statements.rotate_left(turn % length);
        prop_assert_eq!(&one, &Register::fold("MLT", "LBY", &[], &statements));
        statements.reverse();
        prop_assert_eq!(&one, &Register::fold("MLT", "LBY", &[], &statements));
        // Every claim of the input is in the register.
        for statement in &statements {
            prop_assert!(one.changes.iter().any(|c| c.claims.iter().any(|claim| claim.id == statement.id)));
        }
    }
}
