-- Version 2: what is asked of a pair of parties stands beside the pair, in the order in which it is listed, so that a
-- query reads no record that it does not give.

CREATE TABLE dealing (
    a        TEXT NOT NULL,          -- every two parties of a record, the lesser code first; a party with itself says
    b        TEXT NOT NULL,          -- that it takes part
    kind     TEXT NOT NULL,
    at       TEXT NOT NULL,          -- first day, else last day, else 9999
    until    TEXT NOT NULL,          -- last day, else empty
    id       TEXT NOT NULL,          -- of the record
    record   INTEGER NOT NULL REFERENCES record (key),
    document INTEGER NOT NULL REFERENCES document (key),
    type     TEXT,
    PRIMARY KEY (a, b, kind, at, until, id, record)
) STRICT, WITHOUT ROWID;
INSERT INTO dealing
    SELECT p.a, p.b, r.kind, coalesce(r.date, r.enddate, '9999'), coalesce(r.enddate, ''), r.id, r.key, r.document,
           r.type
    FROM pair p CROSS JOIN record r ON r.key = p.record;
DROP TABLE pair;
CREATE INDEX document_not_current ON document (key) WHERE state <> 'current';
