//! The rules of reading, each on a small town.

use super::entry::KEYS;
use super::{Kept, Request, provisional, read, read_again};
use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::document::BlockKind;
use crate::fingerprint::sha256;
use crate::load::{self, Folder};
use crate::model::{Entry, Site, deadline};
use crate::site_path::SitePath;
use crate::source::Source;
use crate::terms::{Audience, Category, Channel, DurationClass, Kind};
use proptest::prelude::{prop_assert_eq, proptest};
use std::fs;
use std::sync::Arc;
use std::time::Duration;

const UNITS: &str = "\
- {id: mzb, name: 青楠镇民政办公室, short: 民政办, phone: 0000-1234501}
- {id: czs, name: 青楠镇财政所, short: 财政所}
- {id: v-a, name: 甲村村民委员会, short: 甲村, kind: village, groups: 2, households: 30, people: 100}
- {id: v-b, name: 乙村村民委员会, short: 乙村, kind: village}
";
const BOARDS: &str = "\
- {id: town-main, name: 大门公开栏, unit: mzb, width_mm: 2400, height_mm: 1200}
- {id: v-a, name: 甲村公开栏, unit: v-a, width_mm: 1200, height_mm: 900}
- {id: v-b, name: 乙村公开栏, unit: 乙村, width_mm: 1200, height_mm: 900}
";
const CATALOGUE: &str = "\
id,level1,item,unit,basis,limit,min_posting,duration_class,channels,audience
MZ-02,民政,低保公示,民政办,社会救助暂行办法第11条,5wd,7d,staged,board,villagers
CZ-01,财政,季度收支,财政所,预算法,10wd after period end,15d,periodic,board website,society
DZ-07,年度报告,年度报告,民政办,条例第49条,by 01-31,continuous,long_term,board website,society
CZ-06,村账,村级收支,各村,组织法,day 15-20 of next month,5wd,periodic,board,villagers
";
const YEAR: &str = "year: 2022\nrest_days:\n  - {date: 2022-12-31, name: 元旦}\n";

fn town_of(files: &[(&str, &str)], drafts: bool) -> (Option<Site>, Vec<Diagnostic>) {
    let mut folder = Folder::default();
    for (path, text) in files {
        let path = SitePath::new(path).unwrap();
        folder.sources.insert(path.clone(), Source::new(path, *text));
    }
    let mut problems = Vec::new();
    let request = Request { date: Date::new(2022, 12, 23), drafts };
    (read(folder, &request, &mut problems), problems)
}

fn town_with(entries: &[(&str, &str)], drafts: bool) -> (Site, Vec<Diagnostic>) {
    let mut files = vec![
        ("site.yaml", "town: 青楠镇\n"),
        ("units.yaml", UNITS),
        ("boards.yaml", BOARDS),
        ("catalogue.csv", CATALOGUE),
        ("calendar/2022.yaml", YEAR),
    ];
    files.extend(entries);
    let (site, problems) = town_of(&files, drafts);
    (site.unwrap(), problems)
}

/// An entry file of the usual fields, of which `fields` replaces those of the same key.
fn file(fields: &str, body: &str) -> String {
    let usual =
        ["title: 公示", "kind: publication", "unit: mzb", "catalogue_item: MZ-02", "formed_on: 2022-12-20"];
    let key = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    let written: Vec<String> = fields.lines().map(key).collect();
    let kept: Vec<&str> = usual.into_iter().filter(|line| !written.contains(&key(line))).collect();
    format!("---\n{}\n{fields}\n---\n\n{body}\n", kept.join("\n"))
}

/// The one entry of these fields and this body, and what was found.
fn one(fields: &str, body: &str) -> (Option<Arc<Entry>>, Vec<Diagnostic>) {
    let text = file(fields, body);
    let (site, problems) = town_with(&[("entries/a.md", &text)], false);
    (site.entries.into_iter().next(), problems)
}

fn entry(fields: &str) -> Arc<Entry> {
    let (entry, problems) = one(fields, "正文");
    entry.unwrap_or_else(|| panic!("{problems:#?}"))
}

/// The codes with the words they mark.
fn found(fields: &str, body: &str) -> Vec<(&'static str, String)> {
    let text = file(fields, body);
    let (site, problems) = town_with(&[("entries/a.md", &text)], false);
    let faulty = problems.iter().any(|problem| problem.severity == Severity::Error);
    assert_eq!(site.entries.is_empty(), faulty, "an entry stays away exactly when it has an error");
    problems.iter().map(|problem| (problem.code, marked(problem, &text))).collect()
}

fn marked(problem: &Diagnostic, text: &str) -> String {
    match &problem.place {
        Some(Place::Text(span)) => {
            text.get(span.range.start as usize..span.range.end as usize).unwrap().to_owned()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_row_gives_what_an_entry_leaves_out() {
    let given = entry("issued_on: 2022-12-21");
    assert_eq!((given.category, given.audience), (Category::SocialAssistance, Audience::Villagers));
    assert_eq!(
        (given.channels.as_slice(), given.basis.as_slice()),
        (&[Channel::Board][..], &["社会救助暂行办法第11条".to_owned()][..])
    );
    assert_eq!(given.duration_class, Some(DurationClass::Staged));
    assert_eq!(given.contact.value, given.unit.value);
    assert_eq!((&*given.id, given.slug.as_str()), ("a", "a"));
    let own =
        entry("category: finance\naudience: society\nchannels: [website]\nbasis: 自定\ncontact: 财政所");
    assert_eq!(
        (own.category, own.audience, own.channels[0]),
        (Category::Finance, Audience::Society, Channel::Website)
    );
    assert_eq!((own.basis[0].as_str(), &*own.contact.value), ("自定", "czs"));
}

#[test]
fn dates_that_are_not_written_are_computed() {
    let written = |fields: &str| {
        let entry = entry(fields);
        let until = entry.post_until.map(|date| date.to_string()).unwrap_or_default();
        (entry.issued_on.value.to_string(), entry.post_from.to_string(), until)
    };
    let dates =
        |issued: &str, from: &str, until: &str| (issued.to_owned(), from.to_owned(), until.to_owned());
    // The row's least time: seven days, the first not counted.
    assert_eq!(written("formed_on: 2022-12-20"), dates("2022-12-20", "2022-12-20", "2022-12-27"));
    assert_eq!(
        written(
            "issued_on: 2022-12-21\nposting_period: {length: 5, unit: working_days, start_counts: false}"
        ),
        dates("2022-12-21", "2022-12-21", "2022-12-28")
    );
    assert_eq!(written("posting_period: 5个工作日"), dates("2022-12-20", "2022-12-20", "2022-12-26"));
    assert_eq!(written("post_until: 2022-12-30"), dates("2022-12-20", "2022-12-20", "2022-12-30"));
    assert_eq!(written("catalogue_item: DZ-07"), dates("2022-12-20", "2022-12-20", ""));
}

#[test]
fn a_written_end_agrees_with_the_period() {
    let period = "posting_period: {length: 7, unit: days}\n";
    assert_eq!(found(&format!("{period}post_until: 2022-12-26"), ""), []);
    let text = format!("{period}post_until: 2022-12-27");
    assert_eq!(found(&text, ""), [("period-mismatch", "2022-12-27".to_owned())]);
    let (_, problems) = one(&text, "");
    assert_eq!(problems[0].message.zh, "从2022-12-20起7天（首日计入）到2022-12-26为止，这里写的是2022-12-27");
}

#[test]
fn dates_stand_in_their_order() {
    assert_eq!(found("issued_on: 2022-12-19", ""), [("date-order", "2022-12-19".to_owned())]);
    assert_eq!(found("post_from: 2022-12-19", ""), [("date-order", "2022-12-19".to_owned())]);
    assert_eq!(found("post_until: 2022-12-19", ""), [("date-order", "2022-12-19".to_owned())]);
    let objections = "objections: {accept_from: 2022-12-22, accept_until: 2022-12-21, to: mzb}";
    assert_eq!(found(objections, ""), [("date-order", "2022-12-21".to_owned())]);
}

#[test]
fn a_year_without_a_calendar_is_a_warning_where_it_matters() {
    assert_eq!(found("posting_period: 10个工作日", ""), [("no-calendar-year", "10个工作日".to_owned())]);
    assert_eq!(found("posting_period: 30天", ""), []);
}

#[test]
fn references_name_what_exists() {
    let marks = |fields: &str| found(fields, "");
    assert_eq!(marks("unit: mzbb"), [("unknown-unit", "mzbb".to_owned())]);
    assert_eq!(marks("contact: 民证办"), [("unknown-unit", "民证办".to_owned())]);
    assert_eq!(marks("co_units: [czs, xyz]"), [("unknown-unit", "xyz".to_owned())]);
    assert_eq!(marks("catalogue_item: MZ-20"), [("unknown-catalogue-row", "MZ-20".to_owned())]);
    assert_eq!(marks("boards: [town-main, v-c]"), [("unknown-board", "v-c".to_owned())]);
    assert_eq!(marks("boards: [\"w-*\"]"), [("unknown-board", "\"w-*\"".to_owned())]);
    assert_eq!(marks("objections: {to: 纪委}"), [("unknown-unit", "纪委".to_owned())]);
    assert_eq!(marks("distribution: {scope: [甲村, 丙村]}"), [("unknown-village", "丙村".to_owned())]);
    assert_eq!(marks("supersedes: [b]"), [("unknown-entry", "b".to_owned())]);
    assert_eq!(marks("supersedes: [a]"), [("unknown-entry", "a".to_owned())]);
    assert_eq!(marks("attachments: [表.xlsx]"), [("missing-attachment", "表.xlsx".to_owned())]);
    assert_eq!(marks("category: 财务"), [("unknown-term", "财务".to_owned())]);
    let (_, problems) = one("unit: mzbb", "");
    assert_eq!(problems[0].help.as_ref().unwrap().zh, "是不是 mzb？");
}

#[test]
fn a_pattern_names_every_board_that_it_fits() {
    let boards = |fields: &str| -> Vec<String> {
        entry(fields).boards.iter().map(|board| board.value.to_string()).collect()
    };
    assert_eq!(boards("boards: [\"v-*\", town-main, v-a]"), ["v-a", "v-b", "town-main"]);
    assert_eq!(boards("boards: [大门公开栏]"), ["town-main"]);
}

#[test]
fn a_kind_has_the_fields_it_cannot_do_without() {
    let missing = |fields: &str| -> Vec<String> {
        let (_, problems) = one(fields, "");
        problems.iter().map(|problem| format!("{} {}", problem.code, problem.message.en)).collect()
    };
    assert_eq!(missing("kind: service_guide"), ["missing-field service is missing"]);
    assert_eq!(missing("kind: reply"), ["missing-field replies_to is missing"]);
    assert_eq!(missing("kind: correction"), ["missing-field corrects is missing"]);
    assert_eq!(missing("disclosure: withheld"), ["missing-field exemption is missing"]);
    assert_eq!(
        missing("kind: public_notification\ncatalogue_item: DZ-07\ncategory: policy"),
        ["missing-field posting_period is missing"]
    );
    assert_eq!(missing("kind: public_notification"), [""; 0]);
    assert_eq!(missing("title: ''"), ["missing-field title is missing"]);
    assert_eq!(missing("catalogue_item:"), ["missing-field catalogue_item is missing"]);
}

#[test]
fn two_entries_do_not_share_an_id_or_an_address() {
    let codes = |one: (&str, &str), two: (&str, &str)| -> Vec<String> {
        let (one_text, two_text) = (file(one.1, ""), file(two.1, ""));
        let (site, problems) = town_with(&[(one.0, &one_text), (two.0, &two_text)], false);
        assert_eq!(site.entries.len(), 2 - problems.len());
        problems.iter().map(|problem| format!("{} {}", problem.code, problem.spoiled().unwrap())).collect()
    };
    assert_eq!(codes(("entries/a.md", ""), ("entries/b.md", "")), [""; 0]);
    assert_eq!(
        codes(("entries/a.md", "id: x-1"), ("entries/b.md", "id: X-1")),
        ["duplicate-id entries/b.md"]
    );
    assert_eq!(
        codes(("entries/1/公示.md", ""), ("entries/2/公示.md", "")),
        ["duplicate-id entries/2/公示.md"]
    );
    assert_eq!(codes(("entries/1/公示.md", ""), ("entries/2/公示.md", "slug: gong-shi-2")), [""; 0]);
    assert_eq!(codes(("entries/1/公示.md", ""), ("entries/2/公示.md", "unit: czs")), [""; 0]);
    assert_eq!(found("slug: 公示", ""), [("bad-slug", "公示".to_owned())]);
}

#[test]
fn a_draft_waits_until_it_is_asked_for() {
    let good = file("draft: true", "");
    let faulty = file("draft: true\nunit: 某办", "");
    let (site, problems) = town_with(&[("entries/a.md", &good), ("entries/b.md", &faulty)], false);
    assert!(site.entries.is_empty() && !site.preview);
    assert!(problems.iter().all(|problem| problem.severity == Severity::Note), "{problems:?}");
    assert_eq!((problems.len(), site.waiting_drafts), (1, 2));
    let (site, problems) = town_with(&[("entries/a.md", &good), ("entries/b.md", &faulty)], true);
    assert_eq!((site.entries.len(), site.preview, site.entries[0].draft), (1, true, true));
    assert_eq!(site.waiting_drafts, 0);
    assert_eq!(problems[0].severity, Severity::Error);
}

#[test]
fn a_draft_spoils_no_other_entry_however_broken_it_is() {
    let (good, draft) = (file("id: x", ""), file("id: x\ndraft: true", ""));
    let broken = draft.replacen("---\n", "---\nperiod: [\n", 1);
    for draft in [draft, broken, file("draft: true\ntitle: 两个题\nformed_on: 【填写形成日期】", "")]
    {
        let (site, problems) = town_with(&[("entries/a.md", &draft), ("entries/b.md", &good)], false);
        assert_eq!((site.entries.len(), &*site.entries[0].id, site.waiting_drafts), (1, "x", 1), "{draft}");
        let of_draft =
            |problem: &Diagnostic| problem.spoiled().is_some_and(|path| path.as_str() == "entries/a.md");
        assert!(!problems.is_empty() && problems.iter().all(of_draft), "{problems:?}");
        assert!(problems.iter().all(|problem| problem.severity == Severity::Note), "{problems:?}");
    }
}

#[test]
fn entries_stand_newest_first() {
    let (old, new) = (file("formed_on: 2022-11-01", ""), file("formed_on: 2022-12-01", ""));
    let files =
        [("entries/b.md", old.as_str()), ("entries/c.md", new.as_str()), ("entries/a.md", old.as_str())];
    let (site, _) = town_with(&files, false);
    let ids: Vec<&str> = site.entries.iter().map(|entry| &*entry.id).collect();
    assert_eq!(ids, ["c", "a", "b"]);
}

#[test]
fn deadlines_follow_the_row() {
    let due = |fields: &str| {
        let text = file(fields, "");
        let (site, _) = town_with(&[("entries/a.md", &text)], false);
        deadline(&site, &site.entries[0]).map(|deadline| (deadline.date.to_string(), deadline.certain))
    };
    let on = |date: &str| Some((date.to_owned(), true));
    assert_eq!(due("catalogue_item: MZ-02"), on("2022-12-27"));
    assert_eq!(due("catalogue_item: CZ-01\nperiod: 2022Q3"), on("2022-10-14"));
    assert_eq!(due("catalogue_item: DZ-07\nperiod: 2022"), on("2023-01-31"));
    assert_eq!(due("catalogue_item: CZ-06\nperiod: 2022-11"), on("2022-12-20"));
    assert_eq!(due("formed_on: 2022-12-28"), Some(("2023-01-04".to_owned(), false)));
    assert_eq!(due("disclosure: withheld\nexemption: internal\ncatalogue_item: MZ-02"), on("2022-12-27"));
}

#[test]
fn the_check_code_follows_the_words_and_nothing_else() {
    let code = |fields: &str, body: &str| one(fields, body).0.unwrap().check_code.clone();
    let first = code("issued_on: 2022-12-21\nplain_summary: 一句话", "正文");
    assert_eq!(first.len(), 9);
    assert_eq!(code("plain_summary: 一句话\nissued_on: 2022年12月21日", "正文  \n"), first);
    assert_eq!(
        code("issued_on: 2022-12-21 # 成文\nplain_summary: 一句话\nthread: x\nboards: [v-a]", "正文"),
        first
    );
    assert_ne!(code("issued_on: 2022-12-22\nplain_summary: 一句话", "正文"), first);
    assert_ne!(code("title: 公市\nissued_on: 2022-12-21\nplain_summary: 一句话", "正文"), first);
    assert_ne!(code("issued_on: 2022-12-21\nplain_summary: 两句话", "正文"), first);
}

#[test]
fn the_check_code_follows_every_word_of_the_body() {
    let code = |body: &str| one("", body).0.unwrap().check_code.clone();
    let body = "第一段。\n\n<!-- table: t -->\n\n| 户主 | 金额 |\n|---|--:|\n| 陈*兰 | 760.00 |\n\n见[办法](https://a.example/b)。";
    let first = code(body);
    assert_eq!(code(&body.replace("第一段。\n", "第一段。  \n\n<!-- 备注 -->\n")), first);
    assert_eq!(code(&body.replace("<!-- table: t -->", "")), first);
    assert_eq!(code(&body.replace("| 户主 | 金额 |", "|户主|  金额|")), first);
    for (word, other) in
        [("第一段", "第二段"), ("760.00", "760.01"), ("户主", "姓名"), ("example/b", "example/c")]
    {
        assert_ne!(code(&body.replace(word, other)), first, "{word}");
    }
    assert_ne!(code("甲\n\n乙"), code("甲乙"));
    assert_ne!(code("- 甲\n  - 乙"), code("- 甲\n- 乙"));
    // 冷 of the compatibility block is another code point for the same character in form NFC.
    assert_eq!(code("\u{F92E}"), code("冷"));
}

const TABLE: &str = "<!-- table: t -->\n\n| 序号 | 村名 | 金额（元） |\n|--:|---|--:|\n| 1 | 甲村 | 5.00 |\n|  | 合计 | 5.00 |\n";

#[test]
fn tables_are_what_the_front_matter_says() {
    let table = |rule: &str| found(&format!("tables:\n  - {rule}"), TABLE);
    assert_eq!(table("{id: t, total_row: 合计, sum_columns: [金额（元）]}"), []);
    assert_eq!(table("{id: t2, total_row: 合计}"), [("unknown-table", "t2".to_owned())]);
    assert_eq!(table("{id: t, sum_columns: [金额]}"), [("unknown-column", "金额".to_owned())]);
    assert_eq!(table("{id: t, total_row: 总额}"), [("no-total-row", "t".to_owned())]);
    let (_, problems) = one("tables: {id: t, sum_columns: [金额]}", TABLE);
    assert_eq!(problems[0].help.as_ref().unwrap().zh, "是不是 金额（元）？");
}

#[test]
fn a_total_row_is_marked() {
    let totals = |fields: &str| {
        let text = file(fields, TABLE);
        let site = town_with(&[("entries/a.md", &text)], false).0;
        let body = site.body(&site.entries[0]).unwrap();
        match &body.blocks[0].kind {
            BlockKind::Table(table) => table.rows.iter().map(|row| row.total).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(totals("tables: {id: t, total_row: 合计}"), [false, true]);
    assert_eq!(totals("tables: {id: t, total_row: '1'}"), [true, false]);
    assert_eq!(totals(""), [false, true], "a last row that says so itself");
}

/// Personal information in all the places a body and a front matter have for it.
const PRIVATE: &str = "身份证11010519491231002X，电话[13800138000](tel:13800138000)，家住甲村2组12号。\n\n\
    > **110105**19491231`002X`\n\n- 拨13800138000\n\n| 户主 | 身份证号 | 联系电话 | 账号 | 出生日期 | 住址 |\n|---|---|---|---|---|---|\n\
    | 陈*兰 | 110105194912310021 | 0830-1234567 | 101234567890 | 1949-12-31 | 甲村2组新屋12号 |\n\n\
    | 甲 | 乙 | 丙 |\n|---|---|---|\n| 110105 | 19491231 | 002X |\n\n问民政办：0000-1234501[^1]。\n\n\
    [^1]: 1949年12月31日出生。";

#[test]
fn a_mask_hides_what_is_personal_and_spares_what_offices_publish() {
    let fields = "title: 关于13800138000的公示\nbasis: [见11010519491231002X]\nplain_summary: 电话13800138000\n\
        source_document: {issuer: 陈某13800138000, doc_no: '11010519491231002X'}";
    let texts = |mask: &str| {
        let text = file(&format!("{fields}\n{mask}"), PRIVATE);
        let (site, problems) = town_with(&[("entries/a.md", &text)], false);
        assert_eq!(problems, []);
        let entry = Arc::clone(&site.entries[0]);
        let shown = format!("{:?}", site.body(&entry).unwrap());
        let hashed = site.hashed_text(&entry).unwrap();
        assert!(hashed.contains("13800138000"), "the hashed text is that of the text as it was written");
        assert_eq!(sha256(hashed.as_bytes()), entry.text_hash);
        (site.original_body(&entry).unwrap().text(), site.body(&entry).unwrap().text(), shown, entry)
    };
    let (original, masked, shown, entry) = texts("脱敏: 自动");
    let expected = "身份证11*************02X，电话138****8000，家住甲村***。\n**11***************02X\n拨138****8000\n\
        户主\t身份证号\t联系电话\t账号\t出生日期\t住址\n\
        陈*兰\t11*************021\t0830-***4567\t********7890\t1949-**-**\t甲村***\n\
        甲\t乙\t丙\n11****\t********\t*02X\n问民政办：0000-1234501。\n1949年**月**日出生。";
    assert_eq!(masked, expected);
    assert_eq!(entry.title.value, "关于138****8000的公示");
    let facts = format!("{entry:?}");
    for original in ["13800138000", "11010519491231002X", "1234567", "101234567890", "12-31", "12号"] {
        assert!(!shown.contains(original), "{original} in {shown}");
        assert!(!facts.contains(original), "{original} in {facts}");
    }
    let (plain, same, _, unmasked) = texts("mask: none");
    assert_eq!((&plain, &plain), (&original, &same));
    assert_eq!(unmasked.title.value, "关于13800138000的公示");
    assert_ne!(unmasked.text_hash, entry.text_hash, "who drops a mask drops the approval with it");
    assert_ne!(unmasked.text, entry.text, "a mask makes another page");
}

#[test]
fn a_file_name_cannot_be_masked() {
    let text = file("mask: auto", "正文");
    let (site, problems) = town_with(&[("entries/陈某13800138000.md", &text)], false);
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["cannot-mask"]);
    assert!(site.entries.is_empty());
}

#[test]
fn links_and_pictures_lead_to_files_of_the_site() {
    let codes =
        |body: &str| -> Vec<&'static str> { found("", body).into_iter().map(|(code, _)| code).collect() };
    assert_eq!(codes("[更正](a.md) [网站](https://a.example) [电话](tel:12345) [下文](#x)"), [""; 0]);
    assert_eq!(codes("[更正](b.md)"), ["unknown-entry"]);
    assert_eq!(codes("[表](表.xlsx)"), ["missing-file"]);
    assert_eq!(codes("[目录](../catalogue.csv)"), [""; 0]);
    assert_eq!(codes("![路](路.jpg)"), ["missing-picture"]);
    assert_eq!(codes("![路](https://a.example/路.jpg)"), ["unsafe-link"]);
    assert_eq!(found("", "见 ![路](路.jpg)。")[0].1, "![路](路.jpg)");
}

#[test]
fn a_town_without_roles_boards_catalogue_or_calendar_still_builds() {
    let text =
        "---\ntitle: 通知\nkind: notice\nunit: 民政办\ncategory: policy\nformed_on: 2022-12-20\n---\n正文\n";
    let files = [("site.yaml", "town: 青楠镇\n"), ("units.yaml", UNITS), ("entries/a.md", text)];
    let (site, problems) = town_of(&files, false);
    assert_eq!(problems, []);
    assert_eq!(site.unwrap().entries.len(), 1);
}

#[test]
fn no_town_without_settings_and_units() {
    let (site, problems) = town_of(&[("entries/a.md", "")], false);
    assert!(site.is_none());
    let codes: Vec<_> = problems.iter().map(|problem| (problem.code, problem.message.zh.as_str())).collect();
    assert_eq!(
        codes,
        [("missing-file", "content 里没有 site.yaml"), ("missing-file", "content 里没有 units.yaml")]
    );
}

#[test]
fn faults_of_registers_are_named() {
    let codes = |path: &str, text: &str| -> Vec<&'static str> {
        let mut files = vec![("site.yaml", "town: 青楠镇\n"), ("units.yaml", UNITS)];
        files.retain(|(name, _)| *name != path);
        files.push((path, text));
        town_of(&files, false).1.iter().map(|problem| problem.code).collect()
    };
    assert_eq!(codes("units.yaml", "- {id: A, name: 甲}\n"), ["bad-id"]);
    assert_eq!(codes("units.yaml", "- {id: a, name: 甲}\n- {id: a, name: 乙}\n"), ["duplicate-id"]);
    assert_eq!(codes("units.yaml", "id: a\n"), ["wrong-type"]);
    assert_eq!(codes("boards.yaml", "- {id: b, name: 栏, unit: mzb, width_mm: 100}\n"), ["missing-field"]);
    assert_eq!(
        codes("boards.yaml", "- {id: b, name: 栏, unit: x, width_mm: 100, height_mm: 9}\n"),
        ["unknown-unit"]
    );
    let wide = "- {id: b, name: 栏, unit: mzb, width_mm: 100, height_mm: 90, columns: [{unit: czs, width_mm: 101}]}\n";
    assert_eq!(codes("boards.yaml", wide), ["board-size"]);
    assert_eq!(codes("roles.yaml", "- {id: a, title: 镇长, may: [fly]}\n"), ["unknown-term"]);
    assert_eq!(codes("calendar/2022.yaml", "year: 2022\nrest_days: [{date: 2025-01-01}]\n"), ["bad-year"]);
    assert_eq!(codes("calendar/2022.yaml", "rest_days: []\n"), ["missing-field"]);
}

#[test]
fn no_words_break_the_reading() {
    const WORDS: &[&str] = &[
        "2022-12-20",
        "2199-12-31",
        "1900-01-01",
        "36500",
        "{length: 36500, unit: months}",
        "{length: 0}",
        "[a, [b]]",
        "{to: mzb, accept_until: 2022-01-01}",
        "'*'",
        "''",
        "~",
        "true",
        "-1",
        "mzb",
        "{id: t, sum_columns: [x]}",
        "../../x",
        "公示",
        "correction",
        "9999999999wd",
        "{path: /etc/passwd}",
        "2022Q9",
        "\u{0}",
        "\u{FFFD}",
        "large",
    ];
    proptest!(|(picks in proptest::collection::vec((0..KEYS.len(), 0..WORDS.len()), 0..8), body in ".{0,60}")| {
        let mut seen = std::collections::BTreeSet::new();
        let lines = picks.into_iter().filter(|(key, _)| seen.insert(*key));
        let fields: Vec<String> =
            lines.map(|(key, word)| format!("{}: {}", KEYS[key].name, WORDS[word])).collect();
        let text = file(&fields.join("\n"), &body);
        let (site, problems) = town_with(&[("entries/a.md", &text)], true);
        let faulty = problems.iter().any(|problem| problem.severity == Severity::Error);
        prop_assert_eq!(site.entries.is_empty(), faulty);
    });
}

/// A town on the disk whose files have rested, and how often its entries were parsed: those that were kept are the
/// very same values.
#[test]
fn an_entry_that_nobody_changed_is_taken_as_it_was() {
    let root = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        let file = fs::File::options().append(true).open(&path).unwrap();
        file.set_modified(file.metadata().unwrap().modified().unwrap() - Duration::from_secs(60)).unwrap();
    };
    write("site.yaml", "town: 青楠镇\n");
    write("units.yaml", UNITS);
    write("catalogue.csv", CATALOGUE);
    write("entries/a.md", &file("", "甲，见[乙](b.md)。"));
    write("entries/b.md", &file("", "乙"));
    let mut kept = Kept::default();
    let read = |kept: &mut Kept| {
        let listed = load::list(root.path(), load::CONTENT_TEXTS).unwrap();
        let folder = Arc::new(listed.read(&|file| kept.known(file)));
        let mut problems = Vec::new();
        let request = Request { date: Date::new(2022, 12, 23), drafts: false };
        let site = read_again(&folder, &request, kept, &mut problems).unwrap();
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
        let entries: Vec<_> = site.entries.to_vec();
        let bodies: Vec<_> = entries.iter().map(|entry| site.body(entry).unwrap().text()).collect();
        (entries, bodies, folder.unread.len(), codes)
    };
    let same = |one: &[Arc<Entry>], other: &[Arc<Entry>]| {
        one.iter().zip(other).map(|(one, other)| Arc::ptr_eq(one, other)).collect::<Vec<_>>()
    };
    let (first, bodies, unread, codes) = read(&mut kept);
    assert_eq!(
        (bodies.as_slice(), unread, codes),
        (["甲，见乙。".to_owned(), "乙".to_owned()].as_slice(), 0, vec![])
    );
    let (second, bodies, unread, _) = read(&mut kept);
    assert_eq!((same(&first, &second), unread), (vec![true, true], 2));
    assert_eq!(bodies, ["甲，见乙。", "乙"]);

    write("entries/b.md", &file("title: 另一条", "乙"));
    let (third, _, unread, _) = read(&mut kept);
    assert_eq!((same(&second, &third), unread), (vec![true, false], 1));
    assert_eq!(third[1].title.value, "另一条");

    fs::remove_file(root.path().join("entries/b.md")).unwrap();
    let (fourth, _, _, codes) = read(&mut kept);
    assert_eq!((fourth.len(), codes), (0, vec!["unknown-entry"]), "what the link names is gone");
    write("entries/b.md", &file("", "乙"));
    let (fifth, _, _, codes) = read(&mut kept);
    assert_eq!((fifth.len(), codes), (2, vec![]));

    write("catalogue.csv", &CATALOGUE.replace("社会救助暂行办法第11条", "社会救助暂行办法第12条"));
    let (sixth, _, _, _) = read(&mut kept);
    assert_eq!(same(&fifth, &sixth), [false, false], "the row gives the entry its basis");
    assert_eq!(sixth[0].basis, ["社会救助暂行办法第12条"]);
}

#[test]
fn a_faulty_entry_can_be_shown_with_stand_ins_and_stays_out_of_the_site() {
    let wrong = file(
        "title:\nkind: 布告\nunit: 水务局\ncatalogue_item: CZ-01\nformed_on: 明天\nslug: ../x\nid: A",
        "正文",
    );
    let entries = [
        ("entries/a.md", file("id: A", "别的")),
        ("entries/wrong.md", wrong),
        ("entries/open.md", "---\ntitle: [\n---\n".to_owned()),
    ];
    let entries = entries.each_ref().map(|(path, text)| (*path, text.as_str()));
    let (site, problems) = town_with(&entries, false);
    assert!(problems.len() > 5 && site.entries.len() == 1, "{problems:#?}");
    let path = |name| SitePath::new(name).unwrap();
    let shown = provisional(&site, &path("entries/wrong.md")).unwrap();
    let entry = shown.entry_at(&path("entries/wrong.md")).unwrap();
    let facts = (&*entry.title.value, entry.kind, &*entry.unit.value, entry.formed_on.value.to_string());
    assert_eq!(facts, ("wrong", Kind::Announcement, "czs", "2022-12-23".to_owned()));
    assert_eq!(shown.body(entry).unwrap().blocks.len(), 1);
    assert_eq!(shown.entries.len(), 1, "the other of that id makes way");
    let open = provisional(&site, &path("entries/open.md"));
    assert!(open.is_none() && site.entries.len() == 1);
}
