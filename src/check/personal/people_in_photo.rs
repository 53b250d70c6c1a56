//! A reminder of the people whom photographs of an entry with personal data may show. No program looks at faces here.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site_path::SitePath;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "people-in-photo",
    severity: Severity::Note,
    group: Group::Personal,
    waivable: true,
    what: Words::new(
        "有个人信息的事项里带着照片（程序不认人脸，请审核的人看一眼）",
        "Photographs in an entry with personal data (no program looks at faces here: the reviewer should)",
    ),
    why: Words::new(
        "人脸是敏感个人信息，公开要本人单独同意，不满十四周岁的要监护人同意（个人信息保护法第二十五条、第二十八条、第三十一条）",
        "Faces are sensitive personal information: they are shown with separate consent, of children under fourteen with that of a guardian (Personal Information Protection Law arts 25, 28, 31)",
    ),
    mend: Words::new(
        "看照片里有没有群众、儿童的脸：有的换一张、打码，或有本人同意；看过的可豁免",
        "look whether people's or children's faces can be seen: if so take another, blur them, or have their consent; waive it once looked at",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let entry = subject.entry;
    if !entry.personal_data.as_ref().is_some_and(|data| data.present) {
        return;
    }
    let attached = entry.attachments.iter().map(|attachment| &attachment.path);
    let is_photo = |path: &&SitePath| matches!(path.ending().as_str(), "jpg" | "jpeg" | "heic" | "webp");
    let mut photos: Vec<&SitePath> = entry.files.iter().chain(attached).filter(is_photo).collect();
    photos.sort_unstable();
    photos.dedup();
    let Some(first) = photos.first() else { return };
    let (name, count) = (first.name(), photos.len());
    let message = match count {
        1 => Text::new(
            format!("照片“{name}”里有没有群众的脸，请审核时看一眼"),
            format!("look whether the photograph ‘{name}’ shows people's faces"),
        ),
        _ => Text::new(
            format!("“{name}”等 {count} 张照片里有没有群众的脸，请审核时看一眼"),
            format!("look whether ‘{name}’ and the other photographs ({count} in all) show people's faces"),
        ),
    };
    problems.push(RULE.finding(message).in_file((*first).clone()));
}
