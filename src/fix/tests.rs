use super::{Fix, Made, fix};
use crate::site_path::SitePath;
use proptest::prelude::*;

fn path(name: &str) -> SitePath {
    SitePath::new(name).unwrap()
}

fn made(name: &str, bytes: &[u8]) -> Made {
    match fix(&path(name), bytes) {
        Fix::Made(made) => made,
        other => panic!("{other:?}"),
    }
}

fn text(name: &str, written: &str) -> String {
    String::from_utf8(made(name, written.as_bytes()).bytes).unwrap()
}

#[test]
fn front_matter_gets_one_form() {
    let written = "———\n标题：“关于停水的通知”\n文种： 通知   # 不改\nunit:mzb\n形成日期: 2022年12月3日\npost_from: 2022/12/5\n\
                   公示期：{时长：5，单位：工作日}\nbasis: 【《水法》，《条例》】\nsource_document: {发文单位: 县, 发文日期: 2022.11.18}\n———\n\n正文：2022年12月3日，（见图）。\n";
    let right = "---\ntitle: \"关于停水的通知\"\nkind: 通知   # 不改\nunit: mzb\nformed_on: 2022-12-03\npost_from: 2022-12-05\n\
                 posting_period: {length: 5, unit: 工作日}\nbasis: [《水法》, 《条例》]\nsource_document: {issuer: 县, issued_on: 2022-11-18}\n---\n\n正文：2022年12月3日，（见图）。\n";
    assert_eq!(text("entries/a.md", written), right);
    assert_eq!(fix(&path("entries/a.md"), right.as_bytes()), Fix::Sound);
}

#[test]
fn document_numbers_get_their_brackets_and_nothing_more() {
    let written = "---\ntitle: 通知\n---\n\n依据青府发[2022]8号、（2022）第3号、青府发（2022）第3号、(2022)川0123民初45号，\n见[甲](青府发[2022]8号.md)。\n\n```\n青府发[2022]8号\n```\n";
    let right = written.replacen("青府发[2022]8号", "青府发〔2022〕8号", 1);
    assert_eq!(text("entries/a.md", written), right);
    assert!(made("entries/a.md", written.as_bytes()).readable);
}

#[test]
fn encodings_become_utf_8_and_line_ends_stay() {
    let gbk =
        b"---\r\ntitle: \xcd\xa8\xd6\xaa\xb9\xab\xb8\xe6\r\n---\r\n\r\n\xcd\xa3\xcb\xae\xd2\xbb\xcc\xec\n";
    let found = made("entries/a.md", gbk);
    assert_eq!(found.encoding, Some("GBK/GB18030"));
    assert_eq!(String::from_utf8(found.bytes).unwrap(), "---\r\ntitle: 通知公告\r\n---\r\n\r\n停水一天\n");
    let table =
        made("entries/a.csv", b"\xb4\xe5\xc3\xfb,\xbd\xf0\xb6\xee\r\n\xca\xaf\xc7\xc5\xcd\xe5\xb4\xe5,1\r\n");
    assert_eq!(String::from_utf8(table.bytes).unwrap(), "\u{feff}村名,金额\r\n石桥湾村,1\r\n");
}

#[test]
fn a_mark_goes_but_for_excel() {
    let found = made("entries/a.md", "\u{feff}---\ntitle: 甲\n---\n".as_bytes());
    assert!(found.mark_gone && found.lines.is_empty());
    assert_eq!(found.bytes, "---\ntitle: 甲\n---\n".as_bytes());
    assert_eq!(fix(&path("entries/a.csv"), "\u{feff}甲,乙\n".as_bytes()), Fix::Sound);
    assert_eq!(fix(&path("entries/a.csv"), "甲,乙\n".as_bytes()), Fix::Sound);
}

#[test]
fn what_a_person_must_decide_is_left() {
    let twice = "---\n标题: 甲\ntitle: 乙\n---\n";
    assert_eq!(fix(&path("entries/a.md"), twice.as_bytes()), Fix::Sound);
    let lost = "---\ntitle：通\u{fffd}\n---\n";
    assert!(matches!(fix(&path("entries/a.md"), lost.as_bytes()), Fix::Left(_)));
    assert!(matches!(fix(&path("entries/a.md"), b"---\ntitle: \xff\xff\n"), Fix::Left(_)));
    for sound in [
        "没有信息块：2022年",
        "---\ntitle: 没有结束：甲\n",
        "",
        "---\n---\n",
        "---\nformed_on: 12月3日\n---\n",
    ] {
        assert_eq!(fix(&path("entries/a.md"), sound.as_bytes()), Fix::Sound, "{sound}");
    }
}

#[test]
fn yaml_files_get_plain_syntax() {
    let written = "# 单位：不改\n- id：mzb\n  name：“民政办”\n  phones：【1，2】\n";
    assert_eq!(
        text("units.yaml", written),
        "# 单位：不改\n- id: mzb\n  name: \"民政办\"\n  phones: [1, 2]\n"
    );
}

/// Lines as clerks write them, and worse.
fn any_text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("---".to_owned()),
        Just("———".to_owned()),
        Just(String::new()),
        Just("标题：关于停水的通知".to_owned()),
        Just("形成日期：2022年12月3日 # 日期".to_owned()),
        Just("post_from: \"2022/12/3\"".to_owned()),
        Just("公示期：｛时长：5｝".to_owned()),
        Just("  单位：工作日".to_owned()),
        Just("basis：【甲，“乙”】".to_owned()),
        Just("boards：［甲，“乙”］".to_owned()),
        Just("objections：｛to： 甲，how：［乙， 丙］｝".to_owned()),
        Just("- 甲：乙".to_owned()),
        Just("依据青府发[2022]8号、青办【2022】12号".to_owned()),
        Just("```".to_owned()),
        Just("| 甲 | 青府发（2022）8号 |".to_owned()),
        "[ 　a-z：:，,“”\"'【】\\[\\]{}（）(2022)0-9年月日号第-]{0,24}",
    ];
    let ends = prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
    proptest::collection::vec((line, ends), 0..14)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

proptest! {
    #[test]
    fn what_was_put_right_stays_so(text in any_text(), in_head in any::<bool>(), ending in prop_oneof![Just("md"), Just("yaml"), Just("csv")]) {
        let text = if in_head { format!("---\n{text}---\n\n{text}") } else { text };
        let path = path(&format!("entries/a.{ending}"));
        if let Fix::Made(made) = fix(&path, text.as_bytes()) {
            prop_assert_eq!(fix(&path, &made.bytes), Fix::Sound);
            let ends = |text: &str| super::lines::split(text).1;
            prop_assert_eq!(ends(&text), ends(std::str::from_utf8(&made.bytes).unwrap()));
        }
    }

    #[test]
    fn any_bytes_are_put_right_or_left(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let path = path("entries/a.md");
        if let Fix::Made(made) = fix(&path, &bytes) {
            prop_assert!(std::str::from_utf8(&made.bytes).is_ok());
            prop_assert_eq!(fix(&path, &made.bytes), Fix::Sound);
        }
    }
}
