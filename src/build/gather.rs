//! Hands what is made to the write, each thing at its address and as soon as it is made.

use super::stop::Stops;
use crate::address;
use crate::attachment;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::{Blob, Fingerprint};
use crate::load::{self, Folder};
use crate::model::{Entry, Id, Pictures, SheetFacts, Site};
use crate::output::Writing;
use crate::render;
use crate::review::{self, WebPart, web_part};
use crate::site_path::SitePath;
use crate::terms::SheetChoice;
use crate::text::Text;
use crate::theme::Theme;
use crate::typeset::{self, Sheet};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

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

/// The build's own hands: everything that is made goes through them to its address.
pub(super) struct Gathering<'a> {
    pub(super) site: &'a Site,
    pub(super) writing: &'a Writing,
    pub(super) target: &'static Target,
    pub(super) stops: &'a Stops,
}

impl render::Receiver for Gathering<'_> {
    fn place(&self, href: &str) -> Option<SitePath> {
        self.on_site(href)
    }

    fn claim(&self, place: &SitePath) -> Result<(), Diagnostic> {
        self.writing.claim(place, Text::new("网页", "a page"))
    }

    fn stands(&self, place: &SitePath, inputs: Fingerprint) -> bool {
        self.writing.stands(&[place], inputs)
    }

    fn take(&self, place: &SitePath, inputs: Option<Fingerprint>, bytes: &[u8]) {
        self.writing.fill(place, inputs, bytes);
    }
}

impl typeset::Receiver for Gathering<'_> {
    fn kept(&self, entry: &Entry, inputs: Fingerprint) -> Option<SheetFacts> {
        let facts: SheetFacts = self.writing.made(inputs)?;
        let (printed, pdf, pictures) = self.sheet_paths(entry, facts.pages)?;
        let paths: Vec<_> = [Some(&printed), pdf.as_ref()].into_iter().flatten().chain(&pictures).collect();
        if self.writing.stands(&paths, inputs) {
            self.writing.used(files_of(inputs)?);
        } else {
            let (pdf, pictures): (Blob<Vec<u8>>, Vec<Blob<Vec<u8>>>) =
                self.writing.made(files_of(inputs)?)?;
            let pictures = pictures.into_iter().map(|picture| picture.0).collect();
            self.put(entry, Some(inputs), &Sheet { entry: entry.id.clone(), pdf: pdf.0, pictures, facts });
        }
        Some(facts)
    }

    fn take(&self, entry: &Entry, inputs: Option<Fingerprint>, sheet: &Sheet, found: &[Diagnostic]) {
        if found.iter().any(|finding| self.stops.counts(finding)) {
            return;
        }
        self.put(entry, inputs, sheet);
        if let Some((inputs, files)) = inputs.and_then(|inputs| Some((inputs, files_of(inputs)?))) {
            let pictures: Vec<_> = sheet.pictures.iter().map(Blob).collect();
            self.writing.keep(files, &(Blob(&sheet.pdf), pictures));
            self.writing.keep(inputs, &sheet.facts);
        }
    }
}

/// Under which the files of sheets are kept whose facts are kept under `inputs`.
fn files_of(inputs: Fingerprint) -> Option<Fingerprint> {
    Fingerprint::of_value(&(inputs, "files"))
}

impl Gathering<'_> {
    fn on_site(&self, path: &str) -> Option<SitePath> {
        SitePath::new(&format!("{}/{path}", self.target.site)).ok()
    }

    /// Where the sheets of an entry go: the PDF for the printer, and where all of the entry is public the PDF for the
    /// site and a picture of each page.
    fn sheet_paths(
        &self,
        entry: &Entry,
        pages: usize,
    ) -> Option<(SitePath, Option<SitePath>, Vec<SitePath>)> {
        let printed = SitePath::new(&format!("{}/{}", self.target.print, address::sheet_file(entry))).ok()?;
        if web_part(self.site, entry) != WebPart::Whole {
            return Some((printed, None, Vec::new()));
        }
        let pictures = (1..=pages).filter_map(|number| self.on_site(&address::sheet_picture(entry, number)));
        Some((printed, self.on_site(&address::sheet_on_site(entry)), pictures.collect()))
    }

    fn put(&self, entry: &Entry, inputs: Option<Fingerprint>, sheet: &Sheet) {
        let Some((printed, pdf, pictures)) = self.sheet_paths(entry, sheet.facts.pages) else { return };
        for path in [Some(&printed), pdf.as_ref()].into_iter().flatten() {
            self.writing.fill(path, inputs, &sheet.pdf);
        }
        for (path, picture) in pictures.iter().zip(&sheet.pictures) {
            self.writing.fill(path, inputs, picture);
        }
    }

    /// Removes the page of an entry that went.
    pub(super) fn drop_page(&self, entry: &Entry) {
        if let Some(path) = self.on_site(&address::entry_page(entry)) {
            self.writing.remove(&path);
        }
    }

    /// Removes the sheets of an entry that went.
    pub(super) fn drop_sheets(&self, entry: &Entry, facts: &SheetFacts) {
        let Some((printed, pdf, pictures)) = self.sheet_paths(entry, facts.pages) else { return };
        [Some(printed), pdf]
            .into_iter()
            .flatten()
            .chain(pictures)
            .for_each(|path| self.writing.remove(&path));
    }

    /// Claims the places of the sheets that were made.
    pub(super) fn claim_sheets(&self, facts: &BTreeMap<Id, SheetFacts>, findings: &mut Vec<Diagnostic>) {
        for entry in &self.site.entries {
            let Some(facts) = facts.get(&entry.id) else { continue };
            let maker = maker(entry, "张贴件", "the sheets");
            let Some((printed, pdf, pictures)) = self.sheet_paths(entry, facts.pages) else { continue };
            for path in [Some(printed), pdf].into_iter().flatten().chain(pictures) {
                findings.extend(self.writing.claim(&path, maker.clone()).err());
            }
        }
    }

    /// The correction slips of entries that hang, for the printer alone.
    pub(super) fn slips(
        &self,
        theme: &Theme,
        fonts: &typeset::Fonts,
        choice: SheetChoice,
        findings: &mut Vec<Diagnostic>,
    ) {
        let correcting = self.site.entries.iter().filter(|entry| entry.corrects.is_some());
        for entry in correcting.filter(|entry| review::has_sheets(self.site, entry, choice)) {
            let path = SitePath::new(&format!("{}/{}", self.target.print, address::slip_file(entry)));
            match (typeset::slip(self.site, theme, fonts, entry), path) {
                (Ok(Some(slip)), Ok(path)) => {
                    match self.writing.claim(&path, maker(entry, "更正条", "the correction slip")) {
                        Ok(()) => self.writing.fill(&path, None, &slip),
                        Err(finding) => findings.push(finding),
                    }
                }
                (Err(found), _) => findings.extend(found),
                _ => {}
            }
        }
    }

    /// What goes to the site as it is: the theme's assets, the pictures of bodies and the attachments of entries.
    pub(super) fn files(
        &self,
        theme: &Theme,
        content: &Folder,
        pictures: &Pictures,
        findings: &mut Vec<Diagnostic>,
    ) {
        for (path, bytes) in theme.assets() {
            let maker = Text::new(format!("主题的文件“{path}”"), format!("the theme's file ‘{path}’"));
            self.site(path.as_str(), &bytes, maker, findings);
        }
        let has_some = |entry: &&Arc<Entry>| !entry.images.is_empty() || !entry.attachments.is_empty();
        for entry in self.site.entries.iter().filter(has_some) {
            if web_part(self.site, entry) == WebPart::Whole {
                self.pictures(entry, pictures, findings);
                self.attachments(entry, content, findings);
            }
        }
    }

    fn site(&self, path: &str, bytes: &[u8], maker: Text, findings: &mut Vec<Diagnostic>) {
        let Some(path) = self.on_site(path) else { return };
        match self.writing.claim(&path, maker) {
            Ok(()) => self.writing.fill(&path, None, bytes),
            Err(finding) => findings.push(finding),
        }
    }

    /// The pictures of the body, each where it is first shown.
    fn pictures(&self, entry: &Entry, pictures: &Pictures, findings: &mut Vec<Diagnostic>) {
        let maker = maker(entry, "图片", "the pictures");
        for (path, bytes) in super::pictures::files(entry, pictures) {
            self.site(path.as_str(), &bytes, maker.clone(), findings);
        }
    }

    fn attachments(&self, entry: &Entry, content: &Folder, findings: &mut Vec<Diagnostic>) {
        for (number, attachment) in (1..).zip(&entry.attachments) {
            let path = &attachment.path;
            match bytes(content, path) {
                Ok(bytes) => {
                    let maker = maker(entry, "附件", "an attachment");
                    self.site(&address::attachment(entry, number, &path.ending()), &bytes, maker, findings);
                }
                Err(error) => findings.push(unreadable(path, &error)),
            }
        }
    }
}

/// Reports attachments that cannot be read, before anything is made of their entries.
pub(super) fn check_attachments(site: &Site, content: &Folder, findings: &mut Vec<Diagnostic>) {
    let with_some = site.entries.iter().filter(|entry| !entry.attachments.is_empty());
    for entry in with_some.filter(|entry| web_part(site, entry) == WebPart::Whole) {
        for attachment in &entry.attachments {
            if let Err(error) = bytes(content, &attachment.path) {
                findings.push(unreadable(&attachment.path, &error).spoils(entry.path.clone()));
            }
        }
    }
}

/// The bytes of an attachment, or why it cannot be read.
pub(super) fn bytes(content: &Folder, path: &SitePath) -> Result<Vec<u8>, Text> {
    if let Some(file) = content.files.get(path) {
        let bytes = file.read().map_err(|error| load::reason(&error))?;
        // Without what cameras and office programs wrote beside it.
        return Ok(attachment::published(bytes));
    }
    match content.text(path) {
        // With the mark by which Excel and WPS know UTF-8.
        Ok(Some(text)) => Ok(format!("\u{feff}{}", text.text).into_bytes()),
        Ok(None) => Err(load::reason(&io::ErrorKind::NotFound.into())),
        Err(problem) => Err(problem.message),
    }
}

fn maker(entry: &Entry, zh: &str, en: &str) -> Text {
    Text::new(format!("“{}”的{zh}", entry.path), format!("{en} of ‘{}’", entry.path))
}

fn unreadable(path: &SitePath, reason: &Text) -> Diagnostic {
    let Text { zh, en } = reason;
    let message =
        Text::new(format!("读不了附件“{path}”：{zh}"), format!("cannot read the attachment ‘{path}’: {en}"));
    Diagnostic::error("unreadable-attachment", message).in_file(path.clone())
}
