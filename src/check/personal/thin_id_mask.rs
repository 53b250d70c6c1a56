//! An identity number under a mask that shows too much.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "thin-id-mask",
    severity: Severity::Warning,
    group: Group::Personal,
    waivable: true,
    what: Words::new("身份证号遮得太少", "An identity number masked too thinly"),
    why: Words::new(
        "前三位、后三位以外都要遮；6＋8＋4 的写法仍露出县和校验码（去标识化要求）",
        "All but the first three and the last three digits are to be masked; 6 + 8 + 4 still shows the county and the check digit",
    ),
    mend: Words::new(
        "写成 11*************02X 这样（2＋13＋3）",
        "write it like 11*************02X (2 + 13 + 3)",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if !has_stars(subject) && !subject.may_hold_any(&["XXXX", "xxxx", "ＸＸＸＸ"]) {
        return;
    }
    for piece in subject.pieces() {
        for range in personal::thin_masks(&piece.text) {
            let message = Text::new(
                "遮过的身份证号露出太多",
                "a masked identity number shows more than three and three",
            );
            problems.push(RULE.finding(message).placed(piece.place(range)));
        }
    }
}

/// Whether any sign of a mask stands in the entry.
pub(super) fn has_stars(subject: &Subject<'_>) -> bool {
    subject.may_hold_any(&["*", "★", "×", "•", "#", "＊", "☆", "●", "✱", "■", "□"])
}
