//! What is found and what is not, and that masks leave nothing.

use super::{Kind, Published, find, mask};
use proptest::prelude::*;

/// The published example of GB 11643-1999.
const EXAMPLE: &str = "11010519491231002X";

fn published() -> Published {
    let mut published = Published::default();
    published.add_numbers("0000-1234501、13000000000");
    published.add_place("望禾县青楠镇青楠坝村场镇正街1号");
    published
}

fn kinds(text: &str) -> Vec<Kind> {
    find(text, &published()).iter().map(|found| found.kind).collect()
}

fn masked(text: &str) -> String {
    mask(text, &published()).into_owned()
}

#[test]
fn identity_numbers_are_found_however_they_are_written() {
    for text in [
        "11010519491231002X",
        "11010519491231002x",
        "身份证号：１１０１０５１９４９１２３１００２Ｘ。",
        "110105 19491231 002X",
        "110105-19491231-002X",
        "1101051949\n1231002X",
        "110105\t19491231\t002X",
        "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
        "110105\u{200b}19491231002X",
        "110105\u{a0}19491231\u{3000}002X",
        "1.11010519491231002X",
        "**110105**19491231**002X**",
        "张某甲11010519491231002X男",
        "130503670401001",
        "110105491231002",
        "残疾人证号11010519491231002X43",
        "一一〇一〇五一九四九一二三一〇〇二X",
        "身份证号一一零一零五 一九四九一二三一 零零二Ｘ",
        "一一○一○五一九四九1231○○二x",
        // A slip in the last digit makes it no other number.
        "身份证号码：110105194912310021",
    ] {
        assert_eq!(kinds(text), [Kind::Identity], "{text}");
    }
}

#[test]
fn other_long_numbers_are_no_identity_numbers() {
    for text in [
        "110105194912310021",
        "11010519491331002X",
        "项目代码2212-510824-04-01-123456",
        "统一社会信用代码：91510824MA6X0000XX",
        "注册号：510824600123456",
        "纳税人识别号510824600123456",
        "青府发〔2022〕8号",
        "51082420221223000123",
        "2022 12 23 100000",
        "合计1,080,000.00元",
        "123456789012345",
        "0830 1234567 2022 1223",
        "凭身份证于2022.12.23-2022.12.29领取",
        "凭身份证于2022/12/23 - 2022/12/29领取",
        "11*************02X",
        "110105********002X",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn cards_are_told_by_their_check_digit_or_by_name() {
    for text in [
        "6222021001112345670".to_owned(),
        "6222 0210 0111 2345 670".to_owned(),
        "6222-0210-0111-2345-670".to_owned(),
        "４１１１１１１１１１１１１１１１".to_owned(),
        "卡号6222021001112345670，1962年建卡".to_owned(),
        "622202\n1001112345670".to_owned(),
        "账号：88010120003456789".to_owned(),
        "一卡通账号 101234567890".to_owned(),
    ] {
        assert_eq!(kinds(&text), [Kind::Card], "{text}");
    }
    for text in [
        "6222021001112345671",
        "4101052022122300",
        "订单编号6222021001112345670",
        "共支出4111111111111111元",
        "4,111,111,111,111,111",
        "0000000000000000",
        "20221223000100020003",
        "国债凭证式第1234567890123456期",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn mobile_numbers_are_found_and_those_of_offices_are_not() {
    for text in [
        "联系人李某乙，电话13800138000。",
        "138 0013 8000",
        "138-0013-8000",
        "+86 13800138000",
        "8613800138000",
        "013800138000",
        "１３８００１３８０００",
        "1380013\n8000",
        "家庭电话：0830-1234567",
        "宅电 1234567",
        "请打13 8001 38000，或来村委会",
        "13 8001 38000",
        "手机：1-3800-138-000",
        "或者打（138）00138000",
        "138.0013.8000",
        "138/0013/8000",
        "电话：一三八〇〇一三八〇〇〇",
        "一三八 零零一三 八零零零",
    ] {
        assert_eq!(kinds(text), [Kind::Phone], "{text}");
    }
    for text in [
        "监督电话0000-1234501",
        "值班电话130 0000 0000",
        "举报电话：0830-1234567",
        "拨打12345",
        "编号HT-13800138000",
        "合同编号：13800138000",
        "总产值13800138000元",
        "13,800,138,000",
        "13800138000.00",
        "138****8000",
        "10999138001",
        "2013800138000123",
        "15-2022-00123",
        "13\n8001\n38000",
        "13\t8001\t38000",
        "分别为13 8001 38000 26",
        "二〇一三—二〇二二年",
        "一二三四五六七八九十一二三",
        "二〇二二年一月一日，一百三十八户",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
    for two in [
        "13800138000 13900139000",
        "13800138000,13900139000",
        "13800138000，13900139000",
        "1.13800138000、2.13900139000",
    ] {
        assert_eq!(kinds(two), [Kind::Phone, Kind::Phone], "{two}");
    }
}

#[test]
fn addresses_finer_than_a_group_are_found() {
    for text in [
        "家住青楠坝村3组12号",
        "石桥湾村三组十二号附1号",
        "陈某甲（红岩嘴村4组，8号）",
        "场镇和谐小区5栋2单元301室",
        "5号楼2单元",
        "现住解放路88号",
        "住青楠坝村3组12号，银行卡已办",
        "由镇政府救助，住石桥湾村2组15号！",
        "户籍地：青楠镇双河口村委会旁15号",
    ] {
        assert_eq!(kinds(text), [Kind::Address], "{text}");
    }
    for text in [
        "青楠坝村3组",
        "石桥湾村1组12户",
        "镇政府二楼203室",
        "便民服务大厅2号窗口",
        "望禾县青楠镇青楠坝村场镇正街1号",
        "地址：解放路88号",
        "青府发〔2022〕8号",
        "第3号公告",
        "3组12号桥",
        "项目部设在青楠坝村3组12号",
        "镇中心学校5栋2单元",
        "2022年12月23号",
        "5栋2单元项目工地",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn full_birth_dates_are_found_where_somebody_is_born() {
    for text in [
        "男，1962年3月5日出生",
        "1962年3月5日生，",
        "出生日期：1962-03-05",
        "出生日期1962.3.5",
        "生于19620305",
        "出生于１９６２年３月５日",
        "出生年月日：1962年 3 月 5 日",
        "男，1975.08.12出生",
        "1975-08-12生，小学文化",
        "张某，女，1980年5月6日，小学文化",
        "王某（男，1980-05-06）",
        "刘*，62年3月5日生，高坪顶村1组",
        "生于62年3月5日",
    ] {
        assert_eq!(kinds(text), [Kind::BirthDate], "{text}");
    }
    for text in [
        "1962年3月出生",
        "1962年生",
        "出生年月：1962年3月",
        "2022年12月23日发生火灾",
        "2022年12月23日生效",
        "2022年12月23日出生登记开始受理",
        "公示期：2022年12月23日至12月29日",
        "2022年1月1日生产",
        "2022.01.01生效",
        "男，1975年8月12日参加工作",
        "妇女，2022年3月8日",
        "62年3月生",
        "规格62.3.5生铁",
        "合作社第62年3月5日生产会",
        "2022年3月5日生病住院",
        "62年来，3月5日生态林",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn masks_show_what_the_rules_allow() {
    for (text, expected) in [
        (EXAMPLE, "11*************02X"),
        ("110105 19491231 002X", "11**** ******** *02X"),
        ("130503670401001", "13**********001"),
        ("电话13800138000。", "电话138****8000。"),
        ("138-0013-8000", "138-****-8000"),
        ("家庭电话：0830-1234567", "家庭电话：0830-***4567"),
        ("6222021001112345670", "***************5670"),
        ("家住青楠坝村3组12号，", "家住青楠坝村***，"),
        ("和谐小区5栋2单元301室", "和谐小区***"),
        ("1962年3月5日出生", "1962年*月*日出生"),
        ("出生日期1962-03-05", "出生日期1962-**-**"),
        ("62年3月5日生", "62年*月*日生"),
        ("青楠坝村3组陈*兰，760.00元", "青楠坝村3组陈*兰，760.00元"),
    ] {
        assert_eq!(masked(text), expected, "{text}");
    }
}

/// The check digit of the first 17.
fn with_check_digit(own: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = own.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
    format!("{own}{}", ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][(sum % 11) as usize])
}

prop_compose! {
    fn identity()(place in 110_101_u32..150_000, year in 1900_u32..2022, month in 1_u32..13, day in 1_u32..29, order in 0_u32..1000)
        -> String
    {
        with_check_digit(&format!("{place}{year}{month:02}{day:02}{order:03}"))
    }
}

proptest! {
    /// However an identity number is parted, whatever words stand around it, it is found and its mask hides its middle.
    #[test]
    fn no_identity_number_gets_by(
        number in identity(),
        gaps in prop::collection::vec(0_usize..24, 17),
        before in "[\\PC&&[^0-9０-９]]{0,8}",
        how in 0..3,
    ) {
        let mut written = String::new();
        for (at, digit) in number.chars().enumerate() {
            let wide_digit = char::from_u32(u32::from(digit) + 0xfee0).unwrap();
            let spelled = digit.to_digit(10).and_then(|digit| "〇一二三四五六七八九".chars().nth(digit as usize));
            written.push(match how {
                0 => digit,
                1 => wide_digit,
                _ => spelled.unwrap_or(digit),
            });
            match gaps.get(at) {
                Some(0) => written.push(' '),
                Some(1) => written.push('\n'),
                Some(2) => written.push('\t'),
                Some(3) => written.push('-'),
                Some(4) => written.push('　'),
                _ => {}
            }
        }
        let before: String = before.chars().filter(|mark| !mark.is_numeric() && *mark != '○' && !"-._· \t".contains(*mark)).collect();
        let text = format!("{before}：{written}。");
        prop_assert!(kinds(&text).contains(&Kind::Identity), "{text:?}");
        let left: String = masked(&text).chars().filter(|mark| mark.is_ascii_digit() || *mark == '*').collect();
        prop_assert!(left.matches('*').count() >= 13, "{left}");
    }

    /// What a mask leaves holds nothing more to mask, and whatever is written nothing panics.
    #[test]
    fn nothing_is_left_behind_a_mask(text in "([0-9X １年月日号组栋室生出家住电话账号村\\-\\n\\t]|13800138000|11010519491231002X|单元|身份证){0,60}") {
        let once = masked(&text);
        prop_assert_eq!(kinds(&once), [], "{:?} {:?}", text, once);
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        masked(&text);
    }
}
