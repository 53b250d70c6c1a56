//! What hostile input costs: `cargo bench --bench hostile`. Each input of `tests/suite/hostile` is laid over a small sound
//! site and built by the program; the table tells how it ends, how long that takes, and how much more memory it takes than
//! the sound site does. `-- bomb` takes only inputs whose names hold the word.

#![expect(clippy::print_stdout, reason = "it prints the figures")]
#![expect(clippy::unwrap_used, reason = "a measurement that meets the unexpected ends there")]

#[path = "../../tests/suite/hostile/inputs/mod.rs"]
mod inputs;
#[path = "../../tests/suite/hostile/run.rs"]
mod run;
#[path = "../../tests/suite/hostile/site.rs"]
mod site;

use inputs::Lay;
use run::Run;
use site::Town;

/// How often each is built; the slowest counts.
const RUNS: usize = 3;

macro_rules! list {
    ($($room:ident::$name:ident)*) => {
        const INPUTS: &[(&str, Lay)] = &[$((stringify!($name), inputs::$room::$name)),*];
    };
}

inputs::each_input!(list);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let (town, normal) = Town::built();
    println!("| input | ends in | wall s | MB more |\n|---|---|---:|---:|");
    println!("| *the sound site* | built | {:.2} | ({}) |", normal.wall.as_secs_f64(), normal.peak);
    for (name, lay) in INPUTS.iter().filter(|(name, _)| words.iter().all(|word| name.contains(word.as_str())))
    {
        let runs: Vec<(String, Run)> = (0..RUNS).map(|_| one(&town, *lay)).collect();
        let wall = runs.iter().map(|(_, run)| run.wall.as_secs_f64()).fold(0.0, f64::max);
        let peak = runs.iter().map(|(_, run)| run.peak).max().unwrap_or_default();
        let ends = runs.first().map(|(ends, _)| ends.as_str()).unwrap_or_default();
        println!(
            "| {} | {ends} | {wall:.2} | {} |",
            name.replace('_', " "),
            peak.saturating_sub(normal.peak)
        );
    }
}

/// One build with an input, and how it ended.
fn one(town: &Town, lay: Lay) -> (String, Run) {
    let town = town.another();
    let before = town.output();
    let expected = lay(&town.content());
    let run = town.build(&[]);
    let mut codes: Vec<&str> = expected.iter().map(|(code, _)| *code).collect();
    codes.dedup();
    let all_told = expected.iter().all(|(code, place)| run.tells(code, place));
    let whole = expected.is_empty() || town.output() == before;
    let ends = match run.code {
        Some(0) if expected.is_empty() => "built".to_owned(),
        Some(1) if all_told && whole => codes.join(", "),
        code => format!("**exit code {code:?}, told {all_told}, old output whole {whole}**"),
    };
    (ends, run)
}
