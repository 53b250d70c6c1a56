//! Everything.

use super::bodies::Bodies;
use super::{Approvals, Board, CatalogueRow, Entry, Role, Unit, WordLists};
use crate::calendar::{Calendar, Date};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::fingerprint::Fingerprint;
use crate::load::Folder;
use crate::personal::{self, Published};
use crate::settings::Settings;
use crate::site_path::SitePath;
use crate::source::Source;
use crate::terms::Masking;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An entry that corrects or supersedes another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follower {
    /// Its id.
    pub entry: Id,
    /// Whether it corrects the other, and does not supersede it.
    pub corrects: bool,
}

/// An id of a unit, row, board, role or entry.
pub type Id = Arc<str>;

/// A town's site, read and cross-referenced. Every id of a unit, row or board that is named in it
/// exists.
#[derive(Debug, Clone)]
pub struct Site {
    /// The settings.
    pub settings: Settings,
    /// The build date.
    pub date: Date,
    /// Whether this is a preview, for the office's eyes: drafts are shown in it, marked 未审核.
    pub preview: bool,
    /// The working days.
    pub calendar: Calendar,
    /// The units, in the order of their file.
    pub units: Vec<Unit>,
    /// The roles.
    pub roles: Vec<Role>,
    /// The catalogue, in the order of its file.
    pub catalogue: Vec<CatalogueRow>,
    /// The boards, in the order of their file.
    pub boards: Vec<Board>,
    /// The phones and places that units, boards and settings publish: nobody's secret.
    pub published: Published,
    /// The register of the review.
    pub approvals: Arc<Approvals>,
    /// Whether only entries that are through their review are left in it.
    pub is_admitted: bool,
    /// Which entries correct or supersede which, by the ids of those that they follow.
    pub followers: BTreeMap<Id, Vec<Follower>>,
    /// The words that the town adds to those that rules look for.
    pub word_lists: WordLists,
    /// The entries that could be read, newest first: by `issued_on`, then by id.
    pub entries: Vec<Arc<Entry>>,
    /// How many drafts are not among them, because nobody asked for drafts.
    pub waiting_drafts: usize,
    /// The fingerprint of all that entries are read with, beside the files they name: units, catalogue, roles, boards,
    /// calendar, settings.
    pub registers: Option<Fingerprint>,
    /// What it was read from: the bodies of entries are parsed from it when they are asked for.
    pub folder: Arc<Folder>,
    /// Bodies at hand.
    pub(super) bodies: Arc<Bodies>,
}

impl Site {
    /// The unit with this id.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| &*unit.id.value == id)
    }

    /// The catalogue row with this id.
    pub fn row(&self, id: &str) -> Option<&CatalogueRow> {
        self.catalogue.iter().find(|row| &*row.id.value == id)
    }

    /// The board with this id.
    pub fn board(&self, id: &str) -> Option<&Board> {
        self.boards.iter().find(|board| &*board.id.value == id)
    }

    /// The entry whose Markdown file this is, path from `content/`.
    pub fn entry_at(&self, path: &SitePath) -> Option<&Entry> {
        self.entries.iter().map(AsRef::as_ref).find(|entry| entry.path == *path)
    }

    /// The body of an entry as people get to see it, with tables from files read in and masked where the entry asks
    /// for it.
    ///
    /// # Errors
    /// Says so where its file can no longer be read, or changed after the entry was read.
    pub fn body(&self, entry: &Entry) -> Result<Document, Diagnostic> {
        Ok(self.masked(entry, self.original_body(entry)?))
    }

    /// The same for an entry's page, which is made last: the body is no longer kept at hand.
    ///
    /// # Errors
    /// Says so where its file can no longer be read, or changed after the entry was read.
    pub fn last_body(&self, entry: &Entry) -> Result<Document, Diagnostic> {
        let body = self.bodies.take(entry).map_or_else(|| super::read::body(entry, &self.folder), Ok);
        Ok(self.masked(entry, body?))
    }

    fn masked(&self, entry: &Entry, mut body: Document) -> Document {
        if entry.mask == Masking::Auto {
            personal::mask_document(&mut body, &self.published);
        }
        body
    }

    /// The body of an entry as it was written, before any mask: for rules that look for what must not be shown, and for
    /// what is compared with it. Nothing of it may reach an output.
    ///
    /// # Errors
    /// Says so where its file can no longer be read, or changed after the entry was read.
    pub fn original_body(&self, entry: &Entry) -> Result<Document, Diagnostic> {
        match self.bodies.of(entry) {
            Some(body) => Ok(body),
            None => super::read::body(entry, &self.folder),
        }
    }

    /// Drops the bodies at hand, for a site that is kept.
    pub fn drop_bodies(&self) {
        self.bodies.clear();
    }

    /// The text that is hashed of an entry, whole and as its clerk wrote it.
    ///
    /// # Errors
    /// Says so where its file can no longer be read, or changed after the entry was read.
    pub fn hashed_text(&self, entry: &Entry) -> Result<String, Diagnostic> {
        super::read::hashed_text(self, entry)
    }

    /// The register of the review as it stands in another text of it.
    #[must_use]
    pub fn with_approvals(mut self, source: &Source, problems: &mut Vec<Diagnostic>) -> Self {
        self.approvals = Arc::new(super::read::approvals(source, problems));
        self
    }

    /// The entry with this id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().map(AsRef::as_ref).find(|entry| &*entry.id == id)
    }
}
