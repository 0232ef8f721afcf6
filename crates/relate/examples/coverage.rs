//! How often 95% intervals hold the truth, for coefficients of the autoregression and of the process.
//!
//! `cargo run -p chancery-relate --release --example coverage -- [--simulations 400]`

#[path = "../tests/coverage/runs.rs"]
mod runs;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut simulations = 400;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--simulations" => {
                simulations = arguments
                    .next()
                    .ok_or("--simulations needs a number")?
                    .parse()?
            }
            other => return Err(format!("unknown argument {other}: try --simulations 400").into()),
        }
    }
    for (title, tallies) in [
        (
            "autoregression, 300 weeks, Student's t",
            runs::var(simulations, 300),
        ),
        (
            "exciting process, 600 days, Wald on the logarithm",
            runs::hawkes(simulations, 600.0, false),
        ),
        (
            "exciting process, 600 days, profile",
            runs::hawkes(simulations, 600.0, true),
        ),
    ] {
        println!("{title}");
        for tally in tallies {
            println!(
                "  {:<12} {:>4} of {:<4} {:.3}",
                tally.name,
                tally.held,
                tally.of,
                tally.held as f64 / tally.of as f64
            );
        }
    }
    Ok(())
}
