//! The course of a review: which steps an entry needs, and which were taken on the text that it has now.

use crate::model::{Approval, CatalogueRow, Entry, Role, Site};
use crate::terms::{Decision, Disclosure, Permission, Question, Step};

/// Whether the town reviews its entries: whether any role may approve them.
pub fn is_asked(site: &Site) -> bool {
    site.roles.iter().any(|role| role.may.contains(&Permission::Approve))
}

/// The steps that an entry of this catalogue row needs, in order: as the row asks, else all. None where the town has no
/// review.
fn steps<'s>(site: &'s Site, entry: &Entry, row: Option<&'s CatalogueRow>) -> &'s [Step] {
    if !is_asked(site) || entry.disclosure == Disclosure::Withheld {
        return &[];
    }
    match row.map(|row| row.review.as_slice()) {
        None | Some([]) => Step::ALL,
        Some(steps) => steps,
    }
}

/// What a role must be allowed to, to take a step.
pub fn may(step: Step) -> Permission {
    match step {
        Step::Submit => Permission::Submit,
        Step::FactReview => Permission::ReviewFacts,
        Step::SecrecyReview => Permission::ReviewSecrecy,
        Step::Approve => Permission::Approve,
    }
}

/// How far the review of an entry's present text has come.
#[derive(Debug, Clone)]
pub struct Course<'s> {
    /// The steps it needs, in order.
    pub steps: &'s [Step],
    /// The lines that count, the oldest first.
    pub taken: Vec<&'s Approval>,
    /// The lines that do not count, with what is wrong with them; not those whose step was taken again since.
    pub discounted: Vec<(&'s Approval, Discount)>,
    /// The line that returned it, where nothing was done since.
    pub returned: Option<&'s Approval>,
    /// The line that referred it to a superior, where nothing was done since.
    pub referred: Option<&'s Approval>,
    /// The newest line that approved another text of it.
    pub approved_before: Option<&'s Approval>,
    /// Whether its steps count only where they are signed.
    pub signed: bool,
    /// Whether it is urgent: one approval is enough for it to go up.
    pub urgent: bool,
}

/// Why a line does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Discount {
    /// There is no such role.
    UnknownRole,
    /// The role may not take the step.
    MayNot,
    /// The role that approves is the one that proposed.
    SameRole,
    /// A step that comes before was not taken.
    TooEarly(Step),
    /// Questions that were left open.
    Open(Vec<Question>),
    /// It is not signed, although the row asks for it.
    Unsigned,
    /// Its signature is not that of its role's key on this line.
    Forged,
}

/// The course of an entry's review.
pub fn course<'s>(site: &'s Site, entry: &Entry) -> Course<'s> {
    let row = entry.catalogue_item.as_ref().and_then(|row| site.row(&row.value));
    let mut course = Course {
        steps: steps(site, entry, row),
        taken: Vec::new(),
        discounted: Vec::new(),
        returned: None,
        referred: None,
        approved_before: None,
        // Only where the row asks for it.
        signed: row.is_some_and(|row| row.signed),
        urgent: entry.urgent,
    };
    for line in site.approvals.of(&entry.id) {
        if line.text != entry.text_hash {
            if line.step == Step::Approve && line.decision == Decision::Agree {
                course.approved_before = Some(line);
            }
            continue;
        }
        course.go_on(line, site);
    }
    course
}

impl<'s> Course<'s> {
    fn go_on(&mut self, line: &'s Approval, site: &Site) {
        if let Some(discount) = self.discount(line, site).or_else(|| self.signature_fault(line, site)) {
            self.discounted.push((line, discount));
            return;
        }
        // What came too early for want of this step is to be taken anew in its turn, as any other that waits.
        let is_settled = |(before, why): &(&Approval, Discount)| {
            before.step == line.step
                || line.decision == Decision::Agree && *why == Discount::TooEarly(line.step)
        };
        self.discounted.retain(|discounted| !is_settled(discounted));
        (self.returned, self.referred) = (None, None);
        match line.decision {
            Decision::Agree => {
                self.taken.retain(|before| before.step != line.step);
                self.taken.push(line);
                // Nothing waits for a step that is not asked for, once all that are have been taken.
                if self.next().is_none() {
                    let steps = self.steps;
                    self.discounted.retain(|(before, _)| steps.contains(&before.step));
                }
            }
            Decision::Return => {
                self.taken.clear();
                self.discounted.clear();
                self.returned = Some(line);
            }
            Decision::ReferUp => self.referred = Some(line),
        }
    }

    /// What is wrong with the signature of a line.
    fn signature_fault(&self, line: &Approval, site: &Site) -> Option<Discount> {
        let key = role(site, &line.role).and_then(|role| role.key.as_ref());
        match (line.signature.is_empty(), key) {
            (true, _) => self.signed.then_some(Discount::Unsigned),
            (false, Some(key)) => (!line.is_signed_by(key)).then_some(Discount::Forged),
            // Of a role without a key nothing can be told.
            (false, None) => self.signed.then_some(Discount::Unsigned),
        }
    }

    /// Why a line does not count after those before it, its signature left aside.
    pub fn discount(&self, line: &Approval, site: &Site) -> Option<Discount> {
        let Some(role) = role(site, &line.role) else { return Some(Discount::UnknownRole) };
        if !role.may.contains(&may(line.step)) {
            return Some(Discount::MayNot);
        }
        if line.decision != Decision::Agree {
            return None;
        }
        let open = line.open_questions();
        if !open.is_empty() {
            return Some(Discount::Open(open));
        }
        let other = match line.step {
            Step::Approve => Some(Step::Submit),
            Step::Submit => Some(Step::Approve),
            Step::FactReview | Step::SecrecyReview => None,
        };
        let other = other.and_then(|step| self.taken(step));
        if other.and_then(|other| self::role(site, &other.role)).is_some_and(|other| other.id == role.id) {
            return Some(Discount::SameRole);
        }
        let before = self.steps.iter().take_while(|step| **step != line.step);
        let missing = before.copied().find(|step| self.taken(*step).is_none());
        missing.filter(|_| !self.urgent).map(Discount::TooEarly)
    }

    /// The line that took a step.
    pub fn taken(&self, step: Step) -> Option<&'s Approval> {
        self.taken.iter().find(|line| line.step == step).copied()
    }

    /// The step that is to be taken next; none where all are.
    pub fn next(&self) -> Option<Step> {
        if self.urgent && self.steps.contains(&Step::Approve) && self.taken(Step::Approve).is_none() {
            return Some(Step::Approve);
        }
        self.steps.iter().copied().find(|step| self.taken(*step).is_none())
    }

    /// Whether the entry may be public as far as the review goes.
    pub fn is_cleared(&self) -> bool {
        self.next().is_none() || (self.urgent && self.taken(Step::Approve).is_some())
    }
}

/// The role that a line names by its id or its title.
pub(super) fn role<'s>(site: &'s Site, word: &str) -> Option<&'s Role> {
    site.roles.iter().find(|role| &*role.id.value == word || role.title == word)
}
