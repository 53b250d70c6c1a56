//! What an attachment tells beside what people see: what is hidden in it, and who wrote it.

use crate::attachment::Contents;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site_path::SitePath;
use crate::terms::Disclosure;
use crate::text::Text;

pub(super) static AUTHOR: Rule = Rule {
    code: "attachment-metadata",
    severity: Severity::Warning,
    group: Group::Personal,
    waivable: true,
    what: Words::new("附件里留着作者的姓名", "An attachment tells who wrote it"),
    why: Words::new(
        "文件属性里的作者会随附件公开（个人信息保护法第六条）；docx、xlsx、odt、ods 的作者公开时已去掉，PDF 和旧版 Office 文件去不掉",
        "The author in a file's properties goes out with it (Personal Information Protection Law art. 6); that of docx, xlsx, odt and ods is taken out, that of PDF and older Office files cannot be",
    ),
    mend: Words::new(
        "旧版文件另存为 docx、xlsx；PDF 在“属性”里删去作者后重新导出",
        "save an older file as docx or xlsx; take the author out of a PDF's properties and export it again",
    ),
    look: Look::Entry(author),
};

pub(super) static HIDDEN: Rule = Rule {
    code: "hidden-in-attachment",
    severity: Severity::Error,
    group: Group::Personal,
    waivable: true,
    what: Words::new(
        "附件里有看不见的内容：隐藏的工作表、行、列、文字，批注，修订记录",
        "An attachment holds what people do not see: hidden sheets, rows, columns or text, comments, tracked changes",
    ),
    why: Words::new(
        "谁下载附件谁就能看到它们，没有审过的话就这样公开了（政府信息公开条例第十七条，个人信息保护法第六条）",
        "Whoever downloads the file can show them: words that nobody reviewed go out with it (Regulation on Open Government Information art. 17, Personal Information Protection Law art. 6)",
    ),
    mend: Words::new(
        "用 Office、WPS 的“检查文档”删去，接受或拒绝全部修订，再存盘；要公开的取消隐藏",
        "take it out with ‘Inspect Document’ of Office or WPS, accept or reject all changes, and save; unhide what is to be public",
    ),
    look: Look::Entry(hidden),
};

fn author(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for (path, contents) in public(subject) {
        // A unit is no person.
        let is_person = |author: &&String| {
            let units = &subject.site.units;
            !units.iter().any(|unit| unit.name == **author || unit.short == **author)
        };
        let author = contents.author.as_ref().filter(is_person);
        let told =
            author.map(|author| Text::new(format!("作者“{author}”"), format!("the author ‘{author}’")));
        let old = || {
            Text::new(
                "旧版 Office 文件里的作者等信息（看不了，也去不掉）",
                "the authors of an older Office file, which can be neither read nor taken out",
            )
        };
        if let Some(text) = told.or_else(|| contents.is_old.then(old)) {
            problems.push(finding(&AUTHOR, path, &[text]));
        }
    }
}

fn hidden(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for (path, contents) in public(subject).filter(|(_, contents)| !contents.hidden.is_empty()) {
        problems.push(finding(&HIDDEN, path, &contents.hidden));
    }
}

/// The attachments that go out, looked into.
fn public<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = (&'s SitePath, &'s Contents)> {
    let is_active = subject.entry.disclosure == Disclosure::Active;
    let attachments = if is_active { subject.attachments() } else { &[] };
    attachments.iter().map(|(path, contents)| (*path, contents))
}

fn finding(rule: &'static Rule, path: &SitePath, held: &[Text]) -> Diagnostic {
    let name = path.name();
    let zh: Vec<&str> = held.iter().map(|text| text.zh.as_str()).collect();
    let en: Vec<&str> = held.iter().map(|text| text.en.as_str()).collect();
    let message = Text::new(
        format!("附件“{name}”里有{}", zh.join("、")),
        format!("the attachment ‘{name}’ holds {}", en.join(", ")),
    );
    rule.finding(message).in_file(path.clone())
}
