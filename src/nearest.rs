//! The known word nearest to one that is not known.

/// The candidate most like `word`, if any is so like it that it may be a slip of the pen.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.trim().to_lowercase();
    let likeness = |candidate: &str| strsim::jaro_winkler(&word, &candidate.to_lowercase());
    candidates
        .into_iter()
        .map(|candidate| (likeness(candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.75)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_none() {
        assert_eq!(nearest("titel", ["unit", "title", "kind"]), Some("title"));
        assert_eq!(nearest("公示通知", ["公示", "公告"]), Some("公示"));
        assert_eq!(nearest("mzb2", ["czs", "mzb"]), Some("mzb"));
        assert_eq!(nearest("colour", ["unit", "kind"]), None);
    }
}
