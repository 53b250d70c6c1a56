//! What kind of file a table file is, by its name and by its first bytes, and which kinds are refused.

use super::workbook::WorkbookKind;
use crate::diagnostic::Diagnostic;
use crate::site_path::SitePath;
use crate::text::Text;

/// Refuses by its name a file that cannot be a table.
pub(super) fn refuse_by_name(path: &SitePath) -> Result<(), Diagnostic> {
    let program = match path.ending().as_str() {
        "csv" | "xlsx" | "xlsm" | "xls" | "ods" => return Ok(()),
        "et" | "ett" | "xlsb" | "numbers" | "doc" | "docx" | "wps" | "wpt" | "pdf" | "ppt" | "pptx"
        | "txt" => path.ending(),
        _ => String::new(),
    };
    let name = path.name();
    let message = if program.is_empty() {
        Text::new(format!("“{name}”不是表格文件"), format!("‘{name}’ is not a table file"))
    } else {
        Text::new(
            format!("读不了 .{program} 文件“{name}”"),
            format!("‘{name}’: .{program} files cannot be read"),
        )
    };
    Err(Diagnostic::error("office-file", message).help(save_as()))
}

/// The kind of a workbook by its first bytes; an error where they are not what its name says.
pub(super) fn kind(path: &SitePath, bytes: &[u8]) -> Result<WorkbookKind, Diagnostic> {
    let ending = path.ending();
    let found = Content::of(bytes);
    match (ending.as_str(), found) {
        ("xlsx" | "xlsm", Content::Zip) => Ok(WorkbookKind::Xlsx),
        ("xls", Content::Compound) => Ok(WorkbookKind::Xls),
        ("ods", Content::Zip) => Ok(WorkbookKind::Ods),
        (_, Content::Encrypted) => Err(encrypted(path)),
        (_, Content::Empty) => Err(Diagnostic::error(
            "empty-file",
            Text::new(format!("“{}”是空文件", path.name()), format!("‘{}’ is empty", path.name())),
        )),
        (_, Content::Other) => Err(broken(path, "")),
        (_, found) => Err(misnamed(path, found)),
    }
}

/// The finding for a workbook that needs a password.
pub(super) fn encrypted(path: &SitePath) -> Diagnostic {
    let name = path.name();
    let message = Text::new(format!("“{name}”设了打开密码"), format!("‘{name}’ is locked with a password"));
    let help = Text::new("去掉打开密码后重新保存", "remove the password and save it again");
    Diagnostic::error("table-locked", message).help(help)
}

/// The finding for a workbook that is damaged.
pub(super) fn broken(path: &SitePath, reason: &str) -> Diagnostic {
    let name = path.name();
    let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
    let message = Text::new(
        format!("“{name}”已损坏或不是表格文件{reason}"),
        format!("‘{name}’ is damaged or no table file{reason}"),
    );
    Diagnostic::error("table-broken", message).help(Text::new(
        "用 Excel 或 WPS 打开看看，再另存为 .xlsx",
        "open it in Excel or WPS and save it as .xlsx",
    ))
}

fn misnamed(path: &SitePath, found: Content) -> Diagnostic {
    let (name, ending) = (path.name(), path.ending());
    let (zh, en) = match found {
        Content::Html => ("网页（系统导出的假 Excel）", "a web page, as many systems export it"),
        Content::Xml => ("XML 表格", "an XML spreadsheet"),
        Content::Zip => ("新版工作簿（.xlsx 一类）", "a workbook of the newer kind, such as .xlsx"),
        _ => ("旧版工作簿（.xls 一类）", "a workbook of the older kind, such as .xls"),
    };
    let message = Text::new(
        format!("“{name}”名为 .{ending}，内容却是{zh}"),
        format!("‘{name}’ is named .{ending} but holds {en}"),
    );
    Diagnostic::error("table-file-kind", message).help(save_as())
}

fn save_as() -> Text {
    Text::new(
        "用 Excel 或 WPS 打开，另存为 .xlsx（或 .csv）",
        "open it in Excel or WPS and save it as .xlsx or .csv",
    )
}

/// What the first bytes of a file show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Empty,
    Zip,
    Compound,
    Encrypted,
    Html,
    Xml,
    Other,
}

impl Content {
    fn of(bytes: &[u8]) -> Self {
        if bytes.is_empty() {
            return Self::Empty;
        }
        if bytes.starts_with(b"PK") {
            return Self::Zip;
        }
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
            // Office wraps an encrypted xlsx in a compound file with a stream of this name.
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let is_encrypted = bytes.windows(name.len()).any(|window| window == name);
            return if is_encrypted { Self::Encrypted } else { Self::Compound };
        }
        let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(1024)).unwrap_or_default());
        let head = head.trim_start_matches(['\u{feff}', '\0']).trim_start().to_ascii_lowercase();
        if head.contains("<html") || head.contains("<table") || head.starts_with("<!doctype html") {
            Self::Html
        } else if head.starts_with("<?xml") {
            Self::Xml
        } else {
            Self::Other
        }
    }
}
