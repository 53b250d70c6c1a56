//! What a run found, and how it ended.

use super::Outcome;
use super::console::Console;
use super::options::Format;
use crate::build::{Ending, Report};
use crate::diagnostic::{Diagnostic, Severity, json, terminal};
use crate::review::Standing;
use crate::site_path::SitePath;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// How many findings are printed as text, unless all are asked for: a thousand findings of one cause would hide it.
const SHOWN: usize = 100;

/// How many of one kind are printed: ten thousand of them must not hide the one of another kind.
const SHOWN_OF_A_KIND: usize = 10;

/// How many errors a watch prints after each save.
const SHOWN_AGAIN: usize = 10;

/// How a report is printed.
pub(super) struct Manner {
    pub(super) format: Format,
    pub(super) all: bool,
    pub(super) took: Duration,
    /// How the entries stand, where programs ask.
    pub(super) standings: Vec<Standing>,
}

/// Prints the findings and the closing lines, and says how the run ended.
pub(super) fn print(report: &Report, manner: &Manner, console: &Console) -> Outcome {
    match manner.format {
        Format::Text => {
            print_findings(report, manner.all, console);
            console.result(&closing(report, manner.took, console));
        }
        Format::Json => {
            for finding in &report.findings {
                console.result(&json(finding, &report.files));
            }
            for standing in &manner.standings {
                print_standing(standing, console);
            }
            console.remark(&closing(report, manner.took, console));
        }
    }
    if report.stopping == 0 { Outcome::Clean } else { Outcome::Faulty }
}

/// Prints how an entry stands, as one JSON object.
pub(super) fn print_standing(standing: &Standing, console: &Console) {
    console.result(&format!("{}\n", crate::json::json(standing).unwrap_or_default()));
}

/// Prints what stops a build; of the `first` build of a watch everything that was found.
pub(super) fn print_findings_of_watch(report: &Report, console: &Console, first: bool) {
    if first {
        print_findings(report, false, console);
        return;
    }
    let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error);
    for finding in errors.take(SHOWN_AGAIN) {
        console.result(&terminal(finding, &report.files, console.language, console.colours));
    }
}

fn print_findings(report: &Report, all: bool, console: &Console) {
    let (shown, rest) = chosen(&report.findings, all);
    for finding in shown {
        console.result(&terminal(finding, &report.files, console.language, console.colours));
    }
    if !rest.is_empty() {
        let count: usize = rest.values().sum();
        let kinds: String = rest.iter().map(|(code, count)| format!("  {code} × {count}\n")).collect();
        let text = Text::new(
            format!("还有 {count} 个问题没有显示，用 --all 全部显示：\n{kinds}\n"),
            format!("{count} more findings are not shown; --all shows every one:\n{kinds}\n"),
        );
        console.result(console.say(&text));
    }
}

/// The findings that are printed, and how many more there are of each kind. Where there are many, each kind is shown by
/// its first ones, errors before warnings.
fn chosen(findings: &[Diagnostic], all: bool) -> (Vec<&Diagnostic>, BTreeMap<&'static str, usize>) {
    if all || findings.len() <= SHOWN {
        return (findings.iter().collect(), BTreeMap::new());
    }
    let mut of_a_kind: BTreeMap<(Severity, &str), Vec<usize>> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        of_a_kind.entry((finding.severity, finding.code)).or_default().push(at);
    }
    let first = of_a_kind.values().flat_map(|places| places.iter().take(SHOWN_OF_A_KIND));
    let chosen: BTreeSet<usize> = first.take(SHOWN).copied().collect();
    let mut rest = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        if !chosen.contains(&at) {
            *rest.entry(finding.code).or_default() += 1;
        }
    }
    (chosen.iter().filter_map(|at| findings.get(*at)).collect(), rest)
}

fn closing(report: &Report, took: Duration, console: &Console) -> String {
    let count = |severity| report.findings.iter().filter(|finding| finding.severity == severity).count();
    let mut lines = Vec::new();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings > 0 {
        lines.push(Text::new(
            format!("错误 {errors} 个，警告 {warnings} 个"),
            format!("errors: {errors}, warnings: {warnings}"),
        ));
    }
    if !report.held_back.is_empty() {
        let entries = report.held_back.iter().map(|path| format!("\n  {}", report.files.shown(path)));
        let entries: String = entries.collect();
        let count = report.held_back.len();
        lines.push(Text::new(
            format!("扣下 {count} 条有错的事项，改好后再生成：{entries}"),
            format!("entries held back until they are mended: {count}{entries}"),
        ));
    }
    if report.drafts > 0 {
        let count = report.drafts;
        lines.push(Text::new(
            format!("草稿 {count} 条没有带上：写好要公开时，删去 draft: true 这一行"),
            format!("drafts left out: {count}; to publish one, drop its line draft: true"),
        ));
    }
    if let Ending::Written { written, .. } = &report.ending {
        lines.extend(strays(&written.strays));
    }
    lines.push(ending(report, took));
    lines.iter().map(|line| format!("{}\n", console.say(line))).collect()
}

/// How many files that are nobody's are named.
const STRAYS_NAMED: usize = 5;

/// What is said of files in the output that are nobody's, where some are.
pub(super) fn strays(strays: &[SitePath]) -> Option<Text> {
    let count = strays.len();
    let mut named: String =
        strays.iter().take(STRAYS_NAMED).map(|path| format!("\n  output/{path}")).collect();
    if count > STRAYS_NAMED {
        named.push_str("\n  …");
    }
    (count > 0).then(|| {
        Text::new(
            format!(
                "以前生成的记录（output/.mingbai）没有了：有 {count} 个文件不是这次生成的，没有动。\
                 可能是撤下的内容，核对后自己删去：{named}"
            ),
            format!(
                "the record of earlier builds (output/.mingbai) was lost: {count} files are none of this build and stay. \
                 They may be what was withdrawn; look at them and delete them yourself:{named}"
            ),
        )
    })
}

fn ending(report: &Report, took: Duration) -> Text {
    let seconds = took.as_secs_f64();
    let (entries, pages, sheets) = (report.entries, report.pages, report.sheets);
    match &report.ending {
        Ending::Written { written, folders } => {
            let (new, same, gone) = (written.written.len(), written.unchanged, written.removed.len());
            let folders = folders.join("  ");
            Text::new(
                format!(
                    "已生成：事项 {entries} 条，网页 {pages} 个，张贴件 {sheets} 份；\
                     写入 {new} 个文件，未变 {same} 个，删除 {gone} 个；用时 {seconds:.1} 秒\n结果在 {folders}"
                ),
                format!(
                    "built: {entries} entries, {pages} pages, sheets for {sheets}; \
                     files written: {new}, unchanged: {same}, removed: {gone}; {seconds:.1} s\nresults: {folders}"
                ),
            )
        }
        Ending::Checked => Text::new(
            format!("已检查：事项 {entries} 条，网页 {pages} 个，张贴件 {sheets} 份；用时 {seconds:.1} 秒"),
            format!("checked: {entries} entries, {pages} pages, sheets for {sheets}; {seconds:.1} s"),
        ),
        Ending::GivenUp => Text::new("没有生成：中途停下了", "nothing was written: the run was given up"),
        Ending::Stopped { hold_back_helps: true } => Text::new(
            "没有生成：只要一条事项有错，就什么都不写，上一次的结果原样保留。\
             改好再生成；急着要，就用 mingbai build --hold-back，先不带有错的事项",
            "nothing was written: one faulty entry stops the whole build, and the last results stay. \
             Mend it and build again, or build without the faulty entries: mingbai build --hold-back",
        ),
        Ending::Stopped { hold_back_helps: false } => Text::new(
            "没有生成：改好以上问题再生成；上一次的结果原样保留",
            "nothing was written: mend the above and build again; the last results stay",
        ),
    }
}
