//! The only module that reads the disk: a folder becomes decoded texts, files yet to be read, and what is wrong
//! with them.

mod decode;
mod file;
mod findings;
mod folder;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod leftovers;
mod listing;
mod site_root;
mod snapshot;
mod stamps;
mod walk;

pub use decode::{AsWritten, as_written};
pub use file::{File, bytes_at, text_at};
pub use findings::reason;
pub(crate) use findings::{control, direction};
pub use folder::{Folder, folder};
pub use listing::{Listing, list};
pub use site_root::{is_site, site_root};
pub use snapshot::Snapshot;
pub use stamps::Stamp;

/// The largest file that is read as it is, in bytes: an attachment, a font.
const MOST_FILE: u64 = 100 << 20;

/// Endings of the texts of a site's content.
pub const CONTENT_TEXTS: &[&str] = &["md", "yaml", "yml", "csv"];

/// Endings of the texts of a theme.
pub const THEME_TEXTS: &[&str] =
    &["md", "yaml", "yml", "csv", "html", "xml", "txt", "typ", "css", "js", "svg"];
