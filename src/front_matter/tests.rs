use super::{Fields, Key, Node, Value, split, yaml};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::site_path::SitePath;
use crate::source::Source;
use crate::terms::{Channel, Kind};
use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use std::time::{Duration, Instant};

const KEYS: &[Key] = &[
    Key::new("title", &["标题"]),
    Key::new("kind", &["文种"]),
    Key::new("unit", &["部门", "公开主体"]),
    Key::new("formed_on", &["形成日期", "日期"]),
    Key::new("channels", &["公开方式"]),
    Key::new("draft", &["草稿"]),
    Key::new("number", &["编号"]),
    Key::new("period", &["公示期"]),
];

fn source(text: &str) -> Source {
    Source::new(SitePath::new("a.yaml").unwrap(), text)
}

fn read(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let node = yaml(&source(text), &mut problems);
    (node, problems)
}

fn clean(text: &str) -> Node {
    let (node, problems) = read(text);
    assert_eq!(problems, [], "{text}");
    node.unwrap()
}

/// Nodes as a short text: maps in braces, lists in brackets, numbers with a hash, values in slashes.
fn shown(node: &Node) -> String {
    match &node.value {
        Value::Null => "~".to_owned(),
        Value::Bool(value) => format!("!{value}"),
        Value::Number(number) => format!("#{number}"),
        Value::Text(text) => format!("/{text}/"),
        Value::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(" ")),
        Value::Map(pairs) => {
            let pairs: Vec<_> =
                pairs.iter().map(|(key, value)| format!("{}={}", key.value, shown(value))).collect();
            format!("{{{}}}", pairs.join(" "))
        }
    }
}

/// The codes with the texts they mark.
fn marked(text: &str) -> Vec<(&'static str, String)> {
    marks(&source(text), &read(text).1)
}

fn marks(source: &Source, problems: &[Diagnostic]) -> Vec<(&'static str, String)> {
    let mark = |problem: &Diagnostic| match &problem.place {
        Some(Place::Text(span)) => {
            source.text.get(span.range.start as usize..span.range.end as usize).unwrap().to_owned()
        }
        other => format!("{other:?}"),
    };
    problems.iter().map(|problem| (problem.code, mark(problem))).collect()
}

fn help(text: &str) -> String {
    read(text)
        .1
        .iter()
        .filter_map(|problem| problem.help.as_ref())
        .map(|help| help.zh.clone())
        .collect::<Vec<_>>()
        .join(" | ")
}

/// Reads with `reader`, gives what it gives and what is marked.
fn field<T>(text: &str, reader: impl FnOnce(&mut Fields<'_, '_>) -> T) -> (T, Vec<(&'static str, String)>) {
    let (node, mut problems) = read(text);
    let node = node.unwrap_or(Node { span: source(text).span(0..0), value: Value::Null, plain: true });
    let value = reader(&mut Fields::new(&node, KEYS, &mut problems));
    (value, marks(&source(text), &problems))
}

#[test]
fn every_form_of_value_is_read_and_stands_at_its_place() {
    let text = "# 注释\ntitle: 关于“一卡通”的公示，第一批 # 说明\nlist:\n- a\n-   - 1\n    - 'it''s'\n- k: v\n  m: {x: [1, \"二\"], y: }\n\nblock: |\n  一\n\n  二\nfolded: 甲\n  乙\nempty:\nlast: true\n";
    let node = clean(text);
    assert_eq!(
        shown(&node),
        "{title=/关于“一卡通”的公示，第一批/ list=[/a/ [#1 /it's/] {k=/v/ m={x=[#1 /二/] y=~}}] block=/一\n\n二\n/ folded=/甲 乙/ empty=~ last=!true}"
    );
    let Value::Map(pairs) = &node.value else { panic!() };
    let slices: Vec<&str> = pairs
        .iter()
        .flat_map(|(key, value)| [&key.span, &value.span])
        .map(|span| text.get(span.range.start as usize..span.range.end as usize).unwrap())
        .collect();
    assert_eq!(slices[..2], ["title", "关于“一卡通”的公示，第一批"]);
    assert_eq!(slices[3], "- a\n-   - 1\n    - 'it''s'\n- k: v\n  m: {x: [1, \"二\"], y: }");
    assert_eq!(slices[5..8], ["|\n  一\n\n  二", "folded", "甲\n  乙"]);
}

#[test]
fn the_samples_forms_are_read() {
    let text = "objections: {accept_from: 2022-12-21, to: mzb, how: [in_person, phone]}\nboards: [town-main, \"v-*\"]\ntables:\n  - {id: pay, row_formula: \"a（元） = b * 3\"}\nhours: 工作日8:30—12:00,14:00—17:30\nweb: http://www.gov.cn/a#b\n";
    assert_eq!(
        shown(&clean(text)),
        "{objections={accept_from=/2022-12-21/ to=/mzb/ how=[/in_person/ /phone/]} boards=[/town-main/ /v-*/] tables=[{id=/pay/ row_formula=/a（元） = b * 3/}] hours=/工作日8:30—12:00,14:00—17:30/ web=/http://www.gov.cn/a#b/}"
    );
}

#[test]
fn full_width_marks_are_read_as_meant_and_the_fixed_line_is_shown() {
    for (text, meant, fixed) in [
        (
            "标题：关于“一卡通”的公示，第一批",
            "{标题=/关于“一卡通”的公示，第一批/}",
            "写成 标题: 关于“一卡通”的公示，第一批",
        ),
        ("channels: [board，website]", "{channels=[/board/ /website/]}", "写成 channels: [board, website]"),
        ("channels：【board，website】", "{channels=[/board/ /website/]}", "写成 channels: [board, website]"),
        (
            "channels：［board， website］",
            "{channels=[/board/ /website/]}",
            "写成 channels: [board, website]",
        ),
        ("p：｛length：5，unit： days｝", "{p={length=#5 unit=/days/}}", "写成 p: {length: 5, unit: days}"),
        ("p: {to: a， how: ［b，c］}", "{p={to=/a/ how=[/b/ /c/]}}", "写成 p: {to: a, how: [b, c]}"),
        ("title: ［急］关于公示", "{title=/［急］关于公示/}", ""),
        ("title: 关于公示［2022］", "{title=/关于公示［2022］/}", ""),
        (
            "channels: [“board”，website]",
            "{channels=[/board/ /website/]}",
            "写成 channels: [\"board\", website]",
        ),
        ("p: {length：5，unit: days}", "{p={length=#5 unit=/days/}}", "写成 p: {length: 5, unit: days}"),
        ("p: {basis: 工作，有关规定, a: 1}", "{p={basis=/工作，有关规定/ a=#1}}", ""),
        ("p:\n　　length：5\n    unit: days", "{p={length=#5 unit=/days/}}", "写成 length: 5"),
        ("title: “007”", "{title=/007/}", "写成 title: \"007\""),
        ("title: “一卡通”公示", "{title=/“一卡通”公示/}", ""),
        ("title: “甲”和“乙”", "{title=/“甲”和“乙”/}", ""),
        ("title: 【急】关于公示", "{title=/【急】关于公示/}", ""),
        ("title:　甲", "{title=/甲/}", "写成 title:  甲"),
        ("unit: mzb　# 民政办", "{unit=/mzb/}", "写成 unit: mzb # 民政办"),
        ("basis:\n  - 依据：《条例》", "{basis=[/依据：《条例》/]}", ""),
        ("l:\n  - 编号：a\n    总计：b", "{l=[{编号=/a/ 总计=/b/}]}", "写成 - 编号: a | 写成 总计: b"),
        ("l:\n-　a\n- b", "{l=[/a/ /b/]}", "写成 -  a"),
        ("a: |\n　　甲\n　　乙\nb: 1", "{a=/甲\n乙\n/ b=#1}", "写成 甲 | 写成 乙"),
    ] {
        let (node, problems) = read(text);
        assert_eq!(node.as_ref().map(shown).as_deref(), Some(meant), "{text}: {problems:?}");
        assert!(problems.iter().all(|problem| problem.severity == Severity::Warning), "{text}: {problems:?}");
        assert!(problems.iter().all(|problem| problem.code == "full-width-syntax"), "{text}");
        let by_itself = |line: &str| format!("{line}；mingbai fix 能改");
        let fixed: Vec<_> = fixed.split(" | ").filter(|line| !line.is_empty()).map(by_itself).collect();
        assert_eq!(help(text), fixed.join(" | "), "{text}");
    }
}

#[test]
fn faults_are_marked_where_they_are_and_say_how_to_write_it() {
    for (text, code, mark, advice) in [
        ("id:1\nx: 2", "missing-blank", ":", "写成 id: 1"),
        ("title:关于公示", "missing-blank", ":", "写成 title: 关于公示"),
        ("p: {length:5}", "missing-blank", ":", "写成 length: 5"),
        ("l:\n  - a\n  -b", "missing-blank", "-", "写成 - b"),
        ("title: 公示: 第一批", "unquoted-colon", ":", "写成 \"公示: 第一批\""),
        (
            "a: 1\n\n经研究，现公示如下\n",
            "not-a-pair",
            "经研究，现公示如下",
            "写成 “名称: 内容”；如果是正文，在它上面加一行 ---",
        ),
        ("a:\n\tb: 1", "tab-indent", "\t", "行首改用空格"),
        ("title: \"一卡通", "unclosed-quote", "\"", "在这段文字末尾补上同样的引号"),
        ("title: \"一卡通\nunit: \"mzb\"", "unclosed-quote", "\"", "在这段文字末尾补上同样的引号"),
        ("title: \"一卡通\"公示", "text-after-value", "公示", "写成 '\"一卡通\"公示'"),
        ("title: [急]公示", "text-after-value", "公示", "写成 \"[急]公示\""),
        ("c: [a, b\nd: 1", "unclosed-bracket", "[", "在这一项末尾补上 ]"),
        ("b: 0\nc: [a, b\nd: 1\ne: 2\nf: 3", "unclosed-bracket", "[", "在这一项末尾补上 ]"),
        ("c: {x: [a], y: b\nd: 1\ne: 2", "unclosed-bracket", "{", "在这一项末尾补上 }"),
        ("c: [x: y: z]", "unquoted-colon", ":", "给这一项加上引号"),
        ("p: \"C:\\数据\"", "bad-escape", "\\数", "改用单引号 '…'"),
        ("标题 公示", "not-a-pair", "标题 公示", "写成 标题: 公示"),
        ("a: 1\n  b: 2", "bad-indent", "b: 2", "和同级的上一行左边对齐"),
        ("a: &x 1", "yaml-feature", "&x 1", "写成 \"&x 1\""),
        ("a: *x", "yaml-feature", "*x", "写成 \"*x\""),
        ("a: !!binary aGVsbG8=", "yaml-feature", "!!binary aGVsbG8=", "写成 \"!!binary aGVsbG8=\""),
        ("<<: {a: 1}", "yaml-feature", "<<", "如果是文字，请加引号"),
        ("a: 1\n---\nb: 2", "second-document", "---", "去掉这一行"),
        ("a: @b", "quote-needed", "@b", "写成 \"@b\""),
        ("a: x\u{7}y", "control-character", "\u{7}", "删去它再保存"),
        ("a: \"\\0\"", "control-character", "\"\\0\"", "删去它再保存"),
        ("a: 1\nb: 2\na: 3", "duplicate-key", "a", "只留一个"),
        ("p: {a: 1, b: 2, a: 3}", "duplicate-key", "a", "只留一个"),
        ("a: [x,, y]", "empty-item", ",", "去掉多余的逗号"),
    ] {
        assert_eq!(marked(text), [(code, mark.to_owned())], "{text}");
        assert_eq!(help(text), advice, "{text}");
    }
}

#[test]
fn a_duplicate_key_is_marked_at_its_second_place() {
    let (_, problems) = read("a:\n  b: 1\n  b: 2\n");
    assert_eq!(problems[0].place, Some(Place::Text(source("a:\n  b: 1\n  b: 2\n").span(12..13))));
}

#[test]
fn several_faults_are_all_found() {
    let codes: Vec<_> = marked("id:1\ntitle: a: b\nx: \"y\nz: 1").into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["missing-blank", "unquoted-colon", "unclosed-quote"]);
}

#[test]
fn a_line_with_two_faults_shows_both_and_the_line_mended() {
    let text = "标题：公示: 第一批";
    let marks = [("unquoted-colon", ":".to_owned()), ("full-width-syntax", "：".to_owned())];
    assert_eq!(marked(text), marks);
    assert_eq!(help(text), "写成 \"公示: 第一批\" | 写成 标题: '公示: 第一批'；mingbai fix 能改");
}

#[test]
fn hostile_texts_end_at_once() {
    let many = |text: &str, count: usize| text.repeat(count);
    let laughs = (1..10).fold("a0: &a0 [lol,lol]\n".to_owned(), |text, level| {
        let before = format!("*a{},", level - 1);
        format!("{text}a{level}: &a{level} [{}]\n", many(&before, 9))
    });
    let wide = format!("a: &a [{}]\nb: [{}]", many("x,", 20_000), many("*a,", 2_000));
    for text in [
        laughs,
        wide,
        many("[", 100_000),
        many("{", 100_000),
        format!("a: {}", many("[", 100_000)),
        many("- ", 50_000),
        many("? ", 50_000),
        (0..2_000).map(|depth| format!("{}a:\n", many(" ", depth % 120))).collect(),
        (0..300).map(|depth| format!("{}a:\n", many(" ", depth))).collect(),
        format!("a: {}", many("'", 100_001)),
        format!("a: \"{}", many("\\", 100_000)),
        many("a: \"x\n", 20_000),
        many("'", 100_001),
        format!("[{}", many("“a，", 20_000)),
        format!("a: {{b: {}", many("x，", 30_000)),
        many("a\n", 50_000),
        many("a: b: c\n", 20_000),
        many("&a ", 20_000),
        "a: ".to_owned() + &many("x：", 100_000),
        format!("- {}\n- :", many("一，：", 25_000)),
        format!("- [{}", many("“a", 40_000)),
    ] {
        let started = Instant::now();
        let (_, problems) = read(&text);
        assert!(!problems.is_empty(), "{text:.20}");
        assert!(started.elapsed() < Duration::from_secs(2), "{:?} {:.20}", started.elapsed(), text);
    }
}

#[test]
fn an_entry_is_its_head_and_its_body() {
    for (text, body) in [
        ("---\ntitle: a\n---\n正文", "正文"),
        ("\n\n---\ntitle: a\n---", ""),
        ("---  \ntitle: a\n---\n\n---\n", "\n---\n"),
    ] {
        let mut problems = Vec::new();
        let found = split(&source(text), &mut problems).unwrap();
        assert_eq!((text.get(found.body.clone()).unwrap(), problems.len()), (body, 0), "{text}");
        assert_eq!(shown(&found.fields), "{title=/a/}");
    }
    for (text, code) in [
        ("", "no-front-matter"),
        ("# 标题\n---\n", "no-front-matter"),
        ("---\ntitle: a\n正文", "unclosed-front-matter"),
        ("---\n- a\n---\n", "not-a-map"),
        (&format!("---\nabout: {}\n---\n", "长".repeat(6000)), "yaml-too-large"),
    ] {
        let mut problems = Vec::new();
        assert_eq!(split(&source(text), &mut problems), None);
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [code], "{text}");
    }
    let mut problems = Vec::new();
    let found = split(&source("———\ntitle: a\n———\n正文"), &mut problems).unwrap();
    assert_eq!((shown(&found.fields).as_str(), problems.len()), ("{title=/a/}", 2));
}

#[test]
fn fields_are_read_by_either_name_and_by_type() {
    let text = "标题: 公示\n文种: 公示\nchannels: board\n草稿: 是\nformed_on: 2022年12月23日\nnumber: 12\nperiod: {length: 5, unit: 工作日}";
    let (read, problems) = field(text, |fields| {
        let period = fields.length("period").unwrap();
        format!(
            "{} {:?} {:?} {:?} {} {} {}",
            fields.required_text("title").unwrap().value,
            fields.term::<Kind>("kind").unwrap().value,
            fields.terms::<Channel>("channels").iter().map(|term| term.value).collect::<Vec<_>>(),
            fields.bool("draft").unwrap(),
            fields.required_date("formed_on").unwrap().value,
            fields.number("number").unwrap().value,
            period.english(),
        )
    });
    assert_eq!(read, "公示 PublicNotification [Board] true 2022-12-23 12 5 working days");
    assert_eq!(problems, []);
}

#[test]
fn a_wrong_field_is_marked() {
    let text = |text: &str| field(text, |fields| fields.text("title").map(|text| text.value));
    let found = |code, mark: &str| vec![(code, mark.to_owned())];
    assert_eq!(text("title: 2022"), (Some("2022".to_owned()), vec![]));
    assert_eq!(text("title: \"007\""), (Some("007".to_owned()), vec![]));
    assert_eq!(text("title: 'yes'"), (Some("yes".to_owned()), vec![]));
    assert_eq!(text("title: 007"), (None, found("number-as-text", "007")));
    assert_eq!(text("title: 1e3"), (None, found("number-as-text", "1e3")));
    assert_eq!(text("title: yes"), (None, found("yes-no-text", "yes")));
    assert_eq!(text("title: [a]"), (None, found("wrong-type", "[a]")));
    assert_eq!(text("no: 007").1, found("yes-no-text", "no"));
    assert_eq!(text("titel: a"), (None, found("unknown-key", "titel")));
    assert_eq!(text("title: a\n标题: b").1, found("duplicate-key", "标题"));
    let date = |text: &str| field(text, |fields| fields.date("formed_on").is_some()).1;
    assert_eq!(date("formed_on: 明天"), found("bad-date", "明天"));
    assert_eq!(date("formed_on: 2022年2月30日"), found("no-such-day", "2022年2月30日"));
    assert_eq!(date("formed_on: 12月23日"), found("date-without-year", "12月23日"));
    let number = |text: &str| field(text, |fields| fields.number("number").is_some());
    assert_eq!(number("number: 007"), (false, found("wrong-type", "007")));
    assert_eq!(number("number: 十二").1, found("wrong-type", "十二"));
    let (_, problems) = field("unit: a", |fields| fields.required_text("title").is_none());
    assert_eq!(problems[0].0, "missing-field");
}

#[test]
fn an_unknown_term_names_the_nearest_and_the_list() {
    let (node, mut problems) = read("kind: 公示通知");
    let node = node.unwrap();
    assert!(Fields::new(&node, KEYS, &mut problems).term::<Kind>("kind").is_none());
    let help = &problems[0].help.as_ref().unwrap().zh;
    assert!(help.starts_with("是不是 公示？可用：public_notification 公示、publication 公布、"), "{help}");
}

/// Whether every value's place is a part of the text and of the place of the value it lies in.
fn places_are_nested(node: &Node, text: &str) -> bool {
    let range = |node: &Node| node.span.range.start as usize..node.span.range.end as usize;
    let children: Vec<&Node> = match &node.value {
        Value::List(items) => items.iter().collect(),
        Value::Map(pairs) => pairs.iter().map(|(_, value)| value).collect(),
        _ => Vec::new(),
    };
    let inside =
        |child: &&Node| range(node).start <= range(child).start && range(child).end <= range(node).end;
    text.get(range(node)).is_some()
        && children.iter().all(|child| inside(child) && places_are_nested(child, text))
}

/// A value as it may be written, and what it reads as.
fn simple_value() -> impl Strategy<Value = (String, String)> {
    let word = || {
        prop::string::string_regex("[\u{4e00}-\u{4e40}（《“][a-z0-9\u{4e00}-\u{4e40}，：。”》）*.-]{0,12}x")
            .unwrap()
    };
    prop_oneof![
        word().prop_map(|text| (text.clone(), format!("/{text}/"))),
        word().prop_map(|text| (format!("\"{text}\""), format!("/{text}/"))),
        word().prop_map(|text| (format!("'{text}: # ''{text}'''"), format!("/{text}: # '{text}'/"))),
        (1..9_999_u32).prop_map(|number| (number.to_string(), format!("#{number}"))),
        any::<bool>().prop_map(|value| (value.to_string(), format!("!{value}"))),
        prop::collection::vec(1..99_u32, 0..4).prop_map(|list| {
            let shown: Vec<_> = list.iter().map(|item| format!("#{item}")).collect();
            (format!("{list:?}"), format!("[{}]", shown.join(" ")))
        }),
        Just(("{a: [b, {c: d}]}".to_owned(), "{a=[/b/ {c=/d/}]}".to_owned())),
    ]
}

proptest! {
    #[test]
    fn any_map_reads_back_with_its_values_and_places(
        values in prop::collection::vec((simple_value(), any::<bool>(), 0..3_u8), 1..12),
    ) {
        let mut text = String::new();
        let mut meant = Vec::new();
        for (index, ((written, shown), comment, place)) in values.iter().enumerate() {
            let comment = if *comment { " # 注 [{" } else { "" };
            let (line, shown) = match place {
                0 => (format!("k{index}: {written}{comment}\n"), shown.clone()),
                1 => (format!("k{index}:\n  - {written}{comment}\n"), format!("[{shown}]")),
                _ => (format!("k{index}:\n\n  # 注\n   甲: {written}{comment}\n"), format!("{{甲={shown}}}")),
            };
            text.push_str(&line);
            meant.push(format!("k{index}={shown}"));
        }
        let (node, problems) = read(&text);
        prop_assert_eq!(&problems, &vec![], "{}", text);
        let node = node.unwrap();
        prop_assert_eq!(shown(&node), format!("{{{}}}", meant.join(" ")));
        let Value::Map(pairs) = &node.value else { panic!() };
        for ((_, value), ((written, _), _, place)) in pairs.iter().zip(&values) {
            let inner = match &value.value {
                Value::List(items) if *place == 1 => &items[0],
                Value::Map(pairs) if *place == 2 => &pairs[0].1,
                _ => value,
            };
            let range = inner.span.range.start as usize..inner.span.range.end as usize;
            prop_assert_eq!(text.get(range).unwrap(), written);
        }
    }

    #[test]
    fn no_text_panics_or_takes_long(
        pieces in prop::collection::vec(prop_oneof![
            prop::sample::select(vec![
                "a", "标题", ":", ": ", "：", "- ", "-", "\n", "\n  ", "\n    ", "\n\t", "　", "[", "]", "{", "}", ",", "，",
                "“", "”", "'", "\"", "\\", "#", " # ", "|", ">", "|\n  ", "&a", "*a", "!", "? ", "---\n", "【", "】", "［", "］", "｛", "｝", "1", "\u{0}",
                "\u{85}", "\u{feff}", "<<", "%", "@",
            ]).prop_map(str::to_owned),
            any::<char>().prop_map(String::from),
        ], 0..80),
    ) {
        let text = pieces.concat();
        let started = Instant::now();
        let (node, problems) = read(&text);
        prop_assert!(node.is_some() || !problems.is_empty(), "{:?} vanished", text);
        if let Some(node) = &node {
            prop_assert!(places_are_nested(node, &text), "{:?}", text);
        }
        let entry = format!("---\n{text}\n---\nbody");
        let mut problems = Vec::new();
        let found = split(&source(&entry), &mut problems);
        prop_assert!(found.is_some() || !problems.is_empty(), "{:?} vanished", text);
        prop_assert!(started.elapsed() < Duration::from_secs(2));
    }
}
