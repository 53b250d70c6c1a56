//! The titles and document numbers that the body of an entry names.

use crate::source::ByteRange;

/// Longer titles are not looked up.
const LONGEST: usize = 200;
/// More names than this are not kept.
const MOST: usize = 64;

/// What stands in 《》, and numbers such as 青府发〔2022〕12号, in a body.
pub(super) fn of(text: &str, body: &ByteRange) -> Vec<String> {
    let body = text.get(body.start as usize..body.end as usize).unwrap_or_default();
    let mut cites: Vec<String> = Vec::new();
    // Whether a mark stands in a text at all is seen sooner than where.
    let places = |mark: &'static str| if body.contains(mark) { body } else { "" }.match_indices(mark);
    let titles = places("《").filter_map(|(at, mark)| {
        let behind = body.get(at + mark.len()..)?;
        let end = behind.find('》').filter(|end| *end <= LONGEST)?;
        behind.get(..end)
    });
    let numbers = places("〔").filter_map(|(at, _)| number(body, at));
    for name in titles.chain(numbers) {
        if cites.len() < MOST && !name.is_empty() && !cites.iter().any(|other| other == name) {
            cites.push(name.to_owned());
        }
    }
    cites
}

/// The document number around the 〔 at a byte.
fn number(text: &str, at: usize) -> Option<&str> {
    let head = text.get(..at)?;
    let is_name = |mark: char| {
        matches!(mark, '\u{4e00}'..='\u{9fff}') && !"第据按照和与及的见由经依对（".contains(mark)
    };
    let start = head
        .rfind(|mark| !is_name(mark))
        .map_or(0, |at| at + head.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let behind = text.get(at..)?;
    let end = behind.find('号').filter(|end| *end <= 24)?;
    let inner = behind.get('〔'.len_utf8()..end)?;
    let (year, own) = inner.split_once('〕')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(year) && digits(own) && start < at).then(|| text.get(start..at + end + '号'.len_utf8())).flatten()
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn titles_and_numbers_are_found_once() {
        let text = "按《甲的通知》（青府发〔2022〕12号）和《甲的通知》、《乙》，见〔2022〕3号、青府发〔22a〕1号。《丙";
        assert_eq!(of(text, &(0..text.len() as u32)), ["甲的通知", "乙", "青府发〔2022〕12号"]);
    }
}
