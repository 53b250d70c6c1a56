//! Marks in bodies that have no effect, or lose something.

use super::{error, warning};
use crate::check::rule::{Group::Language, Rule};

pub(super) const RULES: &[&Rule] = &[
    &error(
        Language,
        "unclosed-comment",
        ("注释 <!-- 没有收尾", "A comment <!-- that never ends"),
        ("后面的正文全都不见了", "All text after it is lost"),
        ("在注释末尾写 -->", "end it with -->"),
    ),
    &warning(
        Language,
        "raw-html",
        ("正文里写了 HTML", "HTML in a body"),
        ("它不起作用，会照原样印出来", "It has no effect and is shown as it is written"),
        ("改用 Markdown 写", "write it in Markdown"),
    ),
    &warning(
        Language,
        "empty-heading",
        ("小标题没有字", "A heading without words"),
        (
            "看的人不知道下面讲什么，读屏软件读不出",
            "It tells nobody what follows, and screen readers read nothing",
        ),
        ("在 # 后面写上小标题，或者删去 #", "write the heading after the #, or remove the #"),
    ),
    &warning(
        Language,
        "indented-code",
        ("行首有四个空格", "Four blanks at the start of a line"),
        ("Markdown 会当成代码，不按正文排", "Markdown takes it for a block of code"),
        ("删去行首的空格，排版时自动空两字", "remove the blanks; paragraphs are indented by themselves"),
    ),
    &error(
        Language,
        "nesting-too-deep",
        ("引用、列表或强调套得太深", "Quotations, lists or emphasis nested too deep"),
        ("没有纸排得下", "No sheet has room for it"),
        ("减少层次", "nest less"),
    ),
    &warning(
        Language,
        "unknown-footnote",
        ("没有这条脚注", "A footnote that is not there"),
        ("看的人找不到说明", "Readers look for it in vain"),
        ("另起一段写 [^编号]: …", "write [^number]: … in a paragraph of its own"),
    ),
    &warning(
        Language,
        "footnote-without-reference",
        ("脚注没有人引用，不会显示", "A footnote that no text refers to, and so is not shown"),
        ("写了说明，看的人却看不到", "What it says reaches nobody"),
        ("在正文里写 [^编号]", "refer to it with [^number]"),
    ),
    &warning(
        Language,
        "footnote-defined-twice",
        ("同一条脚注写了两次，只显示第一条", "A footnote that is defined twice; the first one is shown"),
        ("第二条说明看不到", "What the second one says reaches nobody"),
        ("换一个编号，或合成一条", "use another number, or make them one"),
    ),
    &error(
        Language,
        "footnote-in-footnote",
        ("脚注里又引用脚注", "A footnote that refers to another footnote"),
        ("张贴件上排不出来", "Sheets cannot show it"),
        ("把说明写进同一条脚注", "say it in one footnote"),
    ),
    &error(
        Language,
        "replacement-character",
        ("有字在转换编码时丢了（U+FFFD）", "A character that was lost in a change of encoding (U+FFFD)"),
        (
            "丢的字程序补不回来；公开的内容必须准确（政府信息公开条例第六条）",
            "No program can bring it back; what is disclosed must be accurate (Regulation on Open Government Information art. 6)",
        ),
        ("照原件重新写这个字", "write the character again from the original"),
    ),
    &error(
        Language,
        "private-use-character",
        ("自造字，别的电脑显示不出", "A private-use character, which other computers can't show"),
        (
            "多是旧系统里给人名、地名造的字",
            "Old systems made up such characters for names of people and places",
        ),
        ("换成标准字", "write the standard character"),
    ),
];
