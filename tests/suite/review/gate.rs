//! What is not approved is nowhere.

use super::{ENTRY, REGISTER, add, approve, built, line, mingbai, town};
use crate::rebuild::{age, tree, walk, write};
use mingbai::build::{Ending, Faulty, Goal, Options, Session, build};
use proptest::prelude::{Strategy, prop_oneof};
use proptest::test_runner::{Config, TestRunner};
use std::fs;

#[test]
fn an_entry_is_public_once_every_step_is_taken() {
    let town = town();
    let root = town.path();
    let (told, public) = built(root);
    assert!(
        !public && told.contains("not-approved]: 没有审完，没有上网：等文员或部门负责人或镇长提出"),
        "{told}"
    );
    for (step, role) in super::STEPS {
        assert!(!built(root).1, "before {step}");
        add(root, &[line(root, step, role)]);
    }
    assert_eq!(built(root), (String::new(), true));
}

#[test]
fn a_town_without_approvers_has_no_review() {
    let town = town();
    let root = town.path();
    write(root, "content/roles.yaml", "- {id: clerk, title: 文员, may: [submit]}\n");
    assert_eq!(built(root), (String::new(), true));
    fs::remove_file(root.join("content/roles.yaml")).unwrap();
    assert_eq!(built(root), (String::new(), true));
}

#[test]
fn what_changed_after_its_approval_is_public_no_more_and_the_change_is_told() {
    let town = town();
    let root = town.path();
    let words = "review a --step submit --role 文员 --step fact_review --role 部门负责人 --step secrecy_review \
                 --role 保密审查员 --step approve --role 镇长 --yes --answers 否,否,否,否 --date 2022-12-22";
    let (said, code) = mingbai(root, &words.split_whitespace().collect::<Vec<_>>());
    assert_eq!(code, 0, "{said}");
    assert_eq!(built(root), (String::new(), true));
    let changed = [
        (
            "| 31 |",
            "| 37 |",
            "表格里“甲村”的“棉被（床）”：“31”改成了“37”",
            "a table, ‘棉被（床）’ of ‘甲村’: ‘31’ became ‘37’",
        ),
        ("棉被发到村。", "棉被发到户。", "一句话说明：", "plain summary: "),
        ("公布如下。", "公布如下：", "正文：", "text: "),
    ];
    for (before, after, zh, en) in changed {
        write(root, "content/entries/a.md", &ENTRY.replacen(before, after, 1));
        let (told, public) = built(root);
        assert!(!public && told.contains("changed-after-approval]"), "{after}: {told}");
        assert!(told.contains(zh) && told.contains(en), "{told}");
    }
    write(root, "content/entries/a.md", ENTRY);
    assert_eq!(built(root), (String::new(), true), "as it was approved it is public again");
    write(root, "content/entries/发放.csv", "村,户\n甲村,四户\n");
    let (told, public) = built(root);
    assert!(!public && told.contains("附件的内容：有改动"), "{told}");
}

#[test]
fn any_changed_character_takes_an_approved_entry_off_the_site() {
    let town = town();
    let root = town.path();
    approve(root);
    assert!(built(root).1);
    // Letters of the title, of a field, of the body, of a cell, of the attachment.
    let places =
        ["救灾", "发到", "发放情况", "甲村", "床", "31"].map(|words| (words, "content/entries/a.md"));
    let places =
        [places.as_slice(), &[("三户", "content/entries/发放.csv"), ("甲", "content/entries/发放.csv")]]
            .concat();
    let files = ["content/entries/a.md", "content/entries/发放.csv"];
    let texts = files.map(|file| fs::read_to_string(root.join(file)).unwrap());
    let letters = prop_oneof!["[一-龥]", "[0-9]", "[a-zA-Z]"];
    let case = (0..places.len(), 0..2_usize, letters);
    let mut runner = TestRunner::new(Config { cases: 32, failure_persistence: None, ..Config::default() });
    let result = runner.run(&case.prop_map(|it| it), |(place, at, letter)| {
        let (words, file) = places[place];
        let text = &texts[files.iter().position(|other| *other == file).unwrap()];
        let letters: Vec<char> = words.chars().collect();
        let at = at.min(letters.len() - 1);
        if letters[at].to_string() == letter {
            return Ok(());
        }
        let mut new: Vec<String> = letters.iter().map(char::to_string).collect();
        new[at] = letter;
        write(root, file, &text.replacen(words, &new.concat(), 1));
        let public = built(root).1;
        let anywhere = tree(&root.join("output")).iter().any(|(path, bytes)| {
            let found = bytes.windows("救灾棉被".len()).any(|part| part == "救灾棉被".as_bytes());
            found && path.starts_with("site")
        });
        write(root, file, text);
        proptest::prop_assert!(!public, "{words}: {}", new.concat());
        proptest::prop_assert!(!anywhere, "{words}: {}", new.concat());
        Ok(())
    });
    result.unwrap();
    assert!(built(root).1);
}

#[test]
fn a_preview_shows_what_waits_and_the_site_has_nothing_of_the_registers() {
    let town = town();
    let root = town.path();
    let (said, _) = mingbai(root, &["build", "--drafts"]);
    assert!(said.contains("not-approved]"), "{said}");
    let page = fs::read_to_string(root.join("output/preview/site/entry/mzb/a.html")).unwrap();
    assert!(page.contains("未审核"));
    approve(root);
    assert!(built(root).1);
    let hash = super::site(root).entries[0].text_hash.clone();
    for (path, bytes) in tree(&root.join("output/site")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains(&hash) && !text.contains("文员,同意"), "{}", path.display());
    }
    assert!(root.join(REGISTER).exists());
}

#[test]
fn what_was_taken_back_is_gone_from_its_day_on() {
    let town = town();
    let root = town.path();
    approve(root);
    let withdrawn = |day: &str| {
        let line = format!("withdrawn: {{on: {day}, why: 数字有误}}\n---\n\n");
        write(root, "content/entries/a.md", &ENTRY.replacen("---\n\n", &line, 1));
    };
    withdrawn("2022-12-24");
    assert_eq!(built(root), (String::new(), true), "its day is not there yet, and it is approved as it was");
    withdrawn("2022-12-23");
    assert_eq!(built(root), (String::new(), false));
}

#[test]
fn a_session_follows_the_review_as_a_clean_build_does() {
    let town = town();
    let root = town.path();
    approve(root);
    let waiting = ENTRY.replace("棉被的公布", "棉被的第二次公布").replace("attachments: [发放.csv]\n", "");
    write(root, "content/entries/b.md", &waiting);
    write(root, "content/entries/c.md", &waiting.replace("kind:", "draft: true\nkind:"));
    let options = Options::new(Goal::Write(Faulty::HoldBack));
    let mut session = Session::new(root);
    age(root);
    session.build(&options).unwrap();
    let mut save = |file: &str, text: &str| {
        write(root, &format!("content/entries/{file}.md"), text);
        age(root);
        let report = session.build(&options).unwrap();
        let clean = tempfile::tempdir().unwrap();
        for path in walk(&root.join("content")) {
            let to = clean.path().join("content").join(&path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(root.join("content").join(&path), to).unwrap();
        }
        let wanted = build(clean.path(), &options).unwrap();
        assert_eq!(report.findings, wanted.findings, "{file}");
        assert_eq!(tree(&root.join("output")), tree(&clean.path().join("output")), "{file}");
        let Ending::Written { written, .. } = report.ending else { panic!() };
        let saved: Vec<_> = report.saved.iter().map(ToString::to_string).collect();
        (saved, written.written.len() + written.removed.len())
    };
    let page = || root.join("output/site/entry/mzb/a.html").exists();
    assert!(page());
    for file in ["b", "c"] {
        let text = fs::read_to_string(root.join(format!("content/entries/{file}.md"))).unwrap();
        let seen = vec![format!("entries/{file}.md")];
        assert_eq!(save(file, &text.replace("现将", "现把")), (seen.clone(), 0), "nobody outside sees it");
        assert_eq!(save(file, &text.replace("第二次", "再一次")), (seen, 0));
    }
    assert!(save("a", &ENTRY.replace("现将", "现把")).1 > 0 && !page(), "what changed is approved no more");
    assert!(save("a", &ENTRY.replace("现将", "今将")).1 == 0 && !page());
    assert!(save("a", ENTRY).1 > 0 && page(), "the approved text is public again");
    assert!(save("a", &ENTRY.replace("棉被的公布", "棉被的公告")).1 > 0 && !page());
}
