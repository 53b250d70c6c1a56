//! Setting the sheets of one entry: the usual size first, tighter ones where the last sheet would be nearly empty or
//! there would be too many.

use super::body::{body, printable};
use super::choose::{Design, Setting, design};
use super::data::SheetData;
use super::examine::{Seen, examine};
use super::fonts::Fonts;
use super::preview::Compression;
use super::world::{Engine, SheetWorld};
use super::{Proof, Sheet};
use super::{export, length, preview, qr, reckon, words};
use crate::address;
use crate::diagnostic::{Diagnostic, Severity};
use crate::fingerprint::Fingerprint;
use crate::json::json;
use crate::model::{Entry, Pictures, SheetFacts, Site};
use crate::review::{WebPart, web_part};
use crate::text::Text;
use crate::theme::Theme;
use typst::foundations::Bytes;
use typst_layout::PagedDocument;

/// What a build's sheets share.
pub(super) struct Press<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    pub(super) fonts: &'a Fonts,
    pub(super) pictures: &'a Pictures,
    pub(super) engine: &'a Engine<'a>,
    /// The fingerprint of what all sheets are set with: theme, fonts, date.
    pub(super) around: Option<Fingerprint>,
}

/// A last sheet that holds less than this part of its block is worth avoiding, or filling.
const NEARLY_EMPTY: f64 = 0.2;

/// What is left free at the foot of the first sheet to push text on to the last, in mm.
const RESERVES: [f64; 3] = [25.0, 45.0, 70.0];

/// A single sheet with a gap higher than this part of its block may be set larger.
const ROOM_TO_GROW: f64 = 0.08;

/// Where a gap is higher than this, the text grows without the type of its tables, up to so many times that.
const MUCH_ROOM: f64 = 0.16;
const MOST_AROUND: f64 = 1.4;

/// A document as it was laid out, and what was seen on it.
type Laying = (PagedDocument, Seen);

impl Press<'_> {
    /// The fingerprint of everything that the sheets of an entry are set from. The body counts as the text it was read
    /// from.
    pub(super) fn inputs(&self, entry: &Entry) -> Option<Fingerprint> {
        let (site, part) = (self.site, web_part(self.site, entry));
        let row = entry.catalogue_item.as_ref().and_then(|id| site.row(&id.value));
        let pictures = entry.files.iter().filter_map(|path| self.pictures.get(path));
        let pictures: Vec<_> = pictures.map(|picture| Fingerprint::of(&picture.web)).collect();
        Fingerprint::of_value(&(
            self.around?,
            SheetData::of(site, entry, self.fonts, true),
            (
                &site.settings.address,
                address::entry_page(entry),
                part == WebPart::Whole,
                part == WebPart::Nothing,
            ),
            (entry.kind, format!("{:?}", entry.sheet), row.map(|row| format!("{:?}", row.sheet))),
            (&*entry.id, entry.text, pictures),
        ))
    }

    /// The sheets of an entry, and what was found on the way; no sheets where an error was.
    pub(super) fn set(&self, entry: &Entry) -> (Option<Sheet>, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let sheet = self.try_set(entry, &mut problems);
        let broken = problems.iter().any(|problem| problem.severity == Severity::Error);
        (sheet.filter(|_| !broken), problems)
    }

    /// The same as pictures alone.
    pub(super) fn proof(&self, entry: &Entry) -> (Option<Proof>, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let proof = self
            .lay_out(entry, &mut problems)
            .map(|laid| Proof { pictures: laid.pictures(Compression::Fast), facts: Some(laid.facts()) });
        (proof, problems)
    }

    fn try_set(&self, entry: &Entry, problems: &mut Vec<Diagnostic>) -> Option<Sheet> {
        let laid = self.lay_out(entry, problems)?;
        // The PDF would fail by the same character, in words of its own.
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            return None;
        }
        let pdf = match export::pdf(&laid.document, &laid.world, entry, &laid.design.file(), self.site.date) {
            Ok(pdf) => pdf,
            Err(found) => {
                problems.extend(found);
                return None;
            }
        };
        let whole = web_part(self.site, entry) == WebPart::Whole;
        let pictures = if whole { laid.pictures(Compression::Balanced) } else { Vec::new() };
        Some(Sheet { entry: entry.id.clone(), pdf, pictures, facts: laid.facts() })
    }

    /// The sheets laid out.
    fn lay_out(&self, entry: &Entry, problems: &mut Vec<Diagnostic>) -> Option<Laid<'_>> {
        let document = self.site.body(entry).map_err(|found| problems.push(found)).ok()?;
        let design = design(self.site, entry, &document);
        let part = web_part(self.site, entry);
        let address = self.site.settings.address.as_ref().filter(|_| part != WebPart::Nothing);
        let code = address.and_then(|address| qr::svg(&format!("{address}{}", address::entry_page(entry))));
        let data = SheetData::of(self.site, entry, self.fonts, code.is_some());
        if let Some(found) = length::check(entry, &document, &data, self.pictures) {
            problems.push(found);
            return None;
        }
        problems.extend(words::check(entry, &document, &data, self.fonts));
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            return None;
        }
        let body = body(entry, &document);
        let reckoned = reckon::largest(design, &design.larger(), &document, &data);
        let data = printable(&json(&data)?).into_owned().into_bytes();
        let mut world = SheetWorld::new(self.engine, String::new())?
            .source("/body.typ", body.source)
            .file("/data.json", Bytes::new(data));
        if let Some(code) = code {
            world = world.file("/qr.svg", Bytes::from_string(code));
        }
        for (name, path) in &body.pictures {
            if let Some(picture) = self.pictures.get(path) {
                world = world.file(name, Bytes::new(picture.web.clone()));
            }
        }
        let (document, seen) = match self.fit(&mut world, entry, design, reckoned) {
            Ok(fitting) => fitting,
            Err(found) => {
                problems.extend(found);
                return None;
            }
        };
        problems.extend(overflow(entry, &seen));
        problems.extend(unseen_glyphs(entry, &seen));
        Some(Laid { document, world, design, coloured: !body.pictures.is_empty() })
    }

    /// The usual setting, or a tighter one: the first that keeps to the most sheets allowed, or that saves a last sheet
    /// that would be nearly empty.
    fn fit(
        &self,
        world: &mut SheetWorld<'_>,
        entry: &Entry,
        design: Design,
        reckoned: usize,
    ) -> Result<Laying, Vec<Diagnostic>> {
        if let Some((largest, taken)) = self.leap(world, entry, design, reckoned)? {
            return self.loosen(world, entry, design, largest, taken);
        }
        let mut settings = design.settings().into_iter();
        let Some(usual) = settings.next() else { return Err(Vec::new()) };
        let first = self.lay(world, entry, design, usual)?;
        let most = design.max_sheets.map(|most| most as usize);
        let pages = first.0.pages().len();
        let too_many = most.is_some_and(|most| pages > most);
        if !too_many && pages == 1 {
            return if first.1.free < ROOM_TO_GROW {
                Ok(first)
            } else {
                let (largest, taken) = self.grow(world, entry, design, first)?;
                self.loosen(world, entry, design, largest, taken)
            };
        }
        if !too_many && first.1.last_fill >= NEARLY_EMPTY {
            return Ok(first);
        }
        let wanted = most.filter(|_| too_many).unwrap_or(pages - 1);
        let mut tried = vec![(usual, pages)];
        for setting in settings {
            let next = self.lay(world, entry, design, setting)?;
            if next.0.pages().len() <= wanted {
                return Ok(next);
            }
            tried.push((setting, next.0.pages().len()));
        }
        if too_many {
            return Err(vec![too_long(entry, wanted, &tried)]);
        }
        // A last sheet with little but a signature gets more of the text.
        let mut best = (0.0, first.1.last_fill);
        for reserve in RESERVES {
            if best.1 >= NEARLY_EMPTY {
                break;
            }
            let next = self.lay(world, entry, design, Setting { reserve, ..usual })?;
            if next.0.pages().len() == pages && next.1.last_fill > best.1 {
                best = (reserve, next.1.last_fill);
            }
        }
        // The world must be that of the document that is kept, so that places in it stand.
        self.lay(world, entry, design, Setting { reserve: best.0, ..usual })
    }

    /// The largest setting in which everything stands on one sheet and no short cell breaks, sought around the one that
    /// was reckoned, with how many settings are up to it; none where it is not there.
    fn leap(
        &self,
        world: &mut SheetWorld<'_>,
        entry: &Entry,
        design: Design,
        reckoned: usize,
    ) -> Result<Option<(Laying, usize)>, Vec<Diagnostic>> {
        let larger = design.larger();
        let (smaller, rest) = larger.split_at_checked(reckoned).unwrap_or_default();
        let fits = |(document, seen): &Laying| {
            document.pages().len() == 1 && seen.outside.is_empty() && seen.broken == 0
        };
        // One too large is the usual mistake.
        for (at, setting) in smaller.iter().enumerate().rev().take(2) {
            let mut best = self.lay(world, entry, design, *setting)?;
            if !fits(&best) {
                continue;
            }
            let mut taken = at + 1;
            for setting in rest.iter().filter(|_| at + 1 == reckoned) {
                let next = self.lay(world, entry, design, *setting)?;
                if !fits(&next) {
                    break;
                }
                best = next;
                taken += 1;
            }
            return Ok(Some((best, taken)));
        }
        Ok(None)
    }

    /// The largest setting in which everything still stands on one sheet and no more short cells break than before, and
    /// how many settings are up to it.
    fn grow(
        &self,
        world: &mut SheetWorld<'_>,
        entry: &Entry,
        design: Design,
        usual: Laying,
    ) -> Result<(Laying, usize), Vec<Diagnostic>> {
        self.largest(world, entry, design, usual, &design.larger())
    }

    /// A single sheet of which much is still free because the cells of a table would break in larger type: the text
    /// around it grows, and its rows, and its type stays. `taken` of the larger settings are used up.
    fn loosen(
        &self,
        world: &mut SheetWorld<'_>,
        entry: &Entry,
        design: Design,
        best: Laying,
        taken: usize,
    ) -> Result<Laying, Vec<Diagnostic>> {
        if best.1.free < MUCH_ROOM || !best.1.has_table {
            return Ok(best);
        }
        let usual = design.settings().into_iter().next();
        let larger = design.larger();
        let held = taken.checked_sub(1).and_then(|at| larger.get(at).copied()).or(usual);
        let Some(Setting { table, .. }) = held else { return Ok(best) };
        let around = larger.into_iter().skip(taken).filter(|setting| setting.size <= MOST_AROUND * table);
        let around: Vec<Setting> = around.map(|setting| Setting { table, ..setting }).collect();
        Ok(self.largest(world, entry, design, best, &around)?.0)
    }

    /// The largest of these settings that fits, and how many are up to it.
    fn largest(
        &self,
        world: &mut SheetWorld<'_>,
        entry: &Entry,
        design: Design,
        usual: Laying,
        larger: &[Setting],
    ) -> Result<(Laying, usize), Vec<Diagnostic>> {
        let mut best = usual;
        // What is larger needs more room, so that halving finds the largest.
        let (mut fits, mut fails) = (0, larger.len() + 1);
        while fails - fits > 1 {
            let middle = fits.midpoint(fails);
            let Some(setting) = larger.get(middle - 1) else { break };
            let next = self.lay(world, entry, design, *setting)?;
            let seen = &next.1;
            if next.0.pages().len() == 1 && seen.outside.is_empty() && seen.broken <= best.1.broken {
                (best, fits) = (next, middle);
            } else {
                fails = middle;
            }
        }
        Ok((best, fits))
    }

    fn lay(
        &self,
        world: &mut SheetWorld<'_>,
        entry: &Entry,
        design: Design,
        setting: Setting,
    ) -> Result<Laying, Vec<Diagnostic>> {
        let template = design.file();
        let program = self.theme.sheet(&template, &setting).map_err(|found| vec![found])?;
        world.set_main(program);
        let document = export::compile(world, entry, &template)?;
        let seen = examine(&document);
        Ok((document, seen))
    }
}

/// Sheets that are laid out.
struct Laid<'w> {
    document: PagedDocument,
    world: SheetWorld<'w>,
    design: Design,
    /// Whether they show pictures.
    coloured: bool,
}

impl Laid<'_> {
    fn pictures(&self, compression: Compression) -> Vec<Vec<u8>> {
        let pages = self.document.pages().iter();
        pages.map(|page| preview::png(page, self.design.paper, self.coloured, compression)).collect()
    }

    fn facts(&self) -> SheetFacts {
        SheetFacts {
            pages: self.document.pages().len(),
            template: self.design.template,
            paper: self.design.paper,
            orientation: self.design.orientation,
        }
    }
}

fn too_long(entry: &Entry, wanted: usize, tried: &[(Setting, usize)]) -> Diagnostic {
    // A size is tried with several spacings; its fewest sheets tell how far it is from fitting.
    let mut sizes: Vec<(f64, usize)> = Vec::new();
    for (setting, pages) in tried {
        match sizes.iter_mut().find(|(size, _)| *size == setting.size) {
            Some((_, fewest)) => *fewest = (*fewest).min(*pages),
            None => sizes.push((setting.size, *pages)),
        }
    }
    let zh: Vec<String> = sizes.iter().map(|(size, pages)| format!("{size}磅 {pages}张")).collect();
    let en: Vec<String> = sizes.iter().map(|(size, pages)| format!("{size} pt {pages}")).collect();
    let finding = Diagnostic::error(
        "too-many-sheets",
        Text::new(
            format!("排不进{wanted}张纸，试过：{}", zh.join("，")),
            format!("it does not fit {wanted} sheets; tried: {}", en.join(", ")),
        ),
    )
    .help(Text::new(
        "删减文字，或调大 max_sheets，或换大一号的纸",
        "shorten the text, raise max_sheets or take larger paper",
    ))
    .spoils(entry.path.clone());
    match &entry.sheet.max_sheets {
        Some(most) => finding.at(most.span.clone()),
        None => finding.in_file(entry.path.clone()),
    }
}

fn overflow(entry: &Entry, seen: &Seen) -> Option<Diagnostic> {
    let (sheet, words) = seen.outside.first()?;
    let words: String = words.chars().take(24).collect();
    Some(
        Diagnostic::error(
            "sheet-overflow",
            Text::new(
                format!("“{}”第{sheet}张有字超出版心或表格栏：“{words}”", entry.title.value),
                format!(
                    "‘{}’: on sheet {sheet}, words leave their block or column: ‘{words}’",
                    entry.title.value
                ),
            ),
        )
        .in_file(entry.path.clone())
        .help(Text::new(
            "表格太宽时在 sheet 里写 template: table 或 paper: A3",
            "for a wide table, write template: table or paper: A3 under ‘sheet’",
        )),
    )
}

fn unseen_glyphs(entry: &Entry, seen: &Seen) -> Option<Diagnostic> {
    let character = seen.missing.first()?;
    let code_point = format!("U+{:04X}", u32::from(*character));
    Some(
        Diagnostic::error(
            "missing-glyph",
            Text::new(
                format!("没有字体能印“{character}”（{code_point}）"),
                format!("no font has ‘{character}’ ({code_point})"),
            ),
        )
        .in_file(entry.path.clone()),
    )
}
