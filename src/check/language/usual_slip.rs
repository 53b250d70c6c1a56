//! Words that are often written with a wrong character.

use super::prose::{after, before, is_han, prose};
use super::word_list::WordList;
use crate::check::piece::Piece;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Renamed;
use crate::text::Text;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "usual-slip",
    severity: Severity::Warning,
    group: Group::Language,
    waivable: true,
    what: Words::new("常见的错别字", "A word that is often written with a wrong character"),
    why: Words::new(
        "公开的文字代表政府，一个错字就让人怀疑别的也没核对（国家通用语言文字法）",
        "What is disclosed speaks for the government; one slip makes people doubt the rest (Law on the Standard Chinese Language)",
    ),
    mend: Words::new("照词典改", "write it as dictionaries do"),
    look: Look::Entry(look),
};

/// A slip with the right word, and what before or behind it makes another word of it.
struct Slip {
    wrong: &'static str,
    right: &'static str,
    not_behind: &'static str,
    not_before: &'static str,
}

const fn slip(wrong: &'static str, right: &'static str) -> Slip {
    Slip { wrong, right, not_behind: "", not_before: "" }
}

/// A slip that is none behind one of these characters: 自己经营.
const fn unless_behind(wrong: &'static str, right: &'static str, not_behind: &'static str) -> Slip {
    Slip { wrong, right, not_behind, not_before: "" }
}

/// A slip that is none before one of these characters.
const fn unless_before(wrong: &'static str, right: &'static str, not_before: &'static str) -> Slip {
    Slip { wrong, right, not_behind: "", not_before }
}

const SELF: &str = "自知利克异律损为";
const TIMES: &str = "年月期季周旬岁始";

const SLIPS: &[Slip] = &[
    // Accounts are 账; 帐 is a tent.
    slip("帐户", "账户"),
    slip("帐目", "账目"),
    slip("帐号", "账号"),
    slip("帐款", "账款"),
    slip("帐本", "账本"),
    slip("帐单", "账单"),
    slip("帐簿", "账簿"),
    slip("帐务", "账务"),
    slip("记帐", "记账"),
    slip("对帐", "对账"),
    slip("报帐", "报账"),
    slip("台帐", "台账"),
    slip("转帐", "转账"),
    slip("挂帐", "挂账"),
    slip("欠帐", "欠账"),
    slip("结帐", "结账"),
    slip("入帐", "入账"),
    slip("到帐", "到账"),
    slip("做帐", "做账"),
    slip("坏帐", "坏账"),
    slip("帐蓬", "帐篷"),
    // Payments.
    slip("拔付", "拨付"),
    slip("拔款", "拨款"),
    slip("划拔", "划拨"),
    slip("下拔", "下拨"),
    slip("调拔", "调拨"),
    slip("补尝", "补偿"),
    slip("赔尝", "赔偿"),
    slip("报消", "报销"),
    slip("核消", "核销"),
    slip("注消", "注销"),
    slip("吊消", "吊销"),
    slip("撤消", "撤销"),
    slip("人名币", "人民币"),
    slip("水份", "水分"),
    slip("成份", "成分"),
    // People.
    slip("贫因户", "贫困户"),
    slip("抚血", "抚恤"),
    slip("优扶", "优抚"),
    slip("邦扶", "帮扶"),
    slip("邦助", "帮助"),
    slip("户藉", "户籍"),
    slip("籍惯", "籍贯"),
    slip("藉贯", "籍贯"),
    slip("学藉", "学籍"),
    slip("身分证", "身份证"),
    slip("村名委员会", "村民委员会"),
    slip("村名代表", "村民代表"),
    slip("村名小组", "村民小组"),
    slip("村名会议", "村民会议"),
    slip("付镇长", "副镇长"),
    slip("付书记", "副书记"),
    slip("付主任", "副主任"),
    slip("付乡长", "副乡长"),
    slip("付所长", "副所长"),
    slip("付站长", "副站长"),
    // Offices.
    slip("公开拦", "公开栏"),
    slip("公示拦", "公示栏"),
    slip("公布拦", "公布栏"),
    slip("宣传拦", "宣传栏"),
    slip("布署", "部署"),
    slip("按排", "安排"),
    unless_before("按装", "安装", "机配卸修载车箱袋运置量潢"),
    unless_before("按置", "安置", "换信"),
    slip("侯选人", "候选人"),
    slip("侯补", "候补"),
    slip("气侯", "气候"),
    slip("时侯", "时候"),
    slip("座落", "坐落"),
    slip("签定", "签订"),
    slip("峻工", "竣工"),
    slip("复盖", "覆盖"),
    slip("防碍", "妨碍"),
    slip("幅射", "辐射"),
    slip("松驰", "松弛"),
    slip("园满", "圆满"),
    slip("竟标", "竞标"),
    slip("竟争", "竞争"),
    slip("竟选", "竞选"),
    slip("竟拍", "竞拍"),
    slip("追朔", "追溯"),
    slip("不侯", "不候"),
    // 欠收782元 is what was not paid.
    slip("粮食欠收", "粮食歉收"),
    slip("作物欠收", "作物歉收"),
    slip("庄稼欠收", "庄稼歉收"),
    slip("因灾欠收", "因灾歉收"),
    slip("欠收年", "歉收年"),
    slip("通迅", "通讯"),
    slip("修茸", "修葺"),
    slip("迁徒", "迁徙"),
    slip("装璜", "装潢"),
    slip("渡假", "度假"),
    slip("审请", "申请"),
    slip("申清", "申请"),
    slip("根剧", "根据"),
    slip("监督电活", "监督电话"),
    slip("联系电活", "联系电话"),
    slip("举报电活", "举报电话"),
    slip("坚苦奋斗", "艰苦奋斗"),
    slip("再接再励", "再接再厉"),
    slip("按步就班", "按部就班"),
    slip("严历", "严厉"),
    slip("一愁莫展", "一筹莫展"),
    slip("迫不急待", "迫不及待"),
    slip("走头无路", "走投无路"),
    slip("言简意骇", "言简意赅"),
    slip("名列前矛", "名列前茅"),
    slip("一如继往", "一如既往"),
    slip("一股作气", "一鼓作气"),
    slip("责无旁代", "责无旁贷"),
    slip("各行其事", "各行其是"),
    slip("谈笑风声", "谈笑风生"),
    slip("凑和", "凑合"),
    slip("震憾", "震撼"),
    slip("贪脏", "贪赃"),
    slip("陷井", "陷阱"),
    slip("脉博", "脉搏"),
    slip("气慨", "气概"),
    slip("安祥", "安详"),
    slip("精萃", "精粹"),
    slip("重迭", "重叠"),
    // Words that join and say.
    slip("既使", "即使"),
    slip("即然", "既然"),
    slip("既将", "即将"),
    slip("既日起", "即日起"),
    slip("必竟", "毕竟"),
    slip("竞然", "竟然"),
    slip("做为", "作为"),
    slip("做出决定", "作出决定"),
    slip("做出处理", "作出处理"),
    slip("做出处罚", "作出处罚"),
    slip("做出答复", "作出答复"),
    slip("做出规定", "作出规定"),
    slip("反应情况", "反映情况"),
    slip("反应问题", "反映问题"),
    slip("反应意见", "反映意见"),
    slip("如实反应", "如实反映"),
    slip("更正启示", "更正启事"),
    slip("招聘启示", "招聘启事"),
    slip("遗失启示", "遗失启事"),
    slip("公诸与众", "公之于众"),
    unless_before("其它", "其他", "斯"),
    // 已 and 未 beside 己 and 末.
    unless_behind("己经", "已经", SELF),
    unless_behind("己完成", "已完成", SELF),
    unless_behind("己发放", "已发放", SELF),
    unless_behind("己拨付", "已拨付", SELF),
    unless_behind("己公示", "已公示", SELF),
    unless_behind("己支付", "已支付", SELF),
    unless_behind("末完成", "未完成", TIMES),
    unless_behind("末发放", "未发放", TIMES),
    unless_behind("末拨付", "未拨付", TIMES),
    unless_behind("末公示", "未公示", TIMES),
    slip("期未数", "期末数"),
    slip("年未数", "年末数"),
    slip("期未余额", "期末余额"),
    slip("年未余额", "年末余额"),
];

/// 截止 names the end of something; up to a day is 截至.
static UNTIL: Slip = slip("截止", "截至");

static LIST: LazyLock<WordList<Slip>> =
    LazyLock::new(|| WordList::new(SLIPS.iter().chain([&UNTIL]).map(|slip| (slip.wrong, slip))));

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for own in &subject.site.word_lists.slips {
        let found = subject.word(&own.old);
        // 合格 within 合格率 is no slip of 合格率.
        let is_slip = |(piece, range): &(&Piece, Range<usize>)| !is_within(&piece.text, range, own);
        if let Some((piece, range)) = found.into_iter().find(is_slip) {
            problems.push(finding(&own.old, &own.new).placed(piece.place(range)));
        }
    }
    if !LIST.may_stand_in(subject) {
        return;
    }
    let mut said = BTreeSet::new();
    for piece in prose(subject) {
        LIST.find(&piece.text, &mut |at, wrong, slip| {
            if is_none(&piece.text, at, slip) || !said.insert(wrong) {
                return;
            }
            problems.push(finding(wrong, slip.right).placed(piece.place(at..at + wrong.len())));
        });
    }
}

fn finding(wrong: &str, right: &str) -> Diagnostic {
    let message = Text::new(format!("“{wrong}”多半是“{right}”"), format!("‘{wrong}’ is probably ‘{right}’"));
    RULE.finding(message).help(Text::new(format!("写成 {right}"), format!("write {right}")))
}

/// Whether a slip of the town's own stands within the right word.
fn is_within(text: &str, range: &Range<usize>, own: &Renamed) -> bool {
    own.new.match_indices(&own.old).any(|(at, _)| {
        let start = range.start.checked_sub(at);
        start.and_then(|start| text.get(start..)).is_some_and(|text| text.starts_with(&own.new))
    })
}

/// Whether a slip of the list is another word, or right, where it stands.
fn is_none(text: &str, at: usize, slip: &Slip) -> bool {
    let behind = before(text, at);
    let next = after(text, at + slip.wrong.len());
    if slip.wrong == UNTIL.wrong {
        let opens = behind.is_none_or(|mark| !is_han(mark) && !mark.is_ascii_alphanumeric() && mark != '》');
        let rest = text.get(at + slip.wrong.len()..).unwrap_or_default();
        let rest = rest.strip_prefix('到').unwrap_or(rest);
        let is_day = rest.starts_with(|mark: char| mark.is_ascii_digit())
            || ["目前", "今年", "本月", "上月", "年底", "月底", "去年"]
                .iter()
                .any(|day| rest.starts_with(day));
        return !(opens && is_day);
    }
    behind.is_some_and(|mark| slip.not_behind.contains(mark))
        || next.is_some_and(|mark| slip.not_before.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::{LIST, is_none};

    fn slips(text: &str) -> Vec<&'static str> {
        let mut found = Vec::new();
        LIST.find(text, &mut |at, _, slip| {
            if !is_none(text, at, slip) {
                found.push(slip.right);
            }
        });
        found
    }

    #[test]
    fn slips_are_found() {
        assert_eq!(slips("截止2022年9月30日，己完成拔付。"), ["截至", "已完成", "拨付"]);
        assert_eq!(slips("（截止目前）其它帐户"), ["截至", "其他", "账户"]);
        assert_eq!(slips("按装路灯，选出侯选人"), ["安装", "候选人"]);
    }

    #[test]
    fn words_that_look_alike_are_not() {
        for text in [
            "截止日期：12月28日",
            "报名于12月28日截止",
            "申请截止2022年12月28日",
            "自己经营",
            "年末完成",
            "搭建帐篷",
            "反应迅速",
            "按装机容量补助",
            "请治安照例巡逻",
            "化学反应",
            "已完成",
            "台账",
            "其他",
        ] {
            assert!(slips(text).is_empty(), "{text}");
        }
    }
}
