//! The pictures that entries show, each made ready once.

use crate::address;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::{Blob, Fingerprint, PROGRAM};
use crate::load::{self, File, Folder};
use crate::model::{Entry, Pictures, Site, Target, target};
use crate::output::Writing;
use crate::parallel;
use crate::picture::{self, Picture, Room};
use crate::site_path::SitePath;
use crate::source::Span;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The places in the entries that show each picture.
type Uses = BTreeMap<SitePath, Vec<Span>>;

/// Reads and prepares every picture that a body names; what is wrong with one is reported for each entry that shows it.
pub(super) fn prepare(
    site: &Site,
    content: &Folder,
    writing: &Writing,
    findings: &mut Vec<Diagnostic>,
) -> Pictures {
    prepare_uses(find_uses(site.entries.iter().map(AsRef::as_ref), findings), content, writing, findings)
}

/// The same for the pictures of one entry.
pub(super) fn prepare_for(
    entry: &Entry,
    content: &Folder,
    writing: &Writing,
    findings: &mut Vec<Diagnostic>,
) -> Pictures {
    prepare_uses(find_uses([entry], findings), content, writing, findings)
}

fn prepare_uses(uses: Uses, content: &Folder, writing: &Writing, findings: &mut Vec<Diagnostic>) -> Pictures {
    let uses: Vec<_> = uses.into_iter().collect();
    let room = Room::default();
    let made = parallel::map(&uses, |(path, _)| match content.files.get(path) {
        Some(file) => ready(file, writing, &room),
        None => Err(missing(path)),
    });
    let mut pictures = Pictures::new();
    for ((path, places), made) in uses.into_iter().zip(made) {
        match made {
            Ok(picture) => {
                pictures.insert(path, picture);
            }
            Err(finding) => findings.extend(places.into_iter().map(|place| {
                let finding = finding.clone();
                let entry = place.path.clone();
                if finding.place.is_some() { finding.spoils(entry) } else { finding.at(place) }
            })),
        }
    }
    pictures
}

/// The pictures of an entry as the site holds them, each where the body first shows it.
pub(super) fn files(entry: &Entry, pictures: &Pictures) -> Vec<(SitePath, Vec<u8>)> {
    let mut files = Vec::new();
    let mut shown = BTreeSet::new();
    for (number, image) in (1..).zip(&entry.images) {
        let Target::File(path) = target(&entry.path, &image.value) else { continue };
        let Some(picture) = pictures.get(&path) else { continue };
        if shown.insert(path) {
            let full = address::picture(entry, number, picture.ending);
            let small = address::thumbnail(entry, number, picture.ending);
            for (path, bytes) in [(full, &picture.web), (small, &picture.thumbnail)] {
                files.extend(SitePath::new(&path).ok().map(|path| (path, bytes.clone())));
            }
        }
    }
    files
}

fn find_uses<'e>(entries: impl IntoIterator<Item = &'e Entry>, findings: &mut Vec<Diagnostic>) -> Uses {
    let mut uses = Uses::new();
    for entry in entries {
        for image in &entry.images {
            let place = image.span.clone();
            match target(&entry.path, &image.value) {
                Target::File(path) => uses.entry(path).or_default().push(place),
                Target::Outside | Target::Here | Target::Nowhere(_) => {
                    findings.push(outside(&image.value).at(place));
                }
            }
        }
    }
    uses
}

/// A picture made ready, now or by an earlier build.
fn ready(file: &File, writing: &Writing, room: &Room) -> Result<Picture, Diagnostic> {
    let bytes = file.read().map_err(|error| {
        let Text { zh, en } = load::reason(&error);
        let message = Text::new(
            format!("读不了图片“{}”：{zh}", file.path),
            format!("cannot read ‘{}’: {en}", file.path),
        );
        Diagnostic::error("unreadable-picture", message)
    })?;
    let inputs = Fingerprint::of_value(&(PROGRAM, "picture", Fingerprint::of(&bytes)));
    if let Some(picture) = inputs.and_then(|inputs| writing.made(inputs)).and_then(Kept::picture) {
        return Ok(picture);
    }
    let picture = picture::prepare(&file.path, &bytes, room)?;
    if let Some(inputs) = inputs {
        writing.keep(inputs, &Kept::of(&picture));
    }
    Ok(picture)
}

/// A picture as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept<B> {
    web: B,
    thumbnail: B,
    ending: String,
    width: u32,
    height: u32,
}

impl<'p> Kept<Blob<&'p [u8]>> {
    fn of(picture: &'p Picture) -> Self {
        Self {
            web: Blob(&picture.web),
            thumbnail: Blob(&picture.thumbnail),
            ending: picture.ending.to_owned(),
            width: picture.width,
            height: picture.height,
        }
    }
}

impl Kept<Blob<Vec<u8>>> {
    fn picture(self) -> Option<Picture> {
        Some(Picture {
            web: self.web.0,
            thumbnail: self.thumbnail.0,
            ending: ["jpg", "png", "svg"].into_iter().find(|ending| *ending == self.ending)?,
            width: self.width,
            height: self.height,
        })
    }
}

fn missing(path: &SitePath) -> Diagnostic {
    let message =
        Text::new(format!("没有图片“content/{path}”"), format!("there is no picture ‘content/{path}’"));
    let help =
        Text::new("把图片放在事项旁边，核对文件名", "put the picture beside the entry and check its name");
    Diagnostic::error("missing-picture", message).help(help)
}

fn outside(target: &str) -> Diagnostic {
    let message =
        Text::new(format!("“{target}”不是站点里的图片"), format!("‘{target}’ is no picture of the site"));
    let help = Text::new(
        "把图片存到事项旁边，只写文件名",
        "save the picture beside the entry and write its file name",
    );
    Diagnostic::error("outside-picture", message).help(help)
}
