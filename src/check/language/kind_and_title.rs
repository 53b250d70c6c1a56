//! A title that ends with another kind's word.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::terms::Kind;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "kind-and-title",
    severity: Severity::Warning,
    group: Group::Language,
    waivable: true,
    what: Words::new("标题里的文种和 kind 不一样", "The title names another kind than the field does"),
    why: Words::new(
        "公示等着听意见，公布是结果，公告、通告要人遵守：文种错了，群众不知道还能不能提意见（党政机关公文处理工作条例第八条）",
        "A 公示 awaits objections, a 公布 is the result, a 公告 or 通告 is to be obeyed: by a wrong kind people don't know whether they may still object (Regulation on Official Documents art. 8)",
    ),
    mend: Words::new("改标题或改 kind", "mend the title or the field kind"),
    look: Look::Entry(look),
};

/// The kinds whose word ends a title.
const KINDS: &[Kind] = &[
    Kind::PublicNotification,
    Kind::Publication,
    Kind::Announcement,
    Kind::PublicNotice,
    Kind::Notice,
    Kind::Circular,
    Kind::ServiceGuide,
    Kind::Reply,
    Kind::Correction,
    Kind::Minutes,
];

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let (title, kind) = (&subject.entry.title, subject.entry.kind);
    let Some(named) = named(&title.value).filter(|named| *named != kind) else { return };
    // 更正公告 is a correction all the same.
    let tail: Vec<char> = title.value.chars().rev().take(8).collect();
    let tail: String = tail.into_iter().rev().collect();
    if tail.contains(kind.chinese()) {
        return;
    }
    let message = Text::new(
        format!("标题写的是“{}”，kind 写的是“{}”", named.chinese(), kind.chinese()),
        format!("the title says ‘{}’, the field kind ‘{}’", named.chinese(), kind.chinese()),
    );
    problems.push(RULE.finding(message).at(title.span.clone()));
}

/// The kind that a title ends with; a bracket behind it (（第3期）) does not count.
fn named(title: &str) -> Option<Kind> {
    let mut title = title.trim();
    if let Some(inner) = title.strip_suffix(['）', ')']) {
        title = inner.rfind(['（', '(']).and_then(|open| inner.get(..open)).unwrap_or(title).trim_end();
    }
    KINDS.iter().copied().find(|kind| title.ends_with(kind.chinese()))
}

#[cfg(test)]
mod tests {
    use super::named;
    use crate::terms::Kind;

    #[test]
    fn the_last_word_of_a_title_names_its_kind() {
        assert_eq!(named("关于停水的通知"), Some(Kind::Notice));
        assert_eq!(named("低保对象（新增）公示"), Some(Kind::PublicNotification));
        assert_eq!(named("群众意见答复（2022年第4期）"), Some(Kind::Reply));
        assert_eq!(named("关于转发《关于停水的通知》"), None);
        assert_eq!(named("村道硬化工程进展情况（第3期）"), None);
    }
}
