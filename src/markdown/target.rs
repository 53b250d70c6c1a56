//! Which targets links and pictures may have.

use crate::source::turns_direction;
use crate::text::Text;

/// What a target is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A link.
    Link,
    /// A picture.
    Picture,
}

/// The target as pages may carry it, or what is wrong with it.
pub(super) fn check(target: &str, purpose: Purpose) -> Result<String, Text> {
    let target = target.trim();
    if target.is_empty() {
        return Err(Text::new("这里没有写地址", "there is no address here"));
    }
    // Browsers leave out line ends and tabs, and so would read `java\nscript:` as a scheme.
    if target.chars().any(|mark| mark.is_control() || turns_direction(mark)) {
        return Err(Text::new("地址里有控制字符", "the address holds a control character"));
    }
    if target.starts_with(['/', '\\']) || is_drive(target) {
        return Err(Text::new(
            format!("“{target}”是绝对路径，在网站上打不开"),
            format!("‘{target}’ is an absolute path, which no visitor can open"),
        ));
    }
    let Some(scheme) = scheme(target) else { return Ok(target.to_owned()) };
    match (purpose, scheme.to_ascii_lowercase().as_str()) {
        (Purpose::Link, "http" | "https" | "mailto" | "tel") => Ok(target.to_owned()),
        (Purpose::Link, _) => Err(Text::new(
            format!("链接不能用“{scheme}:”开头"),
            format!("a link can't begin with ‘{scheme}:’"),
        )),
        (Purpose::Picture, _) => Err(Text::new(
            format!("图片“{target}”不在条目旁边"),
            format!("the picture ‘{target}’ does not lie beside the entry"),
        )),
    }
}

fn is_drive(target: &str) -> bool {
    let mut characters = target.chars();
    characters.next().is_some_and(|first| first.is_ascii_alphabetic()) && characters.next() == Some(':')
}

fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let mut characters = scheme.chars();
    let fits = characters.next()?.is_ascii_alphabetic()
        && characters
            .all(|character| character.is_ascii_alphanumeric() || matches!(character, '+' | '-' | '.'));
    fits.then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::{Purpose, check};

    #[test]
    fn only_web_mail_phone_and_neighbours_are_linked() {
        for good in [
            "https://example.cn/a?b=c",
            "HTTP://a",
            "mailto:a@example.cn",
            "tel:0000-1",
            "08-优抚.md",
            "../a.md#b",
            "#b",
        ] {
            assert_eq!(check(good, Purpose::Link).as_deref(), Ok(good));
        }
        for bad in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://a",
            "/etc/passwd",
            "//example.cn/x",
            "\\\\server\\x",
            "C:\\x",
            "",
            "  ",
        ] {
            assert!(check(bad, Purpose::Link).is_err(), "{bad}");
        }
    }

    #[test]
    fn pictures_lie_beside_the_entry() {
        assert_eq!(check("图/a.jpg", Purpose::Picture).as_deref(), Ok("图/a.jpg"));
        for bad in ["https://example.cn/a.jpg", "data:image/png;base64,AA", "/a.jpg", "D:/a.jpg"] {
            assert!(check(bad, Purpose::Picture).is_err(), "{bad}");
        }
    }
}
