//! *mingbai* (明白) turns Markdown disclosure entries with YAML front matter into a static HTML site and print-ready
//! sheets for a township's notice board (公开栏).
//!
//! ```text
//! load ─► parse ─► model ─► review ─► check ─► render ──┐
//! disk    texts    site     public?   true?    pages    ├─► output ─► write
//!                                      └────► typeset ──┘   files     disk
//!                                             sheets
//! ```
//!
//! One function, [`build::build`], runs the line, and every command calls it; a [`build::Session`] runs it again and again,
//! and makes only the pages and sheets of bodies where nothing else changed. [`load`] alone reads
//! the site and the theme, [`output`] alone writes; the middle has no disk, no clock and no network, so the same
//! content, theme and date give the same bytes.
//!
//! The modules stand below in the order of their floors: a module uses only those declared above it, and each
//! outside crate is used in one module (`tests/suite/architecture.rs` holds both).
//!
//! What always holds:
//! 1. Problems of the content are values ([`diagnostic::Diagnostic`]); `Err` means that the world failed. No content,
//!    however broken, panics, overflows the stack, or takes unbounded time or memory.
//! 2. The build date is an input: `--date`, else `date:` in `site.yaml`, else today.
//! 3. Same content, theme, fonts and date: same bytes, PDFs included.
//! 4. People's words reach Tera and Typst escaped: no entry can run code, break a page or a sheet, or read a file.
//! 5. What is not public never reaches `output/site` ([`review`] says what is).
//! 6. A build that has errors writes nothing: the last good output stays. One that is killed leaves old files and new
//!    ones, each whole, and the next build finishes or drops what it began ([`output`] says how).
//! 7. A rebuild after any edits equals a clean build. Every file of the output is known by the fingerprint of what it is
//!    made from ([`fingerprint`]); one whose fingerprint stands is not made, one whose bytes stand is not touched. Of an
//!    entry without findings its facts are kept ([`model::Kept`]), so that only files that changed are read; a body is
//!    parsed when its page or its sheet is made. What is kept is a copy of what can be made again, and is trusted only
//!    whole, from this very program and for the same inputs.

// Ground: what every room speaks in. Paths that never leave their root; texts and places in them; a sentence in Chinese
// and English; the nearest known word; exact decimal numbers; work on all cores in order; calls that may panic; findings and their printers;
// dates and working days; the closed lists of the field; the body of an entry as a tree; personal information in texts and
// its masks; values as JSON; fingerprints of contents.
pub mod site_path;
pub mod source;
pub mod text;
pub mod nearest;
pub mod decimal;
pub mod parallel;
pub mod caught;
pub mod diagnostic;
pub mod calendar;
pub mod terms;
pub mod document;
pub mod personal;
pub mod json;
pub mod fingerprint;

// Reading: bytes become values. A folder's texts, decoded; YAML behind guards; Markdown; tables of spreadsheets;
// pictures for the web; files that go with entries; registers whose lines are chained.
pub mod load;
pub mod front_matter;
pub mod markdown;
pub mod table;
pub mod picture;
pub mod attachment;
pub mod register;

// The site: what a town has and what of it is public. Its settings; units, catalogue, boards and entries,
// cross-referenced; where each output lies; whether an entry is public on a date; what is wrong, secret or private in
// it, one file a rule; what of it a program can put right.
pub mod settings;
pub mod model;
pub mod address;
pub mod review;
pub mod check;
pub mod fix;

// Making: values become files. Templates, layouts, fonts; pages; sheets.
pub mod theme;
pub mod render;
pub mod typeset;

// Outside: files get to the disk.
pub mod output;

// Program: the straight line, the watch that runs it at every save and shows what it made, and the commands.
pub mod build;
pub mod watch;
pub mod cli;
