//! The world a sheet is set in: no disk, no clock, no network, only what is given.

use super::fonts::Fonts;
use crate::calendar::Date;
use crate::theme::Theme;
use std::collections::HashMap;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// What all sheets of a build share.
pub(super) struct Engine<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
    layouts: HashMap<FileId, Source>,
    today: Option<Datetime>,
}

impl<'a> Engine<'a> {
    pub(super) fn new(theme: &Theme, fonts: &'a Fonts, date: Date) -> Self {
        let layouts = theme
            .typst_files()
            .filter_map(|(path, text)| {
                let id = file_id(&format!("/{}", path.as_str().strip_prefix("sheets/")?))?;
                Some((id, Source::new(id, text.to_owned())))
            })
            .collect();
        let number = |part: i8| u8::try_from(part).unwrap_or(1);
        let today = Datetime::from_ymd(date.year().into(), number(date.month()), number(date.day()));
        Self { library: LazyHash::new(Library::default()), fonts, layouts, today }
    }
}

/// The id of a virtual file. Ids are interned for the life of the process and there are 65,535 of them, so every sheet
/// uses the same few names: `/main.typ`, `/body.typ`, `/data.json`, `/qr.svg`, `/picture-1.jpg`.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// One sheet's world.
pub(super) struct SheetWorld<'a> {
    engine: &'a Engine<'a>,
    main: Source,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

impl<'a> SheetWorld<'a> {
    /// A world whose main program is `main`.
    pub(super) fn new(engine: &'a Engine<'a>, main: String) -> Option<Self> {
        let id = file_id("/main.typ")?;
        Some(Self { engine, main: Source::new(id, main), sources: HashMap::new(), files: HashMap::new() })
    }

    /// The world with one more program.
    pub(super) fn source(mut self, path: &str, text: String) -> Self {
        if let Some(id) = file_id(path) {
            self.sources.insert(id, Source::new(id, text));
        }
        self
    }

    /// The world with one more file.
    pub(super) fn file(mut self, path: &str, bytes: Bytes) -> Self {
        if let Some(id) = file_id(path) {
            self.files.insert(id, bytes);
        }
        self
    }

    /// The same world with another main program.
    pub(super) fn set_main(&mut self, main: String) {
        self.main = Source::new(self.main.id(), main);
    }
}

impl World for SheetWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.engine.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let source = self.sources.get(&id).or_else(|| self.engine.layouts.get(&id));
        source.cloned().ok_or_else(|| not_found(id))
    }

    /// Packages (`@preview/…`) land here too, and are refused: no network, ever.
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.engine.today
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
