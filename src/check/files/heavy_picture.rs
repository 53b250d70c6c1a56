//! Pictures that take long to open.

use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site_path::SitePath;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "heavy-picture",
    severity: Severity::Warning,
    group: Group::Files,
    waivable: true,
    what: Words::new("图片超过 2 MB", "A picture of more than 2 MB"),
    why: Words::new(
        "正文里的图生成时会缩小，附件却是原样下载，手机打开慢、费流量",
        "Pictures of the body are made smaller; an attachment is downloaded as it is, slowly and at people’s cost",
    ),
    mend: Words::new(
        "用画图软件把长边改到 1600 像素左右，存成 JPG",
        "make its longer side about 1600 pixels and save it as JPG",
    ),
    look: Look::Entry(look),
};

/// The most bytes of a picture that nobody minds.
const MOST: u64 = 2 << 20;

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let of_body = subject.entry.files.iter().map(|path| (path, Severity::Note));
    let attached = subject.entry.attachments.iter().map(|one| (&one.path, RULE.severity));
    let mut seen: Vec<&SitePath> = Vec::new();
    for (path, severity) in attached.chain(of_body) {
        let is_picture = matches!(path.ending().as_str(), "jpg" | "jpeg" | "png" | "webp");
        let size = subject.site.folder.files.get(path).map_or(0, |file| file.size);
        if !is_picture || size <= MOST || seen.contains(&path) {
            continue;
        }
        seen.push(path);
        let (name, megabytes) = (path.name(), size >> 20);
        let message = Text::new(
            format!("图片“{name}”有 {megabytes} MB"),
            format!("the picture ‘{name}’ has {megabytes} MB"),
        );
        problems.push(Diagnostic { severity, ..RULE.finding(message).in_file(path.clone()) });
    }
}
