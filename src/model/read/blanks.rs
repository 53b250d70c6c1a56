//! Blanks that were left: 【填写…】, as `mingbai new` marks them.

use crate::diagnostic::{Diagnostic, Place};
use crate::source::{Source, Span};
use crate::text::Text;

/// How a blank begins.
pub(crate) const BLANK: &str = "【填写";

/// Reports every blank in an entry. Whatever else was found in a blank is dropped: it is no date because nobody has
/// written one yet.
pub(super) fn report(source: &Source, findings: &mut Vec<Diagnostic>) {
    let blanks = blanks(source);
    findings.retain(|finding| match &finding.place {
        Some(Place::Text(span)) => !blanks.iter().any(|blank| touches(blank, span)),
        _ => true,
    });
    findings.extend(blanks.into_iter().map(|span| {
        let message = Text::new("这里还没有填写", "this blank is still to be filled in");
        let help = Text::new("换成内容，连【】一起换掉", "put the content in its place, brackets included");
        Diagnostic::error("blank-left", message).help(help).at(span)
    }));
}

/// Two findings in one place: the one lies within the other, on the same line at most.
fn touches(blank: &Span, span: &Span) -> bool {
    blank.path == span.path && span.range.start <= blank.range.end && blank.range.start <= span.range.end
}

fn blanks(source: &Source) -> Vec<Span> {
    let starts = source.text.match_indices(BLANK).map(|(start, _)| start);
    starts
        .map(|start| {
            let rest = source.text.get(start..).unwrap_or_default();
            let line = rest.split('\n').next().unwrap_or_default();
            let length = line.find('】').map_or(BLANK.len(), |end| end + '】'.len_utf8());
            source.span(start..start + length)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::report;
    use crate::diagnostic::Diagnostic;
    use crate::site_path::SitePath;
    use crate::source::Source;
    use crate::text::Text;

    #[test]
    fn a_blank_is_reported_instead_of_what_it_is_not() {
        let path = SitePath::new("entries/a.md").unwrap();
        let source = Source::new(path, "formed_on: 【填写日期】\nx: y\n\n正文【填写\n");
        let mut findings = vec![
            Diagnostic::error("bad-date", Text::new("甲", "a")).at(source.span(11..29)),
            Diagnostic::error("unknown-key", Text::new("甲", "a")).at(source.span(30..31)),
        ];
        report(&source, &mut findings);
        let found: Vec<_> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(found, ["unknown-key", "blank-left", "blank-left"]);
    }
}
