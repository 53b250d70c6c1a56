//! What stops a build: which findings, and which entries they spoil.

use super::Faulty;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Site;
use crate::site_path::SitePath;
use std::collections::BTreeSet;

/// Which findings stop a build.
pub(super) struct Stops {
    strict: bool,
}

impl Stops {
    pub(super) fn new(strict: bool) -> Self {
        Self { strict }
    }

    /// Whether a finding stops the build.
    pub(super) fn counts(&self, finding: &Diagnostic) -> bool {
        match finding.severity {
            Severity::Error => true,
            Severity::Warning => self.strict,
            Severity::Note => false,
        }
    }

    /// Whether the output may be written.
    pub(super) fn may_write(&self, findings: &[Diagnostic], faulty: Faulty) -> bool {
        let mut stopping = findings.iter().filter(|finding| self.counts(finding));
        match faulty {
            Faulty::Stop => stopping.next().is_none(),
            Faulty::HoldBack => stopping.all(|finding| entry(finding).is_some()),
        }
    }

    /// The entries that are faulty.
    pub(super) fn faulty(&self, findings: &[Diagnostic]) -> Vec<SitePath> {
        let stopping = findings.iter().filter(|finding| self.counts(finding));
        let entries: BTreeSet<_> = stopping.filter_map(entry).collect();
        entries.into_iter().cloned().collect()
    }

    /// Takes the faulty entries out of the site.
    pub(super) fn drop_faulty(&self, site: &mut Site, findings: &[Diagnostic]) {
        let faulty: BTreeSet<_> = self.faulty(findings).into_iter().collect();
        site.entries.retain(|entry| !faulty.contains(&entry.path));
    }
}

/// The entry, or the file among the entries, that a finding spoils; none where it concerns the whole site.
fn entry(finding: &Diagnostic) -> Option<&SitePath> {
    finding.spoiled().filter(|path| is_entry(path))
}

/// Whether a file belongs to the entries.
pub(crate) fn is_entry(path: &SitePath) -> bool {
    path.parts().next() == Some("entries")
}

/// The findings by place, those without one first; what was found twice stands once.
pub(super) fn sorted(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.sort_by(|one, other| {
        let order = |finding: &Diagnostic| {
            finding.place.as_ref().map(Place::order).map(|(path, at)| (path.clone(), at))
        };
        let key = |finding: &Diagnostic| (order(finding), finding.severity, finding.code);
        key(one).cmp(&key(other)).then_with(|| one.message.zh.cmp(&other.message.zh))
    });
    findings.dedup();
    findings
}

#[cfg(test)]
mod tests {
    use super::{Stops, sorted};
    use crate::build::Faulty;
    use crate::diagnostic::Diagnostic;
    use crate::site_path::SitePath;
    use crate::text::Text;

    fn finding(severity: &str, path: &str) -> Diagnostic {
        let text = Text::new("甲", "a");
        let finding =
            if severity == "error" { Diagnostic::error("c", text) } else { Diagnostic::warning("c", text) };
        finding.in_file(SitePath::new(path).unwrap())
    }

    #[test]
    fn only_faults_of_entries_can_be_held_back() {
        let stops = Stops::new(false);
        let entry = finding("error", "entries/a.md");
        let table = finding("error", "entries/b.xlsx").spoils(SitePath::new("entries/b.md").unwrap());
        let warning = finding("warning", "units.yaml");
        let findings = [entry, table, warning];
        assert!(!stops.may_write(&findings, Faulty::Stop));
        assert!(stops.may_write(&findings, Faulty::HoldBack));
        let faulty: Vec<_> = stops.faulty(&findings).iter().map(ToString::to_string).collect();
        assert_eq!(faulty, ["entries/a.md", "entries/b.md"]);
        assert!(!Stops::new(true).may_write(&findings, Faulty::HoldBack), "the warning is the whole site's");
        assert!(!stops.may_write(&[finding("error", "units.yaml")], Faulty::HoldBack));
        assert!(!stops.may_write(&[Diagnostic::error("c", Text::new("甲", "a"))], Faulty::HoldBack));
    }

    #[test]
    fn findings_are_sorted_and_stand_once() {
        let (one, other) = (finding("error", "entries/b.md"), finding("error", "entries/a.md"));
        let everywhere = Diagnostic::error("c", Text::new("甲", "a"));
        let found = sorted(vec![one.clone(), other.clone(), everywhere.clone(), one.clone()]);
        assert_eq!(found, [everywhere, other, one]);
    }
}
