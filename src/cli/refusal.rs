//! A command line that was not understood, explained in two languages.

use super::Outcome;
use super::console::Console;
use crate::text::Text;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Says what is wrong with the command line, or prints the help or version that was asked for.
pub(super) fn say(refusal: &clap::Error, console: &Console) -> Outcome {
    match refusal.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            console.result(&refusal.to_string());
            return Outcome::Clean;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => console.remark(&refusal.to_string()),
        kind => {
            let message = message(refusal, kind);
            let more = Text::new("用 mingbai --help 看怎么用", "see mingbai --help");
            console.remark(&format!("mingbai: {}\n  {}\n", console.say(&message), console.say(&more)));
        }
    }
    Outcome::Failed
}

fn message(refusal: &clap::Error, kind: ErrorKind) -> Text {
    let said = |kind| match refusal.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(" "),
        _ => String::new(),
    };
    let argument = said(ContextKind::InvalidArg);
    let expected = std::error::Error::source(refusal).map(ToString::to_string).unwrap_or_default();
    match kind {
        ErrorKind::UnknownArgument => near(
            &format!("没有选项“{argument}”"),
            &format!("there is no option ‘{argument}’"),
            &said(ContextKind::SuggestedArg),
        ),
        ErrorKind::InvalidSubcommand => {
            let word = said(ContextKind::InvalidSubcommand);
            let suggested = said(ContextKind::SuggestedSubcommand);
            near(&format!("没有命令“{word}”"), &format!("there is no command ‘{word}’"), &suggested)
        }
        ErrorKind::MissingSubcommand => Text::new("请写一个命令", "a command is missing"),
        ErrorKind::MissingRequiredArgument => {
            Text::new(format!("还缺“{argument}”"), format!("‘{argument}’ is missing"))
        }
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => {
            let word = said(ContextKind::InvalidValue);
            let valid = if expected.is_empty() { said(ContextKind::ValidValue) } else { expected };
            let valid = valid.replace(' ', "").replace('|', " | ");
            Text::new(
                format!("“{argument}”不能写“{word}”，可写：{valid}"),
                format!("‘{argument}’ cannot be ‘{word}’, but: {valid}"),
            )
        }
        _ => {
            let words = refusal.to_string();
            let first = words.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
            Text::new(format!("命令写得不对：{first}"), first)
        }
    }
}

fn near(zh: &str, en: &str, suggested: &str) -> Text {
    if suggested.is_empty() {
        Text::new(zh, en)
    } else {
        Text::new(format!("{zh}，是不是“{suggested}”？"), format!("{en}; is it ‘{suggested}’?"))
    }
}
