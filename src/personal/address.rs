//! Addresses of homes: finer than village and group (3组12号, 5栋2单元301室). Where an office, a school or a building site
//! is said to be is no secret.

use super::marks::{Mark, bytes, holds};
use super::{Found, Kind, Published, mask};

/// How far back an address is followed.
const FAR: usize = 40;

/// Places of the public.
const PUBLIC: &[&str] = &[
    "政府",
    "办公",
    "大厅",
    "中心",
    "窗口",
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "卫生院",
    "卫生室",
    "医院",
    "公司",
    "合作社",
    "信用社",
    "银行",
    "支行",
    "工厂",
    "工地",
    "项目",
    "标段",
    "门面",
    "商铺",
    "店",
    "仓库",
    "村委",
    "居委",
    "支部",
    "活动室",
    "会议",
    "服务站",
    "派出所",
    "法庭",
    "局",
    "会场",
    "站点",
    "公告栏",
    "公开栏",
    "发文",
    "文件",
    "公厕",
    "敬老院",
    "福利院",
    "祠堂",
    "水库",
    "泵站",
    "院坝",
    "广场",
    "投票",
];

/// Words by which an address is a home's.
const HOMES: &[&str] =
    &["住址", "家住", "现住", "居住", "家庭地址", "户籍地", "户口所在地", "住：", "户主住", "本人住"];

/// The address that ends in the sign at `at`: 号, 栋, 幢, 室, or the 元 of 单元.
pub(super) fn at(marks: &[Mark], at: usize, published: &Published) -> Option<Found> {
    let part = part(marks, at)?;
    // 12号楼 and 5栋2单元 go on: the address ends in its last part.
    if goes_on(marks, at) {
        return None;
    }
    let clause = clause(marks, part.first);
    let mut parts = vec![part];
    let mut first = parts.first()?.first;
    while let Some(before) = before(marks, clause, first) {
        first = before.first;
        parts.push(before);
        if parts.len() > 6 {
            break;
        }
    }
    let said = marks.get(clause..first)?;
    let has = |kind: Part| parts.iter().any(|part| part.kind == kind);
    let is_home = holds(said, HOMES) || is_lived_at(said);
    let fine = match () {
        () if has(Part::Group) && has(Part::House) => true,
        () if has(Part::Door) && (has(Part::Building) || has(Part::Entrance)) => true,
        () if has(Part::Building) && has(Part::Entrance) => true,
        () => is_home && (has(Part::House) || has(Part::Building) || has(Part::Door)),
    };
    let is_open =
        || !is_home && (holds(said, PUBLIC) || is_thing(marks, at)) || is_followed_by_public(marks, at);
    if !fine || is_open() || published.has_place(marks.get(first..=at)?) {
        return None;
    }
    Some(found(marks, clause, first, at))
}

/// The address from its village on, of which the village is shown.
fn found(marks: &[Mark], clause: usize, first: usize, last: usize) -> Found {
    let range = bytes(marks, village(marks, clause, first), last);
    Found { kind: Kind::Address, edits: mask::whole(range.clone()), range }
}

/// Where what is finer than the village begins, when a village, a street or a community stands before `first`.
fn village(marks: &[Mark], clause: usize, first: usize) -> usize {
    let before = marks.get(clause..first).unwrap_or_default();
    let end = before.iter().rposition(|mark| matches!(mark.sign, '村' | '区' | '镇' | '乡'));
    match end {
        // Between the village and the group stands at most the name of a hamlet.
        Some(end) if first - (clause + end) <= 8 => clause + end + 1,
        _ => first,
    }
}

/// The cell of a table that holds addresses: all that is finer than the village.
pub(super) fn in_cell(marks: &[Mark], published: &Published) -> Option<Found> {
    let is_fine = |sign: char| sign.is_ascii_digit() || CHINESE.contains(sign);
    let has_house = marks.iter().enumerate().any(|(at, mark)| {
        matches!(mark.sign, '号' | '栋' | '幢' | '室' | '户')
            && super::marks::sign_before(marks, at, 1).is_some_and(is_fine)
    });
    let last = marks.len().checked_sub(1)?;
    if !has_house || published.has_place(marks) {
        return None;
    }
    let end = marks.iter().rposition(|mark| matches!(mark.sign, '村' | '区' | '镇' | '乡'));
    let first = end.map_or(0, |end| end + 1);
    (first <= last).then(|| Found {
        kind: Kind::Address,
        range: bytes(marks, first, last),
        edits: mask::whole(bytes(marks, first, last)),
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// 3组, 三社.
    Group,
    /// 12号.
    House,
    /// 5栋, 5号楼.
    Building,
    /// 2单元.
    Entrance,
    /// 301室.
    Door,
    /// 正街, 解放路.
    Street,
}

#[derive(Debug)]
struct Placed {
    kind: Part,
    first: usize,
}

/// The part that ends at `at`, with its number.
fn part(marks: &[Mark], at: usize) -> Option<Placed> {
    let sign = marks.get(at)?.sign;
    let (kind, end) = match sign {
        '组' | '社' => (Part::Group, at),
        '号' => (Part::House, at),
        '栋' | '幢' => (Part::Building, at),
        '楼' if marks.get(at.checked_sub(1)?)?.sign == '号' => (Part::Building, at - 1),
        '元' if marks.get(at.checked_sub(1)?)?.sign == '单' => (Part::Entrance, at - 1),
        '室' => (Part::Door, at),
        '路' | '街' | '巷' | '弄' | '道' => return Some(Placed { kind: Part::Street, first: at }),
        _ => return None,
    };
    let mut first = end;
    while first > 0 && end - first < 6 && marks.get(first - 1).is_some_and(|mark| is_number(mark.sign)) {
        first -= 1;
    }
    (first < end).then_some(Placed { kind, first })
}

const CHINESE: &str = "〇零一二三四五六七八九十百";

fn is_number(sign: char) -> bool {
    sign.is_ascii_digit() || CHINESE.contains(sign) || matches!(sign, '附' | '-')
}

/// The part right before one that begins at `first`; a comma or a blank may stand between.
fn before(marks: &[Mark], clause: usize, first: usize) -> Option<Placed> {
    let mut at = first.checked_sub(1)?;
    while at > clause && matches!(marks.get(at)?.sign, ' ' | ',' | '、' | '-') {
        at -= 1;
    }
    (at >= clause).then(|| part(marks, at)).flatten()
}

/// Whether the address goes on behind the sign at `at`.
fn goes_on(marks: &[Mark], at: usize) -> bool {
    let mut next = at + 1;
    if marks.get(next).is_some_and(|mark| mark.sign == '楼') {
        next += 1;
    }
    let from = next;
    while next < from + 6 && marks.get(next).is_some_and(|mark| is_number(mark.sign) || mark.sign == ' ') {
        next += 1;
    }
    let ends = marks.get(next).map(|mark| mark.sign);
    let unit = ends == Some('单') && marks.get(next + 1).is_some_and(|mark| mark.sign == '元');
    next > from && (matches!(ends, Some('号' | '栋' | '幢' | '室')) || unit)
}

/// 12号公告, 3号标段, 2号楼工地.
fn is_followed_by_public(marks: &[Mark], at: usize) -> bool {
    let after = marks.get(at + 1..).unwrap_or_default();
    let after = after.get(..after.len().min(8)).unwrap_or_default();
    let end = after.iter().position(|mark| is_end(mark.sign) || mark.sign == ',').unwrap_or(after.len());
    let near = after.get(..end).unwrap_or_default();
    holds(near, PUBLIC)
        || after.first().is_some_and(|mark| {
            matches!(mark.sign, '文' | '令' | '公' | '标' | '机' | '线' | '井' | '桥' | '宗' | '地')
        })
}

/// 2号山坪塘, 12号电杆, 1号泉眼: things that are numbered as houses are.
fn is_thing(marks: &[Mark], at: usize) -> bool {
    marks.get(at + 1).is_some_and(|mark| "山泉电蓄水塘堰渠变灯杆点隐滑坡沟矿涵棚圈窖池".contains(mark.sign))
}

/// A flat by its numbers, behind the name of an estate that ends at `at`: 青楠小区5-2-301.
pub(super) fn in_dashes(marks: &[Mark], at: usize) -> Option<Found> {
    let mut here = at + 1;
    let mut lengths = Vec::new();
    loop {
        let length = marks.get(here..)?.iter().take_while(|mark| mark.sign.is_ascii_digit()).count();
        lengths.push(length);
        here += length;
        if marks.get(here).is_none_or(|mark| mark.sign != '-') {
            break;
        }
        here += 1;
    }
    let ends = marks.get(here).is_none_or(|mark| !mark.sign.is_ascii_alphanumeric());
    let fits = matches!(lengths.as_slice(), [1 | 2, 1 | 2, 3 | 4] | [1 | 2, 1, 1 | 2, 1 | 2]);
    let range = bytes(marks, at + 1, here.checked_sub(1)?);
    (fits && ends).then(|| Found { kind: Kind::Address, edits: mask::whole(range.clone()), range })
}

/// 住青楠坝村 behind the last comma: what stands before the comma may well be public.
fn is_lived_at(said: &[Mark]) -> bool {
    let comma = said.iter().rposition(|mark| mark.sign == ',').map_or(0, |at| at + 1);
    let tail = said.get(comma..).unwrap_or_default();
    tail.first().is_some_and(|mark| mark.sign == '住') || holds(tail, &["住在", "家在"])
}

/// Where the clause begins that `first` stands in.
fn clause(marks: &[Mark], first: usize) -> usize {
    let from = first.saturating_sub(FAR);
    let before = marks.get(from..first).unwrap_or_default();
    before.iter().rposition(|mark| is_end(mark.sign)).map_or(from, |place| from + place + 1)
}

fn is_end(sign: char) -> bool {
    matches!(sign, '。' | ';' | '\n' | '\t' | '!' | '?') || sign == super::BREAK
}
