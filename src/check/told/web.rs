//! Links and pictures on pages.

use super::{error, warning};
use crate::check::rule::{Group::Web, Rule};

pub(super) const RULES: &[&Rule] = &[
    &error(
        Web,
        "unsafe-link",
        ("链接的开头不能用（javascript: 等）", "A link that begins with something like javascript:"),
        ("这样的链接会在看的人电脑上运行程序", "It runs a program on the reader's computer"),
        (
            "写 https://、mailto:、tel: 开头的地址，或旁边条目的文件名",
            "write an address that begins with https://, mailto: or tel:, or the file name of an entry",
        ),
    ),
    &warning(
        Web,
        "picture-without-words",
        ("图片没有说明文字", "A picture without a description"),
        (
            "看不见的人听不到图上有什么（无障碍环境建设法）",
            "Those who can't see it don't learn what it shows (Barrier-Free Environment Law)",
        ),
        ("在方括号里写图上有什么", "say in the brackets what it shows"),
    ),
];
