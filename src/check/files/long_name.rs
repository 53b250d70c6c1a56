//! Names of files that are cut off elsewhere.

use crate::check::{Group, Look, Rule, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::site_path::SitePath;
use crate::text::Text;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: "long-file-name",
    // The web site names its files by the entries' ids: only the clerk's own computer, disks and archives mind.
    severity: Severity::Note,
    group: Group::Files,
    waivable: true,
    what: Words::new(
        "文件名超过 80 字节（约 26 个汉字）",
        "A file name of more than 80 bytes (about 26 Han characters)",
    ),
    why: Words::new(
        "文件名太长，拷到U盘、压缩、同步到别的电脑时会被截断或拷不过去；网页上用的是编号，不受影响",
        "Long names are cut off, or refused, on memory sticks, in archives and by sync programs; pages are named by ids and do not mind",
    ),
    mend: Words::new("缩短文件名，标题写在 title 里", "shorten it; the title stands in title"),
    look: Look::Site(look),
};

/// The most bytes of a name that nobody minds.
const MOST: usize = 80;

fn look(site: &Site, problems: &mut Vec<Diagnostic>) {
    let mut seen: BTreeSet<&SitePath> = BTreeSet::new();
    for entry in &site.entries {
        let others = entry.files.iter().chain(entry.attachments.iter().map(|attachment| &attachment.path));
        for path in std::iter::once(&entry.path).chain(others) {
            let bytes = path.name().len();
            if bytes > MOST && seen.insert(path) {
                let message = Text::new(
                    format!("文件名有 {bytes} 字节，超过 {MOST}"),
                    format!("the file name has {bytes} bytes, more than {MOST}"),
                );
                problems.push(RULE.finding(message).in_file(path.clone()));
            }
        }
    }
}
