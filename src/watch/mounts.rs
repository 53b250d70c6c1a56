//! Whether a folder lies on a disk that does not tell of what other machines change there.

use std::path::Path;

/// Kinds of file systems that are somewhere else: network drives, shared folders of virtual machines, clouds.
const REMOTE: &[&str] =
    &["cifs", "smb3", "smbfs", "nfs", "nfs4", "9p", "virtiofs", "vboxsf", "prl_fs", "afs", "ceph"];

/// Whether only looking again and again shows what happens below `folder`.
pub(super) fn is_remote(folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    if is_unc(&folder.to_string_lossy()) {
        return true;
    }
    let mounts =
        if cfg!(target_os = "linux") { std::fs::read_to_string("/proc/mounts") } else { return false };
    mounts.is_ok_and(|mounts| kind(&mounts, &folder).is_some_and(is_remote_kind))
}

/// `\\server\share\…`, as it is written or as Windows resolves it, also that of a drive with a letter.
fn is_unc(path: &str) -> bool {
    path.strip_prefix(r"\\").is_some_and(|rest| !rest.starts_with(['?', '.']) || rest.starts_with(r"?\UNC\"))
}

fn is_remote_kind(kind: &str) -> bool {
    REMOTE.contains(&kind) || kind.starts_with("fuse")
}

/// The kind of the file system that holds a folder, by the lines of `/proc/mounts`: the deepest mount above it, of two
/// at one place the later one.
fn kind<'m>(mounts: &'m str, folder: &Path) -> Option<&'m str> {
    let mounts = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        let (place, kind) = (unescaped(words.next()?), words.next()?);
        folder.starts_with(&place).then(|| (Path::new(&place).components().count(), kind))
    });
    mounts.max_by_key(|(depth, _)| *depth).map(|(_, kind)| kind)
}

/// Blanks and the like stand as `\040` there.
fn unescaped(place: &str) -> String {
    [(r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", "\\")]
        .into_iter()
        .fold(place.to_owned(), |place, (code, character)| place.replace(code, character))
}

#[cfg(test)]
mod tests {
    use super::{is_remote_kind, is_unc, kind};
    use std::path::Path;

    #[test]
    fn the_deepest_mount_says_where_a_folder_is() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/gong\\040gao nfs4 rw 0 0\n\
                      me@host: /mnt/gong\\040gao/inner fuse.sshfs rw 0 0\nC: /mnt/c 9p rw 0 0\n\
                      //nas/gk /mnt/nas cifs rw 0 0\n/real /mnt/bound fuse rw 0 0\n";
        let remote = |folder: &str| kind(mounts, Path::new(folder)).is_some_and(is_remote_kind);
        assert!(remote("/mnt/gong gao/site") && remote("/mnt/gong gao/inner/site") && remote("/mnt/c/site"));
        assert!(remote("/mnt/nas/site") && remote("/mnt/bound"));
        assert!(!remote("/home/a") && !remote("/mnt/gong") && !remote("/mnt/computer"));
    }

    #[test]
    fn a_network_path_of_windows_is_known() {
        assert!(is_unc(r"\\nas\gk") && is_unc(r"\\?\UNC\nas\gk"));
        assert!(!is_unc(r"\\?\C:\gk") && !is_unc(r"C:\gk") && !is_unc("/gk") && !is_unc(r"\\.\pipe"));
    }
}
