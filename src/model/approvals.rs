//! The register of the review (审核台账): one line a step that somebody took on a version of an entry.

use super::{Entry, Id};
use crate::calendar::Date;
use crate::register::{self, Column, Fault, Form};
use crate::source::Span;
use crate::terms::{Answer, Decision, Question, Step, Term};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Where the register lies, from `content/`.
pub const APPROVALS: &str = "registers/approvals.csv";

/// Where the texts lie that steps are bound to, from `content/`: each under its text hash.
pub const APPROVED_TEXTS: &str = "registers/approved";

/// The columns of the register.
pub const APPROVAL_COLUMNS: &[Column] = &[
    column("entry", "事项", Form::Words),
    column("title", "标题", Form::Words),
    column("step", "步骤", Form::Term(term::<Step>)),
    column("role", "岗位", Form::Words),
    column("decision", "决定", Form::Term(term::<Decision>)),
    column("state_secret", "涉及国家秘密", Form::Term(term::<Answer>)),
    column("trade_secret", "涉及商业秘密", Form::Term(term::<Answer>)),
    column("privacy", "涉及个人隐私", Form::Term(term::<Answer>)),
    column("legality", "违反法律法规和政策", Form::Term(term::<Answer>)),
    column("note", "说明", Form::Words),
    column("on", "日期", Form::Date),
    column("text", "文本", Form::Hash),
];

const fn column(name: &'static str, chinese: &'static str, form: Form) -> Column {
    Column { name, chinese, form }
}

fn term<T: Term>(word: &str) -> Option<(&'static str, &'static str)> {
    let found = T::ALL.iter().find(|term| term.id() == word || term.chinese() == word)?;
    Some((found.id(), found.chinese()))
}

/// The register, read.
#[derive(Debug, Clone, Default)]
pub struct Approvals {
    /// Its lines, in the order of the file.
    pub list: Vec<Approval>,
    /// Where its chain is broken.
    pub faults: Vec<Fault>,
    /// The lines of each entry, in the order of the file.
    pub(super) by_entry: HashMap<Id, Vec<usize>>,
}

/// One line.
#[derive(Debug, Clone)]
pub struct Approval {
    /// The row as spreadsheets count it.
    pub row: u32,
    /// Where it stands.
    pub span: Span,
    /// The entry's id.
    pub entry: Id,
    /// The step.
    pub step: Step,
    /// The role that took it, by its id or its title, as written.
    pub role: String,
    /// What it came to.
    pub decision: Decision,
    /// The answers, in the order of [`Question::ALL`]; none where a question was left open.
    pub answers: [Option<Answer>; 4],
    /// What was noted; empty where nothing was.
    pub note: String,
    /// The day.
    pub on: Date,
    /// The text hash of the version.
    pub text: String,
    /// The text that its signature signs; empty where there is none.
    pub signed: String,
    /// Its signature; empty where there is none.
    pub signature: String,
    /// The line's own hash.
    pub line: String,
    /// Whether its signature is that of the role's key, once that was looked at.
    pub(super) is_signed: OnceLock<bool>,
}

impl Approvals {
    /// The lines of an entry, the oldest first.
    pub fn of(&self, entry: &str) -> impl DoubleEndedIterator<Item = &Approval> {
        let lines = self.by_entry.get(entry).map(Vec::as_slice).unwrap_or_default();
        lines.iter().filter_map(|at| self.list.get(*at))
    }
}

impl Approval {
    /// Whether it is signed with the secret key that belongs to this public one, which is always that of its role.
    pub fn is_signed_by(&self, key: &str) -> bool {
        *self.is_signed.get_or_init(|| register::is_signed(&self.signed, &self.signature, key))
    }

    /// A line that is still to be written.
    pub fn planned(entry: &Entry, step: Step, role: &str, decision: Decision, on: Date) -> Self {
        Self {
            row: 0,
            span: entry.title.span.clone(),
            entry: entry.id.clone(),
            step,
            role: role.to_owned(),
            decision,
            answers: [None; 4],
            note: String::new(),
            on,
            text: entry.text_hash.clone(),
            signed: String::new(),
            signature: String::new(),
            line: String::new(),
            is_signed: OnceLock::new(),
        }
    }

    /// The questions that were left open, and those answered with yes although nothing was noted.
    pub fn open_questions(&self) -> Vec<Question> {
        let is_open = |(_, answer): &(&Question, &Option<Answer>)| match answer {
            None => true,
            Some(Answer::Yes) => self.note.is_empty(),
            Some(Answer::No) => false,
        };
        let questions = Question::ALL.iter().zip(&self.answers).filter(is_open);
        questions.map(|(question, _)| *question).collect()
    }
}
