use super::{Inside, Unread, inside};

/// A PDF of one page with these operations, and further objects.
fn pdf(operations: &str, resources: &str, more: &[&str], info: &str) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[7 0 R]/Resources<<{resources}>>>>"
        ),
        format!("<</Length {}>>stream\n{operations}\nendstream", operations.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        format!("<<{info}>>"),
    ];
    objects.extend(more.iter().map(|object| (*object).to_owned()));
    let mut made = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(made.len());
        made.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let start = made.len();
    made.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        made.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    made.extend(format!("trailer <</Size {size}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    made
}

const FONT: &str = "/Font<</F 5 0 R>>";

#[test]
fn the_words_of_a_page_are_read_line_by_line() {
    let made = pdf(
        "BT /F 12 Tf 50 700 Td (1101051949) Tj 0 -14 Td (1231002X) Tj 200 0 Td (cell) Tj ET",
        FONT,
        &["<<>>"],
        "/Author(Wang)",
    );
    let found = inside(&made);
    assert_eq!(found.author.as_deref(), Some("Wang"));
    assert!(found.words.contains("1101051949\n1231002X\tcell\n"), "{:?}", found.words);
    assert_eq!((found.unread, found.has_notes, found.has_files), (None, false, false));
}

#[test]
fn notes_and_their_words_are_seen() {
    let note = "<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents<FEFF7532>>>";
    let found = inside(&pdf("", FONT, &[note], ""));
    assert!(found.has_notes && found.words.contains('甲'), "{found:?}");
    let link = inside(&pdf("", FONT, &["<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>"], ""));
    assert!(!link.has_notes);
}

#[test]
fn a_page_that_is_a_picture_has_to_be_read_by_a_person() {
    let picture = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream";
    let resources = format!("{FONT}/XObject<</I 8 0 R>>");
    let found = inside(&pdf("/I Do", &resources, &["<<>>", picture], ""));
    assert_eq!(found.unread, Some(Unread::Scan));
    let words =
        inside(&pdf("/I Do BT /F 9 Tf (a caption of a picture) Tj ET", &resources, &["<<>>", picture], ""));
    assert_eq!(words.unread, None);
}

#[test]
fn letters_of_fonts_that_are_not_there_mean_what_their_codes_say() {
    let font = |encoding: &str| {
        let font = format!(
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}/DescendantFonts[9 0 R]>>"
        );
        let own = "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6>>>>";
        pdf("BT /F 12 Tf 50 700 Td <673a5bc626050031> Tj ET", "/Font<</F 8 0 R>>", &["<<>>", &font, own], "")
    };
    let found = inside(&font("UniGB-UCS2-H"));
    assert!(found.words.contains("机密★1"), "{found:?}");
    assert_eq!(inside(&font("GBK-EUC-H")).unread, Some(Unread::Unclear));
}

#[test]
fn forms_that_draw_each_other_without_end_are_left() {
    let form = |other: usize| {
        let operations = "/X Do ".repeat(40);
        format!(
            "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {other} 0 R>>>>/Length {}>>stream\n{operations}\nendstream",
            operations.len()
        )
    };
    let (one, other) = (form(9), form(8));
    let made = pdf("/X Do", "/XObject<</X 8 0 R>>", &["<<>>", &one, &other], "");
    assert_eq!(inside(&made).unread, Some(Unread::TooLarge));
}

#[test]
fn what_is_no_pdf_is_told() {
    let unclear = Inside { unread: Some(Unread::Unclear), ..Inside::default() };
    assert_eq!(inside(b"%PDF-1.7 nonsense"), unclear);
    let whole = pdf("BT /F 12 Tf (words) Tj ET", FONT, &["<<>>"], "");
    for end in (0..whole.len()).step_by(7) {
        inside(whole.get(..end).unwrap_or_default());
    }
}
