//! What is read from the disk: the content, the theme over the built-in one, and the site's own fonts.

use crate::diagnostic::{Diagnostic, Files};
use crate::load::{self, Folder};
use crate::settings;
use crate::site_path::SitePath;
use crate::text::{Language, Text};
use crate::theme::Theme;
use anyhow::Context;
use std::path::Path;

/// The folder of the theme that is inside the program.
const BUILT_IN: &str = "default";

/// Everything that is read.
pub(super) struct Inputs {
    pub(super) content: Folder,
    pub(super) theme: Option<Folder>,
    pub(super) language: Option<Language>,
    fonts: Option<Folder>,
    theme_name: String,
    theme_is_missing: bool,
}

impl Inputs {
    /// Reads the folders of the site at `root`.
    pub(super) fn read(root: &Path) -> anyhow::Result<Self> {
        let content = folder(&root.join("content"), load::CONTENT_TEXTS)?;
        let settings = SitePath::new("site.yaml").ok();
        let settings = settings.and_then(|path| content.sources.get(&path));
        // What is wrong with the settings is reported when the site is read.
        let settings = settings.and_then(|source| settings::read(source, &mut Vec::new()));
        let language = settings.as_ref().and_then(|settings| settings.language);
        let theme_name = settings.map_or(BUILT_IN.to_owned(), |settings| settings.theme);
        // A name with a slash could lead out of the site.
        let place = SitePath::new(&theme_name).ok().filter(|path| path.depth() == 0);
        let place = place.map(|path| root.join("themes").join(path.as_str())).filter(|place| place.is_dir());
        let theme = place.map(|place| folder(&place, load::THEME_TEXTS)).transpose()?;
        let fonts = root.join("fonts");
        let fonts = fonts.is_dir().then(|| folder(&fonts, &[])).transpose()?;
        let theme_is_missing = theme.is_none() && theme_name != BUILT_IN;
        Ok(Self { content, theme, fonts, language, theme_name, theme_is_missing })
    }

    /// What is wrong with the folders themselves.
    pub(super) fn problems(&self) -> Vec<Diagnostic> {
        let mut problems = self.content.problems.clone();
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

    /// The site's own fonts; a file that cannot be read is reported.
    pub(super) fn fonts(&self, findings: &mut Vec<Diagnostic>) -> Vec<(SitePath, Vec<u8>)> {
        let files = self.fonts.iter().flat_map(|folder| folder.files.values());
        let fonts = files.filter(|file| ["otf", "ttf", "ttc"].contains(&file.path.ending().as_str()));
        let read = fonts.filter_map(|file| match file.read() {
            Ok(bytes) => Some((file.path.clone(), bytes)),
            Err(error) => {
                let message =
                    Text::new(format!("读不了字体文件：{error}"), format!("cannot read the font: {error}"));
                findings.push(Diagnostic::error("unreadable-font", message).in_file(file.path.clone()));
                None
            }
        });
        read.collect()
    }

    /// The files that findings may lie in.
    pub(super) fn files(&self, theme: Option<&Theme>) -> Files {
        let mut files = Files::default();
        files.add("content", self.content.sources.values(), self.content.files.keys());
        if let Some(folder) = &self.fonts {
            files.add("fonts", [], folder.files.keys());
        }
        let name = format!("themes/{}", self.theme_name);
        if let Some(folder) = &self.theme {
            files.add(&name, folder.sources.values(), folder.files.keys());
        }
        if let Some(theme) = theme {
            files.add("themes/default", theme.texts().values(), []);
        }
        files
    }
}

fn folder(place: &Path, texts: &[&str]) -> anyhow::Result<Folder> {
    load::folder(place, texts).with_context(|| {
        let place = place.display();
        Text::new(format!("读不了文件夹“{place}”"), format!("cannot read the folder ‘{place}’"))
    })
}
