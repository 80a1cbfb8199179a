// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/value.h"
#include "core/schema/schema.h"
#include "core/storage/sqlite/connection.h"

#include <map>
#include <vector>

namespace legwork::storage {

/// Keeps the full-text index equal to the rows; called by whoever writes rows, in the same transaction. What a person
/// writes is indexed at once. What the server sends is only noted as due, since indexing costs several times the
/// insert: the writer takes it up in small pieces while it has nothing else to do, and until then Reader::search looks
/// through the titles of the due rows themselves.
///
/// The index is FTS5 within the encrypted file: it is written in the transaction of the rows it speaks of and read in the
/// same state, and needs no memory of its own. It holds no text (contentless), for the rows do. Four columns: title, body
/// (the other searched fields), and for names the initials and the syllables of their pinyin (see search_text.h). Lists of
/// what begins with one to five letters are kept: without them each of the first keystrokes would have to merge the lists of
/// all words that begin so before it had the first row. Longer beginnings are few words, which search_words.h knows.
/// A document's number is the entity's number times 2^40 plus the row's `_row`: the newest rows of one entity are then one
/// range, read backwards.
///
/// The index is made from the rows and can be made again: what form it has is kept beside it, and another one than this
/// version's is dropped, and all rows are due.
class SearchIndex
{
public:
    explicit SearchIndex(sqlite::Connection &writer)
        : m_writer(writer)
    {
    }

    /// Makes the index where there is none, or one of another form. Once, before anything else is done with it.
    [[nodiscard]] Status renew();

    [[nodiscard]] static bool covers(const EntitySpec &entity);
    [[nodiscard]] static bool covers(const FieldSpec &field);

    /// Reads the row as it now stands and indexes it, or takes it out when it is deleted or gone.
    [[nodiscard]] Status update(const EntitySpec &entity, const Uuid &id);
    /// Notes a row (`_row`) to be indexed later.
    void postpone(const EntitySpec &entity, qint64 row);
    /// Writes down what was postponed; before the commit.
    [[nodiscard]] Status keepPostponed();
    /// Indexes at most so many of the rows that are due, in a transaction of its own. True when some are left.
    [[nodiscard]] Result<bool> catchUp(int rowsMax);

    /// To be called before a row is removed from its table.
    [[nodiscard]] Status remove(const EntitySpec &entity, const Uuid &id);

    /// What names a row; nothing when it has no such field.
    [[nodiscard]] static const FieldSpec *titleOf(const EntitySpec &entity);

    [[nodiscard]] static qint64 firstOf(int entityNo) { return qint64(entityNo) << kRowBits; }
    [[nodiscard]] static qint64 documentOf(const EntitySpec &entity, qint64 row)
    {
        return firstOf(entity.no) + row;
    }
    [[nodiscard]] static int entityOf(qint64 document) { return int(document >> kRowBits); }
    [[nodiscard]] static qint64 rowOf(qint64 document) { return document & ((qint64(1) << kRowBits) - 1); }

private:
    static constexpr int kRowBits = 40;

    /// What is indexed of a row.
    struct Document {
        QString title;
        QString body;
        QString names; ///< Found by their sound too, one a line.
    };
    [[nodiscard]] Status indexRow(const EntitySpec &entity, qint64 row);
    [[nodiscard]] Status put(qint64 number, const Document &document);
    [[nodiscard]] Status take(qint64 number);

    sqlite::Connection &m_writer;
    std::map<int, std::vector<qint64>> m_postponed; ///< Row numbers by entity.
};

} // namespace legwork::storage
