//! Personal information that cannot be masked where it stands.

use super::error;
use crate::check::rule::{Group::Personal, Rule};

pub(super) const RULES: &[&Rule] = &[&error(
    Personal,
    "cannot-mask",
    ("文件名里有个人信息，遮不住", "Personal information in the name of a file, which cannot be masked"),
    (
        "文件名会成为网址或下载的名称，谁都看得到（个人信息保护法第二十五条）",
        "The name becomes an address or the name of a download, for all to see (Personal Information Protection Law art. 25)",
    ),
    ("改文件名", "rename the file"),
)];
