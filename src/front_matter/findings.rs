//! What the walk finds wrong, in words that say how to write it.

use crate::diagnostic::Diagnostic;
use crate::text::Text;

fn error(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, Text::new(zh, en))
}

/// `write "…"`: the text in quotes that need no escape.
pub(super) fn in_quotes(text: &str) -> Text {
    let text = text.trim();
    let inner = text.trim_matches('"');
    let quoted = if inner.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{inner}\"")
    };
    Text::new(format!("写成 {quoted}"), format!("write {quoted}"))
}

pub(super) fn quote_item() -> Text {
    Text::new("给这一项加上引号", "put the item in quotes")
}

pub(super) fn missing_blank(written: &str, before: &str) -> Diagnostic {
    let rest = written.strip_prefix(before).unwrap_or(written).trim_start();
    let fixed = format!("{before} {rest}");
    let mark = if before == "-" { "-" } else { ":" };
    error("missing-blank", format!("“{mark}”后面少一个空格"), format!("a blank is missing behind ‘{mark}’"))
        .help(Text::new(format!("写成 {fixed}"), format!("write {fixed}")))
}

pub(super) fn unquoted_colon() -> Diagnostic {
    error(
        "unquoted-colon",
        "内容里有冒号加空格，要用引号括起来",
        "a text that holds a colon and a blank must stand in quotes",
    )
}

pub(super) fn quote_needed(mark: char) -> Diagnostic {
    error(
        "quote-needed",
        format!("以“{mark}”开头的内容要用引号括起来"),
        format!("a text that begins with ‘{mark}’ must stand in quotes"),
    )
}

pub(super) fn yaml_feature(mark: &str) -> Diagnostic {
    error(
        "yaml-feature",
        format!("“{mark}”在 YAML 里有特殊用途，这里不能用"),
        format!("‘{mark}’ begins a YAML feature (anchor, alias, tag, merge or complex key) that is not allowed here"),
    )
    .help(Text::new("如果是文字，请加引号", "if it is text, put it in quotes"))
}

pub(super) fn unclosed_quote(mark: &str) -> Diagnostic {
    error("unclosed-quote", format!("引号 {mark} 没有配对"), format!("the quote {mark} is never closed"))
        .help(Text::new(
            "在这段文字末尾补上同样的引号",
            "close it with the same quote at the end of the text",
        ))
}

pub(super) fn unclosed_bracket(mark: char) -> Diagnostic {
    let close = match mark {
        '{' => '}',
        '【' => '】',
        '［' => '］',
        '｛' => '｝',
        _ => ']',
    };
    error("unclosed-bracket", format!("括号 {mark} 没有配对"), format!("the bracket {mark} is never closed"))
        .help(Text::new(format!("在这一项末尾补上 {close}"), format!("close it with {close}")))
}

pub(super) fn text_after(zh: &str, en: &str) -> Diagnostic {
    error("text-after-value", format!("{zh}后面还有文字"), format!("there is text behind {en}"))
}

pub(super) fn empty_item() -> Diagnostic {
    error("empty-item", "列表里有一项是空的", "an item of the list is empty")
        .help(Text::new("去掉多余的逗号", "remove the comma"))
}

pub(super) fn bad_escape(mark: &str) -> Diagnostic {
    error(
        "bad-escape",
        format!("双引号里的“{mark}”不是有效的转义"),
        format!("‘{mark}’ is no escape that double quotes know"),
    )
    .help(Text::new("改用单引号 '…'", "use single quotes '…'"))
}

pub(super) fn bad_indent() -> Diagnostic {
    error("bad-indent", "这一行的缩进和上面对不齐", "the indent of this line fits no line above")
        .help(Text::new("和同级的上一行左边对齐", "align it with the line above that it belongs with"))
}

pub(super) fn tab_indent() -> Diagnostic {
    error("tab-indent", "行首用了制表符（Tab）", "the line is indented with a tab")
        .help(Text::new("行首改用空格", "use blanks"))
}

pub(super) fn not_a_pair(written: &str, after_gap: bool) -> Diagnostic {
    let name = written.split(char::is_whitespace).next().unwrap_or_default();
    let rest = written.get(name.len()..).unwrap_or_default().trim();
    let short = name.chars().count() <= 20 && !rest.is_empty() && rest.chars().count() <= 60;
    let help = if after_gap {
        Text::new(
            "写成 “名称: 内容”；如果是正文，在它上面加一行 ---",
            "write ‘name: value’; if it is the body, put a line --- above it",
        )
    } else if short {
        Text::new(format!("写成 {name}: {rest}"), format!("write {name}: {rest}"))
    } else {
        Text::new("写成 “名称: 内容”", "write ‘name: value’")
    };
    error("not-a-pair", "这一行不是“名称: 内容”", "this line is no ‘name: value’").help(help)
}

pub(super) fn too_deep() -> Diagnostic {
    error("yaml-too-deep", "嵌套超过 32 层", "nested more than 32 levels deep")
}

pub(super) fn second_document() -> Diagnostic {
    error("second-document", "一个文件里只能有一份内容", "a file holds one document only")
        .help(Text::new("去掉这一行", "remove this line"))
}

pub(super) fn full_width(fixed: &str) -> Diagnostic {
    Diagnostic::warning(
        "full-width-syntax",
        Text::new("这一行用了全角标点作格式符号，已按半角读", "full-width marks are read as ASCII ones here"),
    )
    .help(Text::new(
        format!("写成 {fixed}；mingbai fix 能改"),
        format!("write {fixed}; mingbai fix can do it"),
    ))
}

pub(super) fn duplicate(name: &str) -> Diagnostic {
    error("duplicate-key", format!("“{name}”写了两次"), format!("‘{name}’ is written twice"))
        .help(Text::new("只留一个", "keep one of them"))
}

pub(super) fn not_a_map() -> Diagnostic {
    error("not-a-map", "这里要“名称: 内容”的各行", "expected lines of ‘name: value’")
}

/// The words of the parser, and what they mean.
const DETAILS: &[(&str, &str)] = &[
    ("mapping values are not allowed", "这里不能再写“名称: 内容”"),
    ("did not find expected key", "这里应该是“名称: 内容”，缩进要和上一行一样"),
    ("did not find expected '-' indicator", "这里应该是“- ”开头的一项"),
    ("could not find expected ':'", "少了冒号"),
    ("did not find expected ',' or", "少了逗号或右括号"),
    ("did not find expected node content", "少了内容"),
    ("did not find expected comment or line break", "“|”或“>”后面要换行"),
    ("did not find expected whitespace", "引号后面少了空格"),
    ("block sequence entries are not allowed", "这里不能写“- ”开头的列表"),
    ("block mapping", "这里不能写“名称: 内容”"),
    ("found character that cannot start any token", "这一项开头的符号要用引号括起来"),
    ("found unexpected end of stream", "还没有写完就结束了"),
    ("found unexpected document indicator", "中间有一行 --- 或 ..."),
    ("found unknown escape character", "反斜杠后面写得不对"),
    ("tab", "缩进里有制表符（Tab）"),
    ("control characters are not allowed", "有看不见的控制字符"),
    ("recursion limit exceeded", "套得太深"),
    ("indentation indicator", "“|”或“>”后面的数字不对"),
];

pub(super) fn unreadable(detail: &str) -> Diagnostic {
    let known = DETAILS.iter().find(|(words, _)| detail.contains(words));
    let zh = known.map_or("格式不对", |(_, zh)| zh);
    error("bad-yaml", format!("这里读不懂：{zh}"), format!("this cannot be read: {detail}"))
}
