//! What a build found, by where it was found, so that the next one need look only where something changed.

use super::stop;
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::site_path::SitePath;

/// What a build found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// While the site was read.
    pub(super) reading: Vec<Diagnostic>,
    /// By rules of entries.
    pub(super) entries: Vec<Diagnostic>,
    /// By rules of the site.
    pub(super) site: Vec<Diagnostic>,
    /// By rules of reviews.
    pub(super) reviews: Vec<Diagnostic>,
    /// While pages and sheets were made.
    pub(super) making: Vec<Diagnostic>,
}

impl Found {
    /// All that was found before anything is made, but for what somebody lets stand.
    pub(super) fn before_making(&self, site: Option<&Site>) -> Vec<Diagnostic> {
        let of_rules = self.entries.iter().chain(&self.site).chain(&self.reviews);
        let mut found: Vec<_> = self.reading.iter().chain(of_rules).cloned().collect();
        if let Some(site) = site {
            check::waive(site, &mut found);
        }
        found
    }

    /// All that was found, in order.
    pub(super) fn all(&self, site: &Site) -> Vec<Diagnostic> {
        let mut found = self.before_making(Some(site));
        found.extend(self.making.iter().cloned());
        stop::sorted(found)
    }
}

/// What rules find in these entries now takes the place of what they found before.
pub(super) fn renew(found: &mut Vec<Diagnostic>, looked_at: &[&SitePath], now: Vec<Diagnostic>) {
    found.retain(|finding| finding.spoiled().is_none_or(|path| !looked_at.contains(&path)));
    found.extend(now);
}
