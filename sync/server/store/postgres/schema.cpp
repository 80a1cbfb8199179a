// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/postgres/schema.h"

#include "sync/server/store/row_packing.h"

#include <array>

namespace legwork::server::postgres {
namespace {

// What each step does stands for ever; add steps, never change one that was released.
constexpr std::array kSteps{
    // 1: the beginning.
    R"sql(
-- The last sequence number given out. Whoever writes locks this row, and holds it until its commit: numbers become
-- visible in their order and without gaps, so a cursor never passes by a row that comes later. `turn` counts
-- the transactions that wrote, with or without numbers.
CREATE TABLE feed_head (
    one   integer PRIMARY KEY CHECK (one = 1),
    epoch uuid NOT NULL,
    seq   bigint NOT NULL,
    turn  bigint NOT NULL
);

-- Every row of every entity: the server judges fields by the schema, but stores whatever it is sent.
CREATE TABLE stored_row (
    id         uuid PRIMARY KEY,
    entity     integer NOT NULL,
    scope      uuid NOT NULL,
    seq        bigint NOT NULL,
    whole_from bigint NOT NULL,
    deleted    boolean NOT NULL,
    turn       bigint NOT NULL, -- of the last write, also of one that nobody need hear of
    body       bytea NOT NULL,  -- packValues()
    versions   bytea NOT NULL   -- packVersions()
);
CREATE INDEX stored_row_feed ON stored_row (scope, entity, seq, id);

CREATE TABLE device (
    no            bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    id            uuid NOT NULL UNIQUE,
    person        uuid NOT NULL,
    install       uuid NOT NULL,
    token_hash    bytea NOT NULL UNIQUE,
    highest_op_no bigint NOT NULL,
    name          text NOT NULL,
    created       bigint NOT NULL,
    last_seen     bigint NOT NULL
);
CREATE INDEX device_install ON device (person, install);

-- Every operation ever decided, in the order of decision, with its outcome: retries are answered from it, and
-- the rows can be computed anew from it.
CREATE TABLE decision (
    no         bigint NOT NULL UNIQUE GENERATED ALWAYS AS IDENTITY,
    device     uuid NOT NULL,
    op_no      bigint NOT NULL,
    decided_at bigint NOT NULL,
    operation  bytea NOT NULL,
    outcome    bytea NOT NULL,
    PRIMARY KEY (device, op_no)
);
CREATE FUNCTION decision_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a decision stands for ever' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER decision_stands BEFORE UPDATE ON decision EXECUTE FUNCTION decision_stands();

CREATE TABLE access (
    person uuid NOT NULL,
    scope  uuid NOT NULL,
    kind   integer NOT NULL,
    may    integer NOT NULL, -- 1 read, 2 write
    seq    bigint NOT NULL,
    PRIMARY KEY (person, scope)
);

CREATE TABLE enrolment_code (
    hash    bytea PRIMARY KEY,
    person  uuid NOT NULL,
    expires bigint NOT NULL,
    used_by uuid -- install
);
)sql",
    // 2: operations that could not be decided.
    R"sql(
CREATE TABLE dead_letter (
    no          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device      uuid NOT NULL,
    received_at bigint NOT NULL,
    operation   bytea NOT NULL
);
)sql",
    // 3: the bytes of attachments (sync/server/blobs).
    R"sql(
CREATE TABLE blob_upload (
    id       uuid PRIMARY KEY,
    person   uuid NOT NULL,
    content  bytea NOT NULL,
    length   bigint NOT NULL,
    metadata bytea NOT NULL,
    expires  bigint NOT NULL,
    done     boolean NOT NULL
);
CREATE INDEX blob_upload_person ON blob_upload (person, done);
CREATE INDEX blob_upload_expires ON blob_upload (expires);
CREATE TABLE blob (
    content bytea PRIMARY KEY,
    place   uuid NOT NULL,
    bytes   bigint NOT NULL
);
-- Who has shown a content, or may have it.
CREATE TABLE blob_voucher (
    content bytea NOT NULL,
    person  uuid NOT NULL,
    PRIMARY KEY (content, person)
);
-- The bytes of a place, from `at` on. Two writers who go on at the same place meet at the key.
CREATE TABLE blob_piece (
    place uuid NOT NULL,
    at    bigint NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (place, at)
);
ALTER TABLE blob_piece ALTER COLUMN bytes SET STORAGE EXTERNAL; -- pictures do not compress
)sql",
    // 4: rows that move from scope to scope, and rights that end.
    R"sql(
ALTER TABLE stored_row ADD COLUMN parent uuid;  -- the row on which it hangs
ALTER TABLE stored_row ADD COLUMN former bytea; -- packFormer()
CREATE INDEX stored_row_parent ON stored_row (parent) WHERE parent IS NOT NULL;

-- For those who see only the scope that a row has left.
CREATE TABLE leave (
    scope  uuid NOT NULL,
    seq    bigint NOT NULL,
    row    uuid NOT NULL,
    entity integer NOT NULL,
    PRIMARY KEY (scope, seq, row)
);
CREATE INDEX leave_row ON leave (row);

ALTER TABLE access ADD COLUMN until bigint;
ALTER TABLE access ADD COLUMN wrote_until_seq bigint NOT NULL DEFAULT 0;
ALTER TABLE access ADD COLUMN wrote_until bigint;
CREATE TABLE access_change (
    no     bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at     bigint NOT NULL,
    by     text NOT NULL,
    person uuid NOT NULL,
    scope  uuid NOT NULL,
    kind   integer NOT NULL,
    may    integer NOT NULL,
    seq    bigint NOT NULL,
    until  bigint
);
CREATE INDEX access_change_person ON access_change (person);
)sql",
    // 5: who has sent a content, and who was only given it through a row. Of those from before nobody can tell any
    // more which they are: they count as who has sent it, so that nothing is lost to anybody.
    R"sql(
ALTER TABLE blob_voucher RENAME TO blob_sender;
CREATE TABLE blob_seen (
    content bytea NOT NULL,
    person  uuid NOT NULL,
    row     uuid NOT NULL,
    PRIMARY KEY (content, person, row)
);
)sql",
    // 6: since when no row is known to name the content.
    R"sql(
ALTER TABLE blob ADD COLUMN unnamed_since bigint;
)sql",
    // 7: units of work have names, and every opening of the store is an epoch. Decisions from before have no unit by
    // which they could be asked for again; nothing of that version was released.
    R"sql(
DROP TABLE decision;
CREATE TABLE decision (
    no         bigint NOT NULL UNIQUE GENERATED ALWAYS AS IDENTITY,
    unit       uuid NOT NULL,
    place      integer NOT NULL, -- in the unit, from 0
    device     uuid NOT NULL,    -- that first sent it
    decided_at bigint NOT NULL,
    operation  bytea NOT NULL,
    outcome    bytea NOT NULL,
    PRIMARY KEY (unit, place)
);
CREATE TRIGGER decision_stands BEFORE UPDATE ON decision EXECUTE FUNCTION decision_stands();

CREATE TABLE epoch (
    no    bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    id    uuid NOT NULL UNIQUE,
    began bigint NOT NULL -- the last number given out before it
);
ALTER TABLE feed_head DROP COLUMN epoch;
)sql",
};

/// What a step cannot say in SQL.
Status fillIn(Connection &connection, size_t step)
{
    if (step != 3)
        return {};
    for (Uuid last;;) {
        const auto rows = connection.run(
            "SELECT id, entity, body FROM stored_row WHERE id > $1 ORDER BY id LIMIT 10000", last);
        if (!rows)
            return forward(rows);
        if (rows->count() == 0)
            return {};
        std::vector<std::pair<Uuid, Uuid>> parents;
        for (int i = 0; i < rows->count(); ++i) {
            last = rows->id(i, 0);
            if (const auto parent = parentOf(int(rows->integer(i, 1)), rows->bytes(i, 2)))
                parents.emplace_back(last, *parent);
        }
        const std::span<const std::pair<Uuid, Uuid>> put(parents);
        const auto done =
            connection.run("UPDATE stored_row SET parent = put.parent FROM unnest($1::uuid[], $2::uuid[])"
                           " AS put (id, parent) WHERE stored_row.id = put.id",
                           Array::of(put, [](const auto &each) { return each.first; }),
                           Array::of(put, [](const auto &each) { return each.second; }));
        if (!done)
            return forward(done);
    }
}

Status runMissing(Connection &connection)
{
    // The number is nobody else's business in a database of our own.
    if (auto alone = connection.script("SELECT pg_advisory_xact_lock(7093450213)"); !alone)
        return alone;
    if (auto there =
            connection.script("CREATE SCHEMA IF NOT EXISTS legwork;"
                              "CREATE TABLE IF NOT EXISTS legwork.store_version ("
                              " one integer PRIMARY KEY CHECK (one = 1), step bigint NOT NULL);"
                              "INSERT INTO legwork.store_version VALUES (1, 0) ON CONFLICT DO NOTHING");
        !there)
        return there;
    const auto version = connection.run("SELECT step FROM legwork.store_version");
    if (!version)
        return forward(version);
    for (auto step = size_t(version->integer(0, 0)); step < kSteps.size(); ++step) {
        if (auto done = connection.script(kSteps[step]); !done)
            return done;
        if (auto done = fillIn(connection, step); !done)
            return done;
    }
    const auto begun = connection.run("INSERT INTO feed_head VALUES (1, 0, 0) ON CONFLICT DO NOTHING");
    if (!begun)
        return forward(begun);
    const auto marked = connection.run("UPDATE legwork.store_version SET step = $1", qint64(kSteps.size()));
    return marked ? Status() : Status(forward(marked));
}

} // namespace

Status migrate(Connection &connection)
{
    // Looked at first, so that a server that may not make tables runs where somebody else has made them.
    const auto isThere = connection.run("SELECT to_regclass('legwork.store_version') IS NOT NULL");
    if (!isThere)
        return forward(isThere);
    if (isThere->truth(0, 0)) {
        const auto version = connection.run("SELECT step FROM legwork.store_version");
        if (!version)
            return forward(version);
        const qint64 step = version->count() == 1 ? version->integer(0, 0) : 0;
        if (step > qint64(kSteps.size()))
            return fail(QStringLiteral("server.newer-store"), Advice::Update, {QString::number(step)});
        if (step == qint64(kSteps.size()))
            return {};
    }
    if (auto begun = connection.script("BEGIN"); !begun)
        return begun;
    if (auto done = runMissing(connection); !done) {
        (void)connection.script("ROLLBACK");
        return done;
    }
    return connection.script("COMMIT");
}

} // namespace legwork::server::postgres
