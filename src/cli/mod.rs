//! The program's commands, one file each, and the words of its command line.

mod arguments;
mod build;
mod check;
mod console;
mod explain;
mod fix;
mod help;
mod init;
mod language;
mod new;
mod options;
mod progress;
mod refusal;
mod report;
mod review;
mod site;
mod verify;
mod watch;

use arguments::{Arguments, Command};
use clap::{CommandFactory, FromArgMatches};
use console::Console;
use std::ffi::OsString;
use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Clean,
    /// The content has errors.
    Faulty,
    /// The command could not be carried out.
    Failed,
}

/// Runs the program with the words of its command line, its own name first. The exit code is 0 when all is well, 1
/// when the content has errors, 2 when the command could not be carried out.
pub fn run(words: &[OsString]) -> ExitCode {
    let mut console = Console::new(words);
    let command = help::translate(Arguments::command(), console.language);
    let outcome =
        match command.try_get_matches_from(words).and_then(|found| Arguments::from_arg_matches(&found)) {
            Ok(arguments) => carry_out(arguments.command, &mut console),
            Err(refusal) => refusal::say(&refusal, &console),
        };
    ExitCode::from(match outcome {
        Outcome::Clean => 0,
        Outcome::Faulty => 1,
        Outcome::Failed => 2,
    })
}

fn carry_out(command: Command, console: &mut Console) -> Outcome {
    let result = match command {
        Command::Init(arguments) => init::run(&arguments, console),
        Command::New(arguments) => new::run(&arguments, console),
        Command::Check(arguments) => check::run(&arguments, console),
        Command::Explain(arguments) => explain::run(&arguments, console),
        Command::Fix(arguments) => fix::run(&arguments, console),
        Command::Build(arguments) => build::run(&arguments, console),
        Command::Review(arguments) => review::run(&arguments, console),
        Command::Verify(arguments) => verify::run(&arguments, console),
        Command::Watch(arguments) => watch::run(&arguments, console),
    };
    result.unwrap_or_else(|error| {
        console.remark(&format!("{}\n", console.error(&error)));
        Outcome::Failed
    })
}
