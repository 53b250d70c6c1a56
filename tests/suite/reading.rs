//! The sample town's texts, read from the disk.

use mingbai::diagnostic::Severity;
use mingbai::{front_matter, load};
use std::path::Path;

#[test]
fn every_text_of_the_sample_town_is_read_without_a_fault() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let folder = load::folder(&content, load::CONTENT_TEXTS).unwrap();
    let mut problems = folder.problems.clone();
    assert!(folder.sources.len() > 30, "{} texts", folder.sources.len());
    for (path, source) in &folder.sources {
        match path.ending().as_str() {
            "md" => {
                let head = front_matter::split(source, &mut problems);
                assert!(head.is_some_and(|head| !head.body.is_empty()), "{path}");
            }
            "yaml" => assert!(front_matter::yaml(source, &mut problems).is_some(), "{path}"),
            _ => {}
        }
    }
    // One table is kept in GBK on purpose, to show that it is read.
    problems.retain(|problem| problem.code != "not-utf-8" || problem.severity == Severity::Error);
    assert_eq!(problems, []);
}
