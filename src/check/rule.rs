//! What a rule is.

use super::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Entry, Site};
use crate::review::Course;
use crate::text::{Language, Text};

/// A rule: what it catches, why, and how what it found is mended.
#[derive(Debug)]
pub struct Rule {
    /// Its code, kebab-case words: `wrong-weekday`.
    pub code: &'static str,
    /// How much a finding weighs, where it does not say otherwise itself.
    pub severity: Severity,
    /// What it is about.
    pub group: Group,
    /// Whether somebody who may can waive it, with a reason.
    pub waivable: bool,
    /// What it catches.
    pub what: Words,
    /// The law or the custom it rests on, with its article.
    pub why: Words,
    /// How to mend what it finds.
    pub mend: Words,
    /// How it looks.
    pub look: Look,
}

/// How a rule looks.
#[derive(Debug, Clone, Copy)]
pub enum Look {
    /// At one entry. It must not ask for the build date, nor for entries other than those its subject hands out: what it
    /// found nothing in is not shown to it again.
    Entry(fn(&Subject<'_>, &mut Vec<Diagnostic>)),
    /// At the whole site, by the facts of its entries. It must not ask how far a review has come: it is not asked again
    /// where only bodies have changed.
    Site(fn(&Site, &mut Vec<Diagnostic>)),
    /// At the reviews of the site in which something is open or amiss.
    Review(fn(&Site, &[Reviewed<'_>], &mut Vec<Diagnostic>)),
    /// Not here: the room that reads or makes the thing finds it.
    Elsewhere,
}

/// An entry with the course of its review.
pub type Reviewed<'s> = (&'s Entry, Course<'s>);

/// A sentence in both languages, written into the program.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    zh: &'static str,
    en: &'static str,
}

impl Words {
    /// The sentence in both languages.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The sentence in one of them.
    pub const fn get(self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.zh,
            Language::English => self.en,
        }
    }

    /// The sentence as a finding has it.
    pub fn text(self) -> Text {
        Text::new(self.zh, self.en)
    }
}

impl Rule {
    /// A finding of this rule, with its code, its weight and its way to mend; where it stands is still to be said.
    pub fn finding(&self, message: Text) -> Diagnostic {
        let help = Some(self.mend.text());
        Diagnostic { code: self.code, severity: self.severity, place: None, message, help, entry: None }
    }
}

/// What rules are about, in the order of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Files.
    Files,
    /// Front matter and registers.
    FrontMatter,
    /// Dates and periods.
    Dates,
    /// Tables and numbers.
    Tables,
    /// Personal information.
    Personal,
    /// Secrets and lawfulness.
    Secrets,
    /// Review.
    Review,
    /// Catalogue and time.
    Catalogue,
    /// Language and layout.
    Language,
    /// The web site.
    Web,
    /// Sheets and boards.
    Sheets,
    /// Theme, settings and the output.
    Program,
}

impl Group {
    /// Every group, in order.
    pub const ALL: &[Self] = &[
        Self::Files,
        Self::FrontMatter,
        Self::Dates,
        Self::Tables,
        Self::Personal,
        Self::Secrets,
        Self::Review,
        Self::Catalogue,
        Self::Language,
        Self::Web,
        Self::Sheets,
        Self::Program,
    ];

    /// Its name.
    pub const fn name(self) -> Words {
        match self {
            Self::Files => Words::new("文件", "Files"),
            Self::FrontMatter => Words::new("栏目和登记表", "Front matter and registers"),
            Self::Dates => Words::new("日期和期限", "Dates and periods"),
            Self::Tables => Words::new("表格和数字", "Tables and numbers"),
            Self::Personal => Words::new("个人信息", "Personal information"),
            Self::Secrets => Words::new("保密和合法", "Secrets and lawfulness"),
            Self::Review => Words::new("审核", "Review"),
            Self::Catalogue => Words::new("目录和时限", "Catalogue and time"),
            Self::Language => Words::new("文字和体例", "Language and layout"),
            Self::Web => Words::new("网页", "Web"),
            Self::Sheets => Words::new("张贴件和公开栏", "Sheets and boards"),
            Self::Program => Words::new("主题、设置和输出", "Theme, settings and output"),
        }
    }
}
