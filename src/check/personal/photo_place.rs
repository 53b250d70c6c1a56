//! Photographs that say where they were taken.

use crate::attachment;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site_path::SitePath;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "photo-place",
    severity: Severity::Note,
    group: Group::Personal,
    waivable: true,
    what: Words::new("照片里记着拍摄地点", "A photograph holds the place where it was taken"),
    why: Words::new(
        "手机照片里的经纬度能查到住处；网页和张贴件里已去掉，原图里还有",
        "By the coordinates of a photograph one finds a home; pages and sheets go without them, the original has them still",
    ),
    mend: Words::new(
        "原图不要直接发到微信群、邮箱；拍照时关掉相机的“位置信息”",
        "do not pass the original on; turn off ‘location’ in the camera",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    let attached = subject.entry.attachments.iter().map(|one| &one.path);
    let mut seen: Vec<&SitePath> = Vec::new();
    for path in subject.entry.files.iter().chain(attached) {
        let is_photo = matches!(path.ending().as_str(), "jpg" | "jpeg" | "png" | "webp");
        if !is_photo || seen.contains(&path) {
            continue;
        }
        seen.push(path);
        // What cannot be read is told where it is shown.
        let Some(head) = subject.site.folder.files.get(path).and_then(|file| file.head().ok()) else {
            continue;
        };
        if attachment::tells_place(&head) {
            let name = path.name();
            let message = Text::new(
                format!("照片“{name}”里记着拍摄地点，公开时已去掉，原图里还有"),
                format!("the photograph ‘{name}’ holds its place: taken out here, but not in the original"),
            );
            problems.push(RULE.finding(message).in_file(path.clone()));
        }
    }
}
