//! The model file: named sections, little-endian, read without copying what can stay where it is.

use std::fmt;

const MAGIC: &[u8; 8] = b"LEGSYN1\n";

/// Why a model file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// It does not start as a model file does.
    NotAModel,
    /// It ends inside a section.
    CutShort { section: String },
    /// It lacks a section, or the section has not the size that the others ask for.
    Section { section: String },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => write!(
                f,
                "not a Legation syntax model of this version; train one with `cargo dev train-syntax`"
            ),
            Self::CutShort { section } => {
                write!(f, "the model file ends inside section {section:?}; copy it again")
            }
            Self::Section { section } => {
                write!(f, "section {section:?} is missing or has a wrong size; train the model anew")
            }
        }
    }
}

impl std::error::Error for Error {}

/// Writes a model file.
#[derive(Clone, Debug)]
pub struct Writer(Vec<u8>);

impl Default for Writer {
    fn default() -> Self {
        Self(MAGIC.to_vec())
    }
}

impl Writer {
    pub fn section(&mut self, name: &str, payload: &[u8]) {
        self.0.extend((name.len() as u32).to_le_bytes());
        self.0.extend(name.as_bytes());
        self.0.extend((payload.len() as u32).to_le_bytes());
        self.0.extend(payload);
    }

    pub fn floats(&mut self, name: &str, values: &[f32]) {
        let bytes: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
        self.section(name, &bytes);
    }

    pub fn bytes(&mut self, name: &str, values: &[i8]) {
        let bytes: Vec<u8> = values.iter().map(|&v| v.cast_unsigned()).collect();
        self.section(name, &bytes);
    }

    pub fn keys(&mut self, name: &str, values: &[u64]) {
        let bytes: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
        self.section(name, &bytes);
    }

    pub fn finish(self) -> Vec<u8> {
        self.0
    }
}

/// Finds sections by name.
#[derive(Clone, Debug)]
pub struct Reader<'b> {
    sections: Vec<(&'b str, &'b [u8])>,
}

impl<'b> Reader<'b> {
    pub fn new(bytes: &'b [u8]) -> Result<Self, Error> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(Error::NotAModel)?;
        let mut sections: Vec<(&str, &[u8])> = Vec::new();
        while !rest.is_empty() {
            let cut = || Error::CutShort { section: sections.last().map_or("", |s| s.0).to_owned() };
            let name = take(&mut rest).ok_or_else(cut)?;
            let name = std::str::from_utf8(name).map_err(|_| cut())?;
            let payload = take(&mut rest).ok_or_else(|| Error::CutShort { section: name.to_owned() })?;
            sections.push((name, payload));
        }
        Ok(Self { sections })
    }

    pub fn section(&self, name: &str) -> Result<&'b [u8], Error> {
        self.sections.iter().find(|s| s.0 == name).map(|s| s.1).ok_or_else(|| wrong(name))
    }

    /// Floats; `len` of them unless it is `None`.
    pub fn floats(&self, name: &str, len: Option<usize>) -> Result<Vec<f32>, Error> {
        let bytes = self.section(name)?;
        let floats: Vec<f32> =
            bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        if len.is_some_and(|len| len != floats.len()) { Err(wrong(name)) } else { Ok(floats) }
    }

    pub fn bytes(&self, name: &str, len: usize) -> Result<Vec<i8>, Error> {
        let bytes = self.section(name)?;
        if bytes.len() == len {
            Ok(bytes.iter().map(|&b| b.cast_signed()).collect())
        } else {
            Err(wrong(name))
        }
    }

    pub fn keys(&self, name: &str) -> Result<impl ExactSizeIterator<Item = u64> + 'b, Error> {
        let eight = |b: &[u8]| u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]);
        Ok(self.section(name)?.chunks_exact(8).map(eight))
    }

    pub fn text(&self, name: &str) -> Result<&'b str, Error> {
        std::str::from_utf8(self.section(name)?).map_err(|_| wrong(name))
    }
}

/// A section that is there but cannot be right.
pub fn wrong(name: &str) -> Error {
    Error::Section { section: name.to_owned() }
}

fn take<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (len, tail) = rest.split_first_chunk::<4>()?;
    let (payload, tail) = tail.split_at_checked(u32::from_le_bytes(*len) as usize)?;
    *rest = tail;
    Some(payload)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut writer = Writer::default();
        writer.floats("a", &[1.5, -2.0]);
        writer.bytes("b", &[-3, 4]);
        writer.keys("c", &[u64::MAX]);
        let bytes = writer.finish();
        let reader = Reader::new(&bytes).unwrap();
        assert_eq!(reader.floats("a", Some(2)).unwrap(), [1.5, -2.0]);
        assert_eq!(reader.bytes("b", 2).unwrap(), [-3, 4]);
        assert_eq!(reader.keys("c").unwrap().collect::<Vec<_>>(), [u64::MAX]);
        assert_eq!(reader.floats("a", Some(3)).unwrap_err(), wrong("a"));
    }

    #[test]
    fn a_damaged_file_is_an_error_not_a_panic() {
        let mut writer = Writer::default();
        writer.floats("a", &[1.5, -2.0]);
        let bytes = writer.finish();
        assert_eq!(Reader::new(b"something else").unwrap_err(), Error::NotAModel);
        for end in MAGIC.len() + 1..bytes.len() {
            assert!(matches!(Reader::new(&bytes[..end]), Err(Error::CutShort { .. })), "cut at {end}");
        }
    }
}
