//! What an entry waits for, and what changed of it since it was approved.

use super::course::{Course, may, role};
use super::difference::{Change, difference};
use crate::calendar::{Date, Length, LengthUnit};
use crate::fingerprint::sha256;
use crate::model::{APPROVED_TEXTS, Approval, Entry, Site};
use crate::site_path::SitePath;
use crate::terms::{Permission, Step};
use crate::text::Text;

/// What a review waits for: 等保密审查员做保密审查.
pub fn waits_for(site: &Site, course: &Course<'_>) -> Option<Text> {
    let step = course.next()?;
    let who = whose(site, step);
    let referred = course.referred.map(|line| title(site, &line.role));
    Some(match referred {
        Some(role) => Text::new(
            format!("{role}已上报，等上级答复后由{}{}", who.zh, step.chinese()),
            format!("{role} referred it to a superior; then {} takes the step ‘{}’", who.en, step.english()),
        ),
        None => Text::new(
            format!("等{}{}", who.zh, step.chinese()),
            format!("it waits for {} to take the step ‘{}’", who.en, step.english()),
        ),
    })
}

/// The roles that may take a step: 党委书记或镇长.
pub fn whose(site: &Site, step: Step) -> Text {
    let permission: Permission = may(step);
    let roles = site.roles.iter().filter(|role| role.may.contains(&permission));
    let roles: Vec<&str> = roles.map(|role| role.title.as_str()).collect();
    if roles.is_empty() {
        return Text::new("（还没有岗位能做的）", "nobody (no role may)");
    }
    Text::new(roles.join("或"), roles.join(" or "))
}

/// The title of the role that a line names.
pub fn title(site: &Site, word: &str) -> String {
    role(site, word).map_or_else(|| word.to_owned(), |role| role.title.clone())
}

/// The next working day after a day: by then the other steps of an urgent entry must follow its approval, and what is over
/// is to be taken down.
pub fn due_after(site: &Site, day: Date) -> Date {
    let next = Length { count: 1, unit: LengthUnit::WorkingDays };
    site.calendar.last_day(day, next, false).unwrap_or_else(|without| without.estimate)
}

/// What changed of an entry since a line of the register was written; nothing where the text of then is not there.
pub fn changes(site: &Site, entry: &Entry, since: &Approval) -> Vec<Change> {
    let Some(before) = stored_text(site, &since.text) else { return Vec::new() };
    let Ok(now) = site.hashed_text(entry) else { return Vec::new() };
    difference(&before, &now)
}

/// The text that was kept under a text hash, where it is still that text.
pub fn stored_text(site: &Site, text_hash: &str) -> Option<String> {
    let path = SitePath::new(&format!("{APPROVED_TEXTS}/{text_hash}.txt")).ok()?;
    let bytes = site.folder.files.get(&path)?.read().ok()?;
    String::from_utf8(bytes).ok().filter(|text| sha256(text.as_bytes()) == text_hash)
}
