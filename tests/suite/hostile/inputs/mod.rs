//! Hostile inputs, laid over a sound site: whoever makes a mistake, or means harm, can put these into `content/`.
//! Large ones are made here and never kept. The tests and `benches/hostile` share them.

pub(crate) mod disk;
pub(crate) mod paths;
pub(crate) mod pictures;
pub(crate) mod tables;
pub(crate) mod texts;
pub(crate) mod yaml;

use std::fs;
use std::path::Path;

/// What must be said: the finding's code, and its place as printed, as far as it matters.
pub(crate) type Expected = Vec<(&'static str, String)>;

/// Lays an input into the `content/` of a site, and tells what must be said of it; where nothing is, the build goes
/// through.
pub(crate) type Lay = fn(&Path) -> Expected;

/// Hands the name of every input to a macro.
macro_rules! each_input {
    ($take:ident) => {
        $take! {
            yaml::alias_bombs
            yaml::open_brackets_in_yaml
            yaml::nested_lists_in_yaml
            texts::open_brackets_in_a_body
            texts::open_links_in_a_body
            texts::nested_quotes
            texts::nested_lists
            texts::nested_lists_line_by_line
            texts::nested_emphasis
            texts::a_table_of_20_000_columns
            texts::a_table_of_20_000_columns_and_rows
            texts::a_markdown_file_of_200_megabytes
            texts::long_texts
            texts::thousands_of_headings
            texts::nul_bytes
            texts::lone_surrogates
            texts::direction_marks
            texts::hidden_characters_by_escapes
            texts::raw_html_and_scripts
            texts::ten_thousand_faulty_entries
            tables::a_csv_of_20_000_columns
            tables::a_csv_of_a_million_rows
            tables::an_xlsx_of_a_million_rows
            tables::a_zip_bomb_as_xlsx
            tables::a_zip_bomb_that_lies
            tables::an_xls_whose_sheet_begins_beyond_its_end
            tables::a_catalogue_of_a_million_rows
            tables::hidden_characters_in_cells
            tables::a_table_too_long_for_sheets
            tables::one_table_file_many_times
            pictures::a_png_of_50_000_pixels_by_header
            pictures::a_png_of_50_000_pixels_in_full
            pictures::a_jpeg_of_50_000_pixels
            pictures::an_svg_of_50_000_pixels
            pictures::a_drawing_of_filters
            pictures::a_png_of_100_megapixels
            pictures::photographs_of_12_megapixels
            pictures::a_drawing_shown_without_end
            pictures::a_png_with_more_data_than_pixels
            pictures::a_png_with_a_bomb_beside_its_pixels
            pictures::a_picture_of_200_megabytes
            disk::a_folder_loop
            disk::pipes_and_devices
            disk::files_without_permission
            disk::folders_70_deep
            disk::an_attachment_of_200_megabytes
            disk::a_font_of_200_megabytes
            paths::names_with_line_breaks
            paths::names_of_255_bytes
            paths::a_slug_that_climbs
            paths::files_that_climb
            paths::links_out_of_the_site
        }
    };
}
pub(crate) use each_input;

/// The front matter of a sound entry, its end left open.
pub(crate) const HEAD: &str = "---\ntitle: 停电\nkind: notice\nunit: dzb\ncatalogue_item: DZ-03\nformed_on: 2022-12-20\n\
    issued_on: 2022-12-21\nboards: [town-main]\n";

/// How many lines [`HEAD`] has.
pub(crate) const HEAD_LINES: usize = 8;

/// The line a body begins on, where no other fields are given.
pub(crate) const BODY_LINE: usize = HEAD_LINES + 3;

/// An entry with more fields and a body.
pub(crate) fn entry(fields: &str, body: &str) -> String {
    format!("{HEAD}{fields}---\n\n{body}\n")
}

/// Writes a file below `content/`, with its folders.
pub(crate) fn write(content: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = content.join(path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).unwrap();
    }
    fs::write(path, bytes).unwrap();
}

/// A finding that must come, at a place below `content/`.
pub(crate) fn at(code: &'static str, place: &str) -> (&'static str, String) {
    (code, format!("content/{place}"))
}

/// A finding that must come at a line of an entry.
pub(crate) fn on(code: &'static str, entry: &str, line: usize) -> (&'static str, String) {
    at(code, &format!("entries/{entry}:{line}:"))
}
