//! Findings as programs read them: one JSON object a line.

use super::{Diagnostic, Files, Place, Severity};
use std::fmt::Write;

/// A finding as one line of JSON, with its line end. Keys without a value are `null`; lines and columns count from 1,
/// columns in characters, and the end lies behind the last character.
pub fn json(finding: &Diagnostic, files: &Files) -> String {
    let place = finding.place.as_ref();
    let lines = place.and_then(|place| files.lines(place));
    let cell = place.and_then(|place| match place {
        Place::Cell { sheet: Some(sheet), cell, .. } => Some(format!("{sheet}!{cell}")),
        Place::Cell { sheet: None, cell, .. } => Some(cell.clone()),
        _ => None,
    });
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut object = Object::default();
    object.text("code", Some(finding.code));
    object.text("severity", Some(severity));
    object.text("file", place.map(|place| files.shown(place.path())).as_deref());
    object.number("line", lines.map(|lines| lines.start.line));
    object.number("column", lines.map(|lines| lines.start.column));
    object.number("end_line", lines.map(|lines| lines.end.line));
    object.number("end_column", lines.map(|lines| lines.end.column));
    object.text("cell", cell.as_deref());
    object.text("message_zh", Some(&finding.message.zh));
    object.text("message_en", Some(&finding.message.en));
    object.text("help_zh", finding.help.as_ref().map(|help| help.zh.as_str()));
    object.text("help_en", finding.help.as_ref().map(|help| help.en.as_str()));
    object.line()
}

/// A flat JSON object under the pen: keys and values of this program's own need no library.
#[derive(Default)]
struct Object(String);

impl Object {
    fn key(&mut self, key: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        self.quoted(key);
        self.0.push(':');
    }

    fn text(&mut self, key: &str, value: Option<&str>) {
        self.key(key);
        match value {
            Some(value) => self.quoted(value),
            None => self.0.push_str("null"),
        }
    }

    fn number(&mut self, key: &str, value: Option<usize>) {
        self.key(key);
        self.0.push_str(&value.map_or_else(|| "null".to_owned(), |value| value.to_string()));
    }

    /// RFC 8259, 7; characters beyond ASCII that a terminal would act on are escaped too.
    fn quoted(&mut self, words: &str) {
        self.0.push('"');
        for character in words.chars() {
            match character {
                '"' => self.0.push_str("\\\""),
                '\\' => self.0.push_str("\\\\"),
                '\n' => self.0.push_str("\\n"),
                _ if super::shown::acts(character) => {
                    let mut units = [0; 2];
                    for unit in character.encode_utf16(&mut units) {
                        // Writing to a string cannot fail.
                        let _ = write!(self.0, "\\u{unit:04x}");
                    }
                }
                _ => self.0.push(character),
            }
        }
        self.0.push('"');
    }

    fn line(mut self) -> String {
        self.0.push_str("}\n");
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::json;
    use crate::diagnostic::{Diagnostic, Files};
    use crate::site_path::SitePath;
    use crate::source::Source;
    use crate::text::Text;
    use proptest::prelude::{any, proptest};

    #[test]
    fn a_finding_is_one_line() {
        let source = Source::new(SitePath::new("entries/a.md").unwrap(), "甲乙\n丙");
        let mut files = Files::default();
        files.add("content", [&source], []);
        let finding =
            Diagnostic::warning("odd", Text::new("“乙”\u{202e}", "a \"b\"\\\n")).at(source.span(3..10));
        let expected = r#"{"code":"odd","severity":"warning","file":"content/entries/a.md","line":1,"column":2,"end_line":2,"end_column":2,"cell":null,"message_zh":"“乙”\u202e","message_en":"a \"b\"\\\n","help_zh":null,"help_en":null}"#;
        assert_eq!(json(&finding, &files), expected.to_owned() + "\n");
    }

    proptest! {
        #[test]
        fn any_words_come_back_from_json(zh in any::<String>(), en in any::<String>()) {
            let line = json(&Diagnostic::error("c", Text::new(zh.clone(), en.clone())), &Files::default());
            assert_eq!(line.matches('\n').count(), 1);
            let read: serde_json::Value = serde_json::from_str(&line).unwrap();
            assert_eq!((read["message_zh"].as_str(), read["message_en"].as_str()), (Some(zh.as_str()), Some(en.as_str())));
        }
    }
}
