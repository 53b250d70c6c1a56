//! The masks that an entry asks for (`mask: auto`): every text of its front matter that people get to see is masked when it
//! is read, so that nothing behind the reading can show the original.

use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::front_matter::Fields;
use crate::model::{Board, Entry, Unit};
use crate::personal::{self, Published};
use crate::settings::Settings;
use crate::source::Span;
use crate::text::Text;
use std::borrow::Cow;

/// What the registers publish.
pub(super) fn published(settings: &Settings, units: &[Unit], boards: &[Board]) -> Published {
    let mut published = Published::default();
    let texts = [&settings.supervision_phone, &settings.about];
    let own = units.iter().flat_map(|unit| [&unit.phone, &unit.duties]);
    texts.into_iter().chain(own).flatten().for_each(|text| published.add_numbers(text));
    settings.place.iter().for_each(|place| published.add_place(place));
    units.iter().filter_map(|unit| unit.place.as_ref()).for_each(|place| published.add_place(place));
    boards.iter().for_each(|board| published.add_place(&board.place));
    published
}

/// Masks the texts of an entry; its body is masked where it is handed out. What is made from the file's name cannot be.
pub(super) fn mask(entry: &mut Entry, published: &Published, fields: &mut Fields<'_, '_>) {
    for name in [&*entry.id, entry.slug.as_str(), entry.path.as_str()] {
        if let Some(found) = personal::find(name, published).first() {
            let place = Span { path: entry.path.clone(), range: entry.title.span.range.clone() };
            fields.problems().push(cannot_mask(name, found.kind).at(place));
            break;
        }
    }
    let mut mask = |text: &mut String| {
        if let Cow::Owned(masked) = personal::mask(text, published) {
            *text = masked;
        }
    };
    mask(&mut entry.title.value);
    entry.basis.iter_mut().for_each(&mut mask);
    entry.replies_to.iter_mut().for_each(&mut mask);
    [&mut entry.plain_summary, &mut entry.thread, &mut entry.period]
        .into_iter()
        .flatten()
        .for_each(&mut mask);
    entry.attachments.iter_mut().for_each(|attachment| mask(&mut attachment.title));
    if let Some(source) = &mut entry.source_document {
        mask(&mut source.issuer);
        source.number.iter_mut().for_each(&mut mask);
    }
    if let Some(service) = &mut entry.service {
        let single = [
            &mut service.basis,
            &mut service.fee,
            &mut service.result,
            &mut service.discipline,
            &mut service.office_hours,
            &mut service.location,
        ];
        single.into_iter().flatten().for_each(&mut mask);
        let lists = [&mut service.conditions, &mut service.materials, &mut service.procedure];
        lists.into_iter().flatten().for_each(&mut mask);
    }
    for correction in &mut entry.corrections {
        [&mut correction.place, &mut correction.wrong, &mut correction.right].into_iter().for_each(&mut mask);
    }
    if let Some(data) = &mut entry.personal_data {
        data.basis.iter_mut().for_each(&mut mask);
    }
    // A phone that the town publishes from now on is shown.
    if let Some(text) = Fingerprint::of_value(&(entry.text, "masked", published.values())) {
        entry.text = text;
    }
}

fn cannot_mask(name: &str, kind: personal::Kind) -> Diagnostic {
    let message = Text::new(
        format!("编号或文件名“{name}”里有{}，页面地址里遮不住", kind.chinese()),
        format!(
            "the id or the file name ‘{name}’ holds a personal {}, which no mask hides in addresses",
            kind.english()
        ),
    );
    let help = Text::new("改文件名", "rename the file");
    Diagnostic::error("cannot-mask", message).help(help)
}
