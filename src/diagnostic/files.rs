//! The files that findings lie in, with the names people know them by.

use super::{Diagnostic, Place};
use crate::site_path::SitePath;
use crate::source::{LineColumn, Source};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The files of the folders of a site. A path is looked up in the folders in the order they were added; one that is in
/// none of them is taken as missing from the first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    folders: Vec<Folder>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Folder {
    name: String,
    /// None for a file that is no text.
    files: BTreeMap<SitePath, Option<Source>>,
}

/// Where a text is marked: its first and its last character but one, as editors count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines {
    /// The first character.
    pub start: LineColumn,
    /// Behind the last character.
    pub end: LineColumn,
}

impl Files {
    /// Adds the folder called `name` from the site's root (`content`, `themes/default`).
    pub fn add<'a>(
        &mut self,
        name: &str,
        texts: impl IntoIterator<Item = &'a Source>,
        others: impl IntoIterator<Item = &'a SitePath>,
    ) {
        let others = others.into_iter().map(|path| (path.clone(), None));
        let texts = texts.into_iter().map(|source| (source.path.clone(), Some(source.clone())));
        self.folders.push(Folder { name: name.to_owned(), files: others.chain(texts).collect() });
    }

    /// The same without the files that none of these findings lies in.
    #[must_use]
    pub fn only_of(&self, findings: &[Diagnostic]) -> Self {
        let places = findings.iter().filter_map(|finding| finding.place.as_ref().map(Place::path));
        let found: BTreeSet<&SitePath> = places.collect();
        let folders = self.folders.iter().map(|folder| {
            let files = folder.files.iter().filter(|(path, _)| found.contains(path));
            let files = files.map(|(path, text)| (path.clone(), text.clone())).collect();
            Folder { name: folder.name.clone(), files }
        });
        Self { folders: folders.collect() }
    }

    /// The path from the site's root.
    pub fn shown(&self, path: &SitePath) -> String {
        let holder = self.folders.iter().find(|folder| folder.files.contains_key(path));
        match holder.or(self.folders.first()) {
            Some(folder) if !folder.name.is_empty() => format!("{}/{path}", folder.name),
            _ => path.to_string(),
        }
    }

    /// The text at a path.
    pub fn text(&self, path: &SitePath) -> Option<&Source> {
        self.folders.iter().find_map(|folder| folder.files.get(path)).and_then(Option::as_ref)
    }

    /// The lines and columns of a place in a text.
    pub fn lines(&self, place: &Place) -> Option<Lines> {
        let Place::Text(span) = place else { return None };
        let source = self.text(&span.path)?;
        Some(Lines {
            start: source.line_column(span.range.start as usize),
            end: source.line_column(span.range.end as usize),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Files;
    use crate::site_path::SitePath;
    use crate::source::Source;

    #[test]
    fn a_path_is_shown_from_the_root_of_the_site() {
        let page = Source::new(SitePath::new("pages/home.html").unwrap(), "");
        let picture = SitePath::new("entries/a.jpg").unwrap();
        let missing = SitePath::new("units.yaml").unwrap();
        let mut files = Files::default();
        files.add("content", [], [&picture]);
        files.add("themes/default", [&page], []);
        assert_eq!(files.shown(&page.path), "themes/default/pages/home.html");
        assert_eq!(files.shown(&picture), "content/entries/a.jpg");
        assert_eq!(files.shown(&missing), "content/units.yaml");
    }
}
