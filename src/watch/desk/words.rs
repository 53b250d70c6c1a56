//! What the desk says, in two languages.

use crate::text::Language;
use serde::Serialize;

/// The words of the desk, as its script knows them.
#[derive(Serialize)]
pub(super) struct DeskWords {
    title: &'static str,
    all: &'static str,
    find: &'static str,
    none: &'static str,
    more: &'static str,
    page: &'static str,
    phone: &'static str,
    desktop: &'static str,
    both: &'static str,
    sheets: &'static str,
    sheet_number: &'static str,
    problems: &'static str,
    no_problems: &'static str,
    changes: &'static str,
    nothing_changed: &'static str,
    page_changed: &'static str,
    sheet_changed: &'static str,
    no_page: &'static str,
    no_sheets: &'static str,
    open_page: &'static str,
    open_site: &'static str,
    print: &'static str,
    stale: &'static str,
    guess: &'static str,
    gone: &'static str,
    choose: &'static str,
    saved: &'static str,
    files: &'static str,
    busy: &'static str,
    lost: &'static str,
    today: &'static str,
    file: &'static str,
    general: &'static str,
    back: &'static str,
    errors: &'static str,
    warnings: &'static str,
    new: &'static str,
}

/// The language as HTML names it.
pub(super) fn code(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    }
}

/// The words in one language.
pub(super) fn desk_words(language: Language) -> DeskWords {
    let say = |zh, en| match language {
        Language::Chinese => zh,
        Language::English => en,
    };
    DeskWords {
        title: say("预览台", "Preview desk"),
        all: say("全部", "All"),
        find: say("按标题、部门或文件名找", "Find by title, unit or file"),
        none: say("没有找到", "Nothing found"),
        more: say("再显示一些", "Show more"),
        page: say("网页", "Page"),
        phone: say("手机", "Phone"),
        desktop: say("电脑", "Desktop"),
        both: say("都看", "Both"),
        sheets: say("张贴件", "Sheets"),
        sheet_number: say("第 {n} 张，共 {k} 张", "Sheet {n} of {k}"),
        problems: say("问题", "Problems"),
        no_problems: say("没有问题", "No problems"),
        changes: say("刚才改动了", "Just changed"),
        nothing_changed: say("这条没有变化", "Nothing of this entry"),
        page_changed: say("网页", "page"),
        sheet_changed: say("张贴件第 {n} 张", "sheet {n}"),
        no_page: say("这条不上网，只有张贴件", "The web shows nothing of this entry; it has sheets only"),
        no_sheets: say("这条没有张贴件", "This entry has no sheets"),
        open_page: say("打开网页", "Open the page"),
        open_site: say("看网站", "Open the site"),
        print: say("打印用的 PDF", "PDF for printing"),
        stale: say(
            "现在的内容有错，下面是改错之前的样子",
            "What is on the disk has errors; below is how it looked before",
        ),
        guess: say(
            "还有缺的、填错的，先用别的顶着（日期用生成日期），下面只是大概的样子",
            "Something is missing or wrong; with stand-ins for it (the build date for dates) it looks about like this",
        ),
        gone: say("这条已经删除或改名", "This entry was removed or renamed"),
        choose: say("从左边选一条，看它的网页和张贴件", "Choose an entry to see its page and sheets"),
        saved: say("改好存盘，这里自己更新，不用刷新", "Save your file; this page follows by itself"),
        files: say(
            "上次更新：改了 {n} 个文件，删了 {m} 个，用了 {t} 秒",
            "Last update: {n} files written, {m} removed, {t} s",
        ),
        busy: say("正在更新…", "Updating…"),
        lost: say("程序已停止，重新运行 mingbai watch", "The program has stopped; run mingbai watch again"),
        today: say("生成日期", "Build date"),
        file: say("文件", "File"),
        general: say("整个站点的问题", "Problems of the whole site"),
        back: say("返回列表", "Back to the list"),
        errors: say("错误 {n}", "errors: {n}"),
        warnings: say("警告 {n}", "warnings: {n}"),
        new: say("刚改", "new"),
    }
}

/// Title and text of the page before the first build.
pub(super) fn waiting(language: Language) -> [&'static str; 2] {
    match language {
        Language::Chinese => {
            ["还没有网页", "生成好了，这一页自己会换成网站；有错的话，错在哪里会显示在这里。"]
        }
        Language::English => [
            "No pages yet",
            "As soon as they are built this page turns into the site; what is wrong shows here.",
        ],
    }
}
