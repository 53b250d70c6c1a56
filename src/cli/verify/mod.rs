//! `mingbai verify`: which version of which entry a printed check code belongs to, who approved it, and whether it is still
//! the one in force. Of a page the words are held against those of that version, too.

mod words;

use crate::build;
use crate::cli::console::Console;
use crate::cli::options::SiteArguments;
use crate::cli::review::step_taken;
use crate::cli::{Outcome, site};
use crate::load;
use crate::model::{Site, check_code};
use crate::review::{self, Version, WebPart};
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
    let mut refused = None;
    for word in &arguments.codes {
        let Asked { codes, page } = match asked(word) {
            Ok(asked) => asked,
            // The others are told all the same.
            Err(error) => {
                refused.get_or_insert(error);
                continue;
            }
        };
        // A list bears the codes of many.
        let page = page.filter(|_| codes.len() == 1);
        for digits in codes {
            let (told, in_force) = tell(&site, &digits, page.as_deref(), console.language);
            console.result(&told);
            all_in_force &= in_force;
        }
    }
    if let Some(error) = refused {
        return Err(error);
    }
    if let Some(fault) = site.approvals.faults.first() {
        console.result(&format!("{}\n", console.say(&fault.message())));
        all_in_force = false;
    }
    Ok(if all_in_force { Outcome::Clean } else { Outcome::Faulty })
}

/// What a word of the command line asks for.
#[derive(Debug)]
struct Asked {
    /// Hex digits: those of a code, or of the codes in a file.
    codes: Vec<String>,
    /// The file, where it is a page.
    page: Option<String>,
}

fn asked(word: &str) -> anyhow::Result<Asked> {
    let plain: String =
        word.chars().filter(|mark| !matches!(mark, '-' | '－' | '—' | ' ' | '　')).map(narrow).collect();
    let is_hex = plain.chars().all(|mark| mark.is_ascii_hexdigit());
    if is_hex && (8..=64).contains(&plain.len()) {
        return Ok(Asked { codes: vec![plain], page: None });
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
    let page = String::from_utf8(bytes).ok().filter(|text| words::is_page(text));
    Ok(Asked { codes, page })
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
fn tell(site: &Site, digits: &str, page: Option<&str>, language: Language) -> (String, bool) {
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
        let altered = page.and_then(|page| altered(site, version, page));
        in_force |= force && altered.is_none();
        told += &format!("  {}\n", say(sentence));
        told += &altered.map(|altered| format!("  {}\n", say(altered))).unwrap_or_default();
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

/// What a page that bears the code of the present version says otherwise. Of what the web does not show whole, and of older
/// versions, nothing can be told.
fn altered(site: &Site, version: &Version<'_>, page: &str) -> Option<Text> {
    let entry = version.entry.filter(|_| version.is_present)?;
    if review::web_part(site, entry) != WebPart::Whole {
        return None;
    }
    let missing = words::missing(page, entry, &site.body(entry).ok()?)?;
    Some(Text::new(
        format!("这个网页文件里的字被改过：审核过的“{missing}”，文件里不是这样"),
        format!("the words of this page were altered: the reviewed ‘{missing}’ does not stand in it"),
    ))
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
        let (zh, en) = (state.chinese(), state.english());
        match (&entry.withdrawn, state) {
            (Some(withdrawn), State::Withdrawn) => (
                format!("字没有改过，但{}已撤回，不作数：{}", withdrawn.on.chinese(), withdrawn.why),
                format!("unchanged, but withdrawn on {}: {}", withdrawn.on, withdrawn.why),
                false,
            ),
            (_, State::Superseded) => {
                (format!("字没有改过，但{zh}，不作数"), format!("unchanged, but {en}"), false)
            }
            _ if review::is_cleared(site, entry) => {
                (format!("现行，{zh}"), format!("the present version: {en}"), true)
            }
            _ => (
                format!("字没有改过，但还没有审完（{zh}）"),
                format!("unchanged, but not through its review: {en}"),
                false,
            ),
        }
    };
    let follower = site.followers.get(&entry.id).and_then(|followers| followers.last());
    let (more_zh, more_en) = follower.map_or_else(Default::default, |follower| {
        let (zh, en) = if follower.corrects {
            ("更正见", "corrected by")
        } else {
            ("代替它的是", "superseded by")
        };
        (format!("；{zh} {}", follower.entry), format!("; {en} {}", follower.entry))
    });
    (Text::new(format!("{zh}；{}{more_zh}", by.zh), format!("{en}; {}{more_en}", by.en)), in_force)
}

#[cfg(test)]
mod tests {
    use super::{asked, codes_in};

    #[test]
    fn codes_are_read_as_people_write_them() {
        for word in ["3f9a-71c2", "3F9A71C2", "３Ｆ９Ａ－７１Ｃ２", "3F9A 71C2"] {
            assert_eq!(asked(word).unwrap().codes.concat().to_lowercase(), "3f9a71c2");
        }
        assert!(asked("3F9A-71").is_err() && asked("明天").is_err());
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
