//! The review form, and check codes read back from papers and pages.

use super::{ENTRY, add, approve, built, line, mingbai, site, town};
use crate::rebuild::write;
use std::fs;

#[test]
fn a_printed_code_tells_which_version_was_approved_by_whom_and_whether_it_stands() {
    let town = town();
    let root = town.path();
    let steps = "review a --step submit --role 文员 --step fact_review --role 部门负责人 --step secrecy_review \
                 --role 保密审查员 --step approve --role 镇长 --yes --answers 否、否、否、否 --date 2022-12-22";
    mingbai(root, &steps.split_whitespace().collect::<Vec<_>>());
    assert!(built(root).1);
    let code = site(root).entries[0].check_code.clone();
    let sheet = root.join("output/print/mzb/a.pdf");
    let page = root.join("output/site/entry/mzb/a.html");
    let kept = root.join("hung.pdf");
    fs::copy(&sheet, &kept).unwrap();
    for word in [&*code, sheet.to_str().unwrap(), page.to_str().unwrap()] {
        let (said, ended) = mingbai(root, &["verify", word]);
        assert_eq!(ended, 0, "{said}");
        assert!(said.contains("现行，公开中；2022年12月22日由镇长审批"), "{said}");
        assert!(said.contains("2022-12-22　保密审查　保密审查员"), "{said}");
    }
    // A page that bears the code but says something else.
    let altered = fs::read_to_string(&page).unwrap().replace(">31<", ">13<");
    fs::write(root.join("altered.html"), altered).unwrap();
    let (said, ended) = mingbai(root, &["verify", "没有.pdf", root.join("altered.html").to_str().unwrap()]);
    assert!(
        ended == 2 && said.contains("被改过：审核过的“甲村31”") && said.contains("没有这个文件"),
        "{said}"
    );
    let (said, ended) = mingbai(root, &["verify", root.join("altered.html").to_str().unwrap()]);
    assert!(ended == 1 && said.contains("被改过"), "{said}");
    write(root, "content/entries/a.md", &ENTRY.replacen("| 31 |", "| 37 |", 1));
    let (said, ended) = mingbai(root, &["verify", kept.to_str().unwrap()]);
    let now = site(root).entries[0].check_code.clone();
    assert_eq!(ended, 1, "what hangs is not what is now: {said}");
    assert!(said.contains("旧的一版") && said.contains(&format!("现在的校验码 {now}")), "{said}");
    assert!(said.contains("表格里“甲村”的“棉被（床）”：“31”改成了“37”"), "{said}");
    let (said, ended) = mingbai(root, &["verify", &now]);
    assert!(ended == 1 && said.contains("没有审批"), "{said}");
    let (said, ended) = mingbai(root, &["verify", "0000-0000"]);
    assert!(ended == 1 && said.contains("没有哪一版公开事项是这个校验码"), "{said}");
    let (said, ended) = mingbai(root, &["verify", "没有.pdf"]);
    assert!(ended == 2 && said.contains("没有这个文件"), "{said}");
}

#[test]
fn the_form_is_one_page_with_facts_questions_signatures_and_the_code() {
    let town = town();
    let root = town.path();
    let form = |path: &str| {
        let path = root.join(path);
        let (said, ended) = mingbai(root, &["review", "--form", "a", "--to", path.to_str().unwrap()]);
        assert_eq!(ended, 0, "{said}");
        let pdf = fs::read(path).unwrap();
        assert_eq!(pdf_extract::Document::load_mem(&pdf).unwrap().get_pages().len(), 1);
        pdf_extract::extract_text_from_mem(&pdf).unwrap().split_whitespace().collect::<String>()
    };
    let code = site(root).entries[0].check_code.clone();
    let open = form("open.pdf");
    for words in
        ["公开事项审核单", "关于救灾棉被的公布", &code, "涉及国家秘密", "保密审查员", "意见签名年月日"]
    {
        assert!(open.contains(words), "no {words} in {open}");
    }
    assert!(!open.contains("2022年12月22日"));
    add(root, &[line(root, "submit", "文员")]);
    assert!(form("begun.pdf").contains("2022年12月22日"));
    approve(root);
    assert_eq!(form("done.pdf").matches("2022年12月22日").count(), 4, "each step with its day");
    assert!(mingbai(root, &["review", "--form"]).1 == 2);
    let (said, _) = mingbai(root, &["review", "--form", "a"]);
    assert!(
        said.contains("output/print/review/mzb-a.pdf") && root.join("output/print/review/mzb-a.pdf").exists()
    );
    assert!(built(root).1 && root.join("output/print/review/mzb-a.pdf").exists(), "a build leaves it there");
}
