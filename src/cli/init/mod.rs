//! `mingbai init`: a small town, ready to build.

use super::Outcome;
use super::console::Console;
use super::review::{record, step_work};
use crate::build;
use crate::calendar::Date;
use crate::output;
use crate::review::may;
use crate::terms::Step;
use crate::text::Text;
use anyhow::bail;
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    folder: PathBuf,
}

/// The files of the town. `{today}` stands for the day it is made on.
const FILES: &[(&str, &str)] = &[
    ("content/site.yaml", include_str!("town/site.yaml")),
    ("content/units.yaml", include_str!("town/units.yaml")),
    ("content/roles.yaml", include_str!("town/roles.yaml")),
    ("content/boards.yaml", include_str!("town/boards.yaml")),
    ("content/catalogue.csv", include_str!("town/catalogue.csv")),
    ("content/calendar/2026.yaml", include_str!("town/calendar-2026.yaml")),
    ("content/entries/di-bao.md", include_str!("town/entries/di-bao.md")),
    ("content/entries/gong-zuo-an-pai.md", include_str!("town/entries/gong-zuo-an-pai.md")),
    ("content/entries/lin-shi-jiu-zhu.md", include_str!("town/entries/lin-shi-jiu-zhu.md")),
    ("请先看我.txt", include_str!("town/readme.txt")),
];

/// Records the review of every entry, so that all of them can be seen at once and the register shows how it looks.
fn review(folder: &Path) -> anyhow::Result<()> {
    let Some(site) = build::read(folder, None)?.site else { return Ok(()) };
    let mut works = Vec::new();
    for entry in &site.entries {
        for step in Step::ALL {
            let role = site.roles.iter().find(|role| role.may.contains(&may(*step)));
            works.extend(role.map(|role| step_work(entry, *step, role)));
        }
    }
    record(folder, site.clone(), &works, None)?;
    Ok(())
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> anyhow::Result<Outcome> {
    let folder = &arguments.folder;
    let shown = folder.display();
    if folder.exists() && !folder.read_dir().is_ok_and(|mut items| items.next().is_none()) {
        bail!(Text::new(
            format!("“{shown}”不是空文件夹，没有动它；换一个名字，如 mingbai init 我的镇"),
            format!("‘{shown}’ is no empty folder and was left alone; take another name"),
        ));
    }
    let today = Date::today().to_string();
    for (path, text) in FILES {
        let text = text.replace("{today}", &today);
        // With the mark by which the Windows editor knows UTF-8.
        let text = if path.ends_with(".txt") { format!("\u{feff}{text}") } else { text };
        output::create(&folder.join(path), text.as_bytes())?;
    }
    review(folder)?;
    console.result(console.say(&Text::new(
        format!(
            "已新建“{shown}”：一块公开栏、三条事项。接下来：\n  \
             cd {shown}\n  mingbai build        生成网站和张贴件\n  mingbai new MZ-02    新建一条事项\n"
        ),
        format!(
            "made ‘{shown}’: one board, three entries. Next:\n  \
             cd {shown}\n  mingbai build        build the site and the sheets\n  mingbai new MZ-02    make an entry\n"
        ),
    )));
    Ok(Outcome::Clean)
}
