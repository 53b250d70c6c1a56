//! Which language the program speaks before it has read a site.

use crate::text::Language;
use std::ffi::OsString;

/// The language called `word` on the command line.
pub(super) fn named(word: &str) -> Option<Language> {
    match word {
        "zh" => Some(Language::Chinese),
        "en" => Some(Language::English),
        _ => None,
    }
}

/// `--language en` or `--language=en`, looked for by hand since it decides in which language a wrong command line is
/// explained.
pub(super) fn asked_for(words: &[OsString]) -> Option<Language> {
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    let joined = words.iter().find_map(|word| word.strip_prefix("--language="));
    let apart = words.iter().position(|word| word == "--language").and_then(|at| words.get(at + 1));
    named(joined.or(apart.map(|word| word.as_ref()))?)
}

/// The locale as POSIX names it; `C` says nothing about the person.
pub(super) fn of_locale() -> Option<Language> {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"))?;
    match locale.split(['.', '@', '_']).next()? {
        "C" | "POSIX" => None,
        "zh" => Some(Language::Chinese),
        _ => Some(Language::English),
    }
}

#[cfg(test)]
mod tests {
    use super::asked_for;
    use crate::text::Language;

    #[test]
    fn the_command_line_may_name_the_language() {
        let asked = |line: &str| asked_for(&line.split(' ').map(Into::into).collect::<Vec<_>>());
        assert_eq!(asked("mingbai build --language en"), Some(Language::English));
        assert_eq!(asked("mingbai --language=zh"), Some(Language::Chinese));
        assert_eq!(asked("mingbai --language fr"), None);
        assert_eq!(asked("mingbai build --language"), None);
    }
}
