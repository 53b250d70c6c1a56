//! Entries: Markdown and encodings.

use super::{BODY_LINE, Expected, HEAD, HEAD_LINES, at, entry, on, write};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// One paragraph, far longer than any sheet takes.
pub(crate) fn open_brackets_in_a_body(content: &Path) -> Expected {
    let mut expected = Vec::new();
    for (name, mark) in [("square", "["), ("picture", "!["), ("round", "("), ("curly", "{"), ("angle", "<")] {
        write(content, &format!("entries/{name}.md"), entry("", &mark.repeat(100_000)));
        expected.push(on("sheet-too-long", &format!("{name}.md"), BODY_LINE));
    }
    expected
}

/// Beginnings of links, notes, code, comments: each might send a reader back to where it began.
pub(crate) fn open_links_in_a_body(content: &Path) -> Expected {
    let marks =
        ["[a](", "[a]: <", "[a]: /x\n[b", "[^a]", "<a ", "<!--", "<http:a", "`a``b```c", "&amp", "[x]["];
    let body: Vec<String> = marks.iter().map(|mark| mark.repeat(90_000 / mark.len())).collect();
    for (at, body) in body.iter().enumerate() {
        write(content, &format!("entries/{at}.md"), entry("", body));
    }
    vec![on("unclosed-comment", "5.md", BODY_LINE), on("unsafe-link", "2.md", BODY_LINE + 1)]
}

pub(crate) fn nested_quotes(content: &Path) -> Expected {
    write(content, "entries/q.md", entry("", &format!("{} x", ">".repeat(50_000))));
    write(content, "entries/spaced.md", entry("", &format!("{} x", "> ".repeat(50_000))));
    let lines: String = (1..=600).map(|depth| format!("{} x\n\n", ">".repeat(depth))).collect();
    write(content, "entries/lines.md", entry("", &lines));
    vec![
        on("nesting-too-deep", "q.md", BODY_LINE),
        on("nesting-too-deep", "spaced.md", BODY_LINE),
        on("nesting-too-deep", "lines.md", BODY_LINE + 40),
    ]
}

pub(crate) fn nested_lists(content: &Path) -> Expected {
    write(content, "entries/u.md", entry("", &format!("{}x", "- ".repeat(50_000))));
    write(content, "entries/o.md", entry("", &format!("{}x", "1. ".repeat(50_000))));
    write(content, "entries/m.md", entry("", &format!("{}x", "> - 1) ".repeat(50_000))));
    ["u.md", "o.md", "m.md"].map(|name| on("nesting-too-deep", name, BODY_LINE)).to_vec()
}

/// As large as an entry may be.
pub(crate) fn nested_lists_line_by_line(content: &Path) -> Expected {
    let lines: String = (0..700).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    write(content, "entries/l.md", entry("", &lines));
    vec![on("nesting-too-deep", "l.md", BODY_LINE + 20)]
}

pub(crate) fn nested_emphasis(content: &Path) -> Expected {
    write(content, "entries/e.md", entry("", &("*a **b ".repeat(35_000) + &" b** a*".repeat(35_000))));
    vec![on("nesting-too-deep", "e.md", BODY_LINE)]
}

pub(crate) fn a_table_of_20_000_columns(content: &Path) -> Expected {
    let row = |cell: &str| format!("|{}\n", cell.repeat(20_000));
    write(content, "entries/t.md", entry("", &(row("a|") + &row("-|") + &row("b|"))));
    vec![on("table-too-large", "t.md", BODY_LINE)]
}

/// Every short row stands for 20,000 cells.
pub(crate) fn a_table_of_20_000_columns_and_rows(content: &Path) -> Expected {
    let row = |cell: &str| format!("|{}\n", cell.repeat(20_000));
    write(content, "entries/t.md", entry("", &(row("a|") + &row("-|") + &"|b|\n".repeat(20_000))));
    vec![on("table-too-large", "t.md", BODY_LINE)]
}

pub(crate) fn a_markdown_file_of_200_megabytes(content: &Path) -> Expected {
    let mut file = BufWriter::new(File::create(content.join("entries/long.md")).unwrap());
    file.write_all(entry("", "").as_bytes()).unwrap();
    let piece = "公示内容如下。\n\n".repeat(10_000);
    for _ in 0..(200 << 20) / piece.len() + 1 {
        file.write_all(piece.as_bytes()).unwrap();
    }
    vec![at("file-too-large", "entries/long.md")]
}

/// What the typesetter would be at for minutes.
pub(crate) fn long_texts(content: &Path) -> Expected {
    let entry_in = |name: &str, text: String| write(content, &format!("entries/{name}.md"), text);
    entry_in("paragraph", entry("", &"公".repeat(100_000)));
    entry_in("line", entry("", &format!("```\n{}\n```", "[".repeat(100_000))));
    entry_in("cell", entry("", &format!("|a|b|\n|-|-|\n|{}|x|", "[".repeat(100_000))));
    entry_in("whole", entry("", &"公示内容如下。\n\n".repeat(20_000)));
    entry_in("piece", entry("", &(("[".repeat(1_500) + "\n\n").repeat(30))));
    entry_in(
        "row",
        entry("", &format!("|a|b|\n|-|-|\n{}", format!("|{}|x|\n", "（".repeat(900)).repeat(50))),
    );
    entry_in("title", HEAD.replace("停电", &"停".repeat(4_000)) + "---\n\n无\n");
    entry_in("unit", HEAD.replace("dzb", "long") + "---\n\n无\n");
    let units = std::fs::read_to_string(content.join("units.yaml")).unwrap();
    let long =
        format!("{units}\n- {{id: long, name: {}, short: 长, kind: department}}\n", "停".repeat(70_000));
    write(content, "units.yaml", long);
    vec![
        on("sheet-too-long", "paragraph.md", BODY_LINE),
        on("sheet-too-long", "line.md", BODY_LINE),
        on("sheet-too-long", "cell.md", BODY_LINE + 2),
        at("sheet-too-long", "entries/whole.md"),
        on("sheet-too-long", "piece.md", BODY_LINE),
        on("sheet-too-long", "row.md", BODY_LINE + 2),
        on("sheet-too-long", "title.md", 2),
        at("sheet-too-long", "entries/unit.md"),
    ]
}

/// Each with a word below it: little to read, but hundreds of pages that are laid out twice.
pub(crate) fn thousands_of_headings(content: &Path) -> Expected {
    write(content, "entries/headings.md", entry("", &"## 节\n\n字\n\n".repeat(3_000)));
    vec![at("sheet-too-long", "entries/headings.md")]
}

pub(crate) fn nul_bytes(content: &Path) -> Expected {
    write(content, "entries/body.md", entry("", "一\0二"));
    write(content, "entries/head.md", entry("period: 一\0二\n", "无"));
    write(content, "entries/only.md", [0; 4096]);
    write(content, "calendar/2021.yaml", "year: 2021\0");
    vec![
        at("not-text", "entries/body.md"),
        at("not-text", "entries/head.md"),
        at("not-text", "entries/only.md"),
        at("not-text", "calendar/2021.yaml"),
    ]
}

/// UTF-16 of both orders with half a character in it, with and without the mark at its start.
pub(crate) fn lone_surrogates(content: &Path) -> Expected {
    let units = |mark: &[u16]| -> Vec<u16> {
        let text = entry("", "一二三");
        mark.iter().copied().chain(text.encode_utf16()).chain([0xd800, 0x4e00, 0xdc00, 0x4e00]).collect()
    };
    let little = |mark: &[u16]| units(mark).iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<u8>>();
    let big = |mark: &[u16]| units(mark).iter().flat_map(|unit| unit.to_be_bytes()).collect::<Vec<u8>>();
    write(content, "entries/little.md", little(&[0xfeff]));
    write(content, "entries/big.md", big(&[0xfeff]));
    write(content, "entries/bare.md", little(&[]));
    vec![
        at("bad-encoding", "entries/little.md"),
        at("bad-encoding", "entries/big.md"),
        at("bad-encoding", "entries/bare.md"),
    ]
}

/// In titles, bodies, cells, captions, units, the catalogue: what people see would be another text.
pub(crate) fn direction_marks(content: &Path) -> Expected {
    write(content, "entries/title.md", HEAD.replace("停电", "停\u{202e}电") + "---\n\n无\n");
    write(content, "entries/body.md", entry("", "支付\u{202d}100\u{202c}元"));
    write(content, "entries/cell.md", entry("", "|户|元|\n|-|-|\n|甲|\u{2066}1|"));
    write(content, "entries/t.csv", "户,元\n甲,\u{2067}1\n");
    write(content, "entries/file.md", entry("", "```table\nfile: t.csv\n```"));
    for (file, text) in [("units.yaml", "\n# \u{202b}\n"), ("catalogue.csv", "\u{202a}\n")] {
        let before = std::fs::read_to_string(content.join(file)).unwrap();
        write(content, file, before + text);
    }
    vec![
        on("direction-mark", "title.md", 2),
        on("direction-mark", "body.md", BODY_LINE),
        on("direction-mark", "cell.md", BODY_LINE + 2),
        on("direction-mark", "t.csv", 2),
        at("direction-mark", "units.yaml:"),
        at("direction-mark", "catalogue.csv:"),
    ]
}

pub(crate) fn hidden_characters_by_escapes(content: &Path) -> Expected {
    write(content, "entries/yaml.md", entry("plain_summary: \"支付\\u202e100元\"\n", "无"));
    write(content, "entries/entity.md", entry("", "支付&#x202e;100元\n\n支付&#7;元\n\n支付&#xE000;元"));
    write(content, "entries/target.md", entry("", "[表](https://a.example/&#x202e;gpj.exe)"));
    vec![
        on("direction-mark", "yaml.md", HEAD_LINES + 1),
        on("direction-mark", "entity.md", BODY_LINE),
        on("control-character", "entity.md", BODY_LINE + 2),
        on("private-use-character", "entity.md", BODY_LINE + 4),
        on("unsafe-link", "target.md", BODY_LINE),
    ]
}

/// HTML comes out as words, which is said; addresses that run something are refused.
pub(crate) fn raw_html_and_scripts(content: &Path) -> Expected {
    let links = "[a](javascript:alert(1))\n\n[b](JaVaScRiPt:alert(1))\n\n[c](java&#x0A;script:alert(1))\n\n\
        [d](data:text/html,x)\n\n[e](vbscript:x)\n\n<javascript:alert(1)>\n\n![f](javascript:alert(1))\n\n\
        [g](&#106;avascript:alert(1))\n\n[h][h]\n\n[h]: javascript:alert(1)\n";
    write(content, "entries/links.md", entry("", links));
    write(
        content,
        "entries/html.md",
        entry("", "<script>alert(1)</script>\n\n甲<img src=x onerror=alert(1)>乙"),
    );
    let mut expected: Expected =
        (0..9).map(|number| on("unsafe-link", "links.md", BODY_LINE + 2 * number)).collect();
    expected.push(on("raw-html", "html.md", BODY_LINE));
    expected.push(on("raw-html", "html.md", BODY_LINE + 2));
    expected
}

/// Two findings each; one entry has another, which must not drown.
pub(crate) fn ten_thousand_faulty_entries(content: &Path) -> Expected {
    for number in 0..10_000 {
        let text = format!(
            "---\ntitle: 第{number}号\nkind: notice\nunit: 没有{number}\ncategory: policy\nformed_on: 明天\n---\n\n无\n"
        );
        write(content, &format!("entries/{:02}/{number:05}.md", number / 100), text);
    }
    write(content, "entries/99/last.md", entry("slug: ../x\n", "无"));
    vec![
        at("unknown-unit", "entries/00/00000.md:4:"),
        at("bad-date", "entries/00/00000.md:6:"),
        at("bad-slug", "entries/99/last.md:"),
    ]
}
