// SPDX-License-Identifier: Apache-2.0
#include "core/storage/attachments/local_files.h"

#include "core/storage/known_names.h"
#include "core/storage/outbox.h"

namespace legwork::storage {
namespace {

#define LOCAL_FILE_COLUMNS "sha256, bytes, state, receipt, sent, upload, trouble, added_ms, used_ms"
#define HAS_RECEIPT "receipt IS NOT NULL"
#define IS_NAMED "EXISTS (SELECT 1 FROM attachment WHERE attachment.sha256 = local_file.hex AND _deleted = 0)"
/// Somebody has removed every row that named it. Bytes of rows that merely are not here any more, because a right was
/// taken away, are still somebody's work.
#define IS_REMOVED                                                                                           \
    "(NOT " IS_NAMED " AND EXISTS (SELECT 1 FROM attachment WHERE attachment.sha256 = local_file.hex"        \
    " AND _deleted = 1))"

Result<std::vector<LocalFile>> filesFrom(Result<sqlite::Statement> statement)
{
    if (!statement)
        return forward(statement);
    std::vector<LocalFile> files;
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return forward(more);
        if (!*more)
            return files;
        const auto content = ContentHash::fromBytes(statement->bytes(0));
        if (!content)
            return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
        files.push_back({*content, statement->integer(1), LocalFile::State(statement->integer(2)),
                         statement->id(3), statement->integer(4), statement->text(5), statement->text(6),
                         Instant{statement->integer(7)}, Instant{statement->integer(8)}});
    }
}

template<class... Args>
Result<std::vector<LocalFile>> files(sqlite::Connection &connection, std::string_view sql,
                                     const Args &...args)
{
    auto statement = connection.prepare(sql);
    if (statement)
        statement->bind(args...);
    return filesFrom(std::move(statement));
}

} // namespace

Result<std::optional<LocalFile>> localFile(sqlite::Connection &connection, const ContentHash &content)
{
    auto found = files(connection, "SELECT " LOCAL_FILE_COLUMNS " FROM local_file WHERE sha256 = ?",
                       content.toBytes());
    if (!found)
        return forward(found);
    return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

Status putLocalFile(sqlite::Connection &writer, const LocalFile &file)
{
    return writer.run("INSERT OR REPLACE INTO local_file(" LOCAL_FILE_COLUMNS ", hex)"
                      " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      file.content.toBytes(), file.bytes, int(file.state),
                      file.receipt.isNull() ? Value() : Value(file.receipt.toBytes()), file.sent, file.upload,
                      file.trouble, file.addedAt.ms, file.usedAt.ms, file.content.toText());
}

Status dropLocalFile(sqlite::Connection &writer, const ContentHash &content)
{
    return writer.run("DELETE FROM local_file WHERE sha256 = ?", content.toBytes());
}

Status noteHere(sqlite::Connection &writer, const ContentHash &content, qint64 bytes, Instant now)
{
    return writer.run(
        "INSERT INTO local_file(sha256, hex, bytes, state, sent, upload, trouble, added_ms, used_ms)"
        " VALUES(?1, ?2, ?3, 1, 0, '', '', ?4, ?4)"
        " ON CONFLICT(sha256) DO UPDATE SET bytes = excluded.bytes, state = 1, trouble = '',"
        " used_ms = excluded.used_ms",
        content.toBytes(), content.toText(), bytes, now.ms);
}

Status noteWanted(sqlite::Connection &writer, const ContentHash &content, qint64 bytes, Instant now)
{
    return writer.run(
        "INSERT INTO local_file(sha256, hex, bytes, state, sent, upload, trouble, added_ms, used_ms)"
        " VALUES(?1, ?2, ?3, 3, 0, '', '', ?4, ?4)"
        " ON CONFLICT(sha256) DO UPDATE SET used_ms = excluded.used_ms,"
        " trouble = iif(state = 1, trouble, '')",
        content.toBytes(), content.toText(), bytes, now.ms);
}

Status forgetReceipts(sqlite::Connection &writer)
{
    return writer.execute("UPDATE local_file SET receipt = NULL");
}

Status noteUsed(sqlite::Connection &writer, const ContentHash &content, Instant now)
{
    return writer.run("UPDATE local_file SET used_ms = ? WHERE sha256 = ?", now.ms, content.toBytes());
}

Result<std::vector<LocalFile>> filesToSend(sqlite::Connection &connection, int limit)
{
    return files(connection,
                 "SELECT " LOCAL_FILE_COLUMNS " FROM local_file WHERE state = 1 AND trouble = ''"
                 " AND NOT (" HAS_RECEIPT ") AND NOT " IS_REMOVED " ORDER BY added_ms, sha256 LIMIT ?",
                 limit);
}

Result<std::vector<LocalFile>> filesToFetch(sqlite::Connection &connection, int limit)
{
    return files(connection,
                 "SELECT " LOCAL_FILE_COLUMNS " FROM local_file WHERE state IN (2, 3) AND trouble = ''"
                 " AND " IS_NAMED " ORDER BY used_ms DESC, sha256 LIMIT ?",
                 limit);
}

Result<std::vector<ContentHash>> contentsOfLocalFiles(sqlite::Connection &connection)
{
    const auto all = files(connection, "SELECT " LOCAL_FILE_COLUMNS " FROM local_file");
    if (!all)
        return forward(all);
    std::vector<ContentHash> contents;
    for (const LocalFile &file : *all)
        contents.push_back(file.content);
    return contents;
}

Result<SendingState> sendingState(sqlite::Connection &connection)
{
    auto statement =
        connection.prepare("SELECT count(*), coalesce(sum(iif(upload = '', bytes, bytes - sent)), 0)"
                           " FROM local_file"
                           " WHERE state = 1 AND NOT (" HAS_RECEIPT ") AND NOT " IS_REMOVED);
    if (!statement)
        return forward(statement);
    const auto more = statement->step();
    if (!more)
        return forward(more);
    return SendingState{statement->integer(0), statement->integer(1)};
}

Result<std::vector<LocalFile>> filesToEvict(sqlite::Connection &connection, qint64 bytesMax,
                                            Instant removedBefore)
{
    const auto held =
        connection.number("SELECT coalesce(sum(bytes), 0) FROM local_file WHERE state IN (1, 2)");
    if (!held)
        return forward(held);
    auto going = files(connection,
                       "SELECT " LOCAL_FILE_COLUMNS " FROM local_file WHERE " IS_REMOVED
                       " AND used_ms < ? ORDER BY used_ms",
                       removedBefore.ms);
    if (!going)
        return forward(going);
    qint64 left = *held;
    for (const LocalFile &file : *going)
        left -= file.bytes;
    if (left <= bytesMax)
        return going;
    auto confirmed =
        files(connection,
              "SELECT " LOCAL_FILE_COLUMNS " FROM local_file WHERE (state = 2 OR (state = 1 AND"
              " " HAS_RECEIPT ")) AND NOT (" IS_REMOVED " AND used_ms < ?) ORDER BY used_ms, sha256",
              removedBefore.ms);
    if (!confirmed)
        return forward(confirmed);
    for (LocalFile &file : *confirmed) {
        if (left <= bytesMax)
            break;
        left -= file.bytes;
        going->push_back(std::move(file));
    }
    return going;
}

Result<Uuid> rowNaming(sqlite::Connection &connection, const ContentHash &content)
{
    // One that the server knows already comes first.
    const auto row = connection.single(
        "SELECT id FROM attachment WHERE sha256 = ? AND _deleted = 0 ORDER BY _seq DESC LIMIT 1",
        content.toText());
    if (!row)
        return forward(row);
    const QByteArray *bytes = std::get_if<QByteArray>(&*row);
    return bytes ? Uuid::fromBytes(*bytes).value_or(Uuid()) : Uuid();
}

} // namespace legwork::storage
