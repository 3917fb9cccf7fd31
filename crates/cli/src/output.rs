//! Where records go: standard output, or a file that is whole or not there at all.

use crate::{Failure, Outcome, Run};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Standard output, or a file written beside its place and renamed when complete.
pub enum Output {
    Stdout(BufWriter<io::Stdout>),
    File { writer: BufWriter<File>, beside: PathBuf, place: PathBuf },
}

impl Output {
    /// Opens the output before any work is done, so that a bad place is known at once.
    pub fn open(place: Option<&Path>) -> Result<Self, Failure> {
        let Some(place) = place else { return Ok(Self::Stdout(BufWriter::new(io::stdout()))) };
        let mut name = place
            .file_name()
            .map(std::ffi::OsStr::to_os_string)
            .ok_or_else(|| Failure(format!("{}: is no file name: give a file to write", place.display())))?;
        name.push(format!(".{}.tmp", std::process::id()));
        let beside = place.with_file_name(name);
        let file = File::create(&beside)
            .map_err(|e| Failure(format!("{}: cannot be written: {e}", place.display())))?;
        Ok(Self::File { writer: BufWriter::new(file), beside, place: place.to_owned() })
    }

    /// Puts the whole in place. Until then a file of that name stays as it was.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.complete().map_err(|e| self.failure(&e))
    }

    fn complete(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File { writer, beside, place } => {
                writer.flush()?;
                writer.get_ref().sync_all()?;
                std::fs::rename(beside, place)
            }
        }
    }

    /// The message for an error while writing. A reader that has gone (`| head`) is no error of ours.
    pub fn failure(&self, error: &io::Error) -> Failure {
        if let (Self::Stdout(_), io::ErrorKind::BrokenPipe) = (self, error.kind()) {
            std::process::exit(0);
        }
        match self {
            Self::Stdout(_) => Failure(format!("standard output: {error}")),
            Self::File { place, .. } => {
                Failure(format!("{}: cannot be written: {error}; nothing was left there", place.display()))
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File { writer, .. } => writer.flush(),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Self::File { beside, .. } = self {
            // Renamed already when all went well; then there is nothing to remove.
            let _ = std::fs::remove_file(beside);
        }
    }
}

/// Runs `write` on standard output.
pub fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Run {
    let mut out = Output::open(None)?;
    write(&mut out).map_err(|e| out.failure(&e))?;
    out.finish()?;
    Ok(Outcome::Complete)
}
