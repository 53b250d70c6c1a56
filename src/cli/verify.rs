//! `mingbai verify`: which version of which entry a printed check code belongs to, who approved it, and whether it is still
//! the one in force.

use super::console::Console;
use super::options::SiteArguments;
use super::review::step_taken;
use super::{Outcome, site};
use crate::build;
use crate::load;
use crate::model::{Site, check_code};
use crate::review::{self, Version};
use crate::terms::State;
use crate::text::{Language, Text};
use anyhow::{Context, bail};
use clap::Args;
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(required = true)]
    codes: Vec<String>,
    #[command(flatten)]
    site: SiteArguments,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> anyhow::Result<Outcome> {
    let root = site::root(&arguments.site)?;
    let mut read = build::read(&root, arguments.site.date)?;
    let Some(site) = site::of(&mut read, console) else { return Ok(Outcome::Faulty) };
    let mut all_in_force = true;
    for word in &arguments.codes {
        for digits in digits(word)? {
            let (told, in_force) = tell(&site, &digits, console.language);
            console.result(&told);
            all_in_force &= in_force;
        }
    }
    if let Some(fault) = site.approvals.faults.first() {
        console.result(&format!("{}\n", console.say(&fault.message())));
        all_in_force = false;
    }
    Ok(if all_in_force { Outcome::Clean } else { Outcome::Faulty })
}

/// The hex digits that a word gives: those of a code, or of the codes in a file.
fn digits(word: &str) -> anyhow::Result<Vec<String>> {
    let plain: String =
        word.chars().filter(|mark| !matches!(mark, '-' | '－' | '—' | ' ' | '　')).map(narrow).collect();
    let is_hex = plain.chars().all(|mark| mark.is_ascii_hexdigit());
    if is_hex && (8..=64).contains(&plain.len()) {
        return Ok(vec![plain]);
    }
    let path = Path::new(word);
    if !path.is_file() {
        bail!(Text::new(
            format!("“{word}”不是校验码（如 3F9A-71C2），也没有这个文件"),
            format!("‘{word}’ is no check code (such as 3F9A-71C2), and there is no such file"),
        ));
    }
    let bytes = load::bytes_at(path)
        .with_context(|| Text::new(format!("读不了“{word}”"), format!("cannot read ‘{word}’")))?;
    let codes = codes_in(&bytes);
    if codes.is_empty() {
        bail!(Text::new(format!("“{word}”里没有校验码"), format!("there is no check code in ‘{word}’"),));
    }
    Ok(codes)
}

/// Full-width digits and letters as people type them.
fn narrow(mark: char) -> char {
    let narrow = u32::from(mark).checked_sub(0xFEE0).and_then(char::from_u32);
    narrow.filter(char::is_ascii_alphanumeric).unwrap_or(mark)
}

/// The words before a code, in pages and in the description of PDFs.
const LABEL: &[u8] = "校验码".as_bytes();

/// How far behind its label a code stands at most.
const NEAR: usize = 160;

/// The check codes of a page or a PDF, each once: in both they stand as plain text behind 校验码.
fn codes_in(bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, window) in bytes.windows(LABEL.len()).enumerate() {
        if window != LABEL {
            continue;
        }
        let after: Vec<u8> = bytes.iter().skip(at + LABEL.len()).take(NEAR).copied().collect();
        let code = after.windows(9).find(|code| is_code(code));
        let code: Option<String> = code
            .map(|code| code.iter().filter(|byte| **byte != b'-').map(|byte| char::from(*byte)).collect());
        if let Some(code) = code.filter(|code| !found.contains(code)) {
            found.push(code);
        }
    }
    found
}

fn is_code(word: &[u8]) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_digit() || (b'A'..=b'F').contains(byte);
    matches!(word.split_at_checked(4), Some((first, [b'-', last @ ..])) if first.iter().all(is_digit) && last.iter().all(is_digit))
}

/// What is known of a code, and whether it is in force.
fn tell(site: &Site, digits: &str, language: Language) -> (String, bool) {
    let versions = review::versions(site, digits);
    let code = check_code(digits);
    let say = |text: Text| text.get(language).to_owned();
    if versions.is_empty() {
        let text = Text::new(
            format!("{code}　没有哪一版公开事项是这个校验码：纸上的字可能改过，或者没有经过这里审核\n"),
            format!(
                "{code}  no version of any entry has this code: the paper was altered, or never reviewed here\n"
            ),
        );
        return (say(text), false);
    }
    let mut told = String::new();
    let mut in_force = false;
    for version in &versions {
        let id = version.id.as_deref().unwrap_or("—");
        told += &format!("{code}　{id}　{}\n", version.title);
        let (sentence, force) = verdict(site, version);
        in_force |= force;
        told += &format!("  {}\n", say(sentence));
        for line in &version.lines {
            told += &format!("  {}\n", step_taken(site, line, language));
        }
        if let (false, Some(entry)) = (version.is_present, version.entry) {
            told += &format!(
                "  {}\n",
                say(Text::new(
                    format!("现在的校验码 {}", entry.check_code),
                    format!("its check code is now {}", entry.check_code),
                ))
            );
            if let Some(line) = version.lines.last() {
                for change in review::changes(site, entry, line) {
                    told += &format!("  {}\n", say(change.words()));
                }
            }
        }
    }
    (told, in_force)
}

/// Whether a version is the one in force, in a sentence.
fn verdict(site: &Site, version: &Version<'_>) -> (Text, bool) {
    let Some(entry) = version.entry else {
        return (Text::new("这条事项已经没有了", "the entry is there no more"), false);
    };
    let by = version.approved().map(|line| {
        let role = review::title(site, &line.role);
        Text::new(format!("{}由{role}审批", line.on.chinese()), format!("approved on {} by {role}", line.on))
    });
    let by = by.unwrap_or_else(|| {
        if review::is_asked(site) {
            Text::new("没有审批", "not approved")
        } else {
            Text::new("本站不审核", "this site has no review")
        }
    });
    let state = review::state(site, entry);
    let (zh, en, in_force) = if !version.is_present {
        ("旧的一版，后来改过".to_owned(), "an old version, changed since".to_owned(), false)
    } else {
        let force = review::is_cleared(site, entry) && !matches!(state, State::Withdrawn | State::Superseded);
        (format!("现行，{}", state.chinese()), format!("the present version: {}", state.english()), force)
    };
    let follower = site.followers.get(&entry.id).and_then(|followers| followers.last());
    let (more_zh, more_en) = follower.map_or_else(Default::default, |follower| {
        let (zh, en) =
            if follower.corrects { ("更正", "corrected by") } else { ("代替", "superseded by") };
        (format!("；{zh}见 {}", follower.entry), format!("; {en} {}", follower.entry))
    });
    (Text::new(format!("{zh}；{}{more_zh}", by.zh), format!("{en}; {}{more_en}", by.en)), in_force)
}

#[cfg(test)]
mod tests {
    use super::{codes_in, digits};

    #[test]
    fn codes_are_read_as_people_write_them() {
        for word in ["3f9a-71c2", "3F9A71C2", "３Ｆ９Ａ－７１Ｃ２", "3F9A 71C2"] {
            assert_eq!(digits(word).unwrap().concat().to_lowercase(), "3f9a71c2");
        }
        assert!(digits("3F9A-71").is_err() && digits("明天").is_err());
    }

    #[test]
    fn codes_are_found_behind_their_label_alone() {
        let page =
            "电话 0000-1234567 <dt>校验码</dt><dd><code class=\"check\">3F9A-71C2</code></dd> 校验码一样";
        assert_eq!(codes_in(page.as_bytes()), ["3F9A71C2"]);
        let twice = "校验码 3F9A-71C2, 校验码 3F9A-71C2，校验码 00AA-BB11";
        assert_eq!(codes_in(twice.as_bytes()), ["3F9A71C2", "00AABB11"]);
        assert_eq!(codes_in("0000-1234".as_bytes()), [""; 0]);
    }
}
