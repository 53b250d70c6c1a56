//! Steps that do not count, and what waits for whom.

use super::{ENTRY, STEPS, add, built, line, mingbai, on, site, town, with};
use crate::rebuild::write;
use mingbai::model::{Entry, Site};
use mingbai::review;
use mingbai::terms::{State, Step};
use std::path::Path;

fn state(root: &Path) -> State {
    let site = site(root);
    review::state(&site, &site.entries[0])
}

fn on_day(root: &Path, day: (i16, i8, i8), look: impl Fn(&Site, &Entry) -> State) -> State {
    let mut site = site(root);
    site.date = on(day.0, day.1, day.2);
    look(&site, &site.entries[0].clone())
}

#[test]
fn each_step_brings_an_entry_on() {
    let town = town();
    let root = town.path();
    let mut seen = vec![state(root)];
    for (step, role) in STEPS {
        add(root, &[line(root, step, role)]);
        seen.push(state(root));
    }
    assert_eq!(seen, [State::Waiting, State::Proposed, State::Proposed, State::Reviewed, State::Public]);
    let day = |day| on_day(root, day, review::state);
    assert_eq!(day((2022, 12, 19)), State::Scheduled);
    let posted = ENTRY.replacen("---\n\n", "post_until: 2022-12-23\n---\n\n", 1);
    write(root, "content/entries/a.md", &posted);
    assert_eq!(state(root), State::Waiting, "another last day is another text");
    super::approve(root);
    assert_eq!(day((2022, 12, 23)), State::Public);
    assert_eq!(day((2022, 12, 26)), State::DueDown, "Monday, the next working day");
    assert_eq!(day((2022, 12, 27)), State::Archived);
}

#[test]
fn an_entry_is_named_by_how_its_id_begins_before_words_of_titles() {
    let town = town();
    let root = town.path();
    for (file, title) in [("30-棉被.md", "关于救灾棉被的公布"), ("05-大米.md", "关于30户大米的公布")]
    {
        write(root, &format!("content/entries/{file}"), &ENTRY.replace("关于救灾棉被的公布", title));
    }
    let (said, code) = mingbai(root, &["review", "30"]);
    assert!(code == 0 && said.contains("30-棉被"), "{said}");
    let (said, code) = mingbai(root, &["review", "大米的"]);
    assert!(code == 0 && said.contains("05-大米"), "{said}");
    let (said, code) = mingbai(root, &["review", "公布"]);
    assert!(code == 2 && said.contains("05-大米") && said.contains("30-棉被"), "{said}");
}

#[test]
fn a_returned_entry_begins_anew() {
    let town = town();
    let root = town.path();
    add(root, &[line(root, "submit", "文员"), line(root, "fact_review", "部门负责人")]);
    let mut back = with(line(root, "secrecy_review", "保密审查员"), "decision", "return");
    back.words.push(("note", "第二段涉及内部事项".to_owned()));
    add(root, &[back]);
    assert_eq!(state(root), State::Returned);
    let (told, public) = built(root);
    assert!(
        !public
            && told.contains("returned-entry]: 保密审查员在2022年12月22日退回了这条：“第二段涉及内部事项”")
    );
    super::approve(root);
    assert_eq!(state(root), State::Public);
}

#[test]
fn wrong_steps_are_errors_and_do_not_count() {
    let cases = [
        ("wrong-role", "approve", "文员", "“文员”没有审批的职责", "may not take the step ‘approval’"),
        ("wrong-role", "approve", "县长", "roles.yaml 里没有岗位“县长”", "roles.yaml has no role ‘县长’"),
        ("review-order", "approve", "镇长", "还没有核实就审批了", "came before ‘fact review’"),
    ];
    for (code, step, role, zh, en) in cases {
        let town = town();
        let root = town.path();
        add(root, &[line(root, "submit", "文员"), line(root, step, role)]);
        let (told, public) = built(root);
        assert!(!public && told.contains(&format!("{code}]")), "{told}");
        assert!(told.contains(zh) && told.contains(en), "{told}");
        let rest = [("fact_review", "部门负责人"), ("secrecy_review", "保密审查员"), ("approve", "镇长")];
        add(root, &rest.map(|(step, role)| line(root, step, role)));
        assert_eq!(built(root), (String::new(), true), "taken again by whom it may, {code} is mended");
    }
}

#[test]
fn who_proposes_does_not_approve() {
    let town = town();
    let root = town.path();
    let steps = [("submit", "镇长"), STEPS[1], STEPS[2], STEPS[3]];
    add(root, &steps.map(|(step, role)| line(root, step, role)));
    let (told, public) = built(root);
    assert!(!public && told.contains("same-role]: 提出和审批都是“镇长”"), "{told}");
}

#[test]
fn a_question_left_open_or_not_dealt_with_does_not_count() {
    for (answer, note, counts) in [("", "", false), ("yes", "", false), ("yes", "已隐去姓名", true)] {
        let town = town();
        let root = town.path();
        add(root, &[line(root, "submit", "文员"), line(root, "fact_review", "部门负责人")]);
        let mut secrecy = with(line(root, "secrecy_review", "保密审查员"), "privacy", answer);
        secrecy.words.push(("note", note.to_owned()));
        add(root, &[secrecy, line(root, "approve", "镇长")]);
        let (told, public) = built(root);
        assert_eq!(public, counts, "{told}");
        assert_eq!(told.contains("open-question]: 保密审查时没有答清：涉及个人隐私"), !counts);
    }
}

#[test]
fn what_is_urgent_goes_up_with_one_approval_and_is_reviewed_by_the_next_working_day() {
    let town = town();
    let root = town.path();
    let urgent = ENTRY.replacen("---\n\n", "urgent: true\n---\n\n", 1);
    write(root, "content/entries/a.md", &urgent);
    add(root, &[line(root, "approve", "镇长")]);
    let (told, public) = built(root);
    assert!(public && told.contains("urgent-review-due]"), "{told}");
    assert!(told.contains("提出、核实、保密审查最晚2022年12月23日补上"), "{told}");
    write(root, "content/site.yaml", "town: 青楠镇\ndate: 2022-12-24\n");
    let (told, public) = built(root);
    assert!(!public && told.contains("urgent-not-reviewed]"), "{told}");
    let rest = [STEPS[0], STEPS[1], STEPS[2]];
    add(root, &rest.map(|(step, role)| line(root, step, role)));
    assert_eq!(built(root), (String::new(), true));
}

#[test]
fn a_row_may_ask_for_fewer_steps() {
    let town = town();
    let root = town.path();
    let rows = "id,level1,item,unit,review\nJZ-01,救灾,救灾物资,民政办,提出 审批\n";
    write(root, "content/catalogue.csv", rows);
    write(
        root,
        "content/entries/a.md",
        &ENTRY.replacen("unit: mzb\n", "unit: mzb\ncatalogue_item: JZ-01\n", 1),
    );
    add(root, &[line(root, "submit", "文员"), line(root, "approve", "镇长")]);
    let (told, public) = built(root);
    assert!(public, "{told}");
    write(root, "content/catalogue.csv", &rows.replace("提出 审批", "提出"));
    assert!(super::run(root).findings.iter().any(|finding| finding.code == "no-approval"));
}

#[test]
fn the_command_refuses_what_would_not_count() {
    let town = town();
    let root = town.path();
    let step = |words: &str| {
        let words = format!("review a --yes --answers 否,否,否,否 {words}");
        mingbai(root, &words.split_whitespace().collect::<Vec<_>>())
    };
    let refused = |words: &str, why: &str| {
        let (said, code) = step(words);
        assert!(code == 2 && said.contains(why), "{words}: {said}");
    };
    refused("--step approve --role 镇长", "还没有提出，不能审批");
    refused("--step approve --role 文员", "没有审批的职责");
    refused("--step submit", "谁来提出？用 --role 写明：文员、部门负责人、镇长");
    refused("--step submit --role 村长", "roles.yaml 里没有岗位“村长”");
    assert!(!root.join(super::REGISTER).exists(), "nothing was written");
    assert_eq!(step("--step submit --role 镇长").1, 0);
    refused("--step submit --role 文员", "已经提出过了");
    let (said, code) = step("--step fact_review --step secrecy_review --date 2022-12-22");
    assert_eq!(code, 0, "roles that alone may need no name: {said}");
    refused("--step approve", "提出和审批不能都是“镇长”");
    let (said, _) = mingbai(root, &["review"]);
    assert!(said.contains("等审批（镇长）：1 条\n  a  关于救灾棉被的公布  民政办  [已核实和审查]"), "{said}");
    let (said, _) = mingbai(root, &["review", "--unit", "民政办", "--format", "json"]);
    assert!(said.contains("\"state\":\"reviewed\"") && said.contains("\"waits_for\":\"approve\""), "{said}");
    let site = site(root);
    let course = review::course(&site, &site.entries[0]);
    assert_eq!(course.next(), Some(Step::Approve));
}
