use super::parse;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::document::*;
use crate::site_path::SitePath;
use crate::source::{ByteRange, Source};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn read(text: &str) -> (Document, Vec<Diagnostic>) {
    let source = Source::new(SitePath::new("entries/a.md").unwrap(), text);
    let mut problems = Vec::new();
    let document = parse(&source, 0..text.len(), &mut problems);
    (document, problems)
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text).1.iter().map(|problem| problem.code).collect()
}

fn at<'a>(text: &'a str, range: &ByteRange) -> &'a str {
    text.get(range.start as usize..range.end as usize).unwrap()
}

/// The text a problem marks.
fn marked(text: &str, code: &str) -> String {
    let (_, problems) = read(text);
    let problem = problems.iter().find(|problem| problem.code == code).unwrap();
    match problem.place.as_ref().unwrap() {
        Place::Text(span) => at(text, &span.range).to_owned(),
        other => panic!("{other:?}"),
    }
}

/// A body in brackets: `p(甲b(乙))`.
fn shape(text: &str) -> String {
    let document = read(text).0;
    let mut shape = blocks(&document.blocks);
    for footnote in &document.footnotes {
        shape += &format!("n({})", blocks(&footnote.blocks));
    }
    shape
}

fn blocks(list: &[Block]) -> String {
    list.iter().map(|block| one(&block.kind)).collect()
}

fn one(kind: &BlockKind) -> String {
    let row = |row: &Row| {
        let cells: Vec<_> = row.cells.iter().map(|cell| inlines(&cell.content)).collect();
        format!("{}{}", if row.total { "=" } else { "" }, cells.join("|"))
    };
    match kind {
        BlockKind::Paragraph(content) => format!("p({})", inlines(content)),
        BlockKind::Heading { level, content } => format!("h{level}({})", inlines(content)),
        BlockKind::List { start, items } => {
            let items: Vec<_> = items
                .iter()
                .map(|item| {
                    format!(
                        "{}{}",
                        item.done.map_or("", |done| if done { "x" } else { "o" }),
                        blocks(&item.blocks)
                    )
                })
                .collect();
            format!("{}({})", start.map_or("ul".to_owned(), |start| format!("ol{start}")), items.join(";"))
        }
        BlockKind::Quote(list) => format!("q({})", blocks(list)),
        BlockKind::Code { language, text } => format!("c{}({text})", language.as_deref().unwrap_or_default()),
        BlockKind::Table(table) => {
            let rows: Vec<_> = table.head.iter().chain(&table.rows).map(row).collect();
            format!("t{}({})", table.id.as_deref().unwrap_or_default(), rows.join("/"))
        }
        BlockKind::TableFile(file) => format!("f{}({})", file.id.as_deref().unwrap_or_default(), file.yaml),
        BlockKind::Rule => "r".to_owned(),
    }
}

fn inlines(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match &inline.kind {
            InlineKind::Text(text) => text.clone(),
            InlineKind::Code(text) => format!("c({text})"),
            InlineKind::Strong(content) => format!("b({})", inlines(content)),
            InlineKind::Emphasis(content) => format!("i({})", inlines(content)),
            InlineKind::Strikethrough(content) => format!("s({})", inlines(content)),
            InlineKind::Link { target, content } => format!("a[{target}]({})", inlines(content)),
            InlineKind::Image { target, alternative } => format!("img[{target}]({alternative})"),
            InlineKind::FootnoteReference(number) => format!("^{number}"),
            InlineKind::LineBreak => "⏎".to_owned(),
        })
        .collect()
}

#[test]
fn emphasis_works_beside_chinese_punctuation() {
    for (text, expected) in [
        ("**（大写）壹万元整。**请核对", "b(（大写）壹万元整。)请核对"),
        ("**“一卡通”**发放", "b(“一卡通”)发放"),
        ("请**（注意）**核对", "请b(（注意）)核对"),
        ("请*（注意）*核对", "请i(（注意）)核对"),
        ("请~~（注意）~~核对", "请s(（注意）)核对"),
        ("请***（注意）***核对", "请i(b(（注意）))核对"),
        ("***大写。***请", "i(b(大写。))请"),
        ("*大写。*请", "i(大写。)请"),
        ("~~作废。~~重发", "s(作废。)重发"),
        ("依据**《土地管理法》第六十二条**，现公告", "依据b(《土地管理法》第六十二条)，现公告"),
        ("他说：**“按期公示。”**会后", "他说：b(“按期公示。”)会后"),
        ("请**注意**核对", "请b(注意)核对"),
        ("**第一，**要公开", "b(第一，)要公开"),
        ("**一、油菜防冻：**清沟排渍", "b(一、油菜防冻：)清沟排渍"),
        ("增长**5%**左右，合计**￥500**元", "增长b(5%)左右，合计b(￥500)元"),
        ("**甲**、**乙**、**丙**。", "b(甲)、b(乙)、b(丙)。"),
        ("**（甲）**、**（乙）**", "b(（甲）)、b(（乙）)"),
        ("**50％**的农户", "b(50％)的农户"),
        ("共**8**户", "共b(8)户"),
        ("请看**[公告](a.md)**后", "请看b(a[a.md](公告))后"),
        ("请**(注意)**核对", "请b((注意))核对"),
        ("请**`代码`**后", "请b(c(代码))后"),
        ("**甲。\n乙。**丙", "b(甲。乙。)丙"),
        ("**拟纳入刘*、吴*二人**", "b(拟纳入刘*、吴*二人)"),
        ("**户主陈*兰**", "b(户主陈*兰)"),
        ("**甲~~乙~~丙**", "b(甲s(乙)丙)"),
    ] {
        assert_eq!(shape(text), format!("p({expected})"), "{text}");
    }
}

#[test]
fn a_heading_without_words_is_none() {
    for (text, expected) in [
        ("#\n\n甲", "p(甲)"),
        ("甲\n\n##   ##\n\n乙", "p(甲)p(乙)"),
        ("- 甲\n\n  #\n- 乙", "ul(p(甲);p(乙))"),
        ("## ![井](b.png)\n\n甲", "p(img[b.png](井))p(甲)"),
        ("## **一、**", "h2(b(一、))"),
    ] {
        assert_eq!(shape(text), expected, "{text}");
    }
}

#[test]
fn masks_products_and_ranges_stay_signs() {
    for text in [
        "陈*兰、王*国",
        "陈*兰，王*国，刘*、吴*。",
        "刘*（2组）、吴*（3组）",
        "刘*(2组)、吴*(3组)",
        "陈**（2组）、王**（3组）",
        "陈**、王**、欧阳**。",
        "*建国、*小兰",
        "长*宽*高",
        "2*3*4",
        "5 * 3 * 2",
        "数量*3*单价",
        "138****1234、139****5678",
        "5101231990***123X、5101231991***4567",
        "6217 **** **** 1234",
        "尾号***1234",
        "5~8公斤，8:30~12:00",
        "周一~周五，~",
        "12:00~~14:00~~15:00",
        "a_b_c li_ming",
        "**陈",
        "* ",
    ] {
        assert!(inlines_of(text) == text.trim_end() || text == "* ", "{text} gave {}", shape(text));
    }
    assert_eq!(
        shape("| 姓名 | 家属 |\n|---|---|\n| 陈*兰、王*国 | 刘* |\n| 刘* | 周*明、吴* |"),
        "t(姓名|家属/陈*兰、王*国|刘*/刘*|周*明、吴*)"
    );
}

fn inlines_of(text: &str) -> String {
    match read(text).0.blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(content)) => inlines(content),
        _ => String::new(),
    }
}

#[test]
fn plain_commonmark_reads_as_elsewhere() {
    for (text, expected) in [
        ("* 项\n* 目", "ul(p(项);p(目))"),
        ("1. 甲\n2. 乙\n   - 丙", "ol1(p(甲);p(乙)ul(p(丙)))"),
        ("- 甲\n\n  乙\n- 丙", "ul(p(甲)p(乙);p(丙))"),
        ("> * 甲\n>* 乙", "q(ul(p(甲);p(乙)))"),
        ("***\n\n* * *\n\n___", "rrr"),
        ("# 一级\n### 三级", "h1(一级)h3(三级)"),
        ("甲\n===", "h1(甲)"),
        ("\\*甲\\* \\~~乙\\~~", "p(*甲* ~~乙~~)"),
        ("&#42;甲&#42; &amp; &lt;", "p(*甲* & <)"),
        ("`*甲* 陈*兰 **乙**`", "p(c(*甲* 陈*兰 **乙**))"),
        ("```\n*甲*\n```", "c(*甲*\n)"),
        ("```rust\na_b * c\n```", "crust(a_b * c\n)"),
        ("*foo*, **bar** and ***baz***", "p(i(foo), b(bar) and i(b(baz)))"),
        ("_foo_ __bar__ **_baz_** *foo _bar* baz_", "p(i(foo) b(bar) b(i(baz)) i(foo _bar) baz_)"),
        ("un*frigging*believable", "p(uni(frigging)believable)"),
        ("*foo**bar**baz*", "p(i(foob(bar)baz))"),
        ("[公告 *一*](08-优抚.md \"题\")", "p(a[08-优抚.md](公告 i(一)))"),
        ("[甲][x]\n\n[x]: https://example.cn/a_b_*c*", "p(a[https://example.cn/a_b_*c*](甲))"),
        ("<https://example.cn/_a_/*b*>", "p(a[https://example.cn/_a_/*b*](https://example.cn/_a_/*b*))"),
        ("<li_ming@example.cn>", "p(a[mailto:li_ming@example.cn](li_ming@example.cn))"),
        ("![村道 *东段*](图/road_1.jpg)", "p(img[图/road_1.jpg](村道 东段))"),
        ("- [x] 已办\n- [ ] 未办", "ul(xp(已办);op(未办))"),
        ("甲  \n乙", "p(甲⏎乙)"),
        ("　　首行空两字", "p(首行空两字)"),
        ("甲\n\n　　\n\n乙", "p(甲)p(乙)"),
        ("", ""),
    ] {
        assert_eq!(shape(text), expected, "{text}");
    }
}

#[test]
fn a_line_end_between_wide_characters_is_no_blank() {
    for (text, expected) in [
        ("现予\n公示", "现予公示"),
        ("公示。\n请核对", "公示。请核对"),
        ("他说：\n“好”\n的", "他说：“好”的"),
        ("共8\n户", "共8 户"),
        ("plain\ntext", "plain text"),
        ("**甲**\n**乙**", "b(甲)b(乙)"),
        ("[甲](a.md)\n乙", "a[a.md](甲)乙"),
        ("甲\n[b](a.md)", "甲 a[a.md](b)"),
        ("甲……\n乙——\n丙", "甲……乙——丙"),
    ] {
        assert_eq!(shape(text), format!("p({expected})"), "{text}");
    }
    assert_eq!(shape("> 现予\n> 公示"), "q(p(现予公示))");
}

#[test]
fn raw_html_shows_as_words_and_comments_are_dropped() {
    assert_eq!(shape("<div>\n甲\n</div>"), "p(<div>⏎甲⏎</div>)");
    assert_eq!(shape("甲<b>乙</b>"), "p(甲<b>乙</b>)");
    assert_eq!(codes("甲<b>乙"), ["raw-html"]);
    assert_eq!(marked("甲<b>乙", "raw-html"), "<b>");
    assert_eq!(shape("甲<!-- 备注 -->乙\n\n<!-- 备注 -->\n\n丙"), "p(甲乙)p(丙)");
    assert_eq!(codes("甲<!-- 备注 -->乙\n\n<!-- 备注 -->\n\n丙"), Vec::<&str>::new());
    assert_eq!(codes("甲\n\n<!-- 备注\n\n乙"), ["unclosed-comment"]);
}

const TABLE: &str = "| 村 | 元 |\n|---|---:|\n| 石桥湾村 | 420.00 |\n| **合 计** | 420.00 |\n";

#[test]
fn a_comment_names_the_table_below() {
    for above in
        ["<!-- table: relief -->\n", "<!-- table: relief -->\n\n", "<!--table:relief-->\n\n<!-- 备注 -->\n"]
    {
        assert_eq!(
            shape(&format!("甲\n\n{above}{TABLE}")),
            "p(甲)trelief(村|元/石桥湾村|420.00/=b(合 计)|420.00)"
        );
    }
    assert_eq!(shape("<!-- table: a -->\n```table\nfile: a.xlsx\n```"), "fa(file: a.xlsx\n)");
    let alone = "<!-- table: a -->\n\n甲\n\n| 村 |\n|---|\n| 乙 |";
    assert_eq!((shape(alone).as_str(), codes(alone)), ("p(甲)t(村/乙)", vec!["table-id-without-table"]));
    assert_eq!(marked(alone, "table-id-without-table").trim(), "<!-- table: a -->");
    assert_eq!(codes("<!-- table: a -->"), ["table-id-without-table"]);
    assert_eq!(
        codes("<!-- table: a -->\n<!-- table: b -->\n| 村 |\n|---|\n| 乙 |"),
        ["table-id-without-table"]
    );
}

#[test]
fn a_table_file_keeps_the_place_of_its_yaml() {
    let text = "甲\n\n```table\nfile: a_*b*.xlsx\nsheet: 收支\n```\n";
    let document = read(text).0;
    let Some(BlockKind::TableFile(file)) = document.blocks.last().map(|block| &block.kind) else { panic!() };
    assert_eq!(file.yaml, "file: a_*b*.xlsx\nsheet: 收支\n");
    assert_eq!(at(text, &file.range), file.yaml);
}

#[test]
fn tables_keep_their_cells() {
    assert_eq!(shape("| a | b |\n|:-:|---|\n|  | 甲\\|乙 |\n| `c\\|d` | |"), "t(a|b/|甲|乙/c(c|d)|)");
    let document = read("| a | b | c |\n|:-:|---|--:|\n| 1 | 2 | 3 |").0;
    let aligns: Vec<_> = document.tables()[0].columns.iter().map(|column| column.align).collect();
    assert_eq!(aligns, [Align::Center, Align::Left, Align::Right]);
    let long = "| 村 | 元 |\n|---|---|\n| 甲 | 1 | 2 |\n| 乙 |\n| 丙 | 3 |\n以上无误\n";
    assert_eq!(codes(long), ["table-row-length"; 3]);
    assert_eq!(marked(long, "table-row-length"), "| 甲 | 1 | 2 |");
    let weights: Vec<_> = read(long).1.iter().map(|problem| problem.severity).collect();
    assert_eq!(weights, [Severity::Error, Severity::Warning, Severity::Warning], "words would be lost");
    assert_eq!(shape(long), "t(村|元/甲|1/乙|/丙|3/以上无误|)");
    assert_eq!(shape("| 村 |\n|---|\n| 合计 |\n| 甲 |"), "t(村/合计/甲)");
    assert_eq!(shape("| 村 | 项 |\n|---|---|\n|  | 总计 |"), "t(村|项/=|总计)");
}

#[test]
fn a_table_of_too_many_columns_is_an_error() {
    let table = |columns: usize| {
        format!("{}|\n{}|\n{}|\n", "| a ".repeat(columns), "|---".repeat(columns), "| 1 ".repeat(columns))
    };
    assert_eq!(codes(&table(200)), Vec::<&str>::new());
    assert_eq!(codes(&table(201)), ["table-too-large"]);
}

#[test]
fn footnotes_are_numbered_by_first_reference() {
    let text = "甲[^b]乙[^a]丙[^B]\n\n[^a]: 后\n[^b]: 先";
    assert_eq!(shape(text), "p(甲^0乙^1丙^0)n(p(先))n(p(后))");
    assert_eq!(codes(text), Vec::<&str>::new());
    assert_eq!(codes("甲\n\n[^a]: 注"), ["footnote-without-reference"]);
    assert_eq!(codes("甲[^x]"), ["unknown-footnote"]);
    assert_eq!(marked("甲[^x]", "unknown-footnote"), "[^x]");
    assert_eq!(codes("甲\\[^x]"), Vec::<&str>::new());
    assert_eq!(codes("甲[^a]\n\n[^a]: 注[^a]"), ["footnote-in-footnote"]);
    assert_eq!(codes("甲[^a]\n\n[^a]: 注\n\n[^a]: 再注"), ["footnote-defined-twice"]);
}

#[test]
fn unsafe_targets_are_errors_and_their_words_stay() {
    for text in [
        "[甲](javascript:alert(1))",
        "[甲](&#106;avascript:alert(1))",
        "[甲](<java&#10;script:alert(1)>)",
        "[甲](data:text/html,x)",
        "[甲](/etc/passwd)",
        "[甲](//example.cn)",
        "[甲][x]\n\n[x]: vbscript:x",
    ] {
        assert_eq!((shape(text).as_str(), codes(text)), ("p(甲)", vec!["unsafe-link"]), "{text}");
    }
    assert_eq!(codes("![甲](https://example.cn/a.jpg)"), ["unsafe-link"]);
    assert_eq!(codes("![](a.jpg)"), ["picture-without-words"]);
}

#[test]
fn characters_that_stand_for_nothing_are_errors() {
    let text = "甲\u{E815}乙丙\u{E815}\u{E000}\u{1}";
    let expected = ["private-use-character", "private-use-character", "control-character"];
    assert_eq!(codes(text), expected);
    assert_eq!(codes("甲&#xFFFD;乙"), ["replacement-character"]);
    // Whoever reads the file tells it.
    assert_eq!(codes("甲\u{FFFD}乙"), Vec::<&str>::new());
    assert_eq!(marked(text, "private-use-character"), "\u{E815}");
    assert_eq!(codes("甲\u{F0000}"), ["private-use-character"]);
    assert_eq!(codes("𬭚镕\t——“”"), Vec::<&str>::new());
}

#[test]
fn text_indented_by_four_blanks_is_pointed_out() {
    assert_eq!(codes("    甲乙丙"), ["indented-code"]);
}

#[test]
fn places_are_those_of_the_file() {
    let text = "---\ntitle: 甲\n---\n\n**陈*兰**、<b>";
    let source = Source::new(SitePath::new("entries/a.md").unwrap(), text);
    let mut problems = Vec::new();
    let body = text.rfind("---\n").unwrap() + 4;
    let document = parse(&source, body..text.len(), &mut problems);
    let Some(BlockKind::Paragraph(content)) = document.blocks.first().map(|block| &block.kind) else {
        panic!()
    };
    let written = |range: &ByteRange| at(text, range);
    assert_eq!(written(&content[0].range), "**陈*兰**");
    assert_eq!(written(&content[1].range), "、<b>");
    let Place::Text(span) = problems[0].place.clone().unwrap() else { panic!() };
    assert_eq!(written(&span.range), "<b>");
}

#[test]
fn nesting_beyond_twenty_is_an_error_in_bounded_time() {
    for (text, expected) in [
        (format!("{}甲", "> ".repeat(20)), true),
        (format!("{}甲", "> ".repeat(21)), false),
        (format!("{}甲", ">".repeat(50_000)), false),
        (format!("{}甲", "- ".repeat(20)), true),
        (format!("{}甲", "- ".repeat(50_000)), false),
        (format!("{}甲", "1. ".repeat(50_000)), false),
        (format!("{}甲{}", "*a **b ".repeat(8), "c** d*".repeat(8)), true),
        (format!("{}甲{}", "*a **b ".repeat(20_000), "c** d*".repeat(20_000)), false),
        ((0..1000).map(|depth| format!("{}- 甲\n", "  ".repeat(depth))).collect(), false),
        ("[".repeat(50_000), true),
        ("![".repeat(50_000), true),
        ("[^".repeat(50_000), true),
        ("[a](".repeat(50_000), true),
        (format!("{}甲{}", "[".repeat(50_000), "]".repeat(50_000)), true),
        ("*a ".repeat(50_000), true),
        ("a* ".repeat(50_000), true),
        ("a**b".repeat(50_000), true),
        ("**a _b".repeat(50_000), true),
        ("*_".repeat(50_000), true),
        ("~~a ".repeat(50_000), true),
        ("`a``".repeat(30_000), true),
        ("<".repeat(50_000), true),
        ("<a ".repeat(50_000), true),
        ("<!-- ".repeat(30_000), true),
        ("甲<!-- ".repeat(30_000), true),
        ("&amp".repeat(50_000), true),
        ("\\".repeat(100_000), true),
        ("> 甲\n".repeat(50_000), true),
        ("甲\n".repeat(50_000), true),
        (format!("| a |\n|---|\n{}", "|\n".repeat(50_000)), true),
        (
            format!(
                "{}|\n{}|\n{}",
                "|a".repeat(200),
                "|-".repeat(200),
                format!("{}|\n", "|1".repeat(200)).repeat(2_600)
            ),
            false,
        ),
        ("[a]: b\n".repeat(30_000), true),
        ("[^a]: b\n\n".repeat(30_000), true),
    ] {
        let start = Instant::now();
        let (_, problems) = read(&text);
        let took = start.elapsed();
        let shown: String = text.chars().take(20).collect();
        let deep =
            problems.iter().any(|problem| matches!(problem.code, "nesting-too-deep" | "table-too-large"));
        assert_eq!(!deep, expected, "{shown}");
        assert!(took < Duration::from_secs(4), "{shown} took {took:?}");
    }
}

fn check_ranges(list: &[Block], length: u32) {
    for block in list {
        assert!(block.range.start <= block.range.end && block.range.end <= length, "{block:?}");
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                check_inlines(content, length);
            }
            BlockKind::Quote(list) => check_ranges(list, length),
            BlockKind::List { items, .. } => items.iter().for_each(|item| check_ranges(&item.blocks, length)),
            BlockKind::Table(table) => {
                for row in table.head.iter().chain(&table.rows) {
                    assert_eq!(row.cells.len(), table.columns.len());
                    row.cells.iter().for_each(|cell| check_inlines(&cell.content, length));
                }
            }
            _ => {}
        }
    }
}

fn check_inlines(content: &[Inline], length: u32) {
    for inline in content {
        assert!(inline.range.start <= inline.range.end && inline.range.end <= length, "{inline:?}");
        match &inline.kind {
            InlineKind::Strong(content)
            | InlineKind::Emphasis(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link { content, .. } => check_inlines(content, length),
            _ => {}
        }
    }
}

/// Text made of what means something to Markdown.
pub(crate) fn any_markdown() -> impl Strategy<Value = String> {
    let parts = [
        "*", "**", "***", "_", "~~", "~", "`", "```", "[", "](", ")", "![", "[^1]", "[^1]: ", "<!--", "-->",
        "<b>", "|", "|---|\n", "\n", "\n\n", "# ", "- ", "1. ", "> ", "    ", "\\", "&lt;", "陈", "（", "）",
        "。", "、", "“", "”", "a", "7", " ", "　", "\u{E000}", "\u{FFFD}", "<", ">", "\"", "#", "$", "合计",
        "\t", "- [x] ", "table", "é", "𬭚",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..40)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_markdown_is_read_with_places_inside_it(text in any_markdown()) {
        let (document, problems) = read(&text);
        check_ranges(&document.blocks, text.len() as u32);
        for problem in problems {
            let Some(Place::Text(span)) = problem.place else { panic!() };
            prop_assert!(text.get(span.range.start as usize..span.range.end as usize).is_some());
        }
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        let text = text.replace('\r', "\n");
        check_ranges(&read(&text).0.blocks, text.len() as u32);
    }

    #[test]
    fn words_without_mark_up_come_out_as_written(text in "[陈兰王国（）。，、：“”《》a-z0-9 %￥—…]{1,60}") {
        let text = format!("甲{text}甲");
        prop_assert_eq!(read(&text).0.text(), text);
    }

    #[test]
    fn masked_names_come_out_as_written(names in proptest::collection::vec("[陈王刘]\\*[兰国]?(（2组）)?", 1..6)) {
        let text = names.join("、");
        prop_assert_eq!(read(&text).0.text(), text);
    }
}
