//! The fonts of sheets: a site's own in front, then the theme's.

use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::site_path::SitePath;
use crate::text::Text;
use crate::theme::Theme;
use serde::Serialize;
use std::borrow::Cow;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Fonts, ready for any number of sheets.
pub struct Fonts {
    pub(super) fonts: Vec<Font>,
    pub(super) book: LazyHash<FontBook>,
    pub(super) families: Families,
    /// The fingerprint of those fonts that are not in the program.
    pub(super) print: Option<Fingerprint>,
    text: Vec<Font>,
}

/// The families for each purpose, in the order they are tried. Every one exists: an unknown family would silently lose
/// blanks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Families {
    /// Running text.
    song: Vec<String>,
    /// Heads, labels, figures of totals.
    hei: Vec<String>,
    /// Second-level headings, stress, quotations.
    kai: Vec<String>,
    /// Running text of official papers: 仿宋 where there is one.
    fang: Vec<String>,
    /// Titles: 小标宋 where there is one.
    title: Vec<String>,
}

/// What a font is for, as its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Song,
    Hei,
    Kai,
    Fang,
    Title,
    Rare,
}

impl Fonts {
    /// The fonts in `own`, files of the site's `fonts/` folder, in front of the theme's. A file that is no font is
    /// reported.
    pub fn new(own: Vec<(SitePath, Vec<u8>)>, theme: &Theme, problems: &mut Vec<Diagnostic>) -> Self {
        let mut fonts = Vec::new();
        let mut prints: Vec<_> = own.iter().map(|(_, bytes)| Fingerprint::of(bytes)).collect();
        prints.extend(theme.fonts().filter_map(|(_, bytes)| match bytes {
            Cow::Borrowed(_) => None,
            Cow::Owned(bytes) => Some(Fingerprint::of(bytes)),
        }));
        let own = own.into_iter().map(|(path, bytes)| (path, Bytes::new(bytes)));
        let theirs = theme.fonts().map(|(path, bytes)| {
            let bytes = match bytes {
                Cow::Borrowed(bytes) => Bytes::new(*bytes),
                Cow::Owned(bytes) => Bytes::new(bytes.clone()),
            };
            (path.clone(), bytes)
        });
        for (path, bytes) in own.chain(theirs) {
            let before = fonts.len();
            fonts.extend(Font::iter(bytes));
            if fonts.len() == before {
                problems.push(no_font(&path));
            }
        }
        let families = families(&fonts);
        let text = fonts.iter().filter(|font| families.song.contains(&font.info().family)).cloned().collect();
        Self {
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            families,
            print: Fingerprint::of_value(&prints),
            text,
        }
    }

    /// Whether the fonts for running text have a character.
    pub(super) fn text_has(&self, character: char) -> bool {
        self.text.iter().any(|font| font.info().coverage.contains(character.into()))
    }

    /// The family, of all there are, that draws a character.
    pub(super) fn family_with(&self, character: char) -> Option<&str> {
        let font = self.fonts.iter().find(|font| font.info().coverage.contains(character.into()))?;
        Some(&font.info().family)
    }
}

/// The families by purpose: for each, those named for it, then fonts named for nothing (rare characters).
fn families(fonts: &[Font]) -> Families {
    let of = |roles: &[Role]| {
        let mut names: Vec<String> = Vec::new();
        for role in roles.iter().chain(&[Role::Rare]) {
            for font in fonts {
                let family = &font.info().family;
                if role_of(family) == *role && !names.contains(family) {
                    names.push(family.clone());
                }
            }
        }
        if names.is_empty() {
            names.extend(fonts.iter().map(|font| font.info().family.clone()));
            names.dedup();
        }
        names
    };
    Families {
        song: of(&[Role::Song]),
        hei: of(&[Role::Hei, Role::Song]),
        kai: of(&[Role::Kai, Role::Song]),
        fang: of(&[Role::Fang, Role::Song]),
        title: of(&[Role::Title, Role::Song]),
    }
}

fn role_of(family: &str) -> Role {
    let name = family.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["小标宋", "xiaobiaosong", "xbs"]) {
        Role::Title
    } else if has(&["仿宋", "fangsong", "fzfs"]) {
        Role::Fang
    } else if has(&["楷", "kai"]) {
        Role::Kai
    } else if has(&["黑", "hei", "sans"]) {
        Role::Hei
    } else if has(&["宋", "song", "simsun", "serif"]) {
        Role::Song
    } else {
        Role::Rare
    }
}

fn no_font(path: &SitePath) -> Diagnostic {
    Diagnostic::error(
        "bad-font",
        Text::new(format!("“{path}”不是字体文件"), format!("‘{path}’ is not a font")),
    )
    .in_file(path.clone())
    .help(Text::new(
        "放入 .ttf、.otf 或 .ttc 字体，或删去此文件",
        "use a .ttf, .otf or .ttc file, or remove it",
    ))
}

#[cfg(test)]
mod tests {
    use super::{Fonts, Role, role_of};
    use crate::theme::Theme;

    #[test]
    fn a_family_tells_its_role() {
        assert_eq!(role_of("方正小标宋简体"), Role::Title);
        assert_eq!(role_of("仿宋_GB2312"), Role::Fang);
        assert_eq!(role_of("Mingbai Song"), Role::Song);
        assert_eq!(role_of("Microsoft YaHei"), Role::Hei);
        assert_eq!(role_of("BabelStone Han"), Role::Rare);
    }

    #[test]
    fn the_themes_fonts_have_what_a_notice_needs() {
        let theme = Theme::load(None, &mut Vec::new()).unwrap();
        let fonts = Fonts::new(Vec::new(), &theme, &mut Vec::new());
        assert_eq!(fonts.fonts.len(), 5);
        assert!("公示ABC123，。〔〕①𬭎".chars().all(|character| fonts.text_has(character)));
        assert_eq!(fonts.family_with('\u{20000}'), None);
        assert_eq!(fonts.families.fang, ["Mingbai Song"]);
    }
}
