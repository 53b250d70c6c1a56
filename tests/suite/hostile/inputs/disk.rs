//! What a disk can hold that is no usual file or folder.

use super::{Expected, HEAD_LINES, at, entry, on, write};
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

pub(crate) fn a_folder_loop(content: &Path) -> Expected {
    write(content, "entries/a/b/c.md", entry("", "无"));
    symlink("..", content.join("entries/a/up")).unwrap();
    symlink("../../a", content.join("entries/a/b/again")).unwrap();
    symlink("self", content.join("entries/self")).unwrap();
    vec![
        at("link-loop", "entries/a/up"),
        at("link-loop", "entries/a/b/again"),
        at("broken-link", "entries/self"),
    ]
}

/// A pipe that nobody writes to, a socket, and the device of endless zeros where one may be made.
pub(crate) fn pipes_and_devices(content: &Path) -> Expected {
    let mut expected = Vec::new();
    for name in ["pipe.md", "pipe.png", "pipe.csv"] {
        let path = content.join("entries").join(name);
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        expected.push(at("special-file", &format!("entries/{name}")));
    }
    drop(UnixListener::bind(content.join("entries/socket.yaml")).unwrap());
    expected.push(at("special-file", "entries/socket.yaml"));
    let device = Command::new("mknod").arg(content.join("entries/device.md")).args(["c", "1", "5"]).output();
    if device.is_ok_and(|made| made.status.success()) {
        expected.push(at("special-file", "entries/device.md"));
    }
    symlink("/dev/zero", content.join("entries/zero.md")).unwrap();
    expected.push(at("link-outside", "entries/zero.md"));
    expected
}

/// Every kind of file that is read.
pub(crate) fn files_without_permission(content: &Path) -> Expected {
    let locked = |path: &str, mode: u32| {
        fs::set_permissions(content.join(path), Permissions::from_mode(mode)).unwrap();
    };
    write(content, "entries/entry.md", entry("", "无"));
    write(content, "calendar/2021.yaml", "year: 2021\n");
    write(content, "entries/folder/inner.md", entry("", "无"));
    write(content, "entries/t.xlsx", "PK");
    write(content, "entries/p.png", "x");
    write(content, "entries/a.pdf", "x");
    write(content, "../fonts/f.otf", "x");
    let fields = "attachments: [a.pdf]\n";
    write(content, "entries/asks.md", entry(fields, "![图](p.png)"));
    write(content, "entries/table.md", entry("", "```table\nfile: t.xlsx\n```"));
    let files = [
        "entries/entry.md",
        "calendar/2021.yaml",
        "entries/t.xlsx",
        "entries/p.png",
        "entries/a.pdf",
        "../fonts/f.otf",
    ];
    files.iter().for_each(|path| locked(path, 0o0));
    locked("entries/folder", 0o0);
    vec![
        at("unreadable-file", "entries/entry.md"),
        at("unreadable-file", "calendar/2021.yaml"),
        at("unreadable-file", "entries/folder"),
        at("unreadable-file", "entries/t.xlsx"),
        on("unreadable-picture", "asks.md", HEAD_LINES + 4),
        at("unreadable-attachment", "entries/a.pdf"),
        ("unreadable-font", "fonts/f.otf".to_owned()),
    ]
}

pub(crate) fn folders_70_deep(content: &Path) -> Expected {
    write(content, &format!("entries/{}a.md", "d/".repeat(70)), entry("", "无"));
    vec![at("folder-too-deep", &format!("entries/{}", ["d"; 63].join("/")))]
}

pub(crate) fn an_attachment_of_200_megabytes(content: &Path) -> Expected {
    File::create(content.join("entries/a.pdf")).unwrap().set_len(200 << 20).unwrap();
    write(content, "entries/asks.md", entry("attachments: [a.pdf]\n", "无"));
    vec![at("unreadable-attachment", "entries/a.pdf")]
}

pub(crate) fn a_font_of_200_megabytes(content: &Path) -> Expected {
    write(content, "../fonts/f.otf", "");
    File::create(content.join("../fonts/f.otf")).unwrap().set_len(200 << 20).unwrap();
    vec![("unreadable-font", "fonts/f.otf".to_owned())]
}
