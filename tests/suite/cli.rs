//! The program itself: exit codes, streams, languages, and what its commands leave behind.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

/// How a run ended.
struct Run {
    code: i32,
    out: String,
    err: String,
}

fn command(folder: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
    command.current_dir(folder).args(line.split(' ')).stdin(Stdio::null());
    command.env_remove("NO_COLOR").env("LANG", "C.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command
}

fn run(folder: &Path, line: &str) -> Run {
    let output = command(folder, line).output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A small town in a folder of its own.
fn town() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let run = run(folder.path(), "init .");
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).unwrap();
}

fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for item in fs::read_dir(&next).into_iter().flatten() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

const FAULTY: &str =
    "---\ntitle: 停水通知\nkind: notice\nunit: dzb\ncatalogue_item: DZ-03\nformed_on: 明天\n---\n\n停水。\n";

#[test]
fn a_new_town_builds_at_once_and_a_second_time_without_a_change() {
    let town = town();
    let first = run(town.path(), "build");
    assert_eq!(first.code, 0, "{}{}", first.out, first.err);
    assert!(first.out.contains("output/site") && first.out.contains("事项 3 条"), "{}", first.out);
    let made = files(&town.path().join("output"));
    assert!(made.contains(&"site/index.html".to_owned()), "{made:?}");
    assert!(made.iter().any(|path| path.starts_with("print/") && path.ends_with(".pdf")), "{made:?}");
    let second = run(town.path(), "build");
    assert!(second.out.contains("写入 0 个文件") && second.out.contains("删除 0 个"), "{}", second.out);
}

#[test]
fn files_that_nobody_is_known_to_have_made_are_named_in_both_languages() {
    let town = town();
    let ends = |language: &str, expected: &str| {
        write(town.path(), "output/site/withdrawn.html", "x");
        let _ = fs::remove_dir_all(town.path().join("output/.mingbai"));
        let run = run(town.path(), &format!("build --sheets none --language {language}"));
        let said = run.out + &run.err;
        assert!(run.code == 0 && said.contains(expected), "{said}");
        assert!(town.path().join("output/site/withdrawn.html").exists());
    };
    fs::create_dir_all(town.path().join("output/site")).unwrap();
    ends("zh", "没有动。可能是撤下的内容，核对后自己删去：\n  output/site/withdrawn.html\n");
    ends(
        "en",
        "and stay. They may be what was withdrawn; look at them and delete them yourself:\n  output/site/",
    );
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "theirs", "x");
    let run = run(folder.path(), "init .");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("不是空文件夹"), "{}", run.err);
    assert_eq!(files(folder.path()), ["theirs"]);
}

#[test]
fn the_site_is_found_from_a_folder_within_it() {
    let town = town();
    let run = run(&town.path().join("content/entries"), "check --sheets none");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

#[test]
fn no_site_is_a_failure_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let chinese = run(folder.path(), "build --root .");
    assert_eq!((chinese.code, chinese.out.as_str()), (2, ""));
    assert!(chinese.err.contains("site.yaml") && chinese.err.contains("mingbai init"), "{}", chinese.err);
    let english = run(folder.path(), "build --root . --language en");
    assert!(english.err.contains("it is no site"), "{}", english.err);
}

#[test]
fn a_faulty_entry_stops_the_write_unless_it_is_held_back() {
    let town = town();
    assert_eq!(run(town.path(), "build --sheets none").code, 0);
    let before = files(&town.path().join("output"));
    write(town.path(), "content/entries/water.md", FAULTY);
    fs::remove_file(town.path().join("content/entries/gong-zuo-an-pai.md")).unwrap();

    let stopped = run(town.path(), "build --sheets none");
    assert_eq!(stopped.code, 1);
    assert!(
        stopped.out.contains("error[") && stopped.out.contains(" --> content/entries/water.md:6:12"),
        "{}",
        stopped.out
    );
    assert!(stopped.out.contains("--hold-back") && stopped.out.contains("没有生成"), "{}", stopped.out);
    assert_eq!(files(&town.path().join("output")), before, "the last output stays");

    let held = run(town.path(), "build --sheets none --hold-back");
    assert_eq!(held.code, 1);
    assert!(
        held.out.contains("扣下 1 条") && held.out.contains("\n  content/entries/water.md\n"),
        "{}",
        held.out
    );
    let after = files(&town.path().join("output"));
    assert!(after.iter().any(|path| path.contains("di-bao")), "{after:?}");
    assert!(!after.iter().any(|path| path.contains("gong-zuo") || path.contains("water")), "{after:?}");
}

#[test]
fn an_error_of_the_whole_site_is_not_held_back() {
    let town = town();
    write(town.path(), "content/units.yaml", "- id: [\n");
    let run = run(town.path(), "build --hold-back");
    assert_eq!(run.code, 1);
    assert!(!run.out.contains("--hold-back") && run.out.contains("没有生成"), "{}", run.out);
    assert!(!town.path().join("output").exists());
}

#[test]
fn drafts_go_to_the_preview_alone() {
    let town = town();
    let path = town.path().join("content/entries/gong-zuo-an-pai.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("---\n", "---\ndraft: true\n", 1)).unwrap();
    assert_eq!(run(town.path(), "build --sheets none").code, 0);
    let public = files(&town.path().join("output"));
    assert!(!public.iter().any(|path| path.contains("gong-zuo")), "{public:?}");

    let preview = run(town.path(), "build --sheets none --drafts");
    assert_eq!(preview.code, 0, "{}", preview.out);
    let all = files(&town.path().join("output"));
    assert!(all.iter().any(|path| path.starts_with("preview/site/") && path.contains("gong-zuo")), "{all:?}");
    let rest: Vec<_> = all.into_iter().filter(|path| !path.starts_with("preview/")).collect();
    assert_eq!(rest, public);
}

#[test]
fn json_is_one_object_a_line_and_nothing_else() {
    let town = town();
    write(town.path(), "content/entries/water.md", FAULTY);
    let draft = town.path().join("content/entries/gong-zuo-an-pai.md");
    let text = fs::read_to_string(&draft).unwrap();
    fs::write(&draft, text.replacen("---\n", "---\ndraft: true\n", 1)).unwrap();
    let run = run(town.path(), "check --sheets none --format json");
    assert_eq!(run.code, 1);
    let findings: Vec<serde_json::Value> =
        run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let finding = findings.iter().find(|finding| finding["severity"] == "error").unwrap();
    assert_eq!(finding["file"], "content/entries/water.md");
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(6), Some(12)));
    assert!(run.err.contains("已检查"), "{}", run.err);
    // Programs learn how each entry stands that can be read, after what was found.
    let standings: Vec<_> = findings.iter().skip_while(|line| line["entry"].is_null()).collect();
    assert!(standings.iter().all(|line| line["code"].is_null() && line["state"].is_string()), "{}", run.out);
    let draft = standings.iter().find(|line| line["entry"] == "gong-zuo-an-pai").unwrap();
    assert_eq!((draft["state"].as_str(), draft["state_zh"].as_str()), (Some("draft"), Some("草稿")));
    assert!(!standings.iter().any(|line| line["file"] == "content/entries/water.md"), "{}", run.out);
}

#[test]
fn warnings_stop_a_strict_build_only() {
    let town = town();
    let path = town.path().join("content/entries/gong-zuo-an-pai.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text + "\n<b>粗</b>\n").unwrap();
    let plain = run(town.path(), "build --sheets none");
    assert!(plain.code == 0 && plain.out.contains("warning["), "{}", plain.out);
    let strict = run(town.path(), "build --sheets none --strict");
    assert!(strict.code == 1 && strict.out.contains("没有生成"), "{}", strict.out);
}

#[test]
fn nothing_is_coloured_off_a_terminal() {
    let town = town();
    write(town.path(), "content/entries/water.md", FAULTY);
    assert!(!run(town.path(), "check --sheets none").out.contains('\u{1b}'));
    let output = command(town.path(), "check --sheets none").env("NO_COLOR", "1").output().unwrap();
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn a_closed_pipe_is_no_trouble() {
    let town = town();
    write(town.path(), "content/entries/water.md", FAULTY);
    let mut child = command(town.path(), "check --sheets none")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1), "{err}");
    assert!(!err.contains("panicked"), "{err}");
}

#[test]
fn a_new_entry_is_reported_until_its_blanks_are_filled() {
    let town = town();
    let new = run(town.path(), "new mz-02");
    assert_eq!(new.code, 0, "{}{}", new.out, new.err);
    let path = new.out.lines().next().unwrap().strip_prefix("已新建 ").unwrap();
    let again = run(town.path(), "new 公示 --unit 民政办 --title 关于低保的公示");
    assert!(again.code == 0 && !again.out.contains(path), "{}{}", again.out, again.err);

    // Half written it stops nobody, strict as one may be; its blanks are told.
    for command in ["check --sheets none --strict", "build --sheets none --strict"] {
        let run = run(town.path(), command);
        assert_eq!(run.code, 0, "{}", run.out);
        assert!(run.out.contains("note[blank-left]") && run.out.contains(path), "{}", run.out);
        assert!(run.out.contains("草稿 2 条没有带上"), "{}", run.out);
    }
    let stem = Path::new(path).file_stem().unwrap().to_str().unwrap();
    assert!(!files(&town.path().join("output")).iter().any(|file| file.contains(stem)), "{stem}");

    let text = fs::read_to_string(town.path().join(path)).unwrap();
    let published: String = text
        .lines()
        .filter(|line| !line.starts_with("draft: true"))
        .map(|line| format!("{line}\n"))
        .collect();
    fs::write(town.path().join(path), published).unwrap();
    let check = run(town.path(), "check --sheets none");
    assert_eq!(check.code, 1);
    assert!(check.out.contains("error[blank-left]") && check.out.contains(path), "{}", check.out);
    assert!(!check.out.contains("error[bad-date]"), "a blank is no second error:\n{}", check.out);

    let filled = text
        .replacen("draft: true", "draft: false", 1)
        .replace("【填写形成日期】", "2022-12-20")
        .replace("【填写标题】", "关于新增低保对象的公示")
        .replace("【填写公开依据】", "社会救助暂行办法第十一条")
        .replace("【填写】", "1");
    let filled = filled.replace("【填写正文】", "现予公示。");
    assert!(!filled.contains("【填写"), "{filled}");
    fs::remove_dir_all(town.path().join("content/entries/").join(&path["content/entries/".len()..][..4]))
        .unwrap();
    write(town.path(), "content/entries/filled.md", &filled);
    let check = run(town.path(), "check --sheets none");
    assert_eq!(check.code, 0, "{}\n{filled}", check.out);
}

#[test]
fn what_is_not_known_gets_the_nearest_that_is() {
    let town = town();
    let run_new = run(town.path(), "new MZ-2 --language en");
    assert!(run_new.code == 2 && run_new.err.contains("MZ-02"), "{}", run_new.err);
    let command = run(town.path(), "biuld");
    assert!(command.code == 2 && command.err.contains("是不是“build”"), "{}", command.err);
    let option = run(town.path(), "build --sheet none");
    assert!(option.code == 2 && option.err.contains("--sheets"), "{}", option.err);
    let date = run(town.path(), "build --date 2022-02-30");
    assert!(date.code == 2 && date.err.contains("2022-02-30"), "{}", date.err);
}

#[test]
fn help_speaks_the_language_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let chinese = run(folder.path(), "build --help");
    assert!(
        chinese.code == 0 && chinese.out.contains("用法：") && chinese.out.contains("--hold-back"),
        "{}",
        chinese.out
    );
    let english = run(folder.path(), "--language en build --help");
    assert!(english.out.contains("Usage:") && !english.out.contains("用法"), "{}", english.out);
    let output = command(folder.path(), "--help").env("LC_ALL", "en_GB.UTF-8").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("Commands"), "the locale counts");
}
