//! Ten thousand faults: what a clerk sees of them.

use super::SOUND;
use super::inputs::texts;

#[test]
fn ten_thousand_faults_leave_a_readable_message() {
    let town = SOUND.0.another();
    texts::ten_thousand_faulty_entries(&town.content());
    let said = town.build(&[]).said;
    let lines = said.lines().count();
    assert!(lines < 300, "{lines} lines");
    for (code, shown) in [("unknown-unit", 10), ("bad-date", 10), ("missing-field", 10), ("bad-slug", 1)] {
        assert_eq!(said.matches(&format!("error[{code}]")).count(), shown, "{code}\n{said}");
    }
    let end: String = said
        .lines()
        .rev()
        .take(8)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .map(|line| format!("{line}\n"))
        .collect();
    for words in ["  unknown-unit × 9990\n", "  bad-date × 9990\n", "--all", "错误 30001 个"] {
        assert!(end.contains(words), "{words}:\n{end}");
    }
    let all = town.build(&["--all"]).said;
    assert_eq!(all.matches("error[unknown-unit]").count(), 10_000);
}
