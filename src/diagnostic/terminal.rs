//! Findings as people read them.
//!
//! ```text
//! error[bad-date]: “明天”不是日期
//!  --> content/entries/water.md:3:7
//!   |
//! 3 | post_from: 明天
//!   |            ^^^^ 写成 2026-11-30 这样
//! ```

use super::shown::{shown, shown_line};
use super::{Diagnostic, Files, Place, Severity};
use crate::source::{LineColumn, Span};
use crate::text::Language;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// Whether findings are printed in colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// For a terminal.
    On,
    /// For a file, a pipe, or whoever set `NO_COLOR`.
    Off,
}

/// A finding in the form of compilers, with an empty line behind it.
pub fn terminal(finding: &Diagnostic, files: &Files, language: Language, colours: Colours) -> String {
    let message = shown(finding.message.get(language));
    let help = finding.help.as_ref().map(|help| shown(help.get(language)));
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(message).id(finding.code));
    let mut column = None;
    match finding.place.as_ref().map(|place| (name(place, files), marked_line(place, files))) {
        Some((path, Some(marked))) => {
            column = Some(Column::new(&path, &marked));
            let annotation = AnnotationKind::Primary.span(marked.mark).label(help);
            let snippet = Snippet::source(marked.text).path(path).line_start(marked.at.line);
            group = group.element(snippet.annotation(annotation));
        }
        Some((path, None)) => {
            group = group.element(Origin::path(path)).elements(help.map(|help| Level::HELP.message(help)));
        }
        None => group = group.elements(help.map(|help| Level::HELP.message(help))),
    }
    let renderer = match colours {
        Colours::On => Renderer::styled().hyperlink(false),
        Colours::Off => Renderer::plain(),
    };
    // The lines are cut already, around their marks.
    let text = renderer.term_width(10_000).render(&[group]);
    let text = column.map_or(text.clone(), |column| text.replacen(&column.printed, &column.meant, 1));
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    lines.join("\n") + "\n\n"
}

/// The file's name, with the cell where the place is one.
fn name(place: &Place, files: &Files) -> String {
    let path = files.shown(place.path());
    shown(&match place {
        Place::Cell { sheet: Some(sheet), cell, .. } => format!("{path}:{sheet}!{cell}"),
        Place::Cell { sheet: None, cell, .. } => format!("{path}:{cell}"),
        Place::File(_) | Place::Text(_) => path,
    })
}

/// The first line of a place, with what is marked in it.
struct Marked {
    at: LineColumn,
    text: String,
    mark: Range<usize>,
}

fn marked_line(place: &Place, files: &Files) -> Option<Marked> {
    let Place::Text(Span { path, range }) = place else { return None };
    let source = files.text(path)?;
    let start = source.text.floor_char_boundary(range.start as usize);
    let line_start = source.text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let line = source.text.get(line_start..)?.split('\n').next()?;
    let end = (range.end as usize).saturating_sub(line_start).min(line.len());
    let mark = start - line_start..end;
    let cut = shown_line(line, mark);
    Some(Marked { at: source.line_column(range.start as usize), text: cut.text, mark: cut.mark })
}

/// The column as the renderer counts it in a line that was cut, and as it is.
struct Column {
    printed: String,
    meant: String,
}

impl Column {
    fn new(path: &str, marked: &Marked) -> Self {
        let before = marked.text.get(..marked.mark.start).unwrap_or_default();
        let LineColumn { line, column } = marked.at;
        Self {
            printed: format!("{path}:{line}:{}", before.chars().count() + 1),
            meant: format!("{path}:{line}:{column}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Colours, terminal};
    use crate::diagnostic::{Diagnostic, Files, Place};
    use crate::site_path::SitePath;
    use crate::source::Source;
    use crate::text::{Language, Text};

    fn print(finding: &Diagnostic, source: &Source) -> String {
        let mut files = Files::default();
        files.add("content", [source], []);
        terminal(finding, &files, Language::Chinese, Colours::Off)
    }

    fn source(text: &str) -> Source {
        Source::new(SitePath::new("entries/water.md").unwrap(), text)
    }

    #[test]
    fn a_finding_shows_its_line_and_mark() {
        let source = source("---\ntitle: 停水\n公示: 明天 # 待定\n---\n");
        let finding = Diagnostic::error("bad-date", Text::new("“明天”不是日期", "‘明天’ is no date"))
            .at(source.span(26..32))
            .help(Text::new("写成 2026-11-30 这样", "write 2026-11-30"));
        let expected = "\
error[bad-date]: “明天”不是日期
 --> content/entries/water.md:3:5
  |
3 | 公示: 明天 # 待定
  |       ^^^^ 写成 2026-11-30 这样

";
        assert_eq!(print(&finding, &source), expected);
    }

    #[test]
    fn a_cell_is_named_as_spreadsheets_do() {
        let place = Place::Cell {
            path: SitePath::new("entries/q3.xlsx").unwrap(),
            sheet: Some("支出".into()),
            cell: "B7".into(),
        };
        let finding = Diagnostic::warning("no-value", Text::new("公式没有结果", "no value"))
            .placed(place)
            .help(Text::new("用 Excel 打开并保存", "open and save it"));
        let expected = "\
warning[no-value]: 公式没有结果
--> content/entries/q3.xlsx:支出!B7
 = help: 用 Excel 打开并保存

";
        assert_eq!(print(&finding, &source("")), expected);
    }

    #[test]
    fn hostile_text_stays_text() {
        let source = source("title: \u{202e}\u{1b}[2J\u{7}危险");
        let finding = Diagnostic::error("odd-text", Text::new("\u{1b}[2J\u{202e}", "x"))
            .at(source.span(7..24))
            .help(Text::new("删掉\u{7}", "x"));
        let text = print(&finding, &source);
        assert!(text.chars().all(|character| character == '\n' || !character.is_control()), "{text:?}");
        assert!(!text.contains('\u{202e}') && text.contains("\\u{202e}\\u{1b}[2J"), "{text}");
    }

    #[test]
    fn the_column_of_a_cut_line_is_that_of_the_file() {
        let source = source(&("甲".repeat(300) + "乙"));
        let finding = Diagnostic::note("n", Text::new("甲", "a")).at(source.span(900..903));
        let text = print(&finding, &source);
        assert!(text.contains("water.md:1:301\n"), "{text}");
    }

    #[test]
    fn places_past_the_end_and_within_characters_are_borne() {
        let source = source("文");
        for range in [0..0, 3..3, 1..2, 0..2, 3..900] {
            let finding = Diagnostic::note("n", Text::new("甲", "a"))
                .at(crate::source::Span { path: source.path.clone(), range });
            assert!(print(&finding, &source).starts_with("note[n]: 甲\n --> content/entries/water.md"));
        }
    }

    #[test]
    fn colours_come_only_when_asked_for() {
        let finding = Diagnostic::error("n", Text::new("甲", "a"));
        let coloured = terminal(&finding, &Files::default(), Language::English, Colours::On);
        assert!(coloured.contains("\u{1b}["));
        assert_eq!(terminal(&finding, &Files::default(), Language::English, Colours::Off), "error[n]: a\n\n");
    }
}
