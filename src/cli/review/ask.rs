//! The four questions, and the answers of whoever sits before the screen.

use super::super::console::Console;
use super::record::Work;
use crate::terms::{Answer, Decision, Question};
use crate::text::Text;
use anyhow::{anyhow, bail};
use std::io::{self, IsTerminal};

/// Asks the questions that are open, and whether all is to be written. False where it is not.
pub(super) fn ask(works: &mut [Work<'_>], console: &Console) -> anyhow::Result<bool> {
    if !io::stdin().is_terminal() {
        bail!(Text::new(
            "这里没有人可以问；脚本里用 --yes --answers 否、否、否、否",
            "there is nobody to ask; scripts say --yes --answers no,no,no,no",
        ));
    }
    for work in works.iter_mut().filter(|work| work.decision == Decision::Agree) {
        let (step, role) = (work.step, &work.role.title);
        console.result(console.say(&Text::new(
            format!("\n{role}：{}\n", step.chinese()),
            format!("\n{role}: {}\n", step.english()),
        )));
        for (question, answer) in Question::ALL.iter().zip(&mut work.answers) {
            while answer.is_none() {
                console.result(console.say(&Text::new(
                    format!("  是否{}？（是/否）", question.chinese()),
                    format!("  is there anything in it of: {}? (yes/no) ", question.english()),
                )));
                *answer = one(&line()?);
            }
        }
        if work.answers.contains(&Some(Answer::Yes)) && work.note.is_empty() {
            console.result(console.say(&Text::new("  怎么处理的？", "  what was done about it? ")));
            work.note = line()?.trim().to_owned();
        }
    }
    let count = works.len();
    console.result(console.say(&Text::new(
        format!("写进审核台账（{count} 行）？（是/否）"),
        format!("write it to the register (lines: {count})? (yes/no) "),
    )));
    Ok(one(&line()?) == Some(Answer::Yes))
}

fn line() -> anyhow::Result<String> {
    let mut line = String::new();
    match io::stdin().read_line(&mut line) {
        Ok(0) => Err(anyhow!(Text::new("没有答完，没有写台账", "not all was answered; nothing was written"))),
        Ok(_) => Ok(line),
        Err(error) => Err(error.into()),
    }
}

fn one(word: &str) -> Option<Answer> {
    match word.trim().to_lowercase().as_str() {
        "是" | "有" | "yes" | "y" | "shi" => Some(Answer::Yes),
        "否" | "不是" | "没有" | "无" | "no" | "n" | "fou" => Some(Answer::No),
        _ => None,
    }
}

/// Four answers in the order of the questions: `no,no,yes,no`.
pub(super) fn answers(words: &str) -> anyhow::Result<[Option<Answer>; 4]> {
    let found: Vec<Option<Answer>> = words.split([',', '，', '、', ' ']).map(one).collect();
    match found.as_slice() {
        [Some(one), Some(two), Some(three), Some(four)] => {
            Ok([Some(*one), Some(*two), Some(*three), Some(*four)])
        }
        _ => bail!(Text::new(
            format!("--answers 要四个“是”或“否”，如 否、否、否、否；写的是“{words}”"),
            format!("--answers wants four words yes or no, as no,no,no,no; it says ‘{words}’"),
        )),
    }
}
