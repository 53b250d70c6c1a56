//! Drafts whose front matter cannot be read.

/// The words for it, with the field's Chinese name.
const KEYS: &[&str] = &["draft", "草稿"];
const YES: &[&str] = &["true", "yes", "on", "是"];

/// Whether a line at the head of a file says that it is a draft, where the head as a whole cannot be read: what is being
/// written is out of its syntax from time to time, and is no less a draft then.
pub(super) fn says_draft(text: &str) -> bool {
    let head = text.lines().skip_while(|line| line.trim().is_empty()).skip(1);
    head.take_while(|line| line.trim_end() != "---").any(|line| {
        let Some((key, value)) = line.split_once([':', '：']) else { return false };
        let value = value.split('#').next().unwrap_or_default().trim();
        KEYS.contains(&key.trim_end()) && YES.contains(&value.to_lowercase().as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::says_draft;

    #[test]
    fn only_a_line_of_the_head_says_so() {
        assert!(says_draft("---\ntitle: \"半句\ndraft: true  # 草稿\n---\n正文\n"));
        assert!(says_draft("\n---\n草稿：是\ntitle: [\n"));
        for text in
            ["---\ntitle: [\n---\ndraft: true\n", "---\ndraft: false\n---\n", "---\n  draft: true\n---\n", ""]
        {
            assert!(!says_draft(text), "{text}");
        }
    }
}
