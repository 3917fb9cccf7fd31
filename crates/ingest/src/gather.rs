//! From the paths a person gives to the files that will be read.

use crate::{Rejected, Why, format::Format};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What the given paths hold.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// Files to read, sorted and without repeats; `-` (standard input) comes first.
    pub sources: Vec<PathBuf>,
    /// Paths that yield nothing, sorted.
    pub rejected: Vec<Rejected>,
}

/// Walks `paths`: files are taken, folders searched all the way down. Hidden files and folders are skipped,
/// links are followed, and what is reached twice is read once. Touches the disk, reads no contents.
pub fn gather(paths: &[PathBuf]) -> Gathered {
    let mut walk = Walk::default();
    let mut paths: Vec<&PathBuf> = paths.iter().collect();
    paths.sort();
    for path in paths {
        if path.as_os_str() == "-" {
            walk.found.sources.push(path.clone());
        } else {
            walk.enter(path, true);
        }
    }
    let mut found = walk.found;
    found.sources.sort_by_key(|path| (path.as_os_str() != "-", path.clone()));
    found.sources.dedup();
    found.rejected.sort_by(|a, b| a.doc.cmp(&b.doc));
    found
}

#[derive(Default)]
struct Walk {
    found: Gathered,
    /// Real paths of every file and folder already taken.
    seen: BTreeSet<PathBuf>,
    /// Real paths of the folders we are inside.
    inside: Vec<PathBuf>,
}

impl Walk {
    /// Takes one path; `named` where the person named it, rather than found in a folder.
    fn enter(&mut self, path: &Path, named: bool) {
        let real = match path.canonicalize() {
            Ok(real) => real,
            Err(error) => return self.reject_io(path, &error),
        };
        if self.inside.contains(&real) {
            return self.reject(path, Why::Loop);
        }
        if !self.seen.insert(real.clone()) {
            return;
        }
        if real.is_dir() {
            self.inside.push(real);
            self.list(path);
            self.inside.pop();
        } else if !real.is_file() && !named {
            self.reject(path, Why::Unreadable("not a regular file".into()));
        } else {
            match Format::of_path(path) {
                Ok(_) => self.found.sources.push(path.to_path_buf()),
                // Whoever names a file without an extension means it.
                Err(Why::UnknownKind(kind)) if named && kind.is_empty() => {
                    self.found.sources.push(path.to_path_buf());
                }
                Err(why) => self.reject(path, why),
            }
        }
    }

    fn list(&mut self, folder: &Path) {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.reject_io(folder, &error),
        };
        let mut paths = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_name().as_encoded_bytes().starts_with(b".") => {}
                Ok(entry) => paths.push(entry.path()),
                Err(error) => self.reject_io(folder, &error),
            }
        }
        paths.sort();
        for path in paths {
            self.enter(&path, false);
        }
    }

    fn reject(&mut self, path: &Path, why: Why) {
        self.found.rejected.push(Rejected::new(path.to_string_lossy(), why));
    }

    fn reject_io(&mut self, path: &Path, error: &std::io::Error) {
        self.found.rejected.push(Rejected::io(path.to_string_lossy(), error));
    }
}
