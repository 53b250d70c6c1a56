//! Names of persons: by their surname, plain (张三) or masked (陈*兰, 张某甲).

use super::marks::marks;
use std::ops::Range;

/// How a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// In full.
    Plain,
    /// With a part of it hidden.
    Masked,
}

/// The surnames of nineteen in twenty.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏锺钟汪田\
任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂\
焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边";

/// Compound surnames.
const COMPOUND: &[&str] = &["欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "慕容", "令狐"];

/// What follows a surname's sign and yet is no given name.
const WORDS: &[&str] = &[
    "高中",
    "高级",
    "高坪",
    "方案",
    "平安",
    "安全",
    "安置",
    "金额",
    "马铃薯",
    "牛肉",
    "毛豆",
    "白菜",
    "黄豆",
    "黄牛",
    "花生",
    "石料",
    "田块",
    "林地",
    "林木",
    "江河",
    "毕业",
    "成本",
    "时间",
    "万元",
    "钱款",
    "车辆",
    "余额",
    "项目",
    "许可",
    "温室",
    "单位",
    "管理",
    "文件",
    "文化",
    "文明",
    "文书",
    "方法",
    "高粱",
    "华侨",
    "路面",
    "路基",
    "路灯",
    "包装",
    "任务",
    "成员",
    "成绩",
    "常用",
    "常住",
    "农户",
    "施工",
    "关于",
    "解决",
    "强化",
    "游客",
    "边界",
    "房屋",
    "房产",
    "史料",
    "齐全",
    "向导",
    "康复",
    "温度",
    "查验",
    "司机",
    "位置",
    "卫生",
    "盛产",
    "季度",
    "申请",
    "申报",
    "龙头",
    "金融",
    "金属",
    "江苏",
    "山东",
    "武装",
    "党员",
    "公示",
    "苗木",
    "凌晨",
    "费用",
    "纪律",
    "纪委",
    "梅花",
    "庄稼",
    "左右",
    "谷物",
    "时段",
    "关闭",
    "符合",
    "解释",
    "华东",
    "宁夏",
    "甘肃",
    "云南",
    "贵州",
    "广西",
    "水稻",
    "玉米",
    "红薯",
    "油菜",
    "柏树",
    "马上",
    "于是",
    "何时",
    "万户",
    "段长",
];

/// What ends a place, an office or a thing.
const ENDS: &str =
    "村组社镇乡县市区局所站办院校厂店队部会委户路桥河库山湾坝坡坪沟岗井岭费款额率表册证件书法类型等级号";

/// How the words of a cell are a name, where they are one: 张三, 陈*兰, 陈*田家庭.
pub fn name(cell: &str) -> Option<Name> {
    // Most words begin with no surname's sign.
    let first = cell.trim_start().chars().next()?;
    let may_begin = SURNAMES.contains(first) || COMPOUND.iter().any(|surname| surname.starts_with(first));
    if is_han(first) && !may_begin {
        return None;
    }
    let signs: Vec<char> =
        marks(cell).iter().map(|mark| mark.sign).filter(|sign| !sign.is_whitespace()).collect();
    let words: String = signs.iter().collect();
    let words = ["家庭", "户", "等人", "同志", "先生", "女士"]
        .iter()
        .find_map(|end| words.strip_suffix(end))
        .map_or_else(|| words.clone(), str::to_owned);
    let rest = after_surname(&words)?;
    let given: Vec<char> = rest.chars().collect();
    let is_length = match given.len() {
        1 | 2 => true,
        3 => given.iter().any(|sign| is_star(*sign)),
        _ => false,
    };
    if !is_length {
        return None;
    }
    if given.iter().any(|sign| is_star(*sign)) {
        return given.iter().all(|sign| is_star(*sign) || is_han(*sign)).then_some(Name::Masked);
    }
    let is_word = WORDS.iter().any(|word| words.starts_with(word))
        || given.last().is_some_and(|end| ENDS.contains(*end));
    (given.iter().all(|sign| is_han(*sign)) && !is_word).then_some(Name::Plain)
}

fn after_surname(words: &str) -> Option<&str> {
    COMPOUND.iter().find_map(|surname| words.strip_prefix(surname)).or_else(|| {
        let first = words.chars().next()?;
        SURNAMES.contains(first).then(|| words.strip_prefix(first)).flatten()
    })
}

fn is_star(sign: char) -> bool {
    matches!(sign, '*' | '×' | '某' | '○' | 'X' | 'x' | '★')
}

fn is_han(sign: char) -> bool {
    matches!(sign, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '·' | '\u{20000}'..='\u{3ffff}')
}

/// Words after which a name stands.
const CALLED: &[&str] = &[
    "户主",
    "村民",
    "居民",
    "患者",
    "申请人",
    "职工",
    "学生",
    "网民",
    "业主",
    "群众",
    "党员",
    "低保户",
    "贫困户",
    "五保户",
    "救助对象",
    "帮扶对象",
    "保障对象",
    "慰问对象",
];

/// What is said of persons right behind their name.
const SAID: &[&str] = &[
    "反映", "投诉", "举报", "来信", "来电", "来访", "建议", "询问", "咨询", "提出", "因", "患", "身患", "系",
    "为", "，", "、", "（", "(", "等", "家", "户", "一户", "同志", "的",
];

/// Where persons are named in running text: by a masked name, or by a word such as 村民 before it.
pub fn names(text: &str) -> Vec<(Range<usize>, Name)> {
    let mut found = Vec::new();
    for (at, sign) in text.char_indices() {
        if is_hidden(sign) {
            found.extend(masked_around(text, at));
        }
    }
    for word in CALLED {
        for (at, _) in text.match_indices(word) {
            let start = at + word.len();
            let Some(after) = text.get(start..) else { continue };
            let lead = after
                .chars()
                .take_while(|sign| matches!(sign, '：' | ':' | ' ' | '“'))
                .map(char::len_utf8)
                .sum();
            found.extend(
                after
                    .get(lead..)
                    .and_then(plain_at)
                    .map(|length| (start + lead..start + lead + length, Name::Plain)),
            );
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found.dedup_by_key(|(range, _)| range.start);
    found
}

/// The plain name of three characters that ends at a byte, where it begins the text or follows a mark.
pub fn name_before(text: &str, at: usize) -> Option<Range<usize>> {
    let head = text.get(..at)?;
    let (start, _) = head.char_indices().rev().nth(2)?;
    let is_first = head.get(..start)?.chars().next_back().is_none_or(|sign| !sign.is_alphanumeric());
    (is_first && name(head.get(start..)?) == Some(Name::Plain)).then_some(start..at)
}

fn is_hidden(sign: char) -> bool {
    matches!(sign, '*' | '＊' | '某' | '×')
}

/// The masked name whose first hidden sign stands at a byte.
fn masked_around(text: &str, at: usize) -> Option<(Range<usize>, Name)> {
    let before = text.get(..at)?;
    let surname = before.chars().next_back().filter(|sign| SURNAMES.contains(*sign))?;
    let start = at - surname.len_utf8();
    let length: usize = text
        .get(at..)?
        .chars()
        .take(3)
        .take_while(|sign| is_hidden(*sign) || is_han(*sign))
        .take_while(|sign| is_hidden(*sign) || !"因患在为系已的反等及和与、家户同".contains(*sign))
        .map(char::len_utf8)
        .sum();
    Some((start..at + length, Name::Masked))
}

/// The length of a plain name at the beginning of `text`, where what follows is said of persons.
fn plain_at(text: &str) -> Option<usize> {
    [3, 2].into_iter().find_map(|count| {
        let (words, rest) = text.split_at_checked(text.chars().take(count).map(char::len_utf8).sum())?;
        let is_person = name(words) == Some(Name::Plain) && words.chars().count() == count;
        (is_person && (rest.is_empty() || SAID.iter().any(|said| rest.starts_with(said))))
            .then_some(words.len())
    })
}

#[cfg(test)]
mod tests {
    use super::{Name, name, names};

    #[test]
    fn a_cell_is_a_name_or_none() {
        for (cell, expected) in [
            ("陈*兰", Some(Name::Masked)),
            ("刘 *", Some(Name::Masked)),
            ("张某甲", Some(Name::Masked)),
            ("陈*田家庭", Some(Name::Masked)),
            ("李××", Some(Name::Masked)),
            ("张 三", Some(Name::Plain)),
            ("欧阳建国", Some(Name::Plain)),
            ("青楠坝村", None),
            ("高坪顶村", None),
            ("石桥湾村", None),
            ("民政办", None),
            ("黄豆", None),
            ("合计", None),
            ("760.00", None),
            ("白果园村2组", None),
            ("", None),
        ] {
            assert_eq!(name(cell), expected, "{cell}");
        }
    }

    #[test]
    fn names_in_running_text_are_masked_or_called() {
        let found = |text: &str| {
            names(text).into_iter().map(|(range, _)| text.get(range).unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("户主陈*兰因病致贫，村民王建国反映"), ["陈*兰", "王建国"]);
        assert_eq!(found("张某甲等3人"), ["张某甲"]);
        for text in ["群众反映村道不平", "村民代表会议", "村民高度评价", "某村", "5*3*2米", "居民医保"]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
