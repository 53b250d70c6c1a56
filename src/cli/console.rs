//! What the program says: results on standard output, everything about the run on standard error.

use super::language;
use crate::diagnostic::Colours;
use crate::text::{Language, Text};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

/// The two streams, and how to speak on them.
#[derive(Debug, Clone)]
pub(super) struct Console {
    /// The language spoken.
    pub(super) language: Language,
    /// Whether the command line asked for it.
    language_is_asked: bool,
    /// Whether results are printed in colours.
    pub(super) colours: Colours,
}

impl Console {
    /// A console that speaks the language that `words`, the command line, ask for, else the locale's; with colours
    /// where a terminal shows them and nobody asked for none.
    pub(super) fn new(words: &[OsString]) -> Self {
        let asked = language::asked_for(words);
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let term = std::env::var("TERM").unwrap_or_default();
        // The old Windows console prints colour codes as garbage; the newer terminals name themselves.
        let knows_colours = if cfg!(windows) { set("WT_SESSION") || set("TERM") } else { term != "dumb" };
        let wanted = io::stdout().is_terminal() && !set("NO_COLOR") && knows_colours;
        Self {
            language: asked.or_else(language::of_locale).unwrap_or_default(),
            language_is_asked: asked.is_some(),
            colours: if wanted { Colours::On } else { Colours::Off },
        }
    }

    /// Speaks the language of the site's settings, unless the command line asked for one.
    pub(super) fn follow(&mut self, settings: Option<Language>) {
        if let (Some(language), false) = (settings, self.language_is_asked) {
            self.language = language;
        }
    }

    /// Prints a result. Whoever closed the pipe has read enough: that is no failure.
    pub(super) fn result(&self, text: &str) {
        let mut stream = io::stdout().lock();
        let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
    }

    /// Says something about the run.
    pub(super) fn remark(&self, text: &str) {
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// What went wrong outside the content, and at bottom why.
    pub(super) fn error(&self, error: &anyhow::Error) -> String {
        let message = match error.downcast_ref::<Text>() {
            Some(text) => self.say(text).to_owned(),
            None => error.to_string(),
        };
        if error.chain().count() > 1 {
            format!("mingbai: {message}: {}", error.root_cause())
        } else {
            format!("mingbai: {message}")
        }
    }

    /// A sentence in the language spoken.
    pub(super) fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }
}
