-- Version 1 of the archive. A released version is never edited: a change is the next file, and a line in schema.rs.

-- Every text that was ever added. Nothing is deleted: a corrected or withdrawn text stays, with its records.
CREATE TABLE document (
    key       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,  -- content address
    name      TEXT NOT NULL,         -- where it was read
    origin    TEXT,                  -- what a corrected text comes under again; null where nothing tells
    state     TEXT NOT NULL CHECK (state IN ('current', 'corrected', 'withdrawn')),
    added     TEXT NOT NULL,         -- UTC, 2025-01-31T09:00:00Z
    changed   TEXT NOT NULL,         -- when its state was last changed
    successor INTEGER REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,  -- the text that corrects it
    reason    TEXT,                  -- why it was withdrawn
    title     TEXT,
    text      TEXT NOT NULL,
    digest    TEXT NOT NULL          -- 16 hexadecimal digits of SHA-256 over text
) STRICT;
CREATE UNIQUE INDEX document_by_origin ON document (origin) WHERE state = 'current';
CREATE INDEX document_by_name ON document (name);
CREATE INDEX document_by_change ON document (changed);

-- Each sentence that a record stands on, once.
CREATE TABLE sentence (
    key      INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (key),
    start    INTEGER NOT NULL,       -- first code point in the document
    text     TEXT NOT NULL
) STRICT;

-- The published records, as they are published, with what they are asked for by.
CREATE TABLE record (
    key      INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (key),
    sentence INTEGER REFERENCES sentence (key),
    id       TEXT NOT NULL,
    kind     TEXT NOT NULL,          -- document, event, figure, claim
    type     TEXT,                   -- PLOVER type of an event
    date     TEXT,                   -- first day
    enddate  TEXT,                   -- last day
    json     TEXT NOT NULL,
    digest   TEXT NOT NULL           -- 16 hexadecimal digits of SHA-256 over json, so that damage never passes for a quotation
) STRICT;
CREATE INDEX record_by_document ON record (document);
CREATE INDEX record_by_sentence ON record (sentence);
CREATE INDEX record_by_id ON record (id);
CREATE INDEX record_by_date ON record (kind, date);
CREATE INDEX record_by_type ON record (type, date) WHERE type IS NOT NULL;

-- Every two parties of a record, the lesser code first; a party with itself says that it takes part.
CREATE TABLE pair (
    a      TEXT NOT NULL,
    b      TEXT NOT NULL,
    record INTEGER NOT NULL REFERENCES record (key),
    PRIMARY KEY (a, b, record)
) STRICT, WITHOUT ROWID;

-- What people decided about happenings: these records are one, or stand apart. `undone` takes it back.
CREATE TABLE decision (
    key    INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('merge', 'split')),
    ids    TEXT NOT NULL,            -- JSON list of record ids, sorted
    undone TEXT
) STRICT;

-- What was done to documents, in order.
CREATE TABLE change (
    key      INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    what     TEXT NOT NULL CHECK (what IN ('added', 'corrected', 'restored', 'withdrawn')),
    document INTEGER NOT NULL REFERENCES document (key)
) STRICT;
CREATE INDEX change_by_time ON change (at);

CREATE VIRTUAL TABLE document_search USING fts5 (
    title, text, content = 'document', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE sentence_search USING fts5 (
    text, content = 'sentence', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
