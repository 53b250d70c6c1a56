//! What `--help` says of each command and each word, in two languages.

use crate::text::Language;
use clap::Command;

/// Words that live as long as the program, as the command line wants them.
struct Words {
    zh: &'static str,
    en: &'static str,
}

fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

/// The command with its help in one language.
pub(super) fn translate(command: Command, language: Language) -> Command {
    let say = |words: Words| match language {
        Language::Chinese => words.zh,
        Language::English => words.en,
    };
    let name = command.get_name().to_owned();
    let arguments: Vec<String> =
        command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    let subcommands: Vec<String> =
        command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let mut command = command
        .about(say(about(&name)))
        .override_usage(say(usage(&name)))
        .help_template(say(template()))
        .subcommand_help_heading(say(words("命令", "Commands")));
    for id in arguments {
        command = command.mut_arg(id.clone(), |argument| {
            let (value, help) = argument_help(&id);
            let heading = if argument.is_positional() {
                words("参数", "Arguments")
            } else {
                words("选项", "Options")
            };
            let takes_value = argument.is_positional() || argument.get_action().takes_values();
            let argument = argument.help(say(help)).help_heading(say(heading));
            if takes_value { argument.value_name(say(value)).hide_possible_values(true) } else { argument }
        });
    }
    for name in subcommands {
        command = command.mut_subcommand(name, |command| translate(command, language));
    }
    command
}

fn template() -> Words {
    words("{about}\n\n用法：{usage}\n\n{all-args}\n", "{about}\n\nUsage: {usage}\n\n{all-args}\n")
}

fn about(command: &str) -> Words {
    match command {
        "init" => words(
            "新建一个小镇：一块公开栏、三条事项，马上就能生成",
            "Make a small town with one board and three entries, ready to build",
        ),
        "new" => words(
            "新建一条事项，把该填的栏目和表头先摆好",
            "Make an entry with the fields and table heads that its catalogue row asks for",
        ),
        "check" => words("检查全部内容，不写任何文件", "Check everything and write nothing"),
        "explain" => words("说明一条规则：查什么，为什么，怎么改", "Tell of a rule: what, why, how to mend"),
        "fix" => words(
            "把只有一种改法的改好：编码、全角符号、栏目名、日期写法、文号括号；先给人看再改",
            "Put right what has one right answer: encoding, full-width syntax, names of fields, dates, 〔〕; shown first",
        ),
        "build" => words("生成网站和张贴件", "Build the web site and the sheets"),
        "review" => words(
            "审核：看什么在等谁，把提出、核实、保密审查、审批记进台账",
            "What waits for whose review; records the steps that people take",
        ),
        "verify" => words(
            "查验校验码：是哪条事项的哪一版，谁在哪天审批，现在还作不作数",
            "Which version of which entry a check code belongs to, who approved it, and whether it is in force",
        ),
        "watch" => words(
            "边改边看：存盘就更新，在浏览器里看网页、张贴件和草稿",
            "Show every save at once: pages, sheets and drafts in the browser",
        ),
        _ => words(
            "明白：把公开事项变成网站和公开栏张贴件",
            "mingbai turns disclosure entries into a web site and notice-board sheets",
        ),
    }
}

fn usage(command: &str) -> Words {
    match command {
        "init" => words("mingbai init 文件夹", "mingbai init FOLDER"),
        "new" => words(
            "mingbai new 目录项|文种 [--unit 部门] [--title 标题]",
            "mingbai new ROW|KIND [--unit UNIT] [--title TITLE]",
        ),
        "check" => words("mingbai check [选项]", "mingbai check [OPTIONS]"),
        "explain" => words("mingbai explain 规则", "mingbai explain RULE"),
        "fix" => words("mingbai fix [文件…] [--dry-run | --yes]", "mingbai fix [FILE…] [--dry-run | --yes]"),
        "build" => words("mingbai build [选项]", "mingbai build [OPTIONS]"),
        "review" => words(
            "mingbai review [事项…] [--step 步骤 --role 岗位]",
            "mingbai review [ENTRY…] [--step STEP --role ROLE]",
        ),
        "verify" => words("mingbai verify 校验码|文件…", "mingbai verify CODE|FILE…"),
        "watch" => words("mingbai watch [选项]", "mingbai watch [OPTIONS]"),
        _ => words("mingbai 命令 [选项]", "mingbai COMMAND [OPTIONS]"),
    }
}

/// The name of an argument's value, and what the argument is for.
fn argument_help(id: &str) -> (Words, Words) {
    match id {
        "language" => (
            words("zh|en", "zh|en"),
            words("用中文（zh）还是英文（en）说话", "Speak Chinese (zh) or English (en)"),
        ),
        "help" => (words("", ""), words("显示这份说明", "Show this help")),
        "version" => (words("", ""), words("显示版本", "Show the version")),
        "root" => (
            words("文件夹", "FOLDER"),
            words(
                "站点文件夹（里面有 content）；不写就从当前文件夹往上找",
                "The site's folder, the one that holds content/; looked for from the current folder upwards",
            ),
        ),
        "date" => (
            words("日期", "DATE"),
            words(
                "按哪一天生成，如 2022-12-23；不写就用 site.yaml 里的 date，再没有就用今天",
                "The build date, as 2022-12-23; else date: of site.yaml, else today",
            ),
        ),
        "sheets" => (
            words("范围", "WHICH"),
            words(
                "给哪些事项排张贴件：current 现行的（默认）、all 全部、none 不做",
                "Which entries get sheets: current (the default), all, none",
            ),
        ),
        "drafts" => (
            words("", ""),
            words(
                "连草稿（标“未审核”）和没到日子的一起生成到 output/preview，不动 output/site 和 output/print",
                "Build drafts (marked 未审核) and what waits for its day too, into output/preview alone",
            ),
        ),
        "strict" => (words("", ""), words("有警告也不生成", "Warnings stop the build too")),
        "hold_back" => (
            words("", ""),
            words(
                "有错的事项先扣下并列出，其余照常生成（仍以 1 结束）",
                "Build without the faulty entries and list them; the exit code is still 1",
            ),
        ),
        "format" => (
            words("text|json", "text|json"),
            words(
                "问题怎么显示：text 给人看，json 一行一个对象",
                "Findings as text or as one JSON object a line",
            ),
        ),
        "all" => (
            words("", ""),
            words("问题再多也全部显示（平时最多 100 条）", "Show every finding, not only the first 100"),
        ),
        "list" => (words("", ""), words("列出全部规则", "List the rules")),
        "rule" => (
            words("规则", "RULE"),
            words("规则的名称，如 wrong-weekday", "The code of a rule: wrong-weekday"),
        ),
        "port" => (
            words("端口", "PORT"),
            words(
                "用哪个端口（平时 8000），被占用就用下一个",
                "The port (8000 unless said); the next free one where it is taken",
            ),
        ),
        "open" => (words("", ""), words("打开浏览器，显示预览台", "Open the preview desk in the browser")),
        "poll" => (
            words("", ""),
            words(
                "每秒看一次有没有改动；网络盘会自动这样",
                "Look for changes every second; network drives get this by themselves",
            ),
        ),
        "folder" => (
            words("文件夹", "FOLDER"),
            words("建在哪个文件夹，须是空的或还没有", "Where to make it: an empty folder or a new one"),
        ),
        "matter" => (
            words("目录项|文种", "ROW|KIND"),
            words("目录项编号（如 MZ-02）或文种（如 公示）", "A catalogue row (MZ-02) or a kind (notice)"),
        ),
        "unit" => (
            words("部门", "UNIT"),
            words("公开主体的编号或名称（如 mzb、民政办）", "The unit that discloses, by its id or name"),
        ),
        "entries" => (
            words("事项", "ENTRY"),
            words(
                "事项的编号或文件，开头几个字也行；不写就列出在等谁",
                "An entry by its id, its file or how they begin; without one, what waits is listed",
            ),
        ),
        "codes" => (
            words("校验码|文件", "CODE|FILE"),
            words(
                "纸上印的校验码（如 3F9A-71C2），或张贴件 PDF、网页文件",
                "A check code as printed (3F9A-71C2), or the PDF of sheets or a page that bears one",
            ),
        ),
        "step" => (
            words("步骤", "STEP"),
            words(
                "submit 提出、fact_review 核实、secrecy_review 保密审查、approve 审批；可以连写几步",
                "submit, fact_review, secrecy_review or approve; several may follow each other",
            ),
        ),
        "role" => (
            words("岗位", "ROLE"),
            words("哪个岗位做的，跟在每个 --step 后面", "Whose step it is, one for every --step"),
        ),
        "yes" => (words("", ""), words("不再问，直接写", "Do not ask, write")),
        "files" => (
            words("文件", "FILE"),
            words(
                "只改这几个文件；不写就看 content 里的全部文本",
                "These files only; else all texts of content/",
            ),
        ),
        "dry_run" => (
            words("", ""),
            words(
                "只看改什么，不改；有可改的以 1 结束",
                "Only show what would change; the exit code is 1 where something would",
            ),
        ),
        "answers" => (
            words("四个是或否", "FOUR"),
            words(
                "四个问题的回答：国家秘密、商业秘密、个人隐私、违反法律法规和政策，如 否、否、否、否；有 --yes 就要写",
                "The four answers: state secret, trade secret, privacy, legality, as no,no,no,no; --yes needs them",
            ),
        ),
        "note" => (
            words("说明", "NOTE"),
            words(
                "写进台账的说明；有答“是”的就要写",
                "A note in the register; needed where an answer is yes",
            ),
        ),
        "return_why" => (words("原因", "WHY"), words("退回修改，写明原因", "Return it, and say why")),
        "refer_up" => {
            (words("原因", "WHY"), words("拿不准，报上级定，写明原因", "Refer it to a superior, and say why"))
        }
        "key" => (
            words("文件", "FILE"),
            words("用这把密钥给这一步签名", "Sign the steps with this secret key (minisign)"),
        ),
        "new_key" => (
            words("文件", "FILE"),
            words("给一个岗位生成密钥，写到这个文件", "Make a secret key for a role, into this file"),
        ),
        "form" => (
            words("", ""),
            words(
                "打审核单（A4 PDF），在 output/print/review",
                "Print the review form (A4 PDF), into output/print/review",
            ),
        ),
        "to" => (words("文件", "FILE"), words("审核单写到哪个文件", "Where to write the form")),
        "merge" => (
            words("副本", "COPY"),
            words(
                "把台账的另一份（冲突副本）里多出来的行并进来",
                "Bring in the lines of another copy of the register",
            ),
        ),
        "title" => (words("标题", "TITLE"), words("事项的标题", "The entry's title")),
        _ => (words("", ""), words("", "")),
    }
}

#[cfg(test)]
mod tests {
    use super::translate;
    use crate::cli::arguments::Arguments;
    use crate::text::Language;
    use clap::{Command, CommandFactory};

    fn check(command: &Command, language: Language) {
        for argument in command.get_arguments() {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(!help.is_empty(), "{} {} is not explained", command.get_name(), argument.get_id());
            let chinese = help.chars().any(|character| ('一'..='鿿').contains(&character));
            assert!(chinese || language == Language::English, "{help}");
        }
        for command in command.get_subcommands() {
            check(command, language);
        }
    }

    #[test]
    fn every_word_of_the_command_line_is_explained_in_both_languages() {
        for language in [Language::Chinese, Language::English] {
            let command = translate(Arguments::command(), language);
            command.clone().debug_assert();
            check(&command, language);
            assert_eq!(command.get_subcommands().count(), 9);
        }
    }
}
