//! `mingbai watch`: every save is built and shown at once.

use super::Outcome;
use super::console::Console;
use super::options::{SiteArguments, sheet_choice};
use super::{report, site};
use crate::build::{Ending, Faulty, Report};
use crate::site_path::SitePath;
use crate::terms::SheetChoice;
use crate::text::Text;
use crate::watch::{Notice, Wanted, open_browser, watch};
use clap::Args;
use std::time::Duration;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    #[arg(long)]
    port: Option<u16>,
    #[arg(long)]
    open: bool,
    #[arg(long)]
    poll: bool,
    #[arg(long, value_parser = sheet_choice)]
    sheets: Option<SheetChoice>,
    #[arg(long)]
    strict: bool,
    #[arg(long)]
    hold_back: bool,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> anyhow::Result<Outcome> {
    let wanted = Wanted {
        // The folder of this name, be it another one some day: whoever runs this within it would go on with the old one.
        root: std::path::absolute(site::root(&arguments.site)?)?,
        date: arguments.site.date,
        sheets: arguments.sheets,
        strict: arguments.strict,
        faulty: if arguments.hold_back { Faulty::HoldBack } else { Faulty::Stop },
        port: arguments.port,
        poll: arguments.poll,
        language: console.language,
    };
    let mut teller = Teller { console: console.clone(), open: arguments.open, first: true, faulty: false };
    watch(wanted, Box::new(move |notice| teller.tell(&notice)))?;
    console.remark(console.say(&Text::new("\n结束了\n", "\nended\n")));
    Ok(Outcome::Clean)
}

/// Says on the terminal what happens, briefly.
struct Teller {
    console: Console,
    open: bool,
    first: bool,
    faulty: bool,
}

impl Teller {
    fn tell(&mut self, notice: &Notice<'_>) {
        match notice {
            Notice::Serving { address, polls } => self.serving(address, *polls),
            Notice::Built { report, took } => self.built(report, *took),
            Notice::Failed(error) => {
                self.faulty = true;
                self.console.remark(&format!("{}\n", self.console.error(error)));
            }
        }
    }

    fn serving(&self, address: &str, polls: bool) {
        let mut text = self
            .console
            .say(&Text::new(
                format!("网站    {address}\n预览台  {address}_desk/\n改好存盘就会更新，按 Ctrl-C 结束\n"),
                format!("site  {address}\ndesk  {address}_desk/\nSave, and it follows; Ctrl-C ends it\n"),
            ))
            .to_owned();
        if polls {
            let slow = Text::new(
                "每秒看一次有没有改动（网络盘上都这样，--poll 也这样）\n",
                "the files are looked at every second, as on network drives and with --poll\n",
            );
            text.push_str(self.console.say(&slow));
        }
        self.console.result(&text);
        if self.open && open_browser(&format!("{address}_desk/")).is_err() {
            let text = Text::new(
                "打不开浏览器，请自己打开上面的地址\n",
                "no browser opens; please open the address above\n",
            );
            self.console.remark(self.console.say(&text));
        }
    }

    fn built(&mut self, report: &Report, took: Duration) {
        self.console.follow(report.language);
        report::print_findings_of_watch(report, &self.console, self.first);
        let took = took.as_secs_f64();
        let text = match &report.ending {
            Ending::Written { written, .. } => {
                if let Some(strays) = report::strays(&written.strays) {
                    self.console.remark(&format!("{}\n", self.console.say(&strays)));
                }
                let (new, gone) = (written.written.len(), written.removed.len());
                if new + gone == 0 && !self.first && !self.faulty {
                    return self.seen(&report.saved, took);
                }
                let (entries, sheets) = (report.entries, report.sheets);
                Text::new(
                    format!(
                        "已更新：事项 {entries} 条，张贴件 {sheets} 份；写入 {new} 个文件，删除 {gone} 个；{took:.2} 秒\n"
                    ),
                    format!(
                        "updated: {entries} entries, sheets for {sheets}; written {new}, removed {gone}; {took:.2} s\n"
                    ),
                )
            }
            _ => Text::new(
                format!("没有更新：有 {} 个问题，改好存盘再试；网页还是上一次的样子\n", report.stopping),
                format!(
                    "not updated: {} problems; mend and save; the pages are those of before\n",
                    report.stopping
                ),
            ),
        };
        self.faulty = report.stopping > 0;
        self.first = false;
        self.console.result(self.console.say(&text));
    }

    /// A save that changes nothing of the output, such as that of a draft.
    fn seen(&self, saved: &[SitePath], took: f64) {
        let Some(first) = saved.first() else { return };
        let count = saved.len();
        let text = if count == 1 {
            Text::new(
                format!("看到 content/{first} 的改动：网站和张贴件没有变化；{took:.2} 秒\n"),
                format!("seen: content/{first}; nothing of the output changes; {took:.2} s\n"),
            )
        } else {
            Text::new(
                format!("看到 {count} 个文件的改动：网站和张贴件没有变化；{took:.2} 秒\n"),
                format!("seen: {count} files; nothing of the output changes; {took:.2} s\n"),
            )
        };
        self.console.result(self.console.say(&text));
    }
}
