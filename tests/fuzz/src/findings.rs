//! What must hold of every finding.

use mingbai::diagnostic::{Colours, Diagnostic, Files, Place, json, terminal};
use mingbai::source::Source;
use mingbai::text::Language;

/// How many findings of a run are printed: printing is slow, and the fuzzer finds the rest another time.
const PRINTED: usize = 12;

/// Each marks characters of the text, and can be printed in both languages and as JSON, without anything that a
/// terminal would act on.
pub fn check(problems: &[Diagnostic], source: &Source) {
    let mut files = Files::default();
    files.add("content", [source], []);
    for problem in problems {
        let word = |mark: char| mark.is_ascii_lowercase() || mark == '-';
        assert!(!problem.code.is_empty() && problem.code.chars().all(word), "{problem:?}");
        assert!(!problem.message.zh.is_empty() && !problem.message.en.is_empty(), "{problem:?}");
        if let Some(Place::Text(span)) = &problem.place
            && span.path == source.path
        {
            let range = span.range.start as usize..span.range.end as usize;
            assert!(source.text.get(range).is_some(), "no characters: {problem:?}");
        }
    }
    for problem in problems.iter().take(PRINTED) {
        for language in [Language::Chinese, Language::English] {
            let shown = terminal(problem, &files, language, Colours::Off);
            assert!(shown.contains(problem.code), "{shown}");
            let acts =
                |mark: char| mark.is_control() && mark != '\n' || ('\u{202a}'..='\u{202e}').contains(&mark);
            assert!(!shown.contains(acts), "a terminal would act on {shown:?}");
        }
        let line = json(problem, &files);
        assert!(!line.trim_end().contains('\n'), "{line}");
        assert!(
            serde_json::from_str::<serde_json::Value>(&line).is_ok_and(|value| value.is_object()),
            "{line}"
        );
    }
}
