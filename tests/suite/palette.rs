//! The colours of the default theme: text stands out from its ground by 4.5 to 1, marks by 3 to 1 (WCAG 2.2).

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../../themes/default/assets/style.css");

/// Text and the grounds that it stands on, by their custom properties or as written.
const TEXT: &[(&str, &[&str])] = &[
    ("ink", &["paper", "wash", "tint", "red-wash", "warn-wash"]),
    ("mute", &["paper", "wash", "tint", "warn-wash"]),
    ("red", &["paper", "wash", "tint"]),
    ("red-deep", &["paper", "wash", "tint", "red-wash"]),
    ("warn", &["paper", "warn-wash", "wash"]),
    ("ok", &["paper", "wash", "warn-wash"]),
    ("paper", &["red", "red-deep", "foot"]),
    ("foot-ink", &["foot"]),
    ("#aeb3bc", &["foot"]),
    ("#3f2a00", &["warn-wash"]),
    ("#1f5fbf", &["paper", "wash"]),
    ("#ffd75e", &["red-deep", "foot"]),
];

/// Marks and the grounds that they stand on.
const MARKS: &[(&str, &[&str])] = &[("red", &["#e8e4db"]), ("#8b8e94", &["paper"]), ("#ffd75e", &["red"])];

#[test]
fn text_and_marks_stand_out_from_their_ground() {
    let palette = palette();
    let mut weak = Vec::new();
    for (pairs, least) in [(TEXT, 4.5), (MARKS, 3.0)] {
        for (front, grounds) in pairs {
            for ground in *grounds {
                let ratio = contrast(colour(&palette, front), colour(&palette, ground));
                if ratio < least {
                    weak.push(format!("{front} on {ground}: {ratio:.2}"));
                }
            }
        }
    }
    assert!(weak.is_empty(), "{}", weak.join("\n"));
}

#[test]
fn every_colour_of_the_style_is_looked_at() {
    let palette = palette();
    let named: Vec<&str> = TEXT
        .iter()
        .chain(MARKS)
        .flat_map(|(front, grounds)| std::iter::once(*front).chain(grounds.iter().copied()))
        .collect();
    for name in palette.keys().filter(|name| !["line", "paper"].contains(&name.as_str())) {
        assert!(named.contains(&name.as_str()), "--{name} is in no pair");
    }
}

#[test]
fn contrast_is_computed_as_the_guidelines_do() {
    assert!((contrast(0x00_0000, 0xff_ffff) - 21.0).abs() < 0.01);
    assert!((contrast(0x76_7676, 0xff_ffff) - 4.54).abs() < 0.01);
}

/// The colours among the custom properties.
fn palette() -> BTreeMap<String, u32> {
    let colours: BTreeMap<String, u32> = STYLE
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #"))
        .filter_map(|(name, rest)| Some((name.to_owned(), hex(rest.trim_end_matches(';'))?)))
        .collect();
    assert!(colours.len() > 10, "the style was not understood: {colours:?}");
    colours
}

fn colour(palette: &BTreeMap<String, u32>, name: &str) -> u32 {
    match name.strip_prefix('#') {
        Some(written) => {
            assert!(STYLE.contains(name), "{name} is no longer used");
            hex(written).unwrap()
        }
        None => *palette.get(name).unwrap_or_else(|| panic!("no --{name}")),
    }
}

fn hex(written: &str) -> Option<u32> {
    (written.len() == 6).then(|| u32::from_str_radix(written, 16).ok()).flatten()
}

fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: u32) -> f64 {
    let channel = |shift: u32| {
        let value = f64::from((colour >> shift) & 0xff) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
}
