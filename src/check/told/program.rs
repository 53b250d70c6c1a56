//! Theme, settings and the output.

use super::error;
use crate::check::rule::{Group::Program, Rule};

pub(super) const RULES: &[&Rule] = &[
    &error(
        Program,
        "bad-address",
        ("网站地址写得不对", "A text that is not the address of a web site"),
        ("二维码和订阅要完整的地址", "QR codes and the feed need the whole address"),
        ("写成 https://www.example.cn/ 这样", "write it like https://www.example.cn/"),
    ),
    &error(
        Program,
        "bad-theme",
        ("主题名不是文件夹名", "A theme that is not the name of a folder in themes"),
        ("主题只从 themes 里取", "Themes are taken from themes/ only"),
        ("写文件夹名，如 default", "write the folder's name, such as default"),
    ),
    &error(
        Program,
        "no-theme",
        ("没有这个主题文件夹", "A theme folder that is not there"),
        ("没有主题，网页和张贴件都排不出来", "Pages and sheets are made by the theme"),
        (
            "改正 site.yaml 里的 theme，或删去这一行用自带的主题",
            "mend theme in site.yaml, or drop the line and use the built-in one",
        ),
    ),
    &error(
        Program,
        "theme-error",
        ("主题的模板有错", "A template of the theme is wrong"),
        ("网页或张贴件排不出来", "The page or the sheet cannot be made"),
        (
            "改正主题里的这一行，或删去这个文件用自带的",
            "mend the line in the theme, or delete the file and use the built-in one",
        ),
    ),
    &error(
        Program,
        "output-clash",
        ("两样东西要写到同一个文件", "Two outputs that want one file"),
        ("后写的会盖掉先写的，少公开一件", "One would overwrite the other, and one matter would be lost"),
        ("给其中一件换个编号或网址名", "give one of them another id or slug"),
    ),
];
