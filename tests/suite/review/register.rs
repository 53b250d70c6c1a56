//! The register survives spreadsheets and shows every tampering.

use super::{REGISTER, STEPS, add, approve, built, line, mingbai, site, town};
use mingbai::build::Ending;
use std::fs;
use std::path::{Path, PathBuf};

/// The register's text without its mark, with plain line ends.
fn text(root: &Path) -> String {
    fs::read_to_string(root.join(REGISTER)).unwrap().trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

fn put(root: &Path, bytes: impl AsRef<[u8]>) {
    fs::write(root.join(REGISTER), bytes).unwrap();
}

fn in_gbk(text: &str) -> Vec<u8> {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), text).unwrap();
    let run =
        std::process::Command::new("iconv").args(["-f", "utf-8", "-t", "gbk"]).arg(file.path()).output();
    run.unwrap().stdout
}

#[test]
fn saving_it_in_a_spreadsheet_breaks_nothing() {
    let town = town();
    let root = town.path();
    let mut first = line(root, "submit", "文员");
    first.words.push(("note", "=1+1, “甲”\"乙\"".to_owned()));
    add(root, &[first]);
    let rest = [STEPS[1], STEPS[2], STEPS[3]];
    add(root, &rest.map(|(step, role)| line(root, step, role)));
    let text = text(root);
    assert!(built(root).1);
    let quoted = |text: &str| -> String {
        // As LibreOffice quotes every text; the first line has a cell that is quoted already.
        let line = |line: &str| {
            if line.contains('"') { line.to_owned() } else { format!("\"{}\"", line.replace(',', "\",\"")) }
        };
        text.lines().map(|each| line(each) + "\n").collect()
    };
    let rows: String = text.lines().skip(1).map(|line| format!("{line},已归档\n")).collect();
    let forms = [
        ("without a mark and with plain line ends", text.clone().into_bytes()),
        ("with dates as Excel writes them", text.replace("2022-12-22", "2022/12/22").into_bytes()),
        ("with the cells of empty columns", text.replace('\n', ",,,\n").into_bytes()),
        ("with empty rows at the end", format!("{text},,,\n,,\n").into_bytes()),
        ("with blanks in cells", text.replace(",文员,", ", 文员 ,").into_bytes()),
        ("with every cell quoted", quoted(&text).into_bytes()),
        ("with the words in small letters", text.replace(",T", ",t").replace(",L", ",l").into_bytes()),
        ("in GBK", in_gbk(&text)),
        (
            "with a column of one's own",
            format!("{},备注\n{}", text.lines().next().unwrap(), rows).into_bytes(),
        ),
    ];
    for (how, bytes) in forms {
        put(root, &bytes);
        let (told, public) = built(root);
        let told: Vec<&str> = told.lines().filter(|line| line.starts_with("error")).collect();
        assert!(public && told.is_empty(), "{how}: {told:?}");
        add(root, &[line(root, "submit", "文员")]);
        let (told, public) = built(root);
        assert!(public && !told.contains("error["), "appended to {how}: {told}");
    }
}

/// The folder's register as LibreOffice saves it after opening it: as `form`, which is what `--convert-to` wants.
fn saved_by_libreoffice(folder: &Path, from: &Path, form: &str) -> Option<PathBuf> {
    let to = folder.join(form.split(':').next().unwrap_or_default());
    let run = std::process::Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--infilter=CSV:44,34,76,1", "--convert-to", form, "--outdir"])
        .args([&to, from])
        .output();
    let saved = to.join("approvals").with_extension(form.split(':').next().unwrap_or_default());
    run.is_ok_and(|run| run.status.success() && saved.is_file()).then_some(saved)
}

#[test]
#[expect(clippy::print_stderr, reason = "who runs the tests should know what was skipped")]
fn libreoffice_opens_and_saves_it() {
    let town = town();
    let root = town.path();
    let mut first = line(root, "submit", "文员");
    first.words.push(("note", "=1+1, “甲”\"乙\"".to_owned()));
    add(root, &[first]);
    add(root, &[STEPS[1], STEPS[2], STEPS[3]].map(|(step, role)| line(root, step, role)));
    let folder = tempfile::tempdir().unwrap();
    let register = root.join(REGISTER);
    let plain = "csv:Text - txt - csv (StarCalc):44,34,76";
    let quoted = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true";
    let Some(workbook) = saved_by_libreoffice(folder.path(), &register, "xlsx") else {
        let all = std::env::var_os("MINGBAI_TEST_ALL").is_some_and(|all| all == "1");
        assert!(!all, "soffice (libreoffice-calc) is needed");
        eprintln!("skipped: it needs soffice (libreoffice-calc)");
        return;
    };
    let before = text(root);
    for (how, from, form) in [
        ("opened and saved", &register, plain),
        ("saved with every text quoted", &register, quoted),
        ("kept as a workbook for a while", &workbook, plain),
    ] {
        let saved = saved_by_libreoffice(folder.path(), from, form).unwrap();
        let bytes = fs::read(saved).unwrap();
        put(root, &bytes);
        let (told, public) = built(root);
        assert!(public && !told.contains("error["), "{how}: {told}\n{}", String::from_utf8_lossy(&bytes));
        add(root, &[line(root, "submit", "文员")]);
        let (told, public) = built(root);
        assert!(public && !told.contains("error["), "appended to after it was {how}: {told}");
        put(root, &before);
    }
}

#[test]
fn a_line_that_says_no_step_is_an_error() {
    let town = town();
    let root = town.path();
    add(root, &[super::with(line(root, "submit", "文员"), "step", "盖章")]);
    let found = super::run(root).findings;
    let found: Vec<_> = found.iter().map(|finding| (finding.code, finding.message.zh.as_str())).collect();
    assert!(found.contains(&("bad-register-line", "第 2 行的“步骤”看不懂")), "{found:?}");
}

#[test]
fn altered_removed_and_moved_lines_are_named() {
    let town = town();
    let root = town.path();
    approve(root);
    approve(root);
    let text = text(root);
    let lines: Vec<&str> = text.lines().collect();
    let found = |lines: &[&str]| {
        put(root, lines.join("\n") + "\n");
        let report = super::run(root);
        let faults = report.findings.iter().filter(|finding| finding.code == "broken-chain");
        faults.map(|finding| finding.message.zh.clone()).collect::<Vec<_>>()
    };
    assert_eq!(found(&lines), [""; 0]);
    let altered = lines[3].replace("保密审查员", "镇长");
    assert_ne!(altered, lines[3]);
    let mut tampered = lines.clone();
    tampered[3] = &altered;
    assert_eq!(found(&tampered), ["台账第 4 行写好以后被改过"]);
    let mut tampered = lines.clone();
    tampered.remove(3);
    assert_eq!(found(&tampered), ["台账第 4 行前面少了一行"]);
    let mut tampered = lines.clone();
    tampered.remove(1);
    assert_eq!(found(&tampered), ["台账第 2 行前面少了一行"]);
    let mut tampered = lines.clone();
    tampered.swap(3, 4);
    assert_eq!(found(&tampered), ["台账第 4 行挪了位置，本来在第 5 行后面"]);
    let by_hand = lines[4].rsplit_once(',').unwrap().0.to_owned() + ",";
    let mut tampered = lines.clone();
    tampered.push(&by_hand);
    assert_eq!(found(&tampered), ["台账第 10 行没有“本行”的校验，不是程序写的"]);
    let twice = [&lines[..], &lines[7..9]].concat();
    assert_eq!(found(&twice), [""; 0], "a line that is there twice is one line");
    let (said, code) = {
        put(root, tampered.join("\n"));
        mingbai(
            root,
            &["review", "a", "--step", "submit", "--role", "文员", "--yes", "--answers", "否,否,否,否"],
        )
    };
    assert!(
        code == 2 && said.contains("先从备份里找回原来的台账"),
        "a broken register is not added to: {said}"
    );
}

#[test]
fn lines_cut_off_the_end_are_missed_by_the_texts_they_named() {
    let town = town();
    let root = town.path();
    let step = |step: &str, role: &str| {
        let answers = ["--yes", "--answers", "否,否,否,否"];
        let (said, code) =
            mingbai(root, &[&["review", "a", "--step", step, "--role", role], &answers[..]].concat());
        assert_eq!(code, 0, "{said}");
    };
    for (word, role) in STEPS {
        step(word, role);
    }
    assert_eq!(built(root), (String::new(), true));
    let approved = text(root);
    super::write(root, "content/entries/a.md", &super::ENTRY.replace("如下", "于下"));
    step("submit", "文员");
    assert!(!built(root).0.contains("lost-lines"));
    // The last line alone tells of the second text.
    put(root, &approved);
    let (said, _) = built(root);
    assert!(said.contains("台账最后一行（第 5 行）后面可能少了行：“关于救灾棉被的公布”"), "{said}");
    super::write(root, "content/entries/a.md", super::ENTRY);
    let page = root.join("output/site/entry/mzb/a.html");
    assert!(built(root).1 && page.exists());
    // Without a register nothing would be public: that is no reason to take the site away.
    fs::remove_file(root.join(REGISTER)).unwrap();
    let report = super::run(root);
    let lost: Vec<_> = report.findings.iter().filter(|finding| finding.code == "lost-lines").collect();
    assert_eq!(lost.len(), 1, "{:?}", report.findings);
    assert_eq!(lost[0].message.zh, "审核台账不见了：存着 2 份审过的文字，台账里一行也没有");
    assert!(matches!(report.ending, Ending::Stopped { .. }) && page.exists());
}

#[test]
fn copies_that_two_clerks_added_to_are_brought_together() {
    let town = town();
    let root = town.path();
    add(root, &[line(root, "submit", "文员")]);
    let common = text(root);
    add(root, &[line(root, "fact_review", "部门负责人")]);
    let mine = text(root);
    put(root, &common);
    add(root, &[line(root, "secrecy_review", "保密审查员")]);
    let theirs = text(root);
    put(root, &mine);
    let copy = root.join("approvals (冲突副本).csv");
    fs::write(&copy, in_gbk(&theirs)).unwrap();
    let copy = copy.to_str().unwrap();
    let (said, code) = mingbai(root, &["review", "--merge", copy]);
    assert!(code == 0 && said.contains("从副本里添了 1 行"), "{said}");
    assert!(!built(root).0.contains("broken-chain"));
    let (said, _) = mingbai(root, &["review", "--merge", copy]);
    assert!(said.contains("什么也没有添"), "{said}");
    add(root, &[line(root, "secrecy_review", "保密审查员"), line(root, "approve", "镇长")]);
    assert_eq!(built(root), (String::new(), true));
    let lines = text(root).lines().count();
    assert_eq!(lines, 6);
    // Both ends are named by the line that came after: neither can go without a trace.
    for gone in [2, 3] {
        let whole = text(root);
        let without: Vec<&str> =
            whole.lines().enumerate().filter(|(at, _)| *at != gone).map(|(_, line)| line).collect();
        put(root, without.join("\n"));
        assert!(super::run(root).findings.iter().any(|finding| finding.code == "broken-chain"), "{gone}");
        put(root, &whole);
    }
}

#[test]
fn clerks_who_write_at_once_lose_no_line() {
    let town = town();
    let root = town.path();
    let form = fs::read_to_string(root.join("content/entries/a.md")).unwrap();
    for number in 0..6 {
        let text = form.replace("关于救灾", &format!("关于{number}号救灾"));
        fs::write(root.join(format!("content/entries/b{number}.md")), text).unwrap();
    }
    std::thread::scope(|scope| {
        for number in 0..6 {
            scope.spawn(move || {
                let words = format!("review b{number} --step submit --role 文员 --yes --answers 否,否,否,否");
                let (said, code) = mingbai(root, &words.split_whitespace().collect::<Vec<_>>());
                assert_eq!(code, 0, "{said}");
            });
        }
    });
    let site = site(root);
    assert_eq!((site.approvals.list.len(), site.approvals.faults.len()), (6, 0));
}
