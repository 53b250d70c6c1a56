//! The theme: templates of pages and sheets, layout functions, style and fonts. The only user of Tera and include_dir.
//!
//! The default theme is inside the program; a theme on disk lies over it file by file, so that a town that changes one
//! page keeps one file. Every value that a template prints is escaped for the language it is printed into.

mod around;
mod built_in;
mod context;
mod escape;
mod faults;
mod ready;

use crate::diagnostic::{Diagnostic, Severity};
use crate::fingerprint::{Fingerprint, PROGRAM};
use crate::load::Folder;
use crate::site_path::SitePath;
use crate::source::Source;
use crate::text::Text;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use tera::{Context, Tera};

pub use around::Around;
pub use escape::escape_typst;
pub use ready::Ready;

/// The endings of a theme's texts; everything else in it is taken as bytes.
const TEXTS: &[&str] = &["html", "typ", "css", "js", "svg", "yaml", "yml", "md", "txt", "sh", "py"];

/// A theme whose templates are all free of syntax errors.
pub struct Theme {
    texts: BTreeMap<SitePath, Source>,
    files: BTreeMap<SitePath, Cow<'static, [u8]>>,
    pages: Tera,
    sheets: Tera,
}

/// The files of a theme by their path in it.
#[derive(Default)]
struct Parts {
    texts: BTreeMap<SitePath, Source>,
    files: BTreeMap<SitePath, Cow<'static, [u8]>>,
}

impl Parts {
    /// Adds a file, in the place of one of the same path.
    fn add(&mut self, path: SitePath, bytes: Cow<'static, [u8]>) {
        self.texts.remove(&path);
        self.files.remove(&path);
        match text_of(&path, &bytes) {
            Some(source) => drop(self.texts.insert(path, source)),
            None => drop(self.files.insert(path, bytes)),
        }
    }
}

impl Theme {
    /// The theme that is inside the program, overlaid file by file by the one on disk; none where a template or a file
    /// is wrong.
    pub fn load(on_disk: Option<&Folder>, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut parts = built_in::parts();
        let before = problems.len();
        if let Some(folder) = on_disk {
            problems.extend(folder.problems.iter().cloned());
            for (path, source) in &folder.sources {
                parts.files.remove(path);
                parts.texts.insert(path.clone(), source.clone());
            }
            for (path, file) in &folder.files {
                match file.read() {
                    Ok(bytes) => parts.add(path.clone(), Cow::Owned(bytes)),
                    Err(error) => problems.push(unreadable(path, &error)),
                }
            }
        }
        let theme = Self::compile(parts, problems);
        let broken = problems.iter().skip(before).any(|problem| problem.severity == Severity::Error);
        theme.filter(|_| !broken)
    }

    fn compile(parts: Parts, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let Parts { texts, files } = parts;
        let mut pages = Tera::new();
        pages.autoescape_on([".html"]);
        pages.set_escape_fn(escape::escape_html);
        let mut sheets = Tera::new();
        sheets.autoescape_on([".typ"]);
        sheets.set_escape_fn(escape_typst);
        let pages_are_right = add_templates(&mut pages, &texts, "pages", "html", problems);
        let sheets_are_right = add_templates(&mut sheets, &texts, "sheets", "typ", problems);
        (pages_are_right && sheets_are_right).then_some(Self { texts, files, pages, sheets })
    }

    /// Renders the page template `pages/<template>`, which sees the fields of `page`, as `site` what all pages show, and
    /// as `around` what stands around pages of this `frame`.
    ///
    /// # Errors
    /// Says what is wrong with the template, and where: an unknown variable, a wrong filter.
    pub fn page<F: Serialize + Ord>(
        &self,
        template: &str,
        page: &impl Serialize,
        frame: F,
        around: &Around<'_, F, impl Serialize>,
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut context = context::of(page)?;
        context.insert_value("around", around.of(self, frame)?);
        context.insert_value("site", around.site().shown()?);
        self.render(&self.pages, "pages", template, &context)
    }

    /// Renders the sheet template `sheets/<template>` to a Typst program; values are escaped for Typst.
    ///
    /// # Errors
    /// Says what is wrong with the template, and where.
    pub fn sheet(&self, template: &str, sheet: &impl Serialize) -> Result<String, Diagnostic> {
        let program = self.render(&self.sheets, "sheets", template, &context::of(sheet)?)?;
        Ok(String::from_utf8_lossy(&program).into_owned())
    }

    fn render(
        &self,
        templates: &Tera,
        folder: &str,
        template: &str,
        context: &Context,
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut output = Vec::with_capacity(16 * 1024);
        match templates.render_to(template, context, &mut output) {
            Ok(()) => Ok(output),
            Err(error) => Err(faults::of_template(&error, folder, template, &self.texts)),
        }
    }

    /// Whether the theme has the sheet template `sheets/<template>`.
    pub fn has_sheet(&self, template: &str) -> bool {
        self.sheets.contains_template(template)
    }

    /// The fingerprint of the texts in a folder of the theme, and of the program that takes them.
    pub fn fingerprint(&self, folder: &str) -> Option<Fingerprint> {
        let texts = self.texts.iter().filter(|(path, _)| path.parts().next() == Some(folder));
        let texts: Vec<_> = texts.map(|(path, source)| (path, &*source.text)).collect();
        Fingerprint::of_value(&(PROGRAM, texts))
    }

    /// The texts of the theme by their path in it, to show findings in.
    pub fn texts(&self) -> &BTreeMap<SitePath, Source> {
        &self.texts
    }

    /// The layout functions in Typst: the files of `sheets/lib`, by their path in the theme.
    pub fn typst_files(&self) -> impl Iterator<Item = (&SitePath, &str)> {
        self.texts
            .iter()
            .filter(|(path, _)| path.folder().starts_with("sheets/lib") && path.ending() == "typ")
            .map(|(path, source)| (path, &*source.text))
    }

    /// The fonts: the files of `fonts/` that are fonts, by their path in the theme.
    pub fn fonts(&self) -> impl Iterator<Item = (&SitePath, &Cow<'static, [u8]>)> {
        self.files.iter().filter(|(path, _)| {
            path.folder().starts_with("fonts") && matches!(path.ending().as_str(), "otf" | "ttf" | "ttc")
        })
    }

    /// The files of `assets/`, which go to the site as they are, by their path in the theme.
    pub fn assets(&self) -> Vec<(SitePath, Vec<u8>)> {
        let below = |path: &SitePath| path.as_str().starts_with("assets/");
        let texts = self.texts.iter().map(|(path, source)| (path, source.text.as_bytes()));
        let files = self.files.iter().map(|(path, bytes)| (path, &**bytes));
        texts
            .chain(files)
            .filter(|(path, _)| below(path))
            .map(|(path, bytes)| (path.clone(), bytes.to_vec()))
            .collect()
    }
}

/// Adds every template of a folder of the theme, and says whether all of them are right. Each is tried by itself
/// first, since Tera stops at the first fault of a set.
fn add_templates(
    tera: &mut Tera,
    texts: &BTreeMap<SitePath, Source>,
    folder: &str,
    ending: &str,
    problems: &mut Vec<Diagnostic>,
) -> bool {
    let before = problems.len();
    let templates: Vec<(&str, &str)> = texts
        .iter()
        .filter(|(path, _)| path.ending() == ending)
        .filter_map(|(path, source)| {
            Some((path.as_str().strip_prefix(folder)?.strip_prefix('/')?, &*source.text))
        })
        .filter(|(name, _)| !name.contains('/') || name.starts_with(around::FOLDER))
        .collect();
    for (name, text) in &templates {
        if let Err(error) = Tera::new().add_raw_template(name, text)
            && matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
        {
            problems.push(faults::of_template(&error, folder, name, texts));
        }
    }
    if problems.len() == before
        && let Err(error) = tera.add_raw_templates(templates)
    {
        problems.push(faults::of_template(&error, folder, "", texts));
    }
    problems.len() == before
}

/// The text of a theme's file, where its ending says that it is one.
fn text_of(path: &SitePath, bytes: &[u8]) -> Option<Source> {
    let text = TEXTS.contains(&path.ending().as_str()).then(|| std::str::from_utf8(bytes).ok()).flatten()?;
    Some(Source::new(path.clone(), text.replace("\r\n", "\n")))
}

/// The message for a file of the theme that could not be read.
fn unreadable(path: &SitePath, error: &std::io::Error) -> Diagnostic {
    let zh = format!("读不出主题文件 {path}：{error}");
    let en = format!("the theme's file {path} cannot be read: {error}");
    Diagnostic::error("theme-error", Text::new(zh, en)).in_file(path.clone())
}

#[cfg(test)]
mod tests;
