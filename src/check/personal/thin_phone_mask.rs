//! A mobile number under a mask that shows too much.

use super::thin_id_mask::has_stars;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::personal;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "thin-phone-mask",
    severity: Severity::Warning,
    group: Group::Personal,
    waivable: true,
    what: Words::new("手机号遮得太少", "A mobile number masked too thinly"),
    why: Words::new(
        "只遮一两位，试几次就拨通了，等于没有遮（个人信息保护法第六条）",
        "With one or two digits hidden a few tries reach the person: it is as good as not masked (Personal Information Protection Law art. 6)",
    ),
    mend: Words::new("写成 138****8000 这样（3＋4＋4）", "write it like 138****8000 (3 + 4 + 4)"),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    if !has_stars(subject) {
        return;
    }
    for piece in subject.pieces() {
        for range in personal::thin_phones(&piece.text) {
            let message =
                Text::new("遮过的手机号露出太多", "a masked mobile number shows more than seven digits");
            problems.push(RULE.finding(message).placed(piece.place(range)));
        }
    }
}
