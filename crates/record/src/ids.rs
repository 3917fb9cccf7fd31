//! Stable ids: the same content gives the same id on every machine, in every order of files.

use sha2::{Digest, Sha256};

/// `prefix-` and 16 hexadecimal digits of SHA-256 over the parts, each ended by a zero byte.
///
/// ```
/// let id = legation_record::record_id("e", &["9f3a", "120", "CONSULT"]);
/// assert_eq!(id.len(), 18);
/// assert_ne!(id, legation_record::record_id("e", &["9f3a1", "20", "CONSULT"]));
/// ```
pub fn record_id(prefix: &str, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    format!("{prefix}-{}", hexadecimal(&hash.finalize()[..8]))
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
