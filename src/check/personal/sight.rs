//! All that is found in an entry by its form: numbers, addresses, dates, in its words, its tables and the names of its files.

use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::Table;
use crate::personal::{self, Column, Found, Kind, LeafPlace, Published, Words};
use crate::site_path::SitePath;
use crate::source::Span;
use crate::terms::{Disclosure, Masking};
use crate::text::Text;

/// Personal information in an entry.
#[derive(Debug)]
pub(in crate::check) struct Sight {
    /// What it is.
    pub(in crate::check) kind: Kind,
    /// Where it stands.
    pub(in crate::check) place: Place,
    /// How it is written.
    pub(in crate::check) written: String,
    /// What a mask leaves of it.
    shown: String,
    whence: Whence,
}

/// In what it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Whence {
    /// In words, which can be masked.
    Words,
    /// In the name of a file.
    FileName(String),
    /// In a file that goes with the entry.
    Attachment(String),
}

/// What is found in an entry; nothing in one that nobody gets to see.
pub(in crate::check) fn sights(subject: &Subject<'_>) -> Vec<Sight> {
    let mut sights = Vec::new();
    if subject.entry.disclosure == Disclosure::Active {
        in_front_matter(subject, &mut sights);
        in_columns(subject, &mut sights);
        in_words(subject, &mut sights);
        in_targets(subject, &mut sights);
        in_file_names(subject, &mut sights);
        in_attachments(subject, &mut sights);
        without_parts(&mut sights);
    }
    sights
}

/// Takes out the birth date within an identity number that is split over cells: the number is told of.
fn without_parts(sights: &mut Vec<Sight>) {
    let numbers: Vec<Place> =
        sights.iter().filter(|sight| sight.kind == Kind::Identity).map(|sight| sight.place.clone()).collect();
    let is_within = |sight: &Sight| match &sight.place {
        Place::Text(own) => numbers.iter().any(|number| match number {
            Place::Text(number) => {
                number.path == own.path
                    && number.range.start <= own.range.start
                    && own.range.start < number.range.end
            }
            _ => false,
        }),
        _ => false,
    };
    sights.retain(|sight| sight.kind != Kind::BirthDate || !is_within(sight));
}

/// Reports what is found of one kind. What the entry masks is none.
pub(super) fn report(subject: &Subject<'_>, kind: Kind, rule: &Rule, problems: &mut Vec<Diagnostic>) {
    for sight in subject.sights().iter().filter(|sight| sight.kind == kind) {
        let (zh, en, shown) = (kind.chinese(), kind.english(), &sight.shown);
        let message = match &sight.whence {
            Whence::Words if subject.entry.mask == Masking::Auto => continue,
            Whence::Words if shown.chars().all(|sign| sign == '*') => {
                Text::new(format!("有{zh}"), format!("here stands a personal {en}"))
            }
            Whence::Words => {
                Text::new(format!("有{zh}“{shown}”"), format!("here stands a personal {en}: ‘{shown}’"))
            }
            Whence::FileName(name) => Text::new(
                format!("文件名“{name}”里有{zh}"),
                format!("the file name ‘{name}’ holds a personal {en}"),
            ),
            // That is another fault, and a greater one.
            Whence::Attachment(_) if subject.entry.mask == Masking::Auto => continue,
            Whence::Attachment(name) => in_attachment(name, sight),
        };
        let finding = rule.finding(message).placed(sight.place.clone());
        problems.push(match &sight.whence {
            Whence::Words => finding,
            Whence::FileName(_) => finding.help(Text::new("改文件名", "rename the file")),
            Whence::Attachment(_) => {
                finding.help(Text::new("在附件里删去或遮住", "take it out of the file, or mask it there"))
            }
        });
    }
}

/// What is said of something in an attachment.
fn in_attachment(name: &str, sight: &Sight) -> Text {
    let (zh, en) = (sight.kind.chinese(), sight.kind.english());
    let shown = sight.shown.replace(['\n', '\t'], " ");
    Text::new(
        format!("附件“{name}”里有{zh}“{shown}”"),
        format!("the attachment ‘{name}’ holds a personal {en}: ‘{shown}’"),
    )
}

/// Reports what `mask: auto` promises to hide and an attachment shows.
pub(super) fn report_unmaskable(subject: &Subject<'_>, rule: &Rule, problems: &mut Vec<Diagnostic>) {
    if subject.entry.mask != Masking::Auto {
        return;
    }
    for sight in subject.sights() {
        if let Whence::Attachment(name) = &sight.whence {
            problems.push(rule.finding(in_attachment(name, sight)).placed(sight.place.clone()));
        }
    }
}

impl Sight {
    fn new(found: &Found, text: &str, place: Place, whence: Whence) -> Self {
        let written = text.get(found.range.clone()).unwrap_or_default().to_owned();
        Self { kind: found.kind, place, written, shown: found.shown(text), whence }
    }

    fn covers(&self, kind: Kind, other: &Place) -> bool {
        self.kind == kind
            && match (&self.place, other) {
                (Place::Text(one), Place::Text(other)) => {
                    one.path == other.path
                        && one.range.start <= other.range.start
                        && other.range.start < one.range.end
                }
                (one, other) => one == other,
            }
    }
}

/// The front matter as it is written, without its comments, which nobody gets to see.
fn in_front_matter(subject: &Subject<'_>, sights: &mut Vec<Sight>) {
    let end = subject.entry.body.start as usize;
    let text = without_comments(subject.source.text.get(..end).unwrap_or_default());
    for found in personal::find(&text, &subject.site.published) {
        let place = Place::Text(subject.source.span(found.range.clone()));
        sights.push(Sight::new(&found, &text, place, Whence::Words));
    }
}

/// The text with blanks in the place of what stands behind `#`.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut quote = None;
        let mut before = ' ';
        let mut end = line.len();
        for (at, sign) in line.char_indices() {
            match (quote, sign) {
                (None, '#') if before.is_whitespace() => {
                    end = at;
                    break;
                }
                (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(sign),
                (Some(open), _) if open == sign => quote = None,
                _ => {}
            }
            before = sign;
        }
        let (words, comment) = line.split_at_checked(end).unwrap_or((line, ""));
        kept.push_str(words);
        kept.extend(comment.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    }
    kept
}

/// The cells of columns whose heads say what they hold.
fn in_columns(subject: &Subject<'_>, sights: &mut Vec<Sight>) {
    for (table, columns) in subject.body.tables().into_iter().zip(subject.columns()) {
        let of_persons = columns.contains(&Some(Column::Name));
        for row in &table.rows {
            for (cell, column) in row.cells.iter().zip(columns) {
                let Some(column) = column.filter(|column| *column != Column::Phone || of_persons) else {
                    continue;
                };
                let text = cell.text();
                // A phone under too thin a mask is told of as that.
                if column == Column::Phone && !personal::thin_phones(&text).is_empty() {
                    continue;
                }
                for found in personal::in_cell(column, &text, &subject.site.published) {
                    sights.push(Sight::new(&found, &text, subject.cell_place(table, cell), Whence::Words));
                }
            }
        }
    }
}

/// The body as one text, so that a number split over cells or lines is seen.
fn in_words(subject: &Subject<'_>, sights: &mut Vec<Sight>) {
    let words = Words::of(subject.body);
    let found = personal::find(&words.text, &subject.site.published);
    if found.is_empty() {
        return;
    }
    let tables = subject.body.tables();
    for found in found {
        let Some(place) = place(subject, &words, &tables, &found) else { continue };
        if !sights.iter().any(|sight| sight.covers(found.kind, &place)) {
            sights.push(Sight::new(&found, &words.text, place, Whence::Words));
        }
    }
}

/// Where something stands that was found in the words of a body.
fn place(subject: &Subject<'_>, words: &Words<'_>, tables: &[&Table], found: &Found) -> Option<Place> {
    let leaf = words.leaf(found.range.start)?;
    match &leaf.place {
        LeafPlace::Cell(table, cell) => {
            let origin = tables.get(*table)?.origin.as_ref()?;
            let (path, sheet) = (origin.path.clone(), origin.sheet.clone());
            Some(Place::Cell { path, sheet, cell: (*cell).to_owned() })
        }
        LeafPlace::Text(range) => {
            let written = subject.source.text.get(range.start as usize..range.end as usize);
            let is_exact = written.is_some() && written == words.text.get(leaf.range.clone());
            // A line that ends within a paragraph leaves no sign in its words.
            let own = words.text.get(found.range.clone())?;
            if let (false, Some(at)) = (is_exact, written.and_then(|written| written.find(own))) {
                let from = range.start as usize + at;
                return Some(Place::Text(subject.source.span(from..from + own.len())));
            }
            let from = range.start as usize + (found.range.start - leaf.range.start);
            let end = words.leaf(found.range.end.saturating_sub(1)).map(|last| match &last.place {
                LeafPlace::Text(other) if is_exact && last.range == leaf.range => {
                    other.start as usize + (found.range.end - last.range.start)
                }
                LeafPlace::Text(other) => other.end as usize,
                LeafPlace::Cell(..) => range.end as usize,
            });
            let from = if is_exact { from } else { range.start as usize };
            Some(Place::Text(subject.source.span(from..end?.max(from))))
        }
    }
}

/// Links such as `tel:` to what nobody should call.
fn in_targets(subject: &Subject<'_>, sights: &mut Vec<Sight>) {
    let published: &Published = &subject.site.published;
    let targets = subject.pieces().iter().filter(|piece| piece.is_target());
    for piece in targets.filter(|piece| personal::is_personal_target(&piece.text, published)) {
        let numbers: String = piece
            .text
            .chars()
            .map(|sign| if matches!(sign, '0'..='9' | 'x' | 'X') { sign } else { '\n' })
            .collect();
        let place = piece.whole();
        for found in personal::find(&numbers, published) {
            if !sights.iter().any(|sight| sight.covers(found.kind, &place)) {
                sights.push(Sight::new(&found, &numbers, place.clone(), Whence::Words));
            }
        }
    }
}

/// The names of the entry's file, of its pictures and of its attachments.
fn in_file_names(subject: &Subject<'_>, sights: &mut Vec<Sight>) {
    let entry = subject.entry;
    let title = Place::Text(Span { path: entry.path.clone(), range: entry.title.span.range.clone() });
    let others = entry.files.iter().chain(entry.attachments.iter().map(|attachment| &attachment.path));
    let mut seen: Vec<&SitePath> = Vec::new();
    for path in std::iter::once(&entry.path).chain(others) {
        if seen.contains(&path) {
            continue;
        }
        seen.push(path);
        // Underscores part words in file names.
        let name = path.name().replace('_', " ");
        for found in personal::find(&name, &subject.site.published) {
            let place = if *path == entry.path { title.clone() } else { Place::File(path.clone()) };
            let whence = Whence::FileName(path.name().to_owned());
            sights.push(Sight::new(&found, &name, place, whence));
        }
    }
}

/// The words of attachments, those of hidden sheets and comments too; of each kind the first.
fn in_attachments(subject: &Subject<'_>, sights: &mut Vec<Sight>) {
    for (path, contents) in subject.attachments() {
        let mut kinds = Vec::new();
        for found in personal::find(&contents.words, &subject.site.published) {
            if !kinds.contains(&found.kind) {
                kinds.push(found.kind);
                let whence = Whence::Attachment(path.name().to_owned());
                sights.push(Sight::new(&found, &contents.words, Place::File((*path).clone()), whence));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_are_left_out_and_nothing_moves() {
        let text = "a: 1 # 13800138000\n# 身份证\nb: \"x # y\"\nc: a#b\n";
        let kept = without_comments(text);
        assert_eq!(kept.len(), text.len());
        assert!(!kept.contains("138") && !kept.contains("身份证"), "{kept}");
        assert!(kept.contains("\"x # y\"") && kept.contains("a#b"), "{kept}");
    }
}
