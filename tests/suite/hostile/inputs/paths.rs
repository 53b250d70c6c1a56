//! Names and paths.

use super::{BODY_LINE, Expected, HEAD_LINES, at, entry, on, write};
use std::os::unix::fs::symlink;
use std::path::Path;

/// Line breaks, terminal codes and marks that turn the direction of writing, in names of files and folders.
pub(crate) fn names_with_line_breaks(content: &Path) -> Expected {
    for name in ["a\nb", "a\r\nb", "a\u{1b}[2Jb", "a\u{202e}b", "a\\b"] {
        write(content, &format!("entries/{name}.md"), entry("", "无"));
    }
    write(content, "entries/x\ny/c.md", entry("", "无"));
    vec![at("bad-file-name", "entries")]
}

/// The longest that disks take: tables and pages work; on a sheet such a name runs out of its block.
pub(crate) fn names_of_255_bytes(content: &Path) -> Expected {
    let long = |ending: &str| "公".repeat((255 - ending.len()) / 3) + ending;
    write(content, &format!("entries/{}.md", "a".repeat(252)), entry("", "无"));
    write(content, &format!("entries/{}", long(".md")), entry("", "无"));
    write(content, &format!("entries/{}", long(".csv")), "户,元\n甲,1\n");
    write(content, "entries/asks.md", entry("", &format!("```table\nfile: {}\n```", long(".csv"))));
    let folders = vec!["文".repeat(80); 8].join("/");
    write(content, &format!("entries/{folders}/深.md"), entry("", "无"));
    ["a".repeat(252), long(".md"), folders]
        .map(|name| at("sheet-overflow", &format!("entries/{name}")))
        .to_vec()
}

pub(crate) fn a_slug_that_climbs(content: &Path) -> Expected {
    let slugs = ["../../x", "/etc/passwd", "a/b", "..", "CON", "a\\b", "%2e%2e%2fx"];
    for (number, slug) in slugs.iter().enumerate() {
        write(content, &format!("entries/{number}.md"), entry(&format!("slug: '{slug}'\n"), "无"));
    }
    write(content, "entries/id.md", entry("id: ../../../x\n", "无"));
    (0..slugs.len()).map(|number| on("bad-slug", &format!("{number}.md"), HEAD_LINES + 1)).collect()
}

const OUT: &str = "../../../../../../etc/passwd";

pub(crate) fn files_that_climb(content: &Path) -> Expected {
    write(
        content,
        "entries/picture.md",
        entry("", &format!("![图]({OUT})\n\n![图](file:///etc/passwd)\n\n![图](/etc/passwd)")),
    );
    write(
        content,
        "entries/link.md",
        entry("", &format!("[文]({OUT})\n\n[文](%2e%2e/%2e%2e/%2e%2e/etc/passwd)")),
    );
    write(
        content,
        "entries/table.md",
        entry("", &format!("```table\nfile: {OUT}\n```\n\n```table\nfile: /etc/passwd\n```")),
    );
    write(content, "entries/attached.md", entry(&format!("attachments: [{OUT}, /etc/passwd]\n"), "无"));
    vec![
        on("missing-picture", "picture.md", BODY_LINE),
        on("unsafe-link", "picture.md", BODY_LINE + 2),
        on("unsafe-link", "picture.md", BODY_LINE + 4),
        on("missing-file", "link.md", BODY_LINE),
        on("missing-file", "link.md", BODY_LINE + 2),
        on("bad-path", "table.md", BODY_LINE + 1),
        on("bad-path", "table.md", BODY_LINE + 5),
        on("missing-attachment", "attached.md", HEAD_LINES + 1),
    ]
}

pub(crate) fn links_out_of_the_site(content: &Path) -> Expected {
    symlink("/etc/passwd", content.join("entries/t.csv")).unwrap();
    symlink("/etc", content.join("entries/etc")).unwrap();
    write(content, "entries/asks.md", entry("", "```table\nfile: t.csv\n```"));
    vec![
        at("link-outside", "entries/t.csv"),
        at("link-outside", "entries/etc"),
        at("table-broken", "entries/asks.md:"),
    ]
}
