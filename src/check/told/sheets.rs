//! What does not fit on sheets, or has no font.

use super::{error, warning};
use crate::check::rule::{Group::Sheets, Rule};

pub(super) const RULES: &[&Rule] = &[
    &error(
        Sheets,
        "bad-font",
        ("fonts 里有不是字体的文件", "A file in fonts that is no font"),
        ("读不了的字体用不上，张贴件会换成别的字体", "Sheets would be set in another font"),
        (
            "放入 .ttf、.otf 或 .ttc 字体，或删去此文件",
            "put a .ttf, .otf or .ttc font there, or delete the file",
        ),
    ),
    &error(
        Sheets,
        "missing-glyph",
        ("哪个字体都没有这个字", "A character that no font has"),
        (
            "印出来是空框，人名尤其不能缺字",
            "An empty box would be printed, and names must not lack a character",
        ),
        ("把有这个字的字体放进站点的 fonts 文件夹", "put a font that has it into the site's fonts folder"),
    ),
    &warning(
        Sheets,
        "fallback-glyph",
        ("正文字体没有这个字，借用了别的字体", "A character that the text fonts lack: another font draws it"),
        ("这个字和旁边的字样子不同", "It looks unlike its neighbours"),
        ("看看样张；不好看就换一个有这个字的正文字体", "look at the sheet; use a text font that has it"),
    ),
    &error(
        Sheets,
        "private-character",
        ("自造字，换一台电脑就不是这个字", "A private-use character, which is another one elsewhere"),
        (
            "多是旧系统里给人名、地名造的字",
            "Old systems made up such characters for names of people and places",
        ),
        ("换成标准字", "write the standard character"),
    ),
    &error(
        Sheets,
        "sheet-overflow",
        ("有字超出版心或表格栏", "Words that leave their block or column"),
        ("超出的字印不全", "They are not printed whole"),
        ("把长编号、长网址分开，或换大一号的纸", "part long numbers and addresses, or take larger paper"),
    ),
    &error(
        Sheets,
        "sheet-too-long",
        ("一段、一格或整条对张贴件来说太长", "A paragraph, a cell or an entry that is too long for sheets"),
        ("公开栏贴不下，也没有人读得完", "Boards have no room for it, and nobody would read it"),
        ("分成几段，或删短", "part it, or shorten it"),
    ),
    &error(
        Sheets,
        "too-many-sheets",
        ("张数超过了 max_sheets 写的", "More sheets than max_sheets allows"),
        ("公开栏的位置有限", "A board has only so many slots"),
        (
            "删减文字，或调大 max_sheets，或换大一号的纸",
            "shorten the text, raise max_sheets, or take larger paper",
        ),
    ),
    &error(
        Sheets,
        "sheet-error",
        ("主题里张贴件的模板有错", "A sheet's template of the theme is wrong"),
        ("有错就一张张贴件也排不出来", "No sheet can be set"),
        (
            "改正主题里的这一行，或删去它用自带的",
            "mend the line in the theme, or delete the file and use the built-in one",
        ),
    ),
];
