//! A way of disclosure that the row asks for and the entry leaves out.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "channel-missing",
    severity: Severity::Warning,
    group: Group::Catalogue,
    waivable: true,
    what: Words::new("少了目录要求的公开方式", "A channel that the catalogue row asks for is left out"),
    why: Words::new(
        "目录写了上网、开会、入户的，少一样就有人看不到（政府信息公开条例第二十三条）",
        "Where one of them is left out, some people never learn of it (Regulation on Open Government Information art. 23)",
    ),
    mend: Words::new(
        "在 channels 里补上，或删去 channels 照目录来",
        "add it to channels, or drop channels to follow the row",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let entry = subject.entry;
    // A correction goes where the entry it corrects hangs.
    let Some(row) = subject.row().filter(|_| entry.corrects.is_none()) else { return };
    let missing: Vec<_> = row.channels.iter().filter(|channel| !entry.channels.contains(channel)).collect();
    if missing.is_empty() {
        return;
    }
    let chinese: Vec<_> = missing.iter().map(|channel| channel.chinese()).collect();
    let english: Vec<_> = missing.iter().map(|channel| channel.id()).collect();
    let message = Text::new(
        format!("目录项 {} 还要求：{}", row.id.value, chinese.join("、")),
        format!("row {} asks for {}, too", row.id.value, english.join(", ")),
    );
    let span = entry.catalogue_item.as_ref().map_or(&entry.title.span, |row| &row.span);
    problems.push(RULE.finding(message).at(span.clone()));
}
