//! A small town whose registers are sound, so that only the fuzzed part can be wrong.

use crate::{findings, places};
use mingbai::calendar::Date;
use mingbai::diagnostic::Diagnostic;
use mingbai::document::Document;
use mingbai::load::{self, Folder};
use mingbai::model::{self, Entry, Pictures, Request, Site};
use mingbai::picture;
use mingbai::site_path::SitePath;
use mingbai::source::Source;
use mingbai::theme::Theme;
use mingbai::typeset::Fonts;
use std::fs;
use std::path::{Path, PathBuf};

/// What a site cannot do without, and what bodies may name.
const NEEDED: &[(&str, &str)] = &[
    ("site.yaml", "town: 青楠镇\naddress: https://town.example/\n"),
    (
        "units.yaml",
        "- {id: mzb, name: 青楠镇民政办公室, short: 民政办}\n\
         - {id: v-a, name: 甲村村民委员会, short: 甲村, kind: village, groups: 2, households: 30, people: 100}\n",
    ),
    ("entries/表.csv", "村,元\n甲村,760.00\n合计,760.00\n"),
    ("entries/说明.pdf", "%PDF-1.4\n"),
    (
        "entries/图.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"800\" height=\"600\"><rect width=\"9\" height=\"9\"/></svg>",
    ),
];

/// What heads may name. It is read anew for every entry, so that bodies go without it.
const REGISTERS: &[(&str, &str)] = &[
    (
        "boards.yaml",
        "- {id: town-main, name: 大门公开栏, unit: mzb, width_mm: 2400, height_mm: 1200}\n\
         - {id: v-a, name: 甲村公开栏, unit: v-a, width_mm: 1200, height_mm: 900}\n",
    ),
    (
        "catalogue.csv",
        "id,level1,item,unit,basis,limit,min_posting,duration_class,channels,audience\n\
         MZ-02,民政,低保公示,民政办,社会救助暂行办法第11条,5wd,7d,staged,board website,society\n\
         CZ-01,财政,季度收支,民政办,预算法,10wd after period end,15d,periodic,board website,society\n",
    ),
    ("calendar/2022.yaml", "year: 2022\nrest_days:\n  - {date: 2022-12-31, name: 元旦}\n"),
];

/// The fields of an entry that lacks nothing in a town without registers.
pub const HEAD: &str = "---\ntitle: 关于低保对象的公示\nkind: notice\nunit: mzb\ncategory: social_assistance\nformed_on: 2022-12-20\n---\n";

/// The town.
pub struct Town {
    /// Its folder on the disk.
    pub root: PathBuf,
    folder: Folder,
    /// The pictures that entries may show.
    pub pictures: Pictures,
    /// The built-in theme.
    pub theme: Theme,
}

/// What one entry became.
pub struct Reading {
    /// Its text.
    pub source: Source,
    /// The town with it.
    pub site: Site,
    /// What was found.
    pub problems: Vec<Diagnostic>,
}

impl Reading {
    /// The entry; none where it has an error.
    pub fn entry(&self) -> Option<&Entry> {
        self.site.entries.first().map(AsRef::as_ref)
    }

    /// The body of the entry, with every place in it checked.
    pub fn body(&self, entry: &Entry) -> Document {
        let body = self.site.body(entry).expect("the text is still the one that was read");
        places::check(&body, &self.source);
        body
    }
}

impl Town {
    /// A town with all its registers.
    pub fn whole() -> Self {
        Self::of(&[NEEDED, REGISTERS].concat())
    }

    /// A town without any.
    pub fn bare() -> Self {
        Self::of(NEEDED)
    }

    /// Lays the town out in memory.
    fn of(files: &[(&str, &str)]) -> Self {
        let root = in_memory("town");
        for (path, text) in files {
            let file = root.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder in memory");
            fs::write(file, text).expect("a file in memory");
        }
        let mut problems = Vec::new();
        let theme = Theme::load(None, &mut problems).expect("the built-in theme");
        let folder = load::folder(&root, load::CONTENT_TEXTS).expect("the town");
        assert!(problems.is_empty() && folder.problems.is_empty(), "{problems:?}{:?}", folder.problems);
        let path = path("entries/图.svg");
        let bytes = folder.files.get(&path).expect("the picture").read().expect("the picture");
        let picture = picture::prepare(&path, &bytes, &picture::Room::default()).expect("a sound picture");
        Self { root, folder, pictures: [(path, picture)].into(), theme }
    }

    /// The fonts of its sheets.
    pub fn fonts(&self) -> Fonts {
        Fonts::new(Vec::new(), &self.theme, &mut Vec::new())
    }

    /// The folder with one more text.
    pub fn with(&self, source: &Source) -> Folder {
        let mut folder = self.folder.clone();
        folder.sources.insert(source.path.clone(), source.clone());
        folder
    }

    /// Reads an entry of this text, and checks what was found.
    pub fn read(&self, text: &str) -> Reading {
        let source = Source::new(path("entries/a.md"), text.replace('\r', "\n"));
        let mut problems = Vec::new();
        let request = Request { date: Date::new(2022, 12, 23), drafts: true };
        let site = model::read(self.with(&source), &request, &mut problems).expect("the town is sound");
        findings::check(&problems, &source);
        let faulty = problems.iter().any(|problem| problem.severity == mingbai::diagnostic::Severity::Error);
        assert_eq!(site.entries.is_empty(), faulty, "an entry stays away exactly when it has an error");
        Reading { source, site, problems }
    }
}

/// A path of the site.
pub fn path(path: &str) -> SitePath {
    SitePath::new(path).expect("a path")
}

/// A new folder in memory, where the system has a disk there.
pub fn in_memory(name: &str) -> PathBuf {
    let memory = Path::new("/dev/shm");
    let above = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let folder = above.join(format!("mingbai-fuzz-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder in memory");
    folder
}
