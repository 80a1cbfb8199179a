// SPDX-License-Identifier: Apache-2.0
#include "core/storage/tables.h"

#include "core/storage/opaque_cells.h"

namespace legwork::storage {
namespace {

const char *columnType(FieldType type)
{
    switch (type) {
    case FieldType::Integer:
    case FieldType::Boolean:
    case FieldType::Instant:
    case FieldType::Position:
        return "INTEGER";
    case FieldType::Real:
        return "REAL";
    case FieldType::Reference:
    case FieldType::Packed:
        return "BLOB";
    default:
        return "TEXT";
    }
}

#define SEARCH_DUE_TABLE                                                                                     \
    "CREATE TABLE search_due(no INTEGER PRIMARY KEY, entity INTEGER NOT NULL, first_row INTEGER NOT NULL,"   \
    " last_row INTEGER NOT NULL);"

// Bytes of attachments on this device (attachments/local_files.h). hex is the hash once more, as rows have it.
#define LOCAL_FILE_TABLE                                                                                     \
    "CREATE TABLE local_file(sha256 BLOB PRIMARY KEY, hex TEXT NOT NULL, bytes INTEGER NOT NULL,"            \
    " state INTEGER NOT NULL, receipt BLOB, sent INTEGER NOT NULL, upload TEXT NOT NULL,"                    \
    " trouble TEXT NOT NULL, added_ms INTEGER NOT NULL, used_ms INTEGER NOT NULL) WITHOUT ROWID;"
#define LIMBO_TABLE "CREATE TABLE limbo(row_id BLOB PRIMARY KEY, entity INTEGER NOT NULL) WITHOUT ROWID;"

// How much the search index keeps in memory within a transaction, bytes. Its table for that never gets smaller again, and
// each later transaction goes through all of it: after one import every edit would be slow.
#define SEARCH_MEMORY "INSERT INTO search(search, rank) VALUES('hashsize', 65536);"

// Tables of this device alone; nothing here is sent as it stands.
constexpr const char *kDeviceTables =
    // What the device knows about itself and its server.
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    // Scopes held, and how far; whether the person may write there (2) or read (1), and until when; the cut up to
    // which it may have lost rows of which nothing is known here: each that came as a whole has, or by moves.
    "CREATE TABLE cursor(scope BLOB PRIMARY KEY, kind INTEGER NOT NULL, seq INTEGER NOT NULL,"
    " may INTEGER NOT NULL DEFAULT 2, until_ms INTEGER, whole_at INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;"
    // Operations the server has not decided yet. AUTOINCREMENT: a number is never given twice.
    "CREATE TABLE outbox(op_no INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL,"
    " entity INTEGER NOT NULL, row_id BLOB NOT NULL, scope BLOB NOT NULL, base INTEGER NOT NULL,"
    " wall_ms INTEGER NOT NULL, boot BLOB NOT NULL, monotonic_ms INTEGER NOT NULL, edits BLOB NOT NULL,"
    " unit BLOB NOT NULL);"
    // The server's value of every field that an undecided operation covers. field_no 0 is the row's deletion
    // mark, -1 its existence, -2 its scope. last_op is the newest operation that covers it.
    "CREATE TABLE shadow(row_id BLOB NOT NULL, field_no INTEGER NOT NULL, entity INTEGER NOT NULL, committed,"
    " last_op INTEGER NOT NULL, PRIMARY KEY(row_id, field_no)) WITHOUT ROWID;"
    // What became of decided operations, in full: a rejected one waits for somebody to deal with it, and any may have
    // to be sent once more when the server has gone back to an older state.
    "CREATE TABLE settled(op_no INTEGER PRIMARY KEY, kind INTEGER NOT NULL,"
    " entity INTEGER NOT NULL, row_id BLOB NOT NULL, scope BLOB NOT NULL, wall_ms INTEGER NOT NULL,"
    " edits BLOB NOT NULL, verdict INTEGER NOT NULL, seq INTEGER NOT NULL, code TEXT NOT NULL,"
    " arguments TEXT NOT NULL, settled_ms INTEGER NOT NULL, handled INTEGER NOT NULL DEFAULT 0,"
    " unit BLOB NOT NULL, base INTEGER NOT NULL, boot BLOB NOT NULL, monotonic_ms INTEGER NOT NULL);"
    "CREATE INDEX settled_row ON settled(row_id);"
    "CREATE INDEX settled_open ON settled(verdict, handled) WHERE verdict = 3 AND handled = 0;"
    // What only a newer version of the app knows.
    OPAQUE_CELL_TABLE
        // Rows that the server has lost by going back to an older state: kept until it has them again, or somebody
        // says that they may go.
        LIMBO_TABLE
    // Frames of a download that has not been applied yet.
    "CREATE TABLE staging(no INTEGER PRIMARY KEY, frame BLOB NOT NULL);"
    // Rows that the search index has yet to take up, as runs of row numbers. The index makes itself (search_index.h).
    SEARCH_DUE_TABLE LOCAL_FILE_TABLE
    // Units of work that can be taken back as a whole.
    "CREATE TABLE undo(id BLOB PRIMARY KEY, label TEXT NOT NULL, made_ms INTEGER NOT NULL,"
    " undone INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;"
    "CREATE TABLE undo_change(id BLOB NOT NULL, no INTEGER NOT NULL, kind INTEGER NOT NULL, entity INTEGER "
    "NOT NULL,"
    " row_id BLOB NOT NULL, edits BLOB NOT NULL, PRIMARY KEY(id, no)) WITHOUT ROWID;";

/// kSteps[n] takes a file of version n + 1 to version n + 2.
constexpr const char *kSteps[] = {
    SEARCH_DUE_TABLE, // received rows are indexed after the transaction that brought them
    "ALTER TABLE account ADD COLUMN samplesOut INTEGER;",
    OPAQUE_CELL_TABLE,
    // Attachments, and the bytes of theirs that are here.
    "CREATE TABLE \"attachment\"(_row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, _scope BLOB NOT NULL,"
    " _seq INTEGER NOT NULL DEFAULT 0, _deleted INTEGER NOT NULL DEFAULT 0, \"accountId\" BLOB,"
    " \"visitId\" BLOB, \"contactId\" BLOB, \"personId\" BLOB, \"fileName\" TEXT, \"mediaType\" TEXT,"
    " \"byteCount\" INTEGER, \"sha256\" TEXT, \"widthPx\" INTEGER, \"heightPx\" INTEGER, \"caption\" TEXT,"
    " \"takenAt\" INTEGER, \"thumbnail\" BLOB);"
    "CREATE INDEX attachment_accountId ON \"attachment\"(\"accountId\");"
    "CREATE INDEX attachment_visitId ON \"attachment\"(\"visitId\");"
    "CREATE INDEX attachment_sha256 ON \"attachment\"(\"sha256\");" LOCAL_FILE_TABLE,
    // What the person may do in a scope, and until when.
    "ALTER TABLE cursor ADD COLUMN may INTEGER NOT NULL DEFAULT 2; ALTER TABLE cursor ADD COLUMN until_ms "
    "INTEGER",
    // How the team's devices stand; and a bound for the search index.
    "CREATE TABLE \"device_state\"(_row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, _scope BLOB NOT NULL,"
    " _seq INTEGER NOT NULL DEFAULT 0, _deleted INTEGER NOT NULL DEFAULT 0, \"personId\" BLOB,"
    " \"deviceId\" BLOB, \"name\" TEXT, \"lastSyncAt\" INTEGER, \"highestMade\" INTEGER,"
    " \"highestDecided\" INTEGER, \"missingSince\" INTEGER);" SEARCH_MEMORY,
    // Units of work have names of their own, made here of the device's and the number they had. What was decided
    // before has no clock any more; the null id of its boot makes its age be taken from the wall clock.
    LIMBO_TABLE
    "CREATE TEMP TABLE unit_name AS SELECT DISTINCT txn_no,"
    " unhex(substr(hex(coalesce((SELECT value FROM meta WHERE name = 'device'), zeroblob(8))), 1, 16)"
    "  || substr('000000000000000' || txn_no, -16)) AS unit"
    " FROM (SELECT txn_no FROM outbox UNION ALL SELECT txn_no FROM settled);"
    "ALTER TABLE outbox ADD COLUMN unit BLOB NOT NULL DEFAULT x'';"
    "UPDATE outbox SET unit = (SELECT n.unit FROM unit_name n WHERE n.txn_no = outbox.txn_no);"
    "ALTER TABLE outbox DROP COLUMN txn_no;"
    "ALTER TABLE settled ADD COLUMN unit BLOB NOT NULL DEFAULT x'';"
    "ALTER TABLE settled ADD COLUMN base INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE settled ADD COLUMN boot BLOB NOT NULL DEFAULT x'00000000000000000000000000000000';"
    "ALTER TABLE settled ADD COLUMN monotonic_ms INTEGER NOT NULL DEFAULT 0;"
    "UPDATE settled SET unit = (SELECT n.unit FROM unit_name n WHERE n.txn_no = settled.txn_no);"
    "ALTER TABLE settled DROP COLUMN txn_no;"
    "DROP TABLE unit_name;"
    "ALTER TABLE cursor ADD COLUMN whole_at INTEGER NOT NULL DEFAULT 0;"
    "UPDATE cursor SET whole_at = seq;"
    "INSERT INTO meta(name, value) SELECT 'decided', max(op_no) FROM settled HAVING max(op_no) IS NOT NULL;",
    // What the server has told of: its cuts, and decisions of which the rows have not come yet.
    "INSERT INTO meta(name, value) SELECT 'heard', max(seq) FROM (SELECT seq FROM settled UNION ALL"
    " SELECT seq FROM cursor) HAVING max(seq) IS NOT NULL;",
};
static_assert(std::size(kSteps) + 1 == kFileVersion);

Status createAll(sqlite::Connection &connection)
{
    for (const EntitySpec &entity : entities()) {
        if (auto made = connection.execute(createTableSql(entity).c_str()); !made)
            return made;
    }
    return connection.execute(kDeviceTables);
}

Status setVersion(sqlite::Connection &connection, int version)
{
    return connection.execute(("PRAGMA user_version = " + std::to_string(version)).c_str());
}

} // namespace

std::string quoted(const char *name) { return '"' + std::string(name) + '"'; }

std::string createTableSql(const EntitySpec &entity)
{
    const std::string table = entity.table;
    std::string sql = "CREATE TABLE " + quoted(entity.table)
                      + "(_row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, _scope BLOB NOT NULL,"
                        " _seq INTEGER NOT NULL DEFAULT 0, _deleted INTEGER NOT NULL DEFAULT 0";
    std::string indices;
    for (const FieldSpec &field : entity.fields) {
        sql += ", " + quoted(field.name) + ' ' + columnType(field.type);
        if (field.flags.testFlag(FieldFlag::Indexed))
            indices += "CREATE INDEX " + table + '_' + field.name + " ON " + quoted(entity.table) + '('
                       + quoted(field.name) + ");";
    }
    return sql + ");" + indices;
}

std::string selectList(const EntitySpec &entity)
{
    std::string list = "id, _scope";
    for (const FieldSpec &field : entity.fields)
        list += ", " + quoted(field.name);
    return list;
}

Status migrate(sqlite::Connection &connection)
{
    const auto version = connection.number("PRAGMA user_version");
    if (!version)
        return forward(version);
    if (*version == kFileVersion)
        return {};
    if (*version > kFileVersion)
        return fail(QStringLiteral("storage.newer-schema"), Advice::Update,
                    {QString::number(*version), QString::number(kFileVersion)});
    auto transaction = sqlite::Transaction::begin(connection);
    if (!transaction)
        return forward(transaction);
    if (*version == 0) {
        if (auto made = createAll(connection); !made)
            return made;
    }
    for (qint64 from = *version; from > 0 && from < kFileVersion; ++from) {
        if (auto stepped = connection.execute(kSteps[from - 1]); !stepped)
            return stepped;
    }
    if (auto adopted = adoptOpaqueCells(connection); !adopted)
        return adopted;
    if (auto set = setVersion(connection, kFileVersion); !set)
        return set;
    return transaction->commit();
}

} // namespace legwork::storage
