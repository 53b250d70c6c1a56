//! The name of an entry in addresses.

use super::registers::is_address_word;
use crate::diagnostic::Diagnostic;
use crate::source::Spanned;
use crate::text::Text;
use pinyin::ToPinyin;

const LONGEST: usize = 60;

/// Names that Windows keeps for devices, whatever their ending.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];

/// The slug written by hand, once it is fit for an address.
pub(super) fn by_hand(written: Spanned<String>, problems: &mut Vec<Diagnostic>) -> Option<String> {
    if is_address_word(&written.value) && !is_reserved(&written.value) {
        return Some(written.value);
    }
    let message = Text::new(
        format!("slug“{}”不能用作网址", written.value),
        format!("the slug ‘{}’ cannot stand in an address", written.value),
    );
    let help = Text::new(
        "只用小写英文字母、数字和 -，最多80个，如 di-bao-2022-q4",
        "use lower-case letters a-z, digits and - only, at most 80, such as di-bao-2022-q4",
    );
    problems.push(Diagnostic::error("bad-slug", message).at(written.span).help(help));
    None
}

/// The slug of an entry that has none by hand: its id where that is ASCII, else the pinyin of its file's name, at most
/// 60 characters. It depends on nothing else, so that an address stays as it is while others come and go.
pub(super) fn of(id: &str, stem: &str) -> String {
    let words = if id.is_ascii() { ascii_words(id) } else { pinyin_words(stem) };
    let mut slug = String::new();
    for word in words {
        if slug.len() + 1 + word.len() > LONGEST && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(LONGEST));
    }
    if slug.is_empty() {
        slug.push_str("entry");
    }
    if is_reserved(&slug) { format!("entry-{slug}") } else { slug }
}

fn is_reserved(slug: &str) -> bool {
    RESERVED.contains(&slug)
        || ["com", "lpt"].iter().any(|name| {
            slug.strip_prefix(name)
                .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|c| c.is_ascii_digit()))
        })
}

fn ascii_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect()
}

/// The syllables of Chinese characters, and runs of ASCII letters and digits as they are.
fn pinyin_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut run = String::new();
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            run.push(character.to_ascii_lowercase());
            continue;
        }
        if !run.is_empty() {
            words.push(std::mem::take(&mut run));
        }
        words.extend(character.to_pinyin().map(|syllable| syllable.plain().replace('ü', "v")));
    }
    if !run.is_empty() {
        words.push(run);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn an_ascii_id_is_the_slug_and_chinese_names_become_pinyin() {
        assert_eq!(of("mzb-2022-0031", "09-低保对象公示"), "mzb-2022-0031");
        assert_eq!(of("2022/A B", "A B"), "2022-a-b");
        assert_eq!(of("09-低保对象公示", "09-低保对象公示"), "09-di-bao-dui-xiang-gong-shi");
        assert_eq!(of("2022Q3收支（绿）", "2022Q3收支（绿）"), "2022q3-shou-zhi-lv");
    }

    #[test]
    fn a_slug_is_short_ascii_and_no_device() {
        let long = "关于二〇二二年度农村部分计划生育家庭奖励扶助对象新增公示";
        let slug = of(long, long);
        assert!(slug.len() <= 60 && slug.ends_with("-ti") || slug.len() <= 60, "{slug}");
        assert!(!slug.ends_with('-'), "{slug}");
        assert_eq!(of("con", "con"), "entry-con");
        assert_eq!(of("com1", "com1"), "entry-com1");
        assert_eq!(of("《》", "《》"), "entry");
        assert_eq!(of(&"a".repeat(90), "x").len(), 60);
    }

    #[test]
    fn every_text_gives_a_word_for_addresses() {
        use proptest::prelude::{prop_assert, proptest};
        proptest!(|(text in ".{0,40}")| {
            let slug = of(&text, &text);
            prop_assert!(super::is_address_word(&slug), "{slug}");
        });
    }
}
