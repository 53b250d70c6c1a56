//! What the columns of a table hold, by their heads.

use crate::text::WordSet;
use std::sync::LazyLock;

/// What a column holds of persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// 姓名, 户主.
    Name,
    /// 身份证号.
    Identity,
    /// 电话, 手机, 联系方式.
    Phone,
    /// 银行账号, 卡号.
    Card,
    /// 住址.
    Address,
    /// 出生日期, 出生年月, 出生年份.
    Birth,
    /// 年龄.
    Age,
    /// 性别.
    Gender,
    /// 村组.
    Group,
    /// 病情, 残疾等级, 致贫原因.
    Health,
    /// 民族, 宗教信仰, 婚姻状况, 收入 and others by which a person is known closely.
    Close,
}

/// Heads and what they mean: the first that a head holds counts.
const HEADS: &[(Column, &[&str])] = &[
    (Column::Identity, &["身份证", "身份号", "证件号"]),
    (Column::Phone, &["电话", "手机", "联系方式", "联系号码"]),
    (Column::Card, &["卡号", "账号", "帐号", "银行卡", "存折号", "一卡通号", "开户行", "开户银行"]),
    (Column::Address, &["住址", "家庭地址", "详细地址", "居住地", "户籍地", "门牌"]),
    (Column::Birth, &["出生日期", "出生年月", "出生年份", "出生时间", "生日"]),
    (Column::Age, &["年龄", "周岁"]),
    (Column::Gender, &["性别"]),
    (
        Column::Health,
        &[
            "病情",
            "疾病",
            "病种",
            "病因",
            "诊断",
            "残疾",
            "致贫原因",
            "致困原因",
            "健康状况",
            "身体状况",
            "患病",
            "伤情",
            "丧失劳动",
        ],
    ),
    (
        Column::Close,
        &[
            "民族",
            "宗教",
            "婚姻",
            "家庭收入",
            "人均收入",
            "家庭成员",
            "配偶",
            "子女姓名",
            "监护人",
            "血型",
            "指纹",
            "学号",
            "密码",
        ],
    ),
    (
        Column::Name,
        &[
            "姓名",
            "户主",
            "申请人",
            "领款人",
            "补贴对象",
            "救助对象",
            "受益人",
            "困难群众",
            "学生",
            "领取人",
            "持证人",
            "对象名单",
            "人员名单",
            "代表名单",
        ],
    ),
    (Column::Group, &["村组", "村民小组", "组别", "村、组", "村（组）", "村(组)"]),
];

/// Heads that hold one of the words above and yet speak of no person.
const OTHERS: &[&str] = &[
    "监督电话",
    "举报电话",
    "咨询电话",
    "服务电话",
    "办公电话",
    "值班电话",
    "投诉电话",
    "单位",
    "人数",
    "户数",
    "学生人数",
    "标准",
    "合计",
    "数量",
    "金额",
];

static OTHER_WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(OTHERS.iter().copied()));
static HEAD_WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(words_of_heads().map(|(_, word)| word)));

/// The words of [`HEADS`] one by one, with what they mean.
fn words_of_heads() -> impl Iterator<Item = (Column, &'static str)> {
    HEADS.iter().flat_map(|(column, words)| words.iter().map(|word| (*column, *word)))
}

/// What a column holds by its head; none where it is nothing of persons.
pub fn column(head: &str) -> Option<Column> {
    let head: String = head.chars().filter(|mark| !mark.is_whitespace()).collect();
    if head.chars().count() > 16 || OTHER_WORDS.is_in(&head) {
        return None;
    }
    let found = HEAD_WORDS.first_in(&head)?;
    words_of_heads().nth(found).map(|(column, _)| column)
}

#[cfg(test)]
mod tests {
    use super::{Column, column};

    #[test]
    fn heads_tell_what_a_column_holds() {
        for (head, expected) in [
            ("身份证号码", Some(Column::Identity)),
            ("身份\n证号", Some(Column::Identity)),
            ("联系电话", Some(Column::Phone)),
            ("户主姓名", Some(Column::Name)),
            ("社保卡卡号", Some(Column::Card)),
            ("家庭住址", Some(Column::Address)),
            ("出生年月", Some(Column::Birth)),
            ("致贫原因", Some(Column::Health)),
            ("村组", Some(Column::Group)),
            ("咨询电话", None),
            ("承办单位", None),
            ("学生人数", None),
            ("月保障金额（元）", None),
            ("办公地点", None),
        ] {
            assert_eq!(column(head), expected, "{head}");
        }
    }
}
