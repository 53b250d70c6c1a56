//! The site that a command works on: where it lies, and what was read of it.

use super::console::Console;
use super::options::SiteArguments;
use crate::build::Read;
use crate::diagnostic::terminal;
use crate::load;
use crate::model::Site;
use crate::text::Text;
use anyhow::Context;
use std::path::{Path, PathBuf};

/// The folder of the site: as asked for, else found from the current folder upwards.
pub(super) fn root(site: &SiteArguments) -> anyhow::Result<PathBuf> {
    root_at(site.root.as_deref())
}

/// The site that was read, in whose language the command goes on; where there is none, what was found is printed.
pub(super) fn of(read: &mut Read, console: &mut Console) -> Option<Site> {
    console.follow(read.language);
    if read.site.is_none() {
        for finding in &read.findings {
            console.result(&terminal(finding, &read.files, console.language, console.colours));
        }
    }
    read.site.take()
}

/// The folder of the site that is named, else of the one that the current folder belongs to.
pub(super) fn root_at(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    match named {
        Some(root) if load::is_site(root) => Some(root.to_owned()),
        Some(_) => None,
        None => load::site_root(),
    }
    .with_context(|| {
        let place = named.map_or(".".to_owned(), |root| root.display().to_string());
        Text::new(
            format!("“{place}”里没有 content/site.yaml，不是站点文件夹；用 mingbai init 新建一个，或用 --root 指明"),
            format!("‘{place}’ holds no content/site.yaml, so it is no site; mingbai init makes one, --root names one"),
        )
    })
}
