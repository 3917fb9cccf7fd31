//! Folders, links, permissions and streams, on a real file system.

use legation_ingest::{Why, gather, read, stream};
use std::fs;
use std::path::PathBuf;

/// A folder of its own for one test, removed when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("legation-ingest-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("temporary folder");
        Self(path)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("parent")).expect("folder");
        fs::write(&path, text).expect("file");
        path
    }

    fn names(&self, paths: &[PathBuf]) -> Vec<String> {
        paths.iter().map(|p| p.strip_prefix(&self.0).unwrap_or(p).to_string_lossy().into_owned()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn folders_are_walked_in_order() {
    let folder = Folder::new("walk");
    for name in
        ["b.txt", "a/z.html", "a/c.jsonl.gz", "README.md", ".hidden/x.txt", ".x.txt", "paper.pdf", "LICENSE"]
    {
        folder.write(name, "x");
    }
    let given = [folder.0.join("b.txt"), folder.0.clone(), folder.0.join("none.txt"), PathBuf::from("-")];
    let found = gather(&given);
    assert_eq!(folder.names(&found.sources), ["-", "README.md", "a/c.jsonl.gz", "a/z.html", "b.txt"]);
    let why: Vec<&Why> = found.rejected.iter().map(|r| &r.why).collect();
    assert_eq!(why, [&Why::UnknownKind(String::new()), &Why::Missing, &Why::UnknownKind("pdf".into())]);
    assert!(found.rejected[1].to_string().ends_with("none.txt: no such file or folder; check the path"));
    let reversed: Vec<PathBuf> = given.iter().rev().cloned().collect();
    assert_eq!(gather(&reversed).sources, found.sources);
    // A file named by the person is read even without an extension.
    assert_eq!(gather(&[folder.0.join("LICENSE")]).sources.len(), 1);
}

#[cfg(unix)]
#[test]
fn loops_and_broken_links_are_reported() {
    let folder = Folder::new("loop");
    folder.write("a/x.txt", "x");
    std::os::unix::fs::symlink(&folder.0, folder.0.join("a/up")).expect("link");
    std::os::unix::fs::symlink(folder.0.join("nowhere.txt"), folder.0.join("broken.txt")).expect("link");
    let found = gather(std::slice::from_ref(&folder.0));
    assert_eq!(folder.names(&found.sources), ["a/x.txt"]);
    let why: Vec<&Why> = found.rejected.iter().map(|r| &r.why).collect();
    assert_eq!(why, [&Why::Loop, &Why::Missing]);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("denied");
    let path = folder.write("x.txt", "x");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
    // The superuser may read anything; then there is nothing to test.
    if fs::read(&path).is_err() {
        assert_eq!(read(&path)[0].as_ref().unwrap_err().why, Why::Denied);
    }
    assert_eq!(read(&folder.0.join("none.txt"))[0].as_ref().unwrap_err().why, Why::Missing);
    assert!(matches!(read(&folder.0)[0].as_ref().unwrap_err().why, Why::UnknownKind(_) | Why::Unreadable(_)));
}

#[test]
fn collections_are_streamed() {
    let folder = Folder::new("stream");
    let line =
        |n: usize| format!("{{\"id\": \"n{n}\", \"text\": \"The envoys met {n} times in the capital.\"}}\n");
    let text = line(1) + "\n{broken\n" + &line(2);
    let found: Vec<_> = stream(&folder.write("feed.ndjson", text)).collect();
    let names: Vec<String> = found.iter().flatten().map(|d| d.name.clone()).collect();
    assert_eq!(names, ["n1", "n2"]);
    let rejected = found[1].as_ref().unwrap_err();
    assert!(rejected.doc.ends_with("feed.ndjson:3") && matches!(rejected.why, Why::NotJson(_)), "{rejected}");
}
