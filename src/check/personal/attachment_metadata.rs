//! What an attachment tells beside what people see: its author, hidden sheets, comments, tracked changes.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::terms::Disclosure;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "attachment-metadata",
    severity: Severity::Warning,
    group: Group::Personal,
    waivable: true,
    what: Words::new("附件里带着看不见的内容", "An attachment holds what people do not see"),
    why: Words::new(
        "作者、批注、修订记录、隐藏的工作表会随附件公开（个人信息保护法第六条）",
        "Authors, comments, tracked changes and hidden sheets go out with the file (Personal Information Protection Law art. 6)",
    ),
    mend: Words::new(
        "用 Office、WPS 的“检查文档”去掉，或另存为新文件",
        "take it out with ‘Inspect Document’ of Office or WPS, or save a new file",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if subject.entry.disclosure != Disclosure::Active {
        return;
    }
    for (path, contents) in subject.attachments() {
        // A unit is no person.
        let is_person = |author: &&String| {
            let units = &subject.site.units;
            !units.iter().any(|unit| unit.name == **author || unit.short == **author)
        };
        let author = contents.author.as_ref().filter(is_person);
        let author =
            author.map(|author| Text::new(format!("作者“{author}”"), format!("the author ‘{author}’")));
        let traces: Vec<&Text> = author.iter().chain(&contents.traces).collect();
        if traces.is_empty() {
            continue;
        }
        let name = path.name();
        let zh: Vec<&str> = traces.iter().map(|trace| trace.zh.as_str()).collect();
        let en: Vec<&str> = traces.iter().map(|trace| trace.en.as_str()).collect();
        let message = Text::new(
            format!("附件“{name}”里有{}", zh.join("、")),
            format!("the attachment ‘{name}’ holds {}", en.join(", ")),
        );
        problems.push(RULE.finding(message).in_file((*path).clone()));
    }
}
