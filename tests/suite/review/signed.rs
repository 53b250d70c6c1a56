//! Signatures of steps, and slips of corrections.

use super::{ENTRY, ROLES, STEPS, add, built, line, mingbai, town};
use crate::rebuild::write;
use std::fs;
use std::path::Path;

const ROWS: &str = "id,level1,item,unit,review\nJZ-01,救灾,救灾物资,民政办,签名\n";

fn new_key(root: &Path, name: &str) -> (String, String) {
    let path = root.join(name);
    let (said, code) = mingbai(root, &["review", "--new-key", path.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    let public = said.rsplit_once("key: ").unwrap().1.trim().to_owned();
    (path.to_str().unwrap().to_owned(), public)
}

#[test]
fn where_a_row_asks_for_signatures_only_signed_steps_count() {
    let town = town();
    let root = town.path();
    write(root, "content/catalogue.csv", ROWS);
    write(
        root,
        "content/entries/a.md",
        &ENTRY.replacen("unit: mzb\n", "unit: mzb\ncatalogue_item: JZ-01\n", 1),
    );
    let keys: Vec<(String, String)> =
        STEPS.iter().map(|(step, _)| new_key(root, &format!("{step}.key"))).collect();
    let mut roles = ROLES.to_owned();
    for ((_, role), (_, public)) in STEPS.iter().zip(&keys) {
        roles = roles.replacen(&format!("title: {role},"), &format!("title: {role}, key: {public},"), 1);
    }
    write(root, "content/roles.yaml", &roles);
    let step = |at: usize, key: &str| {
        let words = format!(
            "review a --step {} --role {} --yes --answers 否、否、否、否 --key {key}",
            STEPS[at].0, STEPS[at].1
        );
        mingbai(root, &words.split_whitespace().collect::<Vec<_>>())
    };
    let (said, code) = step(0, &keys[1].0);
    assert!(code == 2 && said.contains("这把密钥不是“文员”的"), "{said}");
    add(root, &[line(root, "submit", "文员")]);
    let (told, public) = built(root);
    assert!(!public && told.contains("unsigned-step]: “文员”的提出没有签名，这一步不算"), "{told}");
    for (at, (key, _)) in keys.iter().enumerate() {
        let (said, code) = step(at, key);
        assert_eq!(code, 0, "{said}");
    }
    assert_eq!(built(root), (String::new(), true));
    // What was written on the way and did not count is nobody's fault any more once all steps have been taken.
    write(
        root,
        "content/catalogue.csv",
        "id,level1,item,unit,review\nJZ-01,救灾,救灾物资,民政办,提出、审批、签名\n",
    );
    let stray = fs::read_to_string(root.join("content/registers/approvals.csv")).unwrap();
    fs::remove_file(root.join("content/registers/approvals.csv")).unwrap();
    add(root, &[line(root, "submit", "文员"), line(root, "fact_review", "部门负责人")]);
    let (told, public) = built(root);
    assert!(!public && told.contains("unsigned-step]") && !told.contains("review-order]"), "{told}");
    for at in [0, 3] {
        let (said, code) = step(at, &keys[at].0);
        assert_eq!(code, 0, "{said}");
    }
    assert_eq!(built(root), (String::new(), true));
    write(root, "content/catalogue.csv", ROWS);
    write(root, "content/registers/approvals.csv", &stray);
    // With another key in roles.yaml the signature is not the role's.
    write(root, "content/roles.yaml", &roles.replacen(&keys[3].1, &keys[0].1, 1));
    let (told, public) = built(root);
    assert!(!public && told.contains("forged-signature]: 审批的签名对不上“镇长”的公钥"), "{told}");
    assert!(fs::read_to_string(&keys[0].0).unwrap().contains("comment"), "minisign reads the file");
    let codes = ["unsigned-step", "forged-signature"];
    assert!(codes.iter().all(|code| mingbai::check::find(code).is_some()));
}

#[test]
fn a_correction_prints_a_slip_and_shows_both_words_on_both_pages() {
    let town = town();
    let root = town.path();
    write(root, "content/roles.yaml", "- {id: clerk, title: 文员, may: [submit]}\n");
    let correction = "---\ntitle: 关于棉被数的更正\nkind: correction\nunit: mzb\ncategory: relief\n\
                      formed_on: 2022-12-22\ncorrects: {entry: a, changes: [{place: 甲村棉被, wrong: 三十一床, right: 三十七床}]}\n\
                      ---\n\n更正如下。\n";
    write(root, "content/entries/b.md", correction);
    assert!(built(root).1);
    for name in ["a", "b"] {
        let page = fs::read_to_string(root.join(format!("output/site/entry/mzb/{name}.html"))).unwrap();
        assert!(page.contains("<del>三十一床</del>") && page.contains("<ins>三十七床</ins>"), "{name}");
    }
    let slip = fs::read(root.join("output/print/mzb/b-slip.pdf")).unwrap();
    let words: String = pdf_extract::extract_text_from_mem(&slip).unwrap().split_whitespace().collect();
    assert_eq!(words.matches("三十七床").count(), 3, "three slips on a page: {words}");
    assert_eq!(pdf_extract::Document::load_mem(&slip).unwrap().get_pages().len(), 1);
}
