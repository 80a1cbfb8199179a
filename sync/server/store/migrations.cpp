// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/migrations.h"

#include "sync/server/store/row_packing.h"

#include <array>

namespace legwork::server {
namespace {

// What each step does stands for ever; add steps, never change one that was released.
constexpr std::array kSteps{
    // 1: the beginning.
    R"sql(
CREATE TABLE meta (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    epoch BLOB NOT NULL,
    head  INTEGER NOT NULL -- last sequence number given out
) STRICT;

-- Every row of every entity: the server judges fields by the schema, but stores whatever it is sent.
CREATE TABLE row (
    id         BLOB NOT NULL UNIQUE,
    entity     INTEGER NOT NULL,
    scope      BLOB NOT NULL,
    seq        INTEGER NOT NULL,
    whole_from INTEGER NOT NULL,
    deleted    INTEGER NOT NULL,
    body       BLOB NOT NULL, -- packValues()
    versions   BLOB NOT NULL  -- packVersions()
) STRICT;
CREATE INDEX row_feed ON row (scope, entity, seq, id);

CREATE TABLE device (
    id            BLOB NOT NULL UNIQUE,
    person        BLOB NOT NULL,
    install       BLOB NOT NULL,
    token_hash    BLOB NOT NULL UNIQUE,
    highest_op_no INTEGER NOT NULL,
    name          TEXT NOT NULL,
    created       INTEGER NOT NULL,
    last_seen     INTEGER NOT NULL
) STRICT;
CREATE INDEX device_install ON device (person, install);

-- Every operation ever decided, in the order of decision, with its outcome: retries are answered from it, and
-- the rows can be computed anew from it.
CREATE TABLE decision (
    no         INTEGER PRIMARY KEY AUTOINCREMENT,
    device     BLOB NOT NULL,
    op_no      INTEGER NOT NULL,
    decided_at INTEGER NOT NULL,
    operation  BLOB NOT NULL,
    outcome    BLOB NOT NULL,
    UNIQUE (device, op_no)
) STRICT;
CREATE TRIGGER decision_stands BEFORE UPDATE ON decision
BEGIN
    SELECT RAISE(ABORT, 'a decision stands for ever');
END;

CREATE TABLE access (
    person BLOB NOT NULL,
    scope  BLOB NOT NULL,
    kind   INTEGER NOT NULL,
    may    INTEGER NOT NULL, -- 1 read, 2 write
    seq    INTEGER NOT NULL,
    PRIMARY KEY (person, scope)
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolment_code (
    hash    BLOB PRIMARY KEY,
    person  BLOB NOT NULL,
    expires INTEGER NOT NULL,
    used_by BLOB -- install
) STRICT, WITHOUT ROWID;
)sql",
    // 2: operations that could not be decided.
    R"sql(
CREATE TABLE dead_letter (
    no          INTEGER PRIMARY KEY AUTOINCREMENT,
    device      BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    operation   BLOB NOT NULL
) STRICT;
)sql",
    // 3: rows that move from scope to scope, and rights that end.
    R"sql(
ALTER TABLE row ADD COLUMN parent BLOB; -- the row on which it hangs
ALTER TABLE row ADD COLUMN former BLOB; -- packFormer()
CREATE INDEX row_parent ON row (parent) WHERE parent IS NOT NULL;

-- For those who see only the scope that a row has left.
CREATE TABLE leave (
    scope  BLOB NOT NULL,
    seq    INTEGER NOT NULL,
    row    BLOB NOT NULL,
    entity INTEGER NOT NULL,
    PRIMARY KEY (scope, seq, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX leave_row ON leave (row);

ALTER TABLE access ADD COLUMN until INTEGER;
ALTER TABLE access ADD COLUMN wrote_until_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE access ADD COLUMN wrote_until INTEGER;
CREATE TABLE access_change (
    no     INTEGER PRIMARY KEY AUTOINCREMENT,
    at     INTEGER NOT NULL,
    by     TEXT NOT NULL,
    person BLOB NOT NULL,
    scope  BLOB NOT NULL,
    kind   INTEGER NOT NULL,
    may    INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    until  INTEGER
) STRICT;
CREATE INDEX access_change_person ON access_change (person);
)sql",
    // 4: units of work have names, and every opening of the store is an epoch. Decisions from before have no unit by
    // which they could be asked for again; nothing of that version was released.
    R"sql(
DROP TABLE decision;
CREATE TABLE decision (
    no         INTEGER PRIMARY KEY AUTOINCREMENT,
    unit       BLOB NOT NULL,
    place      INTEGER NOT NULL, -- in the unit, from 0
    device     BLOB NOT NULL,    -- that first sent it
    decided_at INTEGER NOT NULL,
    operation  BLOB NOT NULL,
    outcome    BLOB NOT NULL,
    UNIQUE (unit, place)
) STRICT;
CREATE TRIGGER decision_stands BEFORE UPDATE ON decision
BEGIN
    SELECT RAISE(ABORT, 'a decision stands for ever');
END;

CREATE TABLE epoch (
    no    INTEGER PRIMARY KEY AUTOINCREMENT,
    id    BLOB NOT NULL UNIQUE,
    began INTEGER NOT NULL -- the last number given out before it
) STRICT;
ALTER TABLE meta DROP COLUMN epoch;
)sql",
};

/// What a step cannot say in SQL.
Status fillIn(sqlite::Connection &connection, size_t step)
{
    if (step != 2)
        return {};
    auto rows = connection.prepare("SELECT rowid, entity, body FROM row");
    if (!rows)
        return forward(rows);
    for (auto more = rows->step();; more = rows->step()) {
        if (!more)
            return forward(more);
        if (!*more)
            return {};
        const auto parent = parentOf(int(rows->integer(1)), rows->bytes(2));
        if (!parent)
            continue;
        if (auto put = connection.run("UPDATE row SET parent = ? WHERE rowid = ?", *parent, rows->integer(0));
            !put)
            return put;
    }
}

} // namespace

Status migrate(sqlite::Connection &connection)
{
    const auto version = connection.number("PRAGMA user_version");
    if (!version)
        return forward(version);
    if (*version > qint64(kSteps.size()))
        return fail(QStringLiteral("server.newer-store"), Advice::Update, {QString::number(*version)});
    for (auto step = size_t(*version); step < kSteps.size(); ++step) {
        auto transaction = sqlite::Transaction::begin(connection);
        if (!transaction)
            return forward(transaction);
        if (auto done = connection.execute(kSteps[step]); !done)
            return done;
        if (auto done = fillIn(connection, step); !done)
            return done;
        const QByteArray mark = "PRAGMA user_version = " + QByteArray::number(qsizetype(step + 1));
        if (auto done = connection.execute(mark.constData()); !done)
            return done;
        if (auto done = transaction->commit(); !done)
            return done;
    }
    return {};
}

} // namespace legwork::server
