//! Personal information that `mask: auto` cannot mask: in names of files.

use crate::check::{Group, Look, Rule, Words};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    code: "cannot-mask",
    severity: Severity::Error,
    group: Group::Personal,
    waivable: false,
    what: Words::new("要脱敏的内容遮不住", "What is to be masked cannot be"),
    why: Words::new(
        "写了 mask: auto 就不得露出原文；文件名会成为网址，附件原样公开",
        "mask: auto promises that nothing of the original is shown; names of files become addresses, and attachments are published as they are",
    ),
    mend: Words::new("改文件名，或处理好附件再放进来", "rename the file, or mend the attachment first"),
    look: Look::Elsewhere,
};
