//! What is wrong with files, in words.

use super::MOST_FILE;
use super::decode::BadByte;
use crate::diagnostic::Diagnostic;
use crate::site_path::SitePath;
use crate::text::Text;
use std::io;

fn error(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, Text::new(zh, en))
}

fn warning(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(code, Text::new(zh, en))
}

pub(super) fn bad_bytes(bad: BadByte) -> Diagnostic {
    let BadByte { byte, line, column, encoding } = bad;
    error(
        "bad-encoding",
        format!("按 {encoding} 读到第 {line} 行第 {column} 个字时，字节 0x{byte:02X} 不成字"),
        format!("read as {encoding}, the byte 0x{byte:02X} at line {line}, column {column} is no character"),
    )
    .help(Text::new(
        "文件可能没存完整；重新打开原文件，“另存为”时编码选 UTF-8",
        "the file may be cut off; open the original and save it as UTF-8",
    ))
}

pub(super) fn not_utf_8(encoding: &str) -> Diagnostic {
    warning("not-utf-8", format!("不是 UTF-8，已按 {encoding} 读"), format!("not UTF-8: read as {encoding}"))
        .help(Text::new(
            "“另存为”时编码选 UTF-8，更稳妥；mingbai fix 能改",
            "saving it as UTF-8 is safer; mingbai fix can do it",
        ))
}

pub(super) fn lost_characters(count: usize) -> Diagnostic {
    error(
        "lost-character",
        format!("有 {count} 个字已经丢失，变成了“\u{fffd}”"),
        format!("{count} characters are lost: in their place stands ‘\u{fffd}’"),
    )
    .help(Text::new("照原件补上", "write them anew from the original"))
}

/// The finding for a character that turns the direction of writing.
pub(crate) fn direction(mark: char) -> Diagnostic {
    let code = u32::from(mark);
    error(
        "direction-mark",
        format!("有改变文字方向的隐藏字符 U+{code:04X}，看到的会和写的不一样"),
        format!("the hidden character U+{code:04X} turns the direction of writing: people see another text"),
    )
    .help(Text::new("删去它再保存", "delete it"))
}

pub(crate) fn control(mark: char) -> Diagnostic {
    let code = u32::from(mark);
    error(
        "control-character",
        format!("有看不见的控制字符 U+{code:04X}"),
        format!("there is an invisible control character, U+{code:04X}"),
    )
    .help(Text::new("删去它再保存", "delete it"))
}

pub(super) fn not_text() -> Diagnostic {
    error("not-text", "不是文字文件：里面有空字节", "not a text file: it holds NUL bytes")
}

pub(super) fn changed() -> Diagnostic {
    error("changed-meanwhile", "文件在读的时候变了", "the file changed while it was read")
        .help(Text::new("再运行一次", "run it once more"))
}

pub(super) fn too_large(most: u64) -> Diagnostic {
    let most = if most < 1 << 20 { format!("{} KB", most >> 10) } else { format!("{} MB", most >> 20) };
    error(
        "file-too-large",
        format!("文字文件超过 {most}，没有读"),
        format!("a text larger than {most} is not read"),
    )
}

pub(super) fn leftover(name: &str) -> Diagnostic {
    warning(
        "leftover-file",
        format!("“{name}”像是编辑软件或同步软件留下的副本，没有采用"),
        format!("‘{name}’ looks like a copy that an editor or a sync program left: it is not built"),
    )
    .help(if name.starts_with("approvals") {
        // A sync program's copy of the review register holds what somebody did there.
        Text::new(
            format!("里面可能有别人做的步骤：先用 mingbai review --merge \"content/registers/{name}\" 并进台账，再删掉它"),
            format!("steps may stand in it: bring them in with mingbai review --merge \"content/registers/{name}\", then delete it"),
        )
    } else {
        Text::new("不要的就删掉；要用的就改个名", "delete it, or rename it if it is needed")
    })
}

pub(super) fn unreadable(error_: &io::Error) -> Diagnostic {
    Diagnostic::error("unreadable-file", reason(error_))
}

/// Why the disk does not give a file, in words.
pub fn reason(error: &io::Error) -> Text {
    match error.kind() {
        io::ErrorKind::PermissionDenied => Text::new("没有权限读", "no permission to read it"),
        io::ErrorKind::NotFound => Text::new("找不到", "it is not there"),
        io::ErrorKind::FileTooLarge => {
            let most = MOST_FILE >> 20;
            Text::new(format!("超过 {most} MB"), format!("it is larger than {most} MB"))
        }
        _ => Text::new(format!("读不了（{error}）"), format!("it cannot be read: {error}")),
    }
}

pub(super) fn special_file() -> Diagnostic {
    error("special-file", "不是普通文件，没有读", "not a regular file: it is not read")
        .help(Text::new("把它移出文件夹", "move it out of the folder"))
}

pub(super) fn link_outside() -> Diagnostic {
    error(
        "link-outside",
        "链接指向文件夹之外，没有采用",
        "the link leads out of the folder: it is not followed",
    )
    .help(Text::new("把文件复制进来", "copy the file into the folder"))
}

pub(super) fn broken_link() -> Diagnostic {
    error("broken-link", "链接指向的文件不存在", "the link leads nowhere")
}

pub(super) fn link_loop() -> Diagnostic {
    error(
        "link-loop",
        "链接绕回上级文件夹，没有再读",
        "the link leads back to a folder above: it is not followed",
    )
    .help(Text::new("删掉这个链接", "delete the link"))
}

pub(super) fn too_deep(most: usize) -> Diagnostic {
    error(
        "folder-too-deep",
        format!("文件夹套了 {most} 层，再往里没有读"),
        format!("folders are nested {most} deep: what lies further in is not read"),
    )
    .help(Text::new("把里面的文件移到外层", "move what lies in it further out"))
}

pub(super) fn bad_name(name: &str) -> Diagnostic {
    error(
        "bad-file-name",
        format!("文件名“{name}”里有不能用的字符"),
        format!("the file name ‘{name}’ holds characters that cannot be used"),
    )
    .help(Text::new("改个名：用汉字、字母、数字", "rename it: Han characters, letters and digits"))
}

pub(super) fn too_many(most: usize) -> Diagnostic {
    error(
        "too-many-files",
        format!("文件超过 {most} 个，其余没有读"),
        format!("more than {most} files: the rest is not read"),
    )
}

/// The finding at a file, or with no place where the file's name cannot be one.
pub(super) fn at(finding: Diagnostic, path: Option<SitePath>) -> Diagnostic {
    match path {
        Some(path) => finding.in_file(path),
        None => finding,
    }
}
