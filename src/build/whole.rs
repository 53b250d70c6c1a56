//! All that pages and sheets are made from, and the making.

use super::gather::{self, Gathering};
use super::inputs::Inputs;
use super::session::Made;
use super::stop::Stops;
use super::{Options, Step, pictures};
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Id, Pictures, SheetFacts, Site};
use crate::output::Writing;
use crate::parallel;
use crate::render::{self, Changed, Order, Pages};
use crate::review;
use crate::terms::SheetChoice;
use crate::theme::Theme;
use crate::typeset::{self, Fonts};
use std::collections::BTreeMap;
use std::mem;
use std::ops::ControlFlow;
use std::sync::Arc;

/// All that pages and sheets are made from.
pub(super) struct Whole {
    /// The site with every entry that was read, also those that wait for their review.
    pub(super) site: Site,
    /// The entries that the review lets through.
    pub(super) admitted: Vec<Arc<Entry>>,
    order: Order,
    pub(super) theme: Arc<Theme>,
    fonts: Option<Fonts>,
    pictures: Pictures,
    facts: BTreeMap<Id, SheetFacts>,
    /// The pages that were made.
    pub(super) pages: Pages,
}

impl Whole {
    /// Makes the sheets and pages that show what changed. False where that changes more than those: then all is to be made.
    pub(super) fn remake(
        &mut self,
        changed: &Changed,
        options: &Options<'_>,
        writing: &Writing,
    ) -> ControlFlow<(), bool> {
        if changed.is_empty() {
            return ControlFlow::Continue(true);
        }
        let is_admitted = !self.site.preview;
        mem::swap(&mut self.site.entries, &mut self.admitted);
        self.site.is_admitted = is_admitted;
        let made = self.remake_admitted(changed, options, writing);
        mem::swap(&mut self.site.entries, &mut self.admitted);
        self.site.is_admitted = false;
        made
    }

    /// How much was made in all.
    pub(super) fn made(&self, before: Made) -> Made {
        Made { entries: self.admitted.len(), pages: self.pages.count, sheets: self.facts.len(), ..before }
    }

    fn remake_admitted(
        &mut self,
        changed: &Changed,
        options: &Options<'_>,
        writing: &Writing,
    ) -> ControlFlow<(), bool> {
        let stops = Stops::new(options.strict);
        let mut findings = Vec::new();
        let target = gather::target(options.drafts);
        let choice = options.sheets.unwrap_or(self.site.settings.sheets);
        let gathering = Gathering { site: &self.site, writing, target, stops: &stops };
        (options.on_step)(Step::Sheets)?;
        if !changed.moved.is_empty() {
            parallel::let_go(mem::replace(&mut self.order, Order::new(&self.site)));
        }
        if let Some(fonts) = &self.fonts {
            let moved = changed.moved.iter().map(|entry| &entry.id);
            let entries: Vec<Id> =
                changed.bodies.iter().chain(&changed.items).chain(moved).cloned().collect();
            let mut facts = typeset::sheets_of(
                &gathering,
                &self.site,
                &self.theme,
                fonts,
                choice,
                &self.pictures,
                &entries,
                &mut findings,
            );
            if changed.bodies.iter().chain(&changed.items).any(|id| facts.get(id) != self.facts.get(id)) {
                return ControlFlow::Continue(false);
            }
            for entry in &changed.moved {
                if let Some(before) = self.facts.remove(&entry.id) {
                    gathering.drop_sheets(entry, &before);
                }
                self.facts.extend(facts.remove_entry(&entry.id));
            }
        }
        (options.on_step)(Step::Pages)?;
        let lists = self.pages.lists.clone();
        let is_all = render::changed_pages(
            &self.site,
            &self.order,
            &self.theme,
            &self.facts,
            &self.pictures,
            changed,
            &mut self.pages,
            &gathering,
            &mut findings,
        );
        lists.difference(&self.pages.lists).for_each(|list| writing.remove(list));
        let is_gone = |entry: &&Arc<Entry>| self.site.entry(&entry.id).is_none();
        changed.moved.iter().filter(is_gone).for_each(|gone| gathering.drop_page(gone));
        ControlFlow::Continue(is_all && findings.is_empty() && writing.is_without_clash())
    }
}

/// Makes everything of the entries that are free of errors; each room may find more that are not.
pub(super) fn make(
    mut site: Site,
    theme: Arc<Theme>,
    inputs: &Inputs,
    options: &Options<'_>,
    stops: &Stops,
    writing: &Writing,
    findings: &mut Vec<Diagnostic>,
) -> ControlFlow<(), (Made, Whole)> {
    stops.drop_faulty(&mut site, findings);
    let read = site.entries.clone();
    review::admit(&mut site);
    (options.on_step)(Step::Pictures)?;
    let pictures = pictures::prepare(&site, &inputs.content, writing, findings);
    gather::check_attachments(&site, &inputs.content, findings);
    stops.drop_faulty(&mut site, findings);

    (options.on_step)(Step::Sheets)?;
    let target = gather::target(options.drafts);
    let choice = options.sheets.unwrap_or(site.settings.sheets);
    let own_fonts = inputs.fonts(findings);
    // Without sheets the fonts are read only to say what is wrong with the site's own.
    let wanted = choice != SheetChoice::None || !own_fonts.is_empty();
    let fonts = wanted.then(|| Fonts::new(own_fonts, &theme, findings));
    let facts = fonts.as_ref().map_or_else(BTreeMap::new, |fonts| {
        let gathering = Gathering { site: &site, writing, target, stops };
        typeset::sheets_to(&gathering, &site, &theme, fonts, choice, &pictures, findings)
    });
    stops.drop_faulty(&mut site, findings);

    (options.on_step)(Step::Pages)?;
    let gathering = Gathering { site: &site, writing, target, stops };
    let order = Order::new(&site);
    let pages = render::pages(&site, &order, &theme, &facts, &pictures, &gathering, findings);
    gathering.claim_sheets(&facts, findings);
    if let Some(fonts) = &fonts {
        gathering.slips(&theme, fonts, choice, findings);
    }
    gathering.files(&theme, &inputs.content, &pictures, findings);
    let today = (options.date.or(site.settings.date).is_none()).then_some(site.date);
    let drafts = site.waiting_drafts;
    let made = Made { entries: site.entries.len(), pages: pages.count, sheets: facts.len(), drafts, today };
    let admitted = mem::replace(&mut site.entries, read);
    site.is_admitted = false;
    ControlFlow::Continue((made, Whole { site, admitted, order, theme, fonts, pictures, facts, pages }))
}
