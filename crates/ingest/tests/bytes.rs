//! Any bytes, under any name: never a panic, and what comes out keeps a document's promises.

use legation_ingest::{Document, MAX_BYTES, Why, read_bytes};
use std::io::Write;

const NAMES: [&str; 8] = ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.txt.gz", "a", "-"];

const TEXT: &str = "Город\nEnvoys meet in Kraków\n\nBy A. Writer | Updated: May 20, 2021 16:03 IST\n\nKRAKÓW, May 19 (GNA) — The two \
    envoys “met” on Monday and agreed to open the border to trade, officials of both states said afterwards. End\n\nAlso read: \
    https://example.org/ы\n\nRelated Stories\n\nEnvoys part\n\nLeave a comment\n";
const PAGE: &str = "<!doctype html><html><head><title>Envoys meet | Gazette</title><script type='application/ld+json'>{\"@type\": \
    \"NewsArticle\", \"datePublished\": \"2021-05-20\"}</script></head><body><nav><a href=/>Home</a></nav><article><h1>Envoys meet\
    </h1><p>The two envoys “met” on Monday and agreed to open the border to trade, officials said.</p><table><tr><td>1<td>2\
    </table></article><template><p>x</template></body></html>";
const ITEM: &str = "{\"id\": \"x\", \"date\": \"2025-01-02\", \"text\": \"The envoys met in Kraków – and left.\", \"sources\": [{\"outlet\": \"O\"}]}\n";

/// A small generator of pseudo-random numbers (xorshift), so that a failure can be run again.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// `sample` with a few bytes changed, cut, doubled or moved.
    fn mutate(&mut self, sample: &[u8]) -> Vec<u8> {
        let mut bytes = sample.to_vec();
        for _ in 0..=self.below(6) {
            let (at, to) = (self.below(bytes.len()), self.below(bytes.len()));
            match self.below(5) {
                0 if !bytes.is_empty() => bytes[at] = self.below(256) as u8,
                1 => bytes.truncate(at),
                2 => bytes.extend_from_within(at.min(to)..at.max(to)),
                3 => drop(bytes.drain(at.min(to)..at.max(to))),
                _ => bytes
                    .splice(
                        at..at,
                        [b"<", &b"\""[..], b"\n", b"</p>", b"\xe2\x80"][self.below(5)].iter().copied(),
                    )
                    .for_each(drop),
            }
        }
        bytes
    }
}

fn check(document: &Document) {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        let (from, to) = (block.span.start as usize, block.span.end as usize);
        assert!(end <= from && from < to && to <= text.len(), "blocks in order: {:?}", document.blocks);
        assert!(text.is_char_boundary(from) && text.is_char_boundary(to));
        assert_eq!(text[from..to].trim().len(), to - from, "blocks are trimmed");
        end = to;
    }
    assert_eq!(document.id.len(), 16);
    assert!(document.published.is_none_or(|p| p.from <= p.to));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn random_and_mutated_bytes_never_panic() {
    let mut random = Random(0x5eed);
    for round in 0..600 {
        let bytes = match round % 5 {
            0 => (0..random.below(400)).map(|_| random.below(256) as u8).collect(),
            1 => random.mutate(TEXT.as_bytes()),
            2 => random.mutate(PAGE.as_bytes()),
            3 => random.mutate(ITEM.repeat(3).as_bytes()),
            _ => random.mutate(&gzip(TEXT.as_bytes())),
        };
        for name in NAMES {
            for document in read_bytes(name, &bytes).into_iter().flatten() {
                check(&document);
            }
        }
    }
}

#[test]
fn plain_text_is_kept_to_the_letter() {
    for (bytes, text) in
        [(TEXT.as_bytes().to_vec(), TEXT), ([b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), TEXT)]
    {
        let document = read_bytes("a.txt", &bytes).remove(0).unwrap();
        assert_eq!(document.text, text);
        let packed = read_bytes("a.txt.gz", &gzip(&bytes)).remove(0).unwrap();
        assert_eq!(packed.text, text);
        assert_eq!(packed.id, document.id);
    }
}

#[test]
fn hostile_sizes_end_in_time() {
    let lines = "Related stories\n".repeat(50_000) + &"Comments\n".repeat(50_000) + &"word ".repeat(100_000);
    let tags = "<div><p>The envoys met on Monday and left on Tuesday, he said.".repeat(5_000);
    let tables = "<table><tr><td>x".repeat(5_000) + &"</b><i>y".repeat(5_000);
    for (name, bytes) in
        [("a.txt", lines), ("a.html", tags), ("a.html", tables), ("a.html", "<a ".repeat(100_000))]
    {
        for document in read_bytes(name, bytes.as_bytes()).into_iter().flatten() {
            check(&document);
        }
    }
}

#[test]
fn limits_are_kept() {
    let why = |name: &str, bytes: &[u8]| read_bytes(name, bytes).remove(0).err().map(|rejected| rejected.why);
    assert_eq!(why("a.txt", b""), Some(Why::Empty));
    assert_eq!(why("a.html", b"<p></p>"), Some(Why::NoArticle));
    assert_eq!(why("a.doc", b"x"), Some(Why::UnknownKind("doc".into())));
    let long = vec![b'x'; MAX_BYTES + 1];
    assert_eq!(why("a.txt", &long), Some(Why::TooLong));
    assert_eq!(why("a.txt", &gzip(&long)), Some(Why::TooLong));
    assert!(matches!(why("a.txt", &gzip(TEXT.as_bytes())[..40]), Some(Why::Damaged(_))));
    // A line too long is passed over, the next is read.
    let collection = [ITEM.as_bytes(), &long, b"\n", ITEM.as_bytes()].concat();
    let found = read_bytes("a.jsonl", &collection);
    assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(
        found[1].as_ref().unwrap_err().to_string().split(';').next(),
        Some("a.jsonl:2: longer than 16 MiB")
    );
}
