//! The script by which an open page follows the builds. It is added to pages as they are served, never to the output.

use crate::watch::shown::Shown;

/// The page with the script that follows `path`; `tag` names the bytes of the page.
pub(super) fn with_script(mut page: Vec<u8>, path: &str, tag: &str, shown: &Shown) -> Vec<u8> {
    let script = format!(
        "<script src=\"/_desk/live.js\" data-run=\"{}\" data-build=\"{}\" data-path=\"{}\" data-tag=\"{tag}\"></script>",
        shown.run,
        shown.history.build(),
        escaped(path),
    );
    let end = b"</body>";
    let place = page.windows(end.len()).rposition(|bytes| bytes.eq_ignore_ascii_case(end));
    let place = place.unwrap_or(page.len());
    page.splice(place..place, script.into_bytes());
    page
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::with_script;
    use crate::watch::shown::Shown;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let page = |text: &str| {
            let page = with_script(text.as_bytes().to_vec(), "a\"b.html", "t", &Shown::new("r"));
            String::from_utf8(page).unwrap()
        };
        let script = "<script src=\"/_desk/live.js\" data-run=\"r\" data-build=\"0\" data-path=\"a&quot;b.html\" \
                      data-tag=\"t\"></script>";
        assert_eq!(page("<p>公</p></BODY></html>"), format!("<p>公</p>{script}</BODY></html>"));
        assert_eq!(page("公"), format!("公{script}"));
    }
}
