//! One entry as it would be published, drafts too: for the office's eyes, and never written anywhere.

use super::inputs::{Inputs, Listed};
use super::session::Session;
use super::{Options, pictures, stop};
use crate::address;
use crate::calendar::Date;
use crate::check::{self, Checked};
use crate::diagnostic::{Diagnostic, Files};
use crate::load::Folder;
use crate::model::{self, Entry, Id, Kept, Request, Reread, SheetFacts, Site};
use crate::output::Writing;
use crate::render::{self, Order};
use crate::review::{WebPart, web_part};
use crate::site_path::SitePath;
use crate::theme::Theme;
use crate::typeset::{self, Fonts, Proof};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An entry as it would be published.
#[derive(Debug)]
pub struct Preview {
    /// The address of its page in the site; none where the web shows nothing of it.
    pub page: Option<String>,
    /// Its page, and the pictures and files that go with it, by their paths in the site.
    pub files: BTreeMap<SitePath, Vec<u8>>,
    /// The theme's assets, for a site that has none yet.
    pub assets: BTreeMap<SitePath, Vec<u8>>,
    /// A PNG picture of each of its sheets.
    pub sheets: Vec<Vec<u8>>,
    /// The PDF of its sheets below the folder for the printer, where a build makes one.
    pub print: String,
    /// What was found in it on the way.
    pub findings: Vec<Diagnostic>,
    /// The files that the findings lie in.
    pub places: Files,
    /// Whether something is wrong with the entry, so that this is only about how it will look.
    pub is_provisional: bool,
}

/// What previews are made from: the site as it lies on the disk, drafts and all.
pub struct Previews {
    root: PathBuf,
    kept: Kept,
    listed: Listed,
    inputs: Inputs,
    theme: Arc<Theme>,
    fonts: Fonts,
    site: Site,
    order: Order,
}

impl Previews {
    /// The same after these files changed and no others; none where more than their bodies and titles did.
    pub fn after(self, changed: &BTreeSet<PathBuf>, options: &Options<'_>) -> Option<Self> {
        let listed = self.listed.clone().renewed(changed)?;
        self.renewed((&listed, Some(changed)), options)
    }

    /// Reads the site of the `session` as it lies on the disk now, past what its last build read, and what was read
    /// `before` for previews. None where there is no town or no theme to make anything with.
    ///
    /// # Errors
    /// Fails when the disk does.
    pub fn read(
        session: &Session,
        options: &Options<'_>,
        before: Option<Self>,
    ) -> anyhow::Result<Option<Self>> {
        let root: &Path = &session.root;
        let listed = Listed::of(root)?;
        let renewed = before.and_then(|before| before.renewed((&listed, None), options));
        if renewed.is_some() {
            return Ok(renewed);
        }
        let mut kept = session.kept_entries();
        let mut inputs = listed.read(root, &kept)?;
        let mut findings = Vec::new();
        let theme = session.theme(&listed, &inputs.theme_name);
        let load = || Theme::load(inputs.theme.as_ref(), &mut Vec::new()).map(Arc::new);
        let Some(theme) = theme.or_else(load) else { return Ok(None) };
        let request = Request { date: options.date, drafts: true };
        let Some(mut site) = model::read_again(&inputs.content, &request, &mut kept, &mut findings) else {
            return Ok(None);
        };
        inputs.let_go_of_texts(&mut site, &listed, &kept);
        site.drop_bodies();
        let fonts = Fonts::new(inputs.fonts(&mut findings), &theme, &mut findings);
        let (order, inputs) = (Order::new(&site), inputs.without_content());
        Ok(Some(Self { root: root.to_owned(), kept, listed, inputs, theme, fonts, site, order }))
    }

    /// The same with the new bodies of entries; none where more than bodies changed.
    fn renewed(
        mut self,
        (listed, told): (&Listed, Option<&BTreeSet<PathBuf>>),
        options: &Options<'_>,
    ) -> Option<Self> {
        let date = options.date.or(self.site.settings.date).unwrap_or_else(Date::today);
        let changed = listed.changed_entries(Some(&self.listed), told);
        for file in changed.filter(|_| date == self.site.date)? {
            if model::reread(&mut self.site, &mut self.kept, file) == Reread::More {
                return None;
            }
        }
        self.listed = listed.clone();
        Some(self)
    }

    /// The site that was read, drafts and all.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The review form of the entry whose file this is, as PDF; none where there is no such entry.
    ///
    /// # Errors
    /// Says what is wrong with the theme.
    pub fn form(&self, path: &SitePath) -> Result<Option<Vec<u8>>, Vec<Diagnostic>> {
        let Some(entry) = self.site.entry_at(path) else { return Ok(None) };
        let mut found = Vec::new();
        check::check(&self.site, &mut Checked::default(), &mut found);
        check::waive(&self.site, &mut found);
        typeset::form(&self.site, &self.theme, &self.fonts, entry, &found).map(Some)
    }

    /// The entry whose file this is, and where something is wrong with it as well as it can be read; none where nothing
    /// of it can.
    pub fn of(&self, path: &SitePath) -> Option<Preview> {
        if let Some(entry) = self.site.entry_at(path) {
            return Some(self.made(&self.site, &self.order, entry));
        }
        let site = model::provisional(&self.site, path)?;
        let preview = self.made(&site, &Order::new(&site), site.entry_at(path)?);
        Some(Preview { is_provisional: true, ..preview })
    }

    fn made(&self, site: &Site, order: &Order, entry: &Entry) -> Preview {
        let mut findings = Vec::new();
        // Pictures that a build made ready are taken from what it kept.
        let writing = Writing::look(&self.root.join("output"), &[]);
        let pictures = pictures::prepare_for(entry, &site.folder, &writing, &mut findings);
        let proof = typeset::proof(site, &self.theme, &self.fonts, &pictures, entry, &mut findings)
            .unwrap_or_default();
        let Proof { pictures: sheets, facts } = proof;
        let facts: BTreeMap<Id, SheetFacts> =
            facts.into_iter().map(|facts| (entry.id.clone(), facts)).collect();
        let mut files = BTreeMap::new();
        let page = render::entry_page(site, order, &self.theme, &facts, &pictures, entry, &mut findings);
        let page = page.map(|bytes| (address::entry_page(entry), bytes));
        if let Some((href, bytes)) = &page {
            files.extend(SitePath::new(href).ok().map(|path| (path, bytes.clone())));
        }
        if web_part(site, entry) == WebPart::Whole {
            for (number, sheet) in (1..).zip(&sheets) {
                let path = SitePath::new(&address::sheet_picture(entry, number));
                files.extend(path.ok().map(|path| (path, sheet.clone())));
            }
            files.extend(pictures::files(entry, &pictures));
            files.extend(attachments(entry, &site.folder));
        }
        Preview {
            page: page.map(|(href, _)| href),
            files,
            assets: self.theme.assets().into_iter().collect(),
            sheets,
            print: address::sheet_file(entry),
            places: self.inputs.files_with(&site.folder, self.theme.texts(), &findings),
            findings: stop::sorted(findings),
            is_provisional: false,
        }
    }
}

fn attachments<'a>(
    entry: &'a Entry,
    content: &'a Folder,
) -> impl Iterator<Item = (SitePath, Vec<u8>)> + use<'a> {
    (1..).zip(&entry.attachments).filter_map(|(number, attachment)| {
        let bytes = super::gather::bytes(content, &attachment.path).ok()?;
        let path = SitePath::new(&address::attachment(entry, number, &attachment.path.ending())).ok()?;
        Some((path, bytes))
    })
}
