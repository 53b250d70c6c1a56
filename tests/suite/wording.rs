//! The Chinese of messages is set as Chinese is: with full-width marks beside Han characters.

use crate::architecture::source;

/// Marks that have a full-width form: `，；：！？`. Before a blank they are English or YAML, before ” they are
/// what is spoken of.
const HALF_WIDTH: [char; 5] = [',', ';', ':', '!', '?'];

#[test]
fn chinese_messages_have_chinese_marks() {
    let mut faults = Vec::new();
    for code in source() {
        let text = code.text.replace("\\\n", "");
        for line in text.lines() {
            if literals(line).iter().any(|literal| has_half_width_mark(literal)) {
                faults.push(format!("{}: {}", code.file.display(), line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "half-width marks beside Han characters:\n{}", faults.join("\n"));
}

#[test]
fn half_width_marks_are_found() {
    for faulty in ["没有生成:只要", "错误 {n} 个,警告", "“{path}”;再写", "空吗?换"] {
        assert!(has_half_width_mark(faulty), "{faulty}");
    }
    for right in ["没有生成：只要", "日期: 2022", "a, b", "{n} 个，{m} 个", "[甲村, 乙村]"] {
        assert!(!has_half_width_mark(right), "{right}");
    }
}

/// The string literals of a line.
fn literals(line: &str) -> Vec<&str> {
    line.split('"').skip(1).step_by(2).collect()
}

fn has_half_width_mark(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    // Examples of YAML stand in `[…]` and `{…}`, and there the marks are those of the code.
    let mut depth = 0;
    characters.iter().enumerate().any(|(at, mark)| {
        match mark {
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            _ => {}
        }
        let before = at.checked_sub(1).and_then(|at| characters.get(at)).copied().unwrap_or(' ');
        let after = characters.get(at + 1).copied().unwrap_or(' ');
        let beside_han = is_chinese(before) || is_chinese(after);
        depth == 0 && beside_han && HALF_WIDTH.contains(mark) && !matches!(after, ' ' | '\\' | '”')
    })
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | '“' | '”' | '《' | '》' | '（' | '）' | '【' | '】')
}
