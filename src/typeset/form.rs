//! The review form (公开审核单): one page a clerk prints, on which people answer the four questions and sign.

use super::alone::alone;
use super::fonts::{Families, Fonts};
use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Approval, Entry, Site};
use crate::personal;
use crate::review;
use crate::terms::{Answer, Decision, Masking, Question, Step};
use crate::text::Language;
use crate::theme::Theme;
use serde::Serialize;

/// The template of the theme.
const TEMPLATE: &str = "review.typ";

/// What the form says. Layouts see the fields under these names, with `-` for `_`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
struct FormData {
    /// The board's title.
    board: String,
    /// The entry's title.
    title: String,
    /// Its unit.
    unit: String,
    /// Its kind: 公示.
    kind: &'static str,
    /// Its id.
    number: String,
    /// The check code.
    check: String,
    /// The text hash.
    text_hash: String,
    /// The build date: year, month, day.
    date: (i16, i8, i8),
    /// The build date in words.
    today: String,
    /// Where it stands: 待审.
    state: &'static str,
    /// Names and values of its facts; a value may be empty.
    facts: Vec<(&'static str, String)>,
    /// What it says in plain words.
    summary: String,
    /// What was found in it.
    findings: Vec<(&'static str, String)>,
    /// The findings that somebody lets stand: rule, reason, role.
    waivers: Vec<(String, String, String)>,
    /// The four questions.
    questions: Vec<&'static str>,
    /// The steps in order.
    steps: Vec<StepData>,
    /// The families for each purpose.
    fonts: Families,
}

/// A step on the form.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
struct StepData {
    /// 保密审查.
    name: &'static str,
    /// The roles that may take it.
    roles: String,
    /// Whether it was taken, by whom, when, and what was noted.
    taken: bool,
    role: String,
    date: String,
    note: String,
    /// The answers: yes, no, or none.
    answers: Vec<Option<bool>>,
}

/// The form of an entry as PDF, with what was found in it.
///
/// # Errors
/// Says what is wrong with the theme's template.
pub fn form(
    site: &Site,
    theme: &Theme,
    fonts: &Fonts,
    entry: &Entry,
    found: &[Diagnostic],
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    alone(site, theme, fonts, entry, (TEMPLATE, &FormData::of(site, entry, fonts, found)))
}

impl FormData {
    fn of(site: &Site, entry: &Entry, fonts: &Fonts, found: &[Diagnostic]) -> Self {
        let course = review::course(site, entry);
        let unit = |id: &str| site.unit(id).map_or_else(|| id.to_owned(), |unit| unit.name.clone());
        // People who sign know no codes.
        let rule = |code: &str| match check::find(code) {
            Some(rule) => format!("{}（{code}）", rule.what.get(Language::Chinese)),
            None => code.to_owned(),
        };
        let severity = |severity| match severity {
            Severity::Error => "错误",
            Severity::Warning => "警告",
            Severity::Note => "提示",
        };
        // What is masked on pages is masked here too.
        let words = |words: &str| match entry.mask {
            Masking::Auto => personal::mask(words, &site.published).into_owned(),
            Masking::None => words.to_owned(),
        };
        // That it waits for review is what the form is for.
        let own = found.iter().filter(|finding| finding.spoiled() == Some(&entry.path));
        let own = own.filter(|finding| !matches!(finding.code, "not-approved" | "returned-entry"));
        Self {
            board: site.settings.title.clone(),
            title: entry.title.value.clone(),
            unit: unit(&entry.unit.value),
            kind: entry.kind.chinese(),
            number: entry.id.to_string(),
            check: entry.check_code.clone(),
            text_hash: entry.text_hash.clone(),
            date: (site.date.year(), site.date.month(), site.date.day()),
            today: site.date.chinese(),
            state: review::state(site, entry).chinese(),
            facts: facts(site, entry, &unit),
            summary: entry.plain_summary.clone().unwrap_or_default(),
            findings: own.map(|finding| (severity(finding.severity), words(&finding.message.zh))).collect(),
            waivers: entry
                .waive
                .iter()
                .map(|waiver| (rule(&waiver.rule.value), waiver.why.clone(), waiver.by.value.clone()))
                .collect(),
            questions: Question::ALL.iter().map(|question| question.chinese()).collect(),
            steps: course
                .steps
                .iter()
                .map(|step| {
                    step_data(
                        site,
                        *step,
                        course.taken(*step).or(course.returned.filter(|line| line.step == *step)),
                    )
                })
                .collect(),
            fonts: fonts.families.clone(),
        }
    }
}

fn step_data(site: &Site, step: Step, taken: Option<&Approval>) -> StepData {
    let note = taken.map(|line| match line.decision {
        Decision::Agree => line.note.clone(),
        other => format!("{}：{}", other.chinese(), line.note),
    });
    StepData {
        name: step.chinese(),
        roles: review::whose(site, step).zh,
        taken: taken.is_some(),
        role: taken.map(|line| review::title(site, &line.role)).unwrap_or_default(),
        date: taken.map(|line| line.on.chinese()).unwrap_or_default(),
        note: note.unwrap_or_default(),
        answers: (0..Question::ALL.len())
            .map(|at| {
                let answer = taken.and_then(|line| line.answers.get(at).copied().flatten());
                answer.map(|answer| answer == Answer::Yes)
            })
            .collect(),
    }
}

fn facts(site: &Site, entry: &Entry, unit: &dyn Fn(&str) -> String) -> Vec<(&'static str, String)> {
    let units: Vec<String> =
        std::iter::once(&entry.unit).chain(&entry.co_units).map(|id| unit(&id.value)).collect();
    let row = entry.catalogue_item.as_ref().and_then(|row| site.row(&row.value));
    let boards: Vec<&str> =
        entry.boards.iter().filter_map(|id| site.board(&id.value)).map(|board| board.name.as_str()).collect();
    let boards = match boards.as_slice() {
        [] => String::new(),
        [first, _, _, _, ..] => format!("{first}等{}块", boards.len()),
        few => few.join("、"),
    };
    let channels: Vec<&str> = entry.channels.iter().map(|channel| channel.chinese()).collect();
    let posted = match entry.post_until {
        Some(until) if until.year() == entry.post_from.year() => {
            format!("{}至{}", entry.post_from.chinese(), until.chinese_short())
        }
        Some(until) => format!("{}至{}", entry.post_from.chinese(), until.chinese()),
        None => format!("{}起", entry.post_from.chinese()),
    };
    let source = entry.source_document.as_ref().map(|paper| {
        format!(
            "{}{}",
            paper.issuer,
            paper.number.as_ref().map(|number| format!("（{number}）")).unwrap_or_default()
        )
    });
    let attachments: Vec<&str> =
        entry.attachments.iter().map(|attachment| attachment.title.as_str()).collect();
    let personal =
        entry.personal_data.as_ref().map_or("没有", |data| if data.present { "有" } else { "没有" });
    vec![
        ("公开主体", units.join("、")),
        ("目录项", row.map(|row| format!("{}　{}", row.id.value, row.item)).unwrap_or_default()),
        ("文种", entry.kind.chinese().to_owned()),
        ("公开对象", entry.audience.chinese().to_owned()),
        ("形成日期", entry.formed_on.value.chinese()),
        ("张贴起止", posted),
        ("公开方式", channels.join("、")),
        ("张贴栏", boards),
        ("公开依据", entry.basis.join("；")),
        ("来源文件", source.unwrap_or_default()),
        ("附件", attachments.join("、")),
        ("个人信息", personal.to_owned()),
    ]
}
