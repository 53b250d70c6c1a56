//! Gathers what was made into one output, each thing at its address.

use crate::address;
use crate::diagnostic::Diagnostic;
use crate::load::Folder;
use crate::model::{self, Entry, Pictures, Site};
use crate::output::Writing;
use crate::review::{WebPart, web_part};
use crate::site_path::SitePath;
use crate::text::Text;
use crate::theme::Theme;
use crate::typeset::Sheet;
use std::collections::BTreeSet;

/// Where an output goes.
pub(super) struct Target {
    /// The folders it owns below `output/`: what earlier builds made there and this one does not is removed.
    pub(super) scopes: &'static [&'static str],
    /// Where people look, from the site's root.
    pub(super) folders: &'static [&'static str],
    site: &'static str,
    print: &'static str,
}

/// What is published and printed.
const PUBLIC: Target = Target {
    scopes: &["site", "print"],
    folders: &["output/site", "output/print"],
    site: "site",
    print: "print",
};

/// What only the office sees: with drafts in it, it never lies in a folder that is published.
const PREVIEW: Target = Target {
    scopes: &["preview"],
    folders: &["output/preview/site", "output/preview/print"],
    site: "preview/site",
    print: "preview/print",
};

/// Where the output of a build goes.
pub(super) fn target(drafts: bool) -> &'static Target {
    if drafts { &PREVIEW } else { &PUBLIC }
}

/// Everything that a build made.
pub(super) struct Things<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    pub(super) content: &'a Folder,
    pub(super) pictures: &'a Pictures,
    pub(super) pages: Vec<(SitePath, Vec<u8>)>,
    pub(super) sheets: Vec<Sheet>,
}

/// Hands everything that a build made to its write.
pub(super) fn output(things: Things<'_>, writing: &Writing, drafts: bool, findings: &mut Vec<Diagnostic>) {
    let mut gathering = Gathering { writing, target: target(drafts), findings };
    for (path, bytes) in things.pages {
        gathering.site(path.as_str(), &bytes, Text::new("网页", "a page"));
    }
    for (path, bytes) in things.theme.assets() {
        let maker = Text::new(format!("主题的文件“{path}”"), format!("the theme's file ‘{path}’"));
        gathering.site(path.as_str(), &bytes, maker);
    }
    for sheet in things.sheets {
        if let Some(entry) = things.site.entry(&sheet.entry) {
            gathering.sheet(sheet, entry, web_part(things.site, entry));
        }
    }
    for entry in &things.site.entries {
        if web_part(things.site, entry) == WebPart::Whole {
            gathering.pictures(entry, things.pictures);
            gathering.attachments(entry, things.content);
        }
    }
}

struct Gathering<'a> {
    writing: &'a Writing,
    target: &'static Target,
    findings: &'a mut Vec<Diagnostic>,
}

impl Gathering<'_> {
    fn site(&mut self, path: &str, bytes: &[u8], maker: Text) {
        self.add(&format!("{}/{path}", self.target.site), bytes, maker);
    }

    fn add(&mut self, path: &str, bytes: &[u8], maker: Text) {
        let Ok(path) = SitePath::new(path) else { return };
        match self.writing.claim(&path, maker) {
            Ok(()) => self.writing.fill(&path, None, bytes),
            Err(finding) => self.findings.push(finding),
        }
    }

    /// The PDF for the printer, and for the site where all of the entry is public.
    fn sheet(&mut self, sheet: Sheet, entry: &Entry, part: WebPart) {
        let maker = maker(entry, "张贴件", "the sheets");
        if part == WebPart::Whole {
            self.site(&address::sheet_on_site(entry), &sheet.pdf, maker.clone());
            for (number, picture) in (1..).zip(sheet.pictures) {
                self.site(&address::sheet_picture(entry, number), &picture, maker.clone());
            }
        }
        self.add(&format!("{}/{}", self.target.print, address::sheet_file(entry)), &sheet.pdf, maker);
    }

    /// The pictures of the body, each where it is first shown.
    fn pictures(&mut self, entry: &Entry, pictures: &Pictures) {
        let maker = maker(entry, "图片", "the pictures");
        let mut shown = BTreeSet::new();
        for (number, image) in (1..).zip(entry.body.images()) {
            let model::Target::File(path) = model::target(&entry.path, image.target) else { continue };
            let Some(picture) = pictures.get(&path) else { continue };
            if shown.insert(path) {
                let ending = picture.ending;
                self.site(&address::picture(entry, number, ending), &picture.web, maker.clone());
                self.site(&address::thumbnail(entry, number, ending), &picture.thumbnail, maker.clone());
            }
        }
    }

    fn attachments(&mut self, entry: &Entry, content: &Folder) {
        for (number, attachment) in (1..).zip(&entry.attachments) {
            let path = &attachment.path;
            let bytes = match (content.files.get(path), content.sources.get(path)) {
                (Some(file), _) => file.read().ok(),
                // With the mark by which Excel and WPS know UTF-8.
                (None, Some(text)) => Some(format!("\u{feff}{}", text.text).into_bytes()),
                (None, None) => None,
            };
            match bytes {
                Some(bytes) => {
                    let maker = maker(entry, "附件", "an attachment");
                    self.site(&address::attachment(entry, number, &path.ending()), &bytes, maker);
                }
                None => self.findings.push(unreadable(path).spoils(entry.path.clone())),
            }
        }
    }
}

fn maker(entry: &Entry, zh: &str, en: &str) -> Text {
    Text::new(format!("“{}”的{zh}", entry.path), format!("{en} of ‘{}’", entry.path))
}

fn unreadable(path: &SitePath) -> Diagnostic {
    let message = Text::new(format!("读不了附件“{path}”"), format!("cannot read the attachment ‘{path}’"));
    Diagnostic::error("unreadable-attachment", message).in_file(path.clone())
}
