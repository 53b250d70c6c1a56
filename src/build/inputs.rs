//! What is read from the disk: the content, the theme over the built-in one, and the site's own fonts.

use super::is_entry;
use crate::diagnostic::{Diagnostic, Files, Place};
use crate::fingerprint::Fingerprint;
use crate::load::{self, File, Folder, Listing, Stamp};
use crate::model::{APPROVALS, Kept, Site};
use crate::settings;
use crate::site_path::SitePath;
use crate::source::Source;
use crate::text::{Language, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of the theme that is inside the program.
const BUILT_IN: &str = "default";

/// Everything that is read.
pub(super) struct Inputs {
    pub(super) content: Arc<Folder>,
    pub(super) theme: Option<Folder>,
    pub(super) language: Option<Language>,
    fonts: Option<Folder>,
    pub(super) theme_name: String,
    theme_is_missing: bool,
}

/// The folders of a site, listed but not read.
#[derive(Clone)]
pub(super) struct Listed {
    pub(super) content: Listing,
    pub(super) themes: Option<Listing>,
    fonts: Option<Listing>,
}

impl Listed {
    /// Lists the folders of the site at `root`.
    pub(super) fn of(root: &Path) -> anyhow::Result<Self> {
        let beside = |name: &str| {
            let place = root.join(name);
            place.is_dir().then(|| load::list(&place, &[])).transpose()
        };
        let content = load::list(&root.join("content"), load::CONTENT_TEXTS)?;
        Ok(Self { content, themes: beside("themes")?, fonts: beside("fonts")? })
    }

    /// The same with texts at these places looked at again; none where one of them is something else.
    pub(super) fn renewed(self, places: &BTreeSet<PathBuf>) -> Option<Self> {
        Some(Self { content: self.content.renewed(places)?, ..self })
    }

    /// The files of the content that are others than when `earlier` was listed, came or went.
    pub(super) fn news(&self, earlier: &Self) -> Vec<SitePath> {
        self.content.news(&earlier.content).cloned().collect()
    }

    /// The paths of the texts at these places.
    pub(super) fn at(&self, places: &BTreeSet<PathBuf>) -> Vec<SitePath> {
        self.content.at(places).map(|file| file.path.clone()).collect()
    }

    /// What tells whether any file has changed; none where that cannot be told.
    pub(super) fn stamps(&self) -> Option<Vec<Vec<(&SitePath, Stamp)>>> {
        let all = [Some(&self.content), self.themes.as_ref(), self.fonts.as_ref()];
        all.into_iter().map(|listing| listing.map_or_else(|| Some(Vec::new()), Listing::stamps)).collect()
    }

    /// What is wrong with the files as far as listing them tells: it may come and go while all other files stay.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        let all = [Some(&self.content), self.themes.as_ref(), self.fonts.as_ref()];
        all.into_iter().flatten().flat_map(Listing::problems)
    }

    /// Whether the themes are those of an earlier listing.
    pub(super) fn has_themes(&self, earlier: Option<&Listing>) -> bool {
        same(self.themes.as_ref(), earlier)
    }

    /// The entries' files that may have changed since `earlier`: those at the places that were told, or else whatever
    /// shows another stamp; none where anything but entries may have.
    pub(super) fn changed_entries(
        &self,
        earlier: Option<&Self>,
        told: Option<&BTreeSet<PathBuf>>,
    ) -> Option<Vec<&File>> {
        let changed = match told {
            Some(places) => self.content.at(places).collect(),
            None => {
                let earlier = earlier?;
                let rest = self.has_themes(earlier.themes.as_ref())
                    && same(self.fonts.as_ref(), earlier.fonts.as_ref());
                self.content.changed_texts(&earlier.content).filter(|_| rest)?
            }
        };
        let is_entry = |file: &&File| is_entry(&file.path) && file.path.ending() == "md";
        changed.iter().all(is_entry).then_some(changed)
    }

    /// Reads them, but for the entries that are still those that were kept.
    pub(super) fn read(&self, root: &Path, kept: &Kept) -> anyhow::Result<Inputs> {
        let content = self.content.clone().read(&|file| kept.known(file));
        let settings = SitePath::new("site.yaml").ok();
        let settings = settings.and_then(|path| content.sources.get(&path));
        // What is wrong with the settings is reported when the site is read.
        let settings = settings.and_then(|source| settings::read(source, &mut Vec::new()));
        let language = settings.as_ref().and_then(|settings| settings.language);
        let theme_name = settings.map_or(BUILT_IN.to_owned(), |settings| settings.theme);
        // A name with a slash could lead out of the site.
        let place = SitePath::new(&theme_name).ok().filter(|path| path.depth() == 0);
        let place = place.map(|path| root.join("themes").join(path.as_str())).filter(|place| place.is_dir());
        let theme = place.map(|place| load::list(&place, load::THEME_TEXTS)).transpose()?;
        let theme = theme.map(|theme| theme.read(&|_| None));
        let fonts = self.fonts.clone().map(|fonts| fonts.read(&|_| None));
        let theme_is_missing = theme.is_none() && theme_name != BUILT_IN;
        let content = Arc::new(content);
        Ok(Inputs { content, theme, fonts, language, theme_name, theme_is_missing })
    }
}

impl Inputs {
    /// What is wrong with the folders themselves.
    pub(super) fn problems(&self) -> Vec<Diagnostic> {
        let mut problems = self.content.problems.clone();
        problems.extend(self.fonts.iter().flat_map(|folder| folder.problems.iter().cloned()));
        if self.theme_is_missing {
            let name = &self.theme_name;
            let message = Text::new(
                format!("没有主题文件夹“themes/{name}”"),
                format!("there is no theme folder ‘themes/{name}’"),
            );
            let help = Text::new(
                "改正 site.yaml 里的 theme，或删去这一行用自带的主题",
                "mend theme: in site.yaml, or drop it for the built-in theme",
            );
            let finding = Diagnostic::error("no-theme", message).help(help);
            problems.extend(SitePath::new("site.yaml").ok().map(|path| finding.in_file(path)));
        }
        problems
    }

    /// Lets go of texts that are not about to be looked at: `site` was read and looked at.
    pub(super) fn let_go_of_texts(&mut self, site: &mut Site, listed: &Listed, kept: &Kept) {
        // The site has the same folder: the only other one, then.
        self.content = Arc::default();
        // The register of the review is as large as many texts, and is kept as it was read.
        let is_register = |source: &Source| source.path.as_str() == APPROVALS;
        Arc::make_mut(&mut site.folder).let_go(&listed.content, |source| {
            let print = || Fingerprint::of(source.text.as_bytes());
            kept.text_of(&source.path).or_else(|| is_register(source).then(print))
        });
        self.content = Arc::clone(&site.folder);
    }

    /// The same without the content, for who has that.
    pub(super) fn without_content(self) -> Self {
        Self { content: Arc::default(), ..self }
    }

    /// The site's own fonts; a file that cannot be read is reported.
    pub(super) fn fonts(&self, findings: &mut Vec<Diagnostic>) -> Vec<(SitePath, Vec<u8>)> {
        let files = self.fonts.iter().flat_map(|folder| folder.files.values());
        let fonts = files.filter(|file| ["otf", "ttf", "ttc"].contains(&file.path.ending().as_str()));
        let read = fonts.filter_map(|file| match file.read() {
            Ok(bytes) => Some((file.path.clone(), bytes)),
            Err(error) => {
                let Text { zh, en } = load::reason(&error);
                let message =
                    Text::new(format!("读不了字体文件：{zh}"), format!("cannot read the font: {en}"));
                findings.push(Diagnostic::error("unreadable-font", message).in_file(file.path.clone()));
                None
            }
        });
        read.collect()
    }

    /// The files that the findings lie in, none where there are none; `texts` are those of the theme.
    pub(super) fn files(&self, texts: &BTreeMap<SitePath, Source>, findings: &[Diagnostic]) -> Files {
        self.files_with(&self.content, texts, findings)
    }

    /// The same where the content is that of now.
    pub(super) fn files_with(
        &self,
        content: &Folder,
        texts: &BTreeMap<SitePath, Source>,
        findings: &[Diagnostic],
    ) -> Files {
        let mut files = Files::default();
        if findings.is_empty() {
            return files;
        }
        let found: BTreeSet<&SitePath> =
            findings.iter().filter_map(|finding| finding.place.as_ref().map(Place::path)).collect();
        // Of what was not read only that is shown in which something was found.
        let unread = found.into_iter().filter(|path| content.unread.contains_key(path));
        let unread: Vec<Source> = unread.filter_map(|path| content.text(path).ok().flatten()).collect();
        let others = content.files.keys().chain(content.unread.keys());
        files.add("content", content.sources.values().chain(&unread), others);
        if let Some(folder) = &self.fonts {
            files.add("fonts", [], folder.files.keys());
        }
        let name = format!("themes/{}", self.theme_name);
        if let Some(folder) = &self.theme {
            files.add(&name, folder.sources.values(), folder.files.keys());
        }
        if !texts.is_empty() {
            files.add("themes/default", texts.values(), []);
        }
        files
    }
}

/// Whether no file has changed since an earlier listing.
fn same(one: Option<&Listing>, earlier: Option<&Listing>) -> bool {
    match (one, earlier) {
        (Some(one), Some(earlier)) => one.changed_texts(earlier).is_some_and(|changed| changed.is_empty()),
        (one, earlier) => one.is_none() && earlier.is_none(),
    }
}
