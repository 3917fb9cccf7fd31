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
    let digest = hash.finalize();
    let mut id = String::with_capacity(prefix.len() + 17);
    id.push_str(prefix);
    id.push('-');
    for byte in &digest[..8] {
        use std::fmt::Write as _;
        let _ = write!(id, "{byte:02x}");
    }
    id
}
