//! Attachments whose words the program cannot read: scans, encrypted files.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::terms::Disclosure;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "attachment-unread",
    severity: Severity::Note,
    group: Group::Personal,
    waivable: true,
    what: Words::new("附件里的字程序读不了", "An attachment whose words no program can read"),
    why: Words::new(
        "公开前要逐件审查（政府信息公开条例第十七条）；扫描件里的身份证号、密级标志只有人看得见",
        "Everything is reviewed before it goes out (Regulation on Open Government Information art. 17); only a person sees an identity number or a secrecy mark in a scan",
    ),
    mend: Words::new(
        "请审核的人打开附件从头看一遍；最好换成从 Word、WPS 导出的 PDF",
        "let the reviewer open it and read it through; better attach a PDF exported from Word or WPS",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if subject.entry.disclosure != Disclosure::Active {
        return;
    }
    for (path, contents) in subject.attachments() {
        let Some(why) = &contents.unread else { continue };
        let name = path.name();
        let message = Text::new(
            format!("附件“{name}”{}，要由人看", why.zh),
            format!("a person has to read the attachment ‘{name}’: {}", why.en),
        );
        problems.push(RULE.finding(message).in_file((*path).clone()));
    }
}
