//! The container of xls files, a small file system of sectors ([MS-CFB]): just enough to find the workbook's stream.
//! Every chain of sectors is followed with a bound, so that one that bites its tail ends in an error here, before
//! calamine follows it.

/// The chain's end.
const LAST_SECTOR: u32 = 0xffff_fffa;
/// The size of a directory entry.
const ENTRY: usize = 128;

/// The stream of the workbook; none where the container is damaged or holds no workbook.
pub(super) fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let container = Container::open(bytes)?;
    let directory = container.chain(u32_at(bytes, 48)?)?;
    let entries: Vec<Entry> = directory.chunks_exact(ENTRY).filter_map(Entry::read).collect();
    let entry =
        ["Workbook", "Book"].iter().find_map(|name| entries.iter().find(|entry| entry.name == *name))?;
    let is_small = entry.size < u32_at(bytes, 56)? as usize;
    let mut stream = if is_small {
        let mini = container.chain(entries.first()?.start)?;
        let table = numbers(&container.chain(u32_at(bytes, 60)?)?);
        follow(&mini, 64, 0, &table, entry.start)?
    } else {
        container.chain(entry.start)?
    };
    stream.truncate(entry.size);
    Some(stream)
}

struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// The sector that follows each sector.
    table: Vec<u32>,
}

impl<'a> Container<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30)?;
        if shift != 9 && shift != 12 {
            return None;
        }
        let mut container = Self { bytes, sector: 1 << shift, table: Vec::new() };
        let most = bytes.len() / container.sector + 1;
        let mut places = numbers(bytes.get(76..512)?);
        let mut next = u32_at(bytes, 68)?;
        let mut read = 0;
        while next < LAST_SECTOR {
            read += 1;
            let mut more = numbers(container.one(next)?);
            next = more.pop()?;
            places.append(&mut more);
            if read > most {
                return None;
            }
        }
        for place in places.into_iter().filter(|place| *place < LAST_SECTOR).take(most) {
            let part = numbers(container.one(place)?);
            container.table.extend(part);
        }
        Some(container)
    }

    fn one(&self, sector: u32) -> Option<&'a [u8]> {
        let start = (sector as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = (start + self.sector).min(self.bytes.len());
        self.bytes.get(start..end).filter(|bytes| !bytes.is_empty())
    }

    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        follow(self.bytes, self.sector, self.sector, &self.table, first)
    }
}

/// The sectors of a chain, joined; none where it leaves the file or runs in a circle.
fn follow(bytes: &[u8], sector: usize, skip: usize, table: &[u32], first: u32) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    let mut next = first;
    while next < LAST_SECTOR {
        let start = (next as usize).checked_mul(sector)?.checked_add(skip)?;
        let end = (start + sector).min(bytes.len());
        joined.extend_from_slice(bytes.get(start..end)?);
        if joined.len() > bytes.len() + sector {
            return None;
        }
        next = *table.get(next as usize)?;
    }
    Some(joined)
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl Entry {
    fn read(bytes: &[u8]) -> Option<Self> {
        let length = usize::from(u16_at(bytes, 64)?).saturating_sub(2).min(64);
        let units: Vec<u16> =
            bytes.get(..length)?.chunks_exact(2).filter_map(|pair| u16_at(pair, 0)).collect();
        Some(Self {
            name: String::from_utf16_lossy(&units),
            start: u32_at(bytes, 116)?,
            size: u32_at(bytes, 120)? as usize,
        })
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|four| u32_at(four, 0)).collect()
}

/// The number of two bytes at this place.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// The number of four bytes at this place.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
