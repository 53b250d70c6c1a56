//! Files that lie in the output and that no build is known to have made: where the list of what builds made was lost,
//! they may be pages of entries that are withdrawn by now.

use super::place::Place;
use crate::site_path::SitePath;
use std::fs;

/// How many are told at most.
const MOST: usize = 1_000;

/// The files below the scopes that are not `known`.
pub(super) fn find(place: &Place, scopes: &[&str], known: impl Fn(&SitePath) -> bool) -> Vec<SitePath> {
    let mut strays = Vec::new();
    let mut folders: Vec<SitePath> = scopes.iter().filter_map(|scope| SitePath::new(scope).ok()).collect();
    while let Some(folder) = folders.pop() {
        let Ok(items) = fs::read_dir(place.root.join(folder.as_str())) else { continue };
        for item in items.flatten() {
            let name = item.file_name();
            let path = name.to_str().and_then(|name| SitePath::new(&format!("{folder}/{name}")).ok());
            let (Some(path), Ok(kind)) = (path, item.file_type()) else { continue };
            if kind.is_dir() {
                folders.push(path);
            } else if !known(&path) && strays.len() < MOST {
                strays.push(path);
            }
        }
    }
    strays.sort_unstable();
    strays
}
