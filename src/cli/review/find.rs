//! What the words of the command line name.

use crate::model::{Entry, Role, Site, Unit};
use crate::nearest::nearest;
use crate::review;
use crate::terms::Step;
use crate::text::Text;
use anyhow::anyhow;

/// The entry that a word names: its id, its file, how only one id or
/// file name begins, or words of only one title.
pub(super) fn entry<'s>(site: &'s Site, word: &str) -> anyhow::Result<&'s Entry> {
    let plain = word.replace('\\', "/");
    let plain = plain.trim_start_matches("./");
    let path = plain.strip_prefix("content/").unwrap_or(plain);
    let entries = || site.entries.iter().map(AsRef::as_ref);
    let is_it = |entry: &&Entry| &*entry.id == word || entry.path.as_str() == path;
    let begins = |entry: &&Entry| entry.id.starts_with(word) || entry.path.name().starts_with(word);
    let is_told = |entry: &&Entry| entry.title.value.contains(word);
    if let Some(entry) = entries().find(is_it) {
        return Ok(entry);
    }
    let mut near: Vec<&Entry> = entries().filter(begins).collect();
    if near.is_empty() {
        near = entries().filter(is_told).collect();
    }
    match near.as_slice() {
        [entry] => Ok(entry),
        [] => {
            let ids = entries().take(2_000).map(|entry| &*entry.id);
            Err(anyhow!(match nearest(word, ids) {
                Some(near) => Text::new(
                    format!("没有事项“{word}”，是不是“{near}”？有错的事项要先改好，用 mingbai check 看"),
                    format!("there is no entry ‘{word}’; is it ‘{near}’? Faulty ones are to be mended first"),
                ),
                None => Text::new(
                    format!("没有事项“{word}”；有错的事项要先改好，用 mingbai check 看"),
                    format!("there is no entry ‘{word}’; faulty ones are to be mended first: mingbai check"),
                ),
            }))
        }
        several => {
            let some: Vec<&str> = several.iter().take(5).map(|entry| &*entry.id).collect();
            Err(anyhow!(Text::new(
                format!("“{word}”可以是好几条：{}", some.join("、")),
                format!("‘{word}’ may be several entries: {}", some.join(", ")),
            )))
        }
    }
}

/// The role that a word names.
pub(super) fn role<'s>(site: &'s Site, word: &str) -> anyhow::Result<&'s Role> {
    let found = site.roles.iter().find(|role| &*role.id.value == word || role.title == word);
    found.ok_or_else(|| {
        let roles: Vec<&str> = site.roles.iter().map(|role| role.title.as_str()).collect();
        anyhow!(Text::new(
            format!("roles.yaml 里没有岗位“{word}”；有：{}", roles.join("、")),
            format!("roles.yaml has no role ‘{word}’; there are: {}", roles.join(", ")),
        ))
    })
}

/// The role that may take a step, where only one may.
pub(super) fn only_role(site: &Site, step: Step) -> anyhow::Result<&Role> {
    let roles: Vec<&Role> = site.roles.iter().filter(|role| role.may.contains(&review::may(step))).collect();
    match roles.as_slice() {
        [role] => Ok(role),
        several => {
            let titles: Vec<&str> = several.iter().map(|role| role.title.as_str()).collect();
            Err(anyhow!(Text::new(
                format!("谁来{}？用 --role 写明：{}", step.chinese(), titles.join("、")),
                format!("who takes the step ‘{}’? Say --role: {}", step.english(), titles.join(", ")),
            )))
        }
    }
}

/// The unit that a word names.
pub(super) fn unit<'s>(site: &'s Site, word: &str) -> anyhow::Result<&'s Unit> {
    let names = |unit: &'s Unit| [&*unit.id.value, unit.short.as_str(), unit.name.as_str()];
    site.units.iter().find(|unit| names(unit).contains(&word)).ok_or_else(|| {
        anyhow!(match nearest(word, site.units.iter().flat_map(names)) {
            Some(near) => Text::new(
                format!("没有部门或村“{word}”，是不是“{near}”？"),
                format!("there is no unit ‘{word}’; is it ‘{near}’?"),
            ),
            None => Text::new(format!("没有部门或村“{word}”"), format!("there is no unit ‘{word}’")),
        })
    })
}
