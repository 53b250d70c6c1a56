//! Links that lead to a computer of the office.

use crate::check::piece::PieceKind;
use crate::check::{Group, Look, Rule, Subject, Words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "office-address",
    severity: Severity::Error,
    group: Group::Web,
    waivable: true,
    what: Words::new("链接指向办公室内部的电脑", "A link to a computer of the office"),
    why: Words::new(
        "内网地址只有办公室打得开，群众点开是空的，还露出内网的地址",
        "Nobody outside can open it, and it tells how the office's network is made",
    ),
    mend: Words::new(
        "文件放在条目旁边作附件，或写群众打得开的网址",
        "attach the file, or write an address that everybody can open",
    ),
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) {
    for piece in subject.pieces().iter().filter(|piece| piece.kind == PieceKind::Target) {
        if let Some(host) = host(&piece.text).filter(|host| is_of_office(host)) {
            let message = Text::new(
                format!("“{host}”是内部地址，外面打不开"),
                format!("‘{host}’ is an address of the office, which nobody outside can open"),
            );
            problems.push(RULE.finding(message).placed(piece.whole()));
        }
    }
}

/// The host of a web address, without its port.
fn host(target: &str) -> Option<&str> {
    let (scheme, rest) = target.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    let host = if host.starts_with('[') { host } else { host.split(':').next()? };
    (!host.is_empty()).then_some(host)
}

/// Whether a host lies in a private network (RFC 1918), or is a bare name that only the office knows.
fn is_of_office(host: &str) -> bool {
    if host == "[::1]" || !host.contains('.') {
        return !host.starts_with('[') || host == "[::1]";
    }
    let numbers: Option<Vec<u8>> = host.split('.').map(|part| part.parse::<u8>().ok()).collect();
    match numbers.as_deref() {
        Some([first, second, _, _]) => {
            matches!((first, second), (0 | 10 | 127, _) | (192, 168) | (172, 16..=31) | (169, 254))
        }
        _ => [".local", ".lan", ".localhost"].iter().any(|end| host.to_ascii_lowercase().ends_with(end)),
    }
}

#[cfg(test)]
mod tests {
    use super::{host, is_of_office};

    #[test]
    fn private_hosts_are_told_from_public_ones() {
        let private = |target| host(target).is_some_and(is_of_office);
        for target in [
            "http://192.168.1.8/a.doc",
            "http://10.0.0.1:8080",
            "https://172.20.3.4/",
            "http://localhost:8000/",
            "http://oa/list",
            "http://nas.local/x",
        ] {
            assert!(private(target), "{target}");
        }
        for target in [
            "https://www.gov.cn/",
            "http://172.32.0.1/",
            "http://202.96.128.86/",
            "https://10.example.cn/",
            "tel:0000-1",
            "09-低保.md",
        ] {
            assert!(!private(target), "{target}");
        }
    }
}
