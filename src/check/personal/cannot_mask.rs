//! Personal information that `mask: auto` cannot mask: in attachments; that in names of files is found when the entry is read.

use super::sight::report_unmaskable;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) static RULE: Rule = Rule {
    code: "cannot-mask",
    severity: Severity::Error,
    group: Group::Personal,
    waivable: false,
    what: Words::new(
        "要脱敏的内容遮不住",
        "Something that mask: auto cannot mask: a file name, an attachment",
    ),
    why: Words::new(
        "写了 mask: auto 就不得露出原文；文件名会成为网址，附件原样公开（个人信息保护法第二十五条）",
        "mask: auto promises that nothing of the original is shown; names of files become addresses, and attachments go out as they are (Personal Information Protection Law art. 25)",
    ),
    mend: Words::new("改文件名，或处理好附件再放进来", "rename the file, or mend the attachment first"),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    report_unmaskable(subject, &RULE, problems);
}
