//! A bar on the terminal for whatever takes over a second.

use crate::build::Step;
use crate::text::{Language, Text};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::thread;
use std::time::Duration;

/// How long a run goes on without a bar.
const QUIET: Duration = Duration::from_secs(1);

/// The bar, hidden where standard error is no terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    language: Language,
}

impl Progress {
    pub(super) fn new(language: Language) -> Self {
        let bar = ProgressBar::with_draw_target(Some(Step::ALL.len() as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {bar:24} {pos}/{len} {elapsed}") {
            bar.set_style(style.tick_chars("-\\|/ ").progress_chars("=> "));
        }
        let shown = bar.clone();
        // Ends with the program at the latest: nobody waits for it.
        thread::spawn(move || {
            thread::sleep(QUIET);
            if !shown.is_finished() {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(Duration::from_millis(120));
            }
        });
        Self { bar, language }
    }

    /// A step begins.
    pub(super) fn step(&self, step: Step) {
        let done = Step::ALL.iter().position(|other| *other == step).unwrap_or_default();
        let words = match step {
            Step::Read => Text::new("读取内容", "reading"),
            Step::Pictures => Text::new("处理图片", "pictures"),
            Step::Sheets => Text::new("排张贴件", "sheets"),
            Step::Pages => Text::new("排网页", "pages"),
            Step::Write => Text::new("写文件", "writing"),
        };
        self.bar.set_message(words.get(self.language).to_owned());
        self.bar.set_position(done as u64);
    }

    /// Takes the bar away.
    pub(super) fn done(&self) {
        self.bar.finish_and_clear();
    }
}
