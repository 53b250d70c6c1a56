//! What is shown over the pages where nothing could be built, or not all.

use crate::build::{Ending, Report};
use crate::diagnostic::{Colours, Severity, terminal};
use crate::text::{Language, Text};
use crate::watch::shown::Trouble;

/// How many findings are told in full.
const TOLD: usize = 20;

/// What stops the build, as on the terminal; with it what is held back. None where nothing does.
pub(super) fn of_report(report: &Report, strict: bool, language: Language) -> Option<Trouble> {
    if report.stopping == 0 {
        return None;
    }
    let count = report.stopping;
    let s = if count == 1 { "" } else { "s" };
    let title = match report.ending {
        Ending::Written { .. } => Text::new(
            format!("有 {count} 个问题，有错的事项先没有带上"),
            format!("{count} problem{s}; the faulty entries were left out"),
        ),
        _ => Text::new(
            format!("有 {count} 个问题，网页还是上一次的样子"),
            format!("{count} problem{s}; the pages are those of before"),
        ),
    };
    let least = if strict { Severity::Warning } else { Severity::Error };
    let stopping = report.findings.iter().filter(|finding| finding.severity <= least);
    let mut text: String =
        stopping.take(TOLD).map(|finding| terminal(finding, &report.files, language, Colours::Off)).collect();
    if count > TOLD {
        let rest = count - TOLD;
        let more = Text::new(format!("还有 {rest} 个"), format!("{rest} more"));
        text.push_str(more.get(language));
    }
    Some(Trouble { title: title.get(language).to_owned(), text: text.trim_end().to_owned() })
}

/// Why a build failed for a reason that lies outside the content.
pub(super) fn of_failure(error: &anyhow::Error, language: Language) -> Trouble {
    let title =
        Text::new("无法生成，网页还是上一次的样子", "Nothing can be built; the pages are those of before");
    Trouble { title: title.get(language).to_owned(), text: said(error, language) }
}

/// What an error says, in one language.
fn said(error: &anyhow::Error, language: Language) -> String {
    let first = match error.downcast_ref::<Text>() {
        Some(text) => text.get(language).to_owned(),
        None => error.to_string(),
    };
    if error.chain().count() > 1 { format!("{first}\n{}", error.root_cause()) } else { first }
}
