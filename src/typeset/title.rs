//! Breaking a title, or the name of a step, over lines by its sense: lines of about the same width, no word torn, no name in 《》 split.

/// At most this many lines are worked out.
const MOST_LINES: usize = 6;

/// A title of more characters is not broken by its sense.
const LONGEST: usize = 200;

/// The best ways to set `title` on one line, two lines and so on; a layout takes the first whose lines all fit.
pub(super) fn titles(title: &str) -> Vec<Vec<String>> {
    let characters: Vec<char> = title.trim().chars().collect();
    if characters.len() > LONGEST {
        return vec![vec![characters.into_iter().collect()]];
    }
    let penalties: Vec<f64> = (0..=characters.len()).map(|at| penalty(&characters, at)).collect();
    (1..=MOST_LINES).filter_map(|count| broken(&characters, &penalties, count)).collect()
}

/// How wide a character is, in ems.
fn width(character: char) -> f64 {
    if character.is_ascii() { 0.56 } else { 1.0 }
}

/// Words of two characters that titles and steps of this field are made of; none is torn.
const WORDS: &str = "公示 公告 通告 通知 通报 公布 更正 答复 纪要 名单 关于 农村 乡村 村民 村道 村组 全镇 城镇 最低 生活 保障 低保 五保 \
    特困 供养 新增 拟将 对象 家庭 家庭 生育 计划 奖励 扶助 救灾 救济 款物 物资 冬春 分配 发放 专项 资金 使用 情况 财政 收支 预算 决算 季度 \
    年度 学期 学校 中心 教育 收费 项目 标准 补偿 补助 补贴 津贴 职工 机关 集体 资产 增减 土地 征用 征地 拆迁 房屋 宅基 基地 审批 结果 退耕 \
    还林 补植 指标 安排 工程 进展 建设 硬化 道路 维修 饮水 水利 电力 招标 中标 采购 党员 预备 发展 接收 干部 岗位 轮岗 人选 任前 任命 机构 \
    设置 职能 职责 领导 分工 优抚 条件 管理 农业 农技 农机 农产 产品 市场 信息 油菜 防冻 群众 意见 先进 文明 评选 表彰 光荣 个人 集体 经济 \
    社会 目标 完成 森林 防火 冬季 春季 秋季 夏季 防汛 抗旱 应急 预案 疫情 防控 医疗 养老 保险 卫生 健康 安全 生产 环境 整治 人民 政府 办事 \
    指南 公开 监督 检查 考核 招聘 录用 考试 选举 候选 委员 代表 会议 加强 做好 进一 一步 工作 开展 实施 方案 办法 规定 暂行 条例 印发 调整 \
    成立 小组 申请 提出 受理 入户 调查 审核 核实 评议 登记 领取 民政 部门 县级 乡镇 申报 认定 复核 动态 救助 临时 孤儿 残疾 老人 妇女 儿童 扶贫 振兴 帮扶 搬迁 安置 山林 林地 承包 流转 合作 产业 基层 组织 \
    书记 廉政 党风 党费 收缴 作风 明细 台账 目录 清单 事项 服务";

/// Whether the two characters make a word of the list.
fn is_word(first: char, second: char) -> bool {
    WORDS.split_ascii_whitespace().any(|word| word.chars().eq([first, second]))
}

/// What a break before the character at `at` costs, in ems squared; infinite where none may be.
fn penalty(characters: &[char], at: usize) -> f64 {
    let character = |at: usize| characters.get(at).copied();
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(character), character(at)) else {
        return f64::INFINITY;
    };
    let rest: String = characters.iter().skip(at).take(3).collect();
    let head: String = characters.iter().take(at).collect();
    let count = |marks: &str| head.chars().filter(|character| marks.contains(*character)).count();
    let run = |character: char| character.is_ascii() && character != ' ';
    let never = count("《（“〔(") > count("》）”〕)")
        || "、，。：；！？）》”〕)％%—…".contains(after)
        || run(before) && run(after)
        || before.is_ascii_digit()
        || before == '第';
    if never {
        return f64::INFINITY;
    }
    // 的公示: 的 never begins a line, nor does the kind word stand alone; 关于 goes with what it is about.
    if "的年月日号个名户元级届次期".contains(after) || is_word(before, after) || head.ends_with("关于")
    {
        return 60.0;
    }
    if ["公示", "公告", "通告", "通知", "通报", "情况"].iter().any(|word| rest.starts_with(word))
    {
        return 25.0;
    }
    // Who, then about what: the break that official titles ask for, even at the cost of an uneven shape.
    if rest.starts_with("关于") {
        return -40.0;
    }
    if after == '（' && characters.last() == Some(&'）') {
        return -15.0;
    }
    if "的、和与及》），：年".contains(before) || "《（".contains(after) {
        return 0.0;
    }
    let word_ends = at.checked_sub(2).and_then(character).is_some_and(|first| is_word(first, before));
    let word_begins = character(at + 1).is_some_and(|second| is_word(after, second));
    match (word_ends, word_begins) {
        (true, true) => 4.0,
        (true, false) | (false, true) => 7.0,
        (false, false) => 12.0,
    }
}

/// The least costly way to set the characters on `count` lines; none where there is none.
fn broken(characters: &[char], penalties: &[f64], count: usize) -> Option<Vec<String>> {
    let length = characters.len();
    let sums: Vec<f64> = characters
        .iter()
        .scan(0.0, |sum, character| {
            *sum += width(*character);
            Some(*sum)
        })
        .collect();
    let upto = |at: usize| at.checked_sub(1).and_then(|at| sums.get(at)).copied().unwrap_or(0.0);
    let mean = upto(length) / count as f64;
    let line_cost = |from: usize, to: usize| {
        let off = upto(to) - upto(from) - mean;
        off * off
    };
    // best[k][at]: the least cost of the first `at` characters on k + 1 lines, and where the last of them begins.
    let mut best: Vec<Vec<(f64, usize)>> = vec![(0..=length).map(|at| (line_cost(0, at), 0)).collect()];
    for _ in 1..count {
        let last = best.last()?;
        let next = (0..=length)
            .map(|at| {
                (1..at)
                    .filter_map(|from| {
                        let cost = last.get(from)?.0 + penalties.get(from)? + line_cost(from, at);
                        Some((cost, from))
                    })
                    .min_by(|a, b| a.0.total_cmp(&b.0))
                    .unwrap_or((f64::INFINITY, 0))
            })
            .collect();
        best.push(next);
    }
    let mut lines = Vec::with_capacity(count);
    let mut at = length;
    for row in best.iter().rev() {
        let (cost, from) = *row.get(at)?;
        if !cost.is_finite() || (from == 0) != (lines.len() + 1 == count) {
            return None;
        }
        lines.push(characters.get(from..at)?.iter().collect::<String>().trim().to_owned());
        at = from;
    }
    lines.reverse();
    (!lines.iter().any(String::is_empty)).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::titles;
    use proptest::prelude::*;

    fn on(count: usize, title: &str) -> Vec<String> {
        titles(title).into_iter().find(|lines| lines.len() == count).unwrap()
    }

    #[test]
    fn a_title_breaks_where_its_sense_allows() {
        assert_eq!(
            on(2, "关于2022年第四季度新增农村最低生活保障对象的公示"),
            ["关于2022年第四季度新增", "农村最低生活保障对象的公示"]
        );
        assert_eq!(
            on(2, "青楠镇人民政府关于加强冬季森林防火工作的通告"),
            ["青楠镇人民政府", "关于加强冬季森林防火工作的通告"]
        );
        assert_eq!(
            on(2, "青楠镇2022年冬春救灾款物分配发放情况"),
            ["青楠镇2022年冬春", "救灾款物分配发放情况"]
        );
        assert_eq!(
            on(2, "青楠镇2022年专项资金使用情况（截至11月30日）"),
            ["青楠镇2022年专项资金使用情况", "（截至11月30日）"]
        );
        assert_eq!(on(2, "关于拟接收预备党员的公示").len(), 2);
        assert_eq!(on(2, "县民政部门审批"), ["县民政", "部门审批"]);
        assert_eq!(on(2, "发放救助金"), ["发放", "救助金"]);
    }

    #[test]
    fn names_and_numbers_stay_whole() {
        for lines in titles("关于印发《青楠镇防汛抗旱应急预案》和2022年度计划的通知")
        {
            for line in lines {
                assert_eq!(line.matches('《').count(), line.matches('》').count(), "{line}");
                assert!(!line.starts_with('年') && !line.ends_with('2'), "{line}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_break_loses_a_character(title in "[一-龥、，《》0-9a-z]{1,40}") {
            for lines in titles(&title) {
                prop_assert_eq!(lines.concat(), title.clone());
            }
        }
    }
}
