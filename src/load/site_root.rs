//! Where the site is.

use std::path::{Path, PathBuf};

/// The folder of the site that the current folder belongs to: itself, or the nearest one above it that has a
/// `content/site.yaml`. Paths stay relative, as people typed them.
pub fn site_root() -> Option<PathBuf> {
    let here = Path::new(".");
    let depth = here.canonicalize().map_or(1, |path| path.ancestors().count());
    let above = (1..depth).map(|levels| PathBuf::from(vec![".."; levels].join("/")));
    std::iter::once(here.to_owned()).chain(above).find(|root| is_site(root))
}

/// Whether `root` is the folder of a site.
pub fn is_site(root: &Path) -> bool {
    root.join("content/site.yaml").is_file()
}
