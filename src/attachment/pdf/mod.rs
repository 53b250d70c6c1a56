//! What a PDF says: its words, those that nobody sees too, and who wrote it. Nothing of a PDF is trusted: what it unpacks
//! to is measured before it is read ([`guard`]), and reading ends after so many steps ([`words`]).

mod guard;
mod letters;
mod strings;
mod words;

use crate::caught::caught;
use hayro_interpret::hayro_syntax::Pdf;

/// What lies in a PDF.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Inside {
    /// Who wrote it.
    pub(super) author: Option<String>,
    /// Whether somebody wrote notes into it.
    pub(super) has_notes: bool,
    /// Whether other files lie in it.
    pub(super) has_files: bool,
    /// Its words: those of its pages, of notes, of forms, of its properties.
    pub(super) words: String,
    /// Why a person has to read it, where the program could not read it all.
    pub(super) unread: Option<Unread>,
}

/// Why a PDF could not be read, or not all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// Some of its pages have pictures and no words.
    Scan,
    /// It is encrypted.
    Encrypted,
    /// It is damaged, or its letters do not say what they mean.
    Unclear,
    /// It is too long, or unpacks to too much.
    TooLarge,
}

/// Reads a PDF.
pub(super) fn inside(bytes: &[u8]) -> Inside {
    let (safe, longest_form) = match guard::without_pictures(bytes) {
        Ok(safe) => safe,
        Err(unread) => return Inside { unread: Some(unread), ..Inside::default() },
    };
    // The reader is young; what it stumbles over is told as what it cannot read.
    let read = caught(|| {
        let pdf = Pdf::new(safe).ok()?;
        let mut inside = strings::of(&pdf);
        inside.unread = words::of_pages(&pdf, longest_form, &mut inside.words);
        Some(inside)
    });
    let unclear = || Inside { unread: Some(Unread::Unclear), ..Inside::default() };
    read.ok().flatten().unwrap_or_else(unclear)
}

#[cfg(test)]
mod tests;
