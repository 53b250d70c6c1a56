//! Files that do something where others are looked at.

/// What web hosts run when somebody asks for it, by its ending; some do so wherever it stands in a name.
const RUN_BY_HOSTS: &[&str] = &[
    "php", "php3", "php4", "php5", "php7", "php8", "phps", "pht", "phtml", "phar", "asp", "aspx", "asa",
    "ashx", "asmx", "cer", "cfm", "jsp", "jspx", "cgi", "pl", "py", "rb", "shtml", "shtm", "stm",
];
/// What browsers and computers run, and what changes how a web host serves a folder.
const RUN_BY_READERS: &[&str] = &[
    "html", "htm", "xhtml", "xht", "mht", "mhtml", "hta", "svg", "svgz", "js", "mjs", "wasm", "swf", "vbs",
    "vbe", "wsf", "bat", "cmd", "ps1", "sh", "exe", "msi", "com", "scr", "pif", "dll", "jar", "lnk", "url",
    "reg", "chm", "apk", "htaccess", "htpasswd", "config", "ini",
];

/// Whether a file of this name does something on a web host or on the computer of who opens it, instead of being read.
pub fn is_program(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let endings = || name.split('.').skip(1).map(str::trim);
    let is_run = |ending: &str| RUN_BY_READERS.contains(&ending);
    endings().last().is_some_and(is_run) || endings().any(|ending| RUN_BY_HOSTS.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::is_program;

    #[test]
    fn programs_are_told_by_their_names() {
        for name in [
            "a.php",
            "名单.PHP",
            "a.php.jpg",
            ".htaccess",
            "web.config",
            "说明.html",
            "图.svg",
            "a.pdf.exe",
            "a.js ",
        ] {
            assert!(is_program(name), "{name}");
        }
        for name in
            ["a.pdf", "名单.xlsx", "php", "www.example.com.pdf", "1.2版.docx", "a.csv", "a.htm说明.pdf", "表"]
        {
            assert!(!is_program(name), "{name}");
        }
    }
}
