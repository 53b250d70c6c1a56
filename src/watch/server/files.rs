//! Files of the output by the addresses of the web.

use crate::site_path::SitePath;
use std::fs;
use std::path::Path;

/// The path that an address names, decoded; none for one that leaves its root. An address that ends in `/` names the
/// page `index.html` there.
pub(super) fn path(address: &str) -> Option<SitePath> {
    let decoded = decoded(address.trim_start_matches('/'))?;
    if decoded.contains('\\') {
        return None;
    }
    let page = if decoded.is_empty() || decoded.ends_with('/') { "index.html" } else { "" };
    SitePath::new(&format!("{decoded}{page}")).ok()
}

/// The bytes of a file below `root`; none where there is none, or where a link leads out of the folder.
pub(super) fn read(root: &Path, path: &SitePath) -> Option<Vec<u8>> {
    let file = root.join(path.as_str()).canonicalize().ok()?;
    let inside = file.starts_with(root.canonicalize().ok()?) && file.is_file();
    inside.then(|| fs::read(file).ok()).flatten()
}

/// What the web calls this kind of file.
pub(super) fn kind(path: &SitePath) -> &'static str {
    match path.ending().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "otf" => "font/otf",
        "ttf" => "font/ttf",
        _ => "application/octet-stream",
    }
}

/// `%E5%85%AC` as what it stands for; none where that is no text.
fn decoded(address: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// The value of `name` in what follows the `?` of an address.
pub(super) fn parameter(query: &str, name: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(key, _)| *key == name).and_then(|(_, value)| decoded(&value.replace('+', "%20")))
}

#[cfg(test)]
mod tests {
    use super::{parameter, path};

    #[test]
    fn an_address_never_leaves_the_folder() {
        let named = |address: &str| path(address).map(|path| path.to_string());
        assert_eq!(named("/").as_deref(), Some("index.html"));
        assert_eq!(named("/entry/").as_deref(), Some("entry/index.html"));
        assert_eq!(named("/entry/a%20%E5%85%AC.html").as_deref(), Some("entry/a 公.html"));
        for out in [
            "/../x",
            "/%2e%2e/x",
            "/a/%2e%2e/%2e%2e/x",
            "/..%5cx",
            "/%5c%5cnas%5cx",
            "/C:/x",
            "/a%00b",
            "/%ff",
            "/%2",
            "//",
        ] {
            let inside = named(out).is_none_or(|path| !path.contains("..") && !path.contains(':'));
            assert!(inside, "{out} is {:?}", named(out));
        }
        assert_eq!(named("/../x"), None);
        assert_eq!(named("/a\\..\\x"), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_is_not_followed() {
        let (root, secret) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(secret.path().join("s"), "x").unwrap();
        std::fs::write(root.path().join("a"), "1").unwrap();
        std::os::unix::fs::symlink(secret.path(), root.path().join("out")).unwrap();
        assert_eq!(super::read(root.path(), &path("/a").unwrap()), Some(b"1".to_vec()));
        assert_eq!(super::read(root.path(), &path("/out/s").unwrap()), None);
    }

    #[test]
    fn parameters_are_decoded() {
        assert_eq!(parameter("a=1&b=%E5%85%AC+x", "b").as_deref(), Some("公 x"));
        assert_eq!(parameter("a=1", "b"), None);
    }
}
