//! What a notice and a guide cannot do without.

use crate::check::PieceKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::terms::{Disclosure, Kind, ObjectionWay};
use crate::text::Text;

pub(super) static NOTICE_ELEMENT: Rule = Rule {
    code: "notice-element",
    severity: Severity::Error,
    group: Group::Catalogue,
    waivable: true,
    what: Words::new(
        "公示没写向谁、怎样提意见，或没有监督电话",
        "A 公示 that does not say to whom and how to object, or whom to call",
    ),
    why: Words::new(
        "公示就是等意见，不写渠道等于不让人说（土地管理法实施条例第二十八条，社会救助暂行办法第十一条）",
        "It awaits objections, and without a way nobody can make one (Land Administration Law Implementing Regulation art. 28, Interim Measures for Social Assistance art. 11)",
    ),
    mend: Words::new(
        "写 objections: {to: 单位, how: [in_person, phone, letter]}",
        "write objections: {to: UNIT, how: [in_person, phone, letter]}",
    ),
    look: Look::Entry(notice),
};

pub(super) static GUIDE_ELEMENT: Rule = Rule {
    code: "guide-element",
    severity: Severity::Warning,
    group: Group::Catalogue,
    waivable: true,
    what: Words::new("办事指南缺要素", "A guide that lacks a part"),
    why: Words::new(
        "办事的依据、条件、程序和结果要公开（政府信息公开条例第二十条第五项）；缺一样群众就多跑一趟",
        "Basis, conditions, procedure and result are disclosed (Regulation on Open Government Information art. 20 (5)); for what is missing people come once more",
    ),
    mend: Words::new(
        "在 service 里补上；不收费的写“不收费”",
        "add it to service; where nothing is charged, say so in fee",
    ),
    look: Look::Entry(guide),
};

fn notice(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let (entry, site) = (subject.entry, subject.site);
    if entry.kind != Kind::PublicNotification || entry.disclosure != Disclosure::Active {
        return;
    }
    let Some(objections) = &entry.objections else {
        if says_how(subject) {
            return;
        }
        let message = Text::new("公示没有写向谁、怎样提意见", "it does not say to whom and how to object");
        problems.push(NOTICE_ELEMENT.finding(message).at(entry.title.span.clone()));
        return;
    };
    let phone = site.unit(&objections.to.value).and_then(|unit| unit.phone.as_ref());
    let by_phone = objections.how.is_empty() || objections.how.contains(&ObjectionWay::Phone);
    if by_phone && phone.is_none() && site.settings.supervision_phone.is_none() {
        let message = Text::new(
            format!("可以打电话提意见，“{}”却没有电话，也没有监督电话", objections.to.value),
            format!(
                "objections are taken by phone, but neither ‘{}’ nor the town has one",
                objections.to.value
            ),
        );
        let help = Text::new(
            "在 units.yaml 写 phone，或在 site.yaml 写 supervision_phone",
            "write phone in units.yaml, or supervision_phone in site.yaml",
        );
        problems.push(NOTICE_ELEMENT.finding(message).at(objections.to.span.clone()).help(help));
    }
}

/// Whether a paragraph of the body says it: 如有异议，请在公示期内以书面形式向镇民政办反映，电话0000-1234502; 意见反馈：党政办，电话
/// 0000-1234501.
fn says_how(subject: &Subject<'_>) -> bool {
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let is_dialled = |text: &str| {
        text.split(|sign: char| !sign.is_ascii_digit() && sign != '-').any(|number| number.len() >= 7)
    };
    const OBJECTING: &[&str] = &["异议", "意见", "不同看法", "反映", "举报"];
    const WAYS: &[&str] = &["书面", "当面", "来信", "来访", "来电"];
    subject.may_hold_any(OBJECTING)
        && subject.pieces().iter().filter(|piece| piece.kind == PieceKind::Paragraph).any(|piece| {
            let text = &piece.text;
            let by_phone = || has(text, &["电话"]) && is_dialled(text);
            has(text, OBJECTING) && (text.contains('向') && has(text, WAYS) || by_phone())
        })
}

fn guide(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let entry = subject.entry;
    let Some(service) = entry.service.as_ref().filter(|_| entry.kind == Kind::ServiceGuide) else { return };
    let unit = subject.unit();
    let has_place = service.location.is_some() || unit.is_some_and(|unit| unit.place.is_some());
    let has_hours = service.office_hours.is_some() || unit.is_some_and(|unit| unit.hours.is_some());
    let parts = [
        (service.basis.is_some(), "办理依据", "basis"),
        (!service.conditions.is_empty(), "办理条件", "conditions"),
        (!service.materials.is_empty(), "所需材料", "materials"),
        (!service.procedure.is_empty(), "办理程序", "procedure"),
        (service.time_limit.is_some(), "办理时限", "time_limit"),
        (service.fee.is_some(), "收费标准", "fee"),
        (has_hours, "办公时间", "office_hours"),
        (has_place, "办理地点", "location"),
    ];
    let missing: Vec<_> = parts.iter().filter(|(there, ..)| !there).collect();
    if missing.is_empty() {
        return;
    }
    let chinese: Vec<_> = missing.iter().map(|(_, name, _)| *name).collect();
    let english: Vec<_> = missing.iter().map(|(.., name)| *name).collect();
    let message = Text::new(
        format!("办事指南缺：{}", chinese.join("、")),
        format!("the guide lacks {}", english.join(", ")),
    );
    problems.push(GUIDE_ELEMENT.finding(message).at(entry.title.span.clone()));
}
