//! The texts that are words of people, and what is said of many like finds.

use crate::check::piece::{Piece, PieceKind};
use crate::check::{Rule, Subject};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::Text;

/// The pieces of an entry that are words: no code, no targets, no file names, and not what its catalogue row says.
pub(super) fn prose<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = &'a Piece> {
    let of_row = subject.row().map(|row| row.basis.as_str());
    subject.pieces().iter().filter(move |piece| match piece.kind {
        PieceKind::Code | PieceKind::Target | PieceKind::FileName => false,
        PieceKind::Field("basis") => of_row != Some(piece.text.as_str()),
        _ => true,
    })
}

/// One find of a rule.
pub(super) struct Find {
    pub(super) place: Place,
    pub(super) message: Text,
    pub(super) help: Option<Text>,
}

/// One finding for the first of many like finds, which says how many there are: a habit of the hand is one problem.
pub(super) fn first_of(rule: &Rule, finds: Vec<Find>, problems: &mut Vec<Diagnostic>) {
    let count = finds.len();
    let Some(first) = finds.into_iter().next() else { return };
    let message = match count {
        1 => first.message,
        _ => Text::new(
            format!("{}；这样的共 {count} 处", first.message.zh),
            format!("{}; {count} such places in all", first.message.en),
        ),
    };
    let finding = rule.finding(message).placed(first.place);
    problems.push(match first.help {
        Some(help) => finding.help(help),
        None => finding,
    });
}

/// Whether a character is a Han character.
pub(super) fn is_han(mark: char) -> bool {
    matches!(mark, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// The character before a byte.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at a byte.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}
