//! *mingbai* (明白) turns Markdown disclosure entries with YAML front matter into a static HTML site and print-ready
//! sheets for a township's notice board (公开栏).
//!
//! ```text
//! load ─► parse ─► model ─► check ─► render ──┐
//! disk    texts    site     findings  pages   ├─► output ─► write
//!                              └──► typeset ─┘   files     disk
//!                                   sheets
//! ```
//!
//! One function of a few lines, `build::build`, runs the line, and every command calls it. `load` alone reads
//! the site and the theme, `output` alone writes; the middle has no disk, no clock and no network, so the same
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
//! 6. A build that has errors writes nothing: the last good output stays.

// Ground.
pub mod site_path;
pub mod source;
pub mod text;
pub mod nearest;
pub mod parallel;
pub mod diagnostic;
pub mod calendar;
pub mod terms;
pub mod document;

// Reading.
pub mod load;
pub mod front_matter;
pub mod markdown;
pub mod table;
pub mod picture;

// The site.
pub mod settings;
pub mod model;
pub mod address;
pub mod review;

// Making.
pub mod theme;
pub mod render;
pub mod typeset;

// Outside.
pub mod output;

// Program.
pub mod build;
pub mod cli;
