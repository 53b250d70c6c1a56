use super::{Writing, Written, recover};
use crate::fingerprint::Fingerprint;
use crate::output::{Change, Journal, Staged};
use crate::site_path::SitePath;
use crate::text::Text;
use std::fs;
use std::path::Path;

const SCOPES: &[&str] = &["site", "print"];

fn path(path: &str) -> SitePath {
    SitePath::new(path).unwrap()
}

/// A write of these files to the folder, made from inputs of the same words.
fn writing(folder: &Path, scopes: &'static [&'static str], files: &[(&str, &str)]) -> Writing {
    let writing = Writing::begin(folder, scopes).unwrap();
    for (name, bytes) in files {
        let (path, inputs) = (path(name), Fingerprint::of(bytes.as_bytes()));
        writing.claim(&path, Text::new("测试", "a test")).unwrap();
        if !writing.stands(&[&path], inputs) {
            writing.fill(&path, Some(inputs), bytes.as_bytes());
        }
    }
    writing
}

fn written(folder: &Path, files: &[(&str, &str)]) -> (usize, usize, usize) {
    let Written { written, unchanged, removed, strays: _ } =
        writing(folder, SCOPES, files).commit(None::<&()>, None::<&()>).unwrap();
    assert!(!folder.join(".mingbai/stage").exists() && !folder.join(".mingbai/journal").exists());
    (written.len(), unchanged, removed.len())
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

#[test]
fn a_second_build_touches_only_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(written(folder.path(), &[("site/a", "1"), ("site/b", "2")]), (2, 0, 0));
    let touched = |path: &str| fs::metadata(folder.path().join(path)).unwrap().modified().unwrap();
    let before = (touched("site/a"), touched(".mingbai/state"), touched(".mingbai/files"));
    assert_eq!(written(folder.path(), &[("site/a", "1"), ("site/b", "2")]), (0, 2, 0));
    assert_eq!((touched("site/a"), touched(".mingbai/state"), touched(".mingbai/files")), before);
    assert_eq!(written(folder.path(), &[("site/a", "1"), ("site/b", "3")]), (1, 1, 0));
    assert_eq!(touched("site/a"), before.0);
    assert_eq!(read(folder.path(), "site/b"), "3");
}

#[test]
fn whatever_has_the_name_of_a_file_of_the_state_is_no_state() {
    for name in ["lock", "files", "state", "amended", "kept", "seen", "journal", "stage", "made", "."] {
        let folder = tempfile::tempdir().unwrap();
        written(folder.path(), &[("site/a", "1")]);
        let own = folder.path().join(".mingbai");
        let odd = if name == "." { own } else { own.join(name) };
        if ["stage", "made", "."].contains(&name) {
            let _ = fs::remove_dir_all(&odd);
            fs::write(&odd, "x").unwrap();
        } else {
            let _ = fs::remove_file(&odd);
            fs::create_dir_all(odd.join("x")).unwrap();
        }
        written(folder.path(), &[("site/a", "2")]);
        assert_eq!(read(folder.path(), "site/a"), "2", "{name}");
        assert_eq!(written(folder.path(), &[("site/a", "2")]), (0, 1, 0), "{name}");
    }
}

#[test]
fn a_file_stands_while_its_inputs_do_and_it_is_there() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), &[("site/a", "1")]);
    let stands = |inputs: &str| {
        let writing = Writing::begin(folder.path(), SCOPES).unwrap();
        writing.stands(&[&path("site/a")], Fingerprint::of(inputs.as_bytes()))
    };
    assert!(stands("1"));
    assert!(!stands("2"));
    fs::write(folder.path().join("site/a"), "12").unwrap();
    assert!(!stands("1"), "somebody changed it");
    fs::remove_file(folder.path().join("site/a")).unwrap();
    assert!(!stands("1"), "somebody removed it");
    assert_eq!(written(folder.path(), &[("site/a", "1")]), (1, 0, 0));
}

#[test]
fn a_state_that_is_lost_or_damaged_counts_for_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join(".mingbai/state");
    written(folder.path(), &[("site/a", "1"), ("site/b", "2")]);
    let good = fs::read(&state).unwrap();
    for broken in [Vec::new(), good[1..].to_vec(), good[..good.len() - 1].to_vec(), vec![0; 4096]] {
        fs::write(&state, broken).unwrap();
        assert!(
            !Writing::begin(folder.path(), SCOPES).unwrap().stands(&[&path("site/a")], Fingerprint::of(b"1"))
        );
    }
    let before = fs::metadata(folder.path().join("site/a")).unwrap().modified().unwrap();
    assert_eq!(written(folder.path(), &[("site/a", "1")]), (0, 1, 1), "the list still knows site/b");
    assert_eq!(fs::metadata(folder.path().join("site/a")).unwrap().modified().unwrap(), before);
    assert_eq!(written(folder.path(), &[("site/a", "1")]), (0, 1, 0));
    assert!(Writing::begin(folder.path(), SCOPES).unwrap().stands(&[&path("site/a")], Fingerprint::of(b"1")));
}

#[test]
fn little_news_is_written_beside_the_state_and_counts_only_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let own = |name: &str| folder.path().join(".mingbai").join(name);
    written(folder.path(), &[("site/a", "1"), ("site/b", "2")]);
    let (state, amended) = (fs::read(own("state")).unwrap(), fs::read(own("amended")).unwrap());
    assert_eq!(written(folder.path(), &[("site/a", "1"), ("site/b", "3")]), (1, 1, 0));
    assert_eq!(fs::read(own("state")).unwrap(), state, "it is as long as the site is large");
    let stands = |inputs: &str| {
        let writing = Writing::begin(folder.path(), SCOPES).unwrap();
        writing.stands(&[&path("site/b")], Fingerprint::of(inputs.as_bytes()))
    };
    assert!(stands("3") && !stands("2"));
    let news = fs::read(own("amended")).unwrap();
    fs::write(own("amended"), amended).unwrap();
    assert!(stands("2"), "a state with its own news is trusted");
    for broken in [Vec::new(), news[..news.len() - 1].to_vec()] {
        fs::write(own("amended"), broken).unwrap();
        assert!(!stands("2") && !stands("3"));
    }
    fs::remove_file(own("amended")).unwrap();
    assert!(!stands("2") && !stands("3"), "what changed since is not known");
    fs::write(own("amended"), news).unwrap();
    // One file more: the state is written anew, and the news of before are none of it.
    assert_eq!(written(folder.path(), &[("site/a", "1"), ("site/b", "2"), ("site/c", "4")]), (2, 1, 0));
    assert!(stands("2") && !stands("3"));
    assert_eq!(written(folder.path(), &[("site/a", "1"), ("site/b", "2")]), (0, 2, 1));
    assert!(stands("2") && !stands("3"), "the state is that of the beginning, and its news of then are none");
}

#[test]
fn who_builds_again_and_again_sees_what_others_built_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let first = writing(folder.path(), SCOPES, &[("site/a", "1")]);
    let (_, standing) = first.commit_on(None::<&()>, None::<&()>).unwrap();
    let begin = |standing| Writing::begin_on(folder.path(), SCOPES, Some(standing)).unwrap();
    let stands = |writing: &Writing, inputs: &str| {
        writing.stands(&[&path("site/a")], Fingerprint::of(inputs.as_bytes()))
    };
    let again = begin(standing);
    assert!(stands(&again, "1"));
    again.fill(&path("site/a"), Some(Fingerprint::of(b"1")), b"1");
    let (_, standing) = again.commit_on(None::<&()>, None::<&()>).unwrap();
    written(folder.path(), &[("site/a", "2")]);
    let after = begin(standing);
    assert!(stands(&after, "2") && !stands(&after, "1"));
}

#[test]
fn a_write_that_amends_removes_what_it_is_told_to_and_nothing_else() {
    for is_listed in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join(".mingbai/files");
        written(folder.path(), &[("site/a", "1"), ("site/b", "2"), ("print/c", "3")]);
        if !is_listed {
            fs::write(&list, "site/a\nsite/of-before\nelsewhere/x\n").unwrap();
        }
        let amending = Writing::amend(folder.path(), SCOPES, None).unwrap().unwrap();
        amending.remove(&path("site/b"));
        amending.remove(&path("site/never-there"));
        amending.fill(&path("site/d"), None, b"4");
        assert!(amending.is_without_clash());
        let Written { written: put, removed, .. } = amending.commit(None::<&()>, None::<&()>).unwrap();
        assert_eq!(put, [path("site/d")]);
        let gone =
            if is_listed { vec![path("site/b")] } else { vec![path("site/b"), path("site/of-before")] };
        assert_eq!(removed, gone);
        let there = ["site/a", "site/b", "site/d", "print/c"].map(|file| folder.path().join(file).exists());
        assert_eq!(there, [true, false, true, true]);
        let elsewhere = if is_listed { "" } else { "elsewhere/x\n" };
        assert_eq!(fs::read_to_string(&list).unwrap(), format!("{elsewhere}print/c\nsite/a\nsite/d\n"));
        assert_eq!(written(folder.path(), &[("site/a", "1"), ("site/d", "4"), ("print/c", "3")]), (0, 3, 0));
        let amending = Writing::amend(folder.path(), SCOPES, None).unwrap().unwrap();
        amending.fill(&path("site/A"), None, b"5");
        assert!(!amending.is_without_clash(), "on Windows they are one file");
        amending.remove(&path("site/a"));
        assert!(amending.is_without_clash(), "that one goes");
    }
}

#[test]
fn a_write_that_is_given_up_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), &[("site/a", "1")]);
    drop(writing(folder.path(), SCOPES, &[("site/a", "2"), ("site/b", "3")]));
    assert!(!folder.path().join(".mingbai/stage").exists());
    assert_eq!(read(folder.path(), "site/a"), "1");
    assert_eq!(written(folder.path(), &[("site/a", "1")]), (0, 1, 0));
}

#[test]
fn two_builds_at_once_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), &[("site/a", "1")]);
    let first = Writing::begin(folder.path(), SCOPES).unwrap();
    let refused = Writing::begin(folder.path(), SCOPES).err().unwrap();
    assert!(refused.downcast_ref::<Text>().unwrap().en.contains("another mingbai"));
    drop(first);
    Writing::begin(folder.path(), SCOPES).unwrap();
}

#[test]
fn only_own_files_are_removed_with_the_folders_they_leave() {
    let folder = tempfile::tempdir().unwrap();
    let all: &[&str] = &["site", "print", "preview"];
    let files = [("site/old/deep/a", "1"), ("site/kept/b", "2"), ("preview/c", "3")];
    writing(folder.path(), SCOPES, &files).commit(None::<&()>, None::<&()>).unwrap();
    fs::write(folder.path().join("site/kept/theirs"), "x").unwrap();
    assert_eq!(written(folder.path(), &[("print/d", "4")]), (1, 0, 2));
    assert!(!folder.path().join("site/old").exists());
    assert!(!folder.path().join("site/kept/b").exists());
    assert!(folder.path().join("site/kept/theirs").exists());
    assert!(folder.path().join("preview/c").exists(), "another scope");
    let gone = writing(folder.path(), &["preview"], &[]).commit(None::<&()>, None::<&()>).unwrap();
    assert_eq!(gone.removed.len(), 1, "it was still known as own");
    assert!(!folder.path().join("preview").exists() && folder.path().join("print/d").exists());
    assert_eq!(writing(folder.path(), all, &[]).commit(None::<&()>, None::<&()>).unwrap().removed.len(), 1);
}

#[test]
fn what_no_build_is_known_to_have_made_stays_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let commit = |files| writing(folder.path(), SCOPES, files).commit(None::<&()>, None::<&()>).unwrap();
    commit(&[("site/a", "1"), ("site/deep/withdrawn", "2"), ("print/b", "3")]);
    fs::write(folder.path().join("site/theirs"), "x").unwrap();
    assert_eq!(commit(&[("site/a", "2"), ("site/deep/withdrawn", "2")]).strays, [], "the list is there");
    fs::remove_dir_all(folder.path().join(".mingbai")).unwrap();
    let done = commit(&[("site/a", "2")]);
    assert_eq!((done.written.len(), done.unchanged, done.removed.len()), (0, 1, 0));
    assert_eq!(done.strays, [path("site/deep/withdrawn"), path("site/theirs")]);
    assert!(folder.path().join("site/deep/withdrawn").exists());
    assert_eq!(commit(&[("site/a", "3")]).strays, [], "they were told");
}

#[test]
fn a_file_may_become_a_folder_and_back() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), &[("site/a", "1")]);
    assert_eq!(written(folder.path(), &[("site/a/b", "2")]), (1, 0, 1));
    assert_eq!(written(folder.path(), &[("site/a", "1")]), (1, 0, 1));
    assert_eq!(read(folder.path(), "site/a"), "1");
    fs::remove_file(folder.path().join("site/a")).unwrap();
    fs::create_dir(folder.path().join("site/a")).unwrap();
    assert_eq!(written(folder.path(), &[("site/a", "1")]), (1, 0, 0), "an empty folder makes way");
}

#[test]
fn a_list_that_was_tampered_with_removes_nothing_outside() {
    let folder = tempfile::tempdir().unwrap();
    let theirs = folder.path().join("theirs");
    let output = folder.path().join("output");
    fs::create_dir_all(output.join(".mingbai")).unwrap();
    fs::write(&theirs, "x").unwrap();
    fs::write(output.join(".mingbai/files"), "../theirs\nsite/../../theirs\n/theirs\n").unwrap();
    assert_eq!(written(&output, &[]), (0, 0, 0));
    assert!(theirs.exists());
}

#[test]
fn what_is_in_the_way_stops_a_write_before_it_begins() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), &[("site/b", "1"), ("site/c", "1")]);
    fs::create_dir_all(folder.path().join("site/a/theirs")).unwrap();
    let files = [("site/a", "1"), ("site/b", "2")];
    let error = writing(folder.path(), SCOPES, &files).commit(None::<&()>, None::<&()>).unwrap_err();
    let text = error.downcast_ref::<Text>().unwrap();
    assert!(text.en.contains("site/a") || text.en.contains("site\\a"), "{}", text.en);
    assert_eq!(read(folder.path(), "site/b"), "1");
    assert!(folder.path().join("site/c").exists() && !folder.path().join(".mingbai/journal").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_read_only_keeps_the_old_output_whole() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), &[("print/a", "1"), ("site/b", "1")]);
    let mode =
        |mode| fs::set_permissions(folder.path().join("site"), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    let files = [("print/a", "2"), ("site/b", "2")];
    let refused = writing(folder.path(), SCOPES, &files).commit(None::<&()>, None::<&()>).is_err();
    mode(0o755);
    assert!(refused);
    assert_eq!((read(folder.path(), "print/a"), read(folder.path(), "site/b")), ("1".into(), "1".into()));
    assert_eq!(written(folder.path(), &files), (2, 0, 0));
}

#[cfg(windows)]
#[test]
fn a_file_that_another_program_holds_keeps_the_old_output_whole() {
    use std::os::windows::fs::OpenOptionsExt;
    /// `FILE_SHARE_READ`: others may read it, no more.
    const READ: u32 = 1;
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), &[("print/a", "1"), ("site/b", "1"), ("site/c", "1")]);
    let hold = |name: &str| {
        fs::OpenOptions::new().read(true).share_mode(READ).open(folder.path().join(name)).unwrap()
    };
    let files = [("print/a", "2"), ("site/b", "2")];
    for name in ["site/b", "site/c"] {
        let held = hold(name);
        let refused = writing(folder.path(), SCOPES, &files).commit(None::<&()>, None::<&()>).is_err();
        drop(held);
        assert!(refused, "{name}");
        assert_eq!((read(folder.path(), "print/a"), read(folder.path(), "site/b")), ("1".into(), "1".into()));
    }
    assert_eq!(written(folder.path(), &files), (2, 0, 1));
}

#[test]
fn a_journal_that_is_whole_is_finished_and_a_part_of_one_dropped() {
    let text = |bytes: &str| {
        let bytes = Fingerprint::of(bytes.as_bytes());
        let put = Change::Put { staged: Staged::Number(0), bytes, path: path("site/a") };
        let journal = Journal { changes: vec![put, Change::Remove { path: path("site/b") }] };
        journal.text()
    };
    let left = |journal: &str| {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join(".mingbai");
        written(folder.path(), &[("site/a", "1"), ("site/b", "1")]);
        fs::create_dir_all(own.join("stage/0")).unwrap();
        fs::write(own.join("stage/0/0"), "2").unwrap();
        fs::write(own.join("journal"), journal).unwrap();
        recover(folder.path()).unwrap();
        assert!(!own.join("stage").exists() && !own.join("journal").exists());
        (read(folder.path(), "site/a"), folder.path().join("site/b").exists(), own.join("state").exists())
    };
    assert_eq!(left(&text("2")), ("2".to_owned(), false, true));
    assert_eq!(left(text("2").trim_end()), ("1".to_owned(), true, true));
    assert_eq!(
        left(&text("3")),
        ("1".to_owned(), true, false),
        "other bytes than were written: trust nothing"
    );
}

#[test]
fn what_was_kept_is_there_for_the_next_build() {
    let folder = tempfile::tempdir().unwrap();
    let print = Fingerprint::of(b"inputs");
    let first = Writing::begin(folder.path(), SCOPES).unwrap();
    assert_eq!(first.made::<Vec<u8>>(print), None);
    first.keep(print, &vec![1u8, 2]);
    first.commit(None::<&()>, None::<&()>).unwrap();
    let file = folder.path().join(".mingbai/made").join(print.to_string());
    assert_eq!(Writing::look(folder.path(), SCOPES).made(print), Some(vec![1u8, 2]));
    let mut bytes = fs::read(&file).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&file, bytes).unwrap();
    assert_eq!(Writing::look(folder.path(), SCOPES).made::<Vec<u8>>(print), None);
}

#[test]
fn a_first_tree_goes_file_by_file_where_somebody_began_one_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let writing = writing(folder.path(), SCOPES, &[("site/a/b", "1"), ("site/c", "2"), ("print/d", "3")]);
    fs::create_dir_all(folder.path().join("site/a")).unwrap();
    fs::write(folder.path().join("site/theirs"), "x").unwrap();
    assert_eq!(writing.commit(None::<&()>, None::<&()>).unwrap().written.len(), 3);
    let now = ["site/a/b", "site/c", "print/d", "site/theirs"].map(|path| read(folder.path(), path));
    assert_eq!(now, ["1", "2", "3", "x"]);
    assert!(!folder.path().join(".mingbai/stage").exists());
}

#[test]
fn a_first_tree_that_was_moved_in_part_is_finished() {
    let files = [("site/a", "1"), ("site/b/c", "2"), ("print/d", "3")];
    let put = |(name, bytes): &(&str, &str)| Change::Put {
        staged: Staged::Tree,
        bytes: Fingerprint::of(bytes.as_bytes()),
        path: path(name),
    };
    let journal = Journal { changes: files.iter().map(put).collect() }.text();
    // Of each file, whether it was moved before the program was killed.
    for moved in 0..8 {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join(".mingbai");
        for (number, (name, bytes)) in files.iter().enumerate() {
            let root =
                if moved >> number & 1 == 1 { folder.path().to_owned() } else { own.join("stage/tree") };
            fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
            fs::write(root.join(name), bytes).unwrap();
        }
        fs::create_dir_all(&own).unwrap();
        fs::write(own.join("journal"), &journal).unwrap();
        recover(folder.path()).unwrap();
        assert_eq!(files.map(|(name, _)| read(folder.path(), name)), ["1", "2", "3"]);
        assert!(!own.join("stage").exists() && !own.join("journal").exists());
    }
}

#[test]
fn of_a_first_tree_only_what_the_journal_names_is_put() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join(".mingbai");
    let put = Change::Put { staged: Staged::Tree, bytes: Fingerprint::of(b"1"), path: path("site/a") };
    fs::create_dir_all(own.join("stage/tree/site")).unwrap();
    fs::write(own.join("stage/tree/site/a"), "1").unwrap();
    fs::write(own.join("stage/tree/site/withdrawn"), "2").unwrap();
    fs::write(own.join("journal"), Journal { changes: vec![put] }.text()).unwrap();
    recover(folder.path()).unwrap();
    assert_eq!(read(folder.path(), "site/a"), "1");
    assert!(!folder.path().join("site/withdrawn").exists());
}

#[test]
fn what_another_program_staged_before_it_was_killed_does_not_come_along() {
    let folder = tempfile::tempdir().unwrap();
    let writing = Writing::begin(folder.path(), SCOPES).unwrap();
    let stage = folder.path().join(".mingbai/stage/tree/site");
    fs::create_dir_all(&stage).unwrap();
    fs::write(stage.join("withdrawn"), "2").unwrap();
    writing.fill(&path("site/a"), None, b"1");
    writing.commit(None::<&()>, None::<&()>).unwrap();
    assert_eq!(read(folder.path(), "site/a"), "1");
    assert!(!folder.path().join("site/withdrawn").exists());
}
