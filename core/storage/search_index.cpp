// SPDX-License-Identifier: Apache-2.0
#include "core/storage/search_index.h"

#include "core/schema/rows.h"
#include "core/storage/search_text.h"
#include "core/storage/search_words.h"
#include "core/storage/tables.h"

#include <algorithm>
#include <map>

namespace legwork::storage {
namespace {

constexpr qint64 kForm = 2; // raised by every change of what is put into the index

// hashsize: how much the index keeps in memory within a transaction, bytes. Its table for that never gets smaller again,
// and each later transaction goes through all of it: after one import every edit would be slow.
constexpr const char *kMake =
    "DROP TABLE IF EXISTS search; DROP TABLE IF EXISTS search_word; DELETE FROM search_due;"
    "CREATE VIRTUAL TABLE search USING fts5(title, body, initials, pinyin, content='', contentless_delete=1,"
    " tokenize='unicode61 remove_diacritics 0', prefix='1 2 3 4 5');"
    "INSERT INTO search(search, rank) VALUES('hashsize', 65536);"
    // Latin words that occur, to forgive typing errors (search_words.h).
    "CREATE TABLE search_word(no INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);";

/// Besides the title, what people call a customer and whom they ask for there.
bool isName(const FieldSpec &field)
{
    const QLatin1String name(field.name);
    return field.flags.testFlag(FieldFlag::Title) || name == QLatin1String("shortName")
           || name == QLatin1String("legalRepresentative");
}

std::string selectSearched(const EntitySpec &entity)
{
    std::string sql = "SELECT _deleted";
    for (const FieldSpec &field : entity.fields)
        sql += SearchIndex::covers(field) ? ", " + quoted(field.name) : std::string();
    return sql + " FROM " + quoted(entity.table) + " WHERE _row = ?";
}

} // namespace

bool SearchIndex::covers(const FieldSpec &field)
{
    return field.flags.testAnyFlags(FieldFlag::Title | FieldFlag::Searched);
}

bool SearchIndex::covers(const EntitySpec &entity)
{
    return std::any_of(entity.fields.begin(), entity.fields.end(),
                       [](const FieldSpec &field) { return covers(field); });
}

const FieldSpec *SearchIndex::titleOf(const EntitySpec &entity)
{
    const auto found = std::find_if(entity.fields.begin(), entity.fields.end(), [](const FieldSpec &field) {
        return field.flags.testFlag(FieldFlag::Title);
    });
    return found == entity.fields.end() ? nullptr : &*found;
}

Status SearchIndex::renew()
{
    const auto form = m_writer.number("SELECT value FROM meta WHERE name = 'search-form'");
    if (!form)
        return forward(form);
    if (*form == kForm)
        return {};
    auto transaction = sqlite::Transaction::begin(m_writer);
    if (!transaction)
        return forward(transaction);
    if (auto made = m_writer.execute(kMake); !made)
        return made;
    for (const EntitySpec &entity : entities()) {
        if (!covers(entity))
            continue;
        const auto due = m_writer.run(
            "INSERT INTO search_due(entity, first_row, last_row) SELECT ?, min(_row), max(_row) FROM "
                + quoted(entity.table) + " HAVING max(_row) IS NOT NULL",
            entity.no);
        if (!due)
            return due;
    }
    const auto kept =
        m_writer.run("INSERT OR REPLACE INTO meta(name, value) VALUES('search-form', ?)", kForm);
    if (!kept)
        return kept;
    return transaction->commit();
}

Status SearchIndex::update(const EntitySpec &entity, const Uuid &id)
{
    if (!covers(entity))
        return {};
    const auto row = m_writer.number("SELECT _row FROM " + quoted(entity.table) + " WHERE id = ?", id);
    if (!row)
        return forward(row);
    return *row == 0 ? Status() : indexRow(entity, *row);
}

Status SearchIndex::indexRow(const EntitySpec &entity, qint64 row)
{
    auto found = m_writer.prepare(selectSearched(entity));
    if (!found)
        return forward(found);
    const auto more = found->bind(row).step();
    if (!more)
        return forward(more);
    if (!*more)
        return {};
    if (found->integer(0) != 0)
        return take(documentOf(entity, row));
    Document document;
    int column = 1;
    for (const FieldSpec &field : entity.fields) {
        if (!covers(field))
            continue;
        const QString text = found->text(column++);
        if (field.flags.testFlag(FieldFlag::Title))
            document.title = text;
        else
            document.body += text + u'\n';
        if (isName(field))
            document.names += text + u'\n';
    }
    return put(documentOf(entity, row), document);
}

void SearchIndex::postpone(const EntitySpec &entity, qint64 row)
{
    if (covers(entity))
        m_postponed[entity.no].push_back(row);
}

Status SearchIndex::keepPostponed()
{
    for (auto &[entityNo, rows] : m_postponed) {
        std::sort(rows.begin(), rows.end());
        for (size_t first = 0; first < rows.size();) {
            size_t last = first;
            while (last + 1 < rows.size() && rows[last + 1] <= rows[last] + 1)
                ++last;
            auto kept = m_writer.run("INSERT INTO search_due(entity, first_row, last_row) VALUES(?, ?, ?)",
                                     entityNo, rows[first], rows[last]);
            if (!kept)
                return kept;
            first = last + 1;
        }
    }
    m_postponed.clear();
    return {};
}

Result<bool> SearchIndex::catchUp(int rowsMax)
{
    auto transaction = sqlite::Transaction::begin(m_writer);
    if (!transaction)
        return forward(transaction);
    int left = rowsMax;
    while (left > 0) {
        qint64 no = 0;
        const EntitySpec *spec = nullptr;
        qint64 first = 0;
        qint64 last = 0;
        {
            auto due = m_writer.prepare("SELECT no, entity, first_row, last_row FROM search_due LIMIT 1");
            if (!due)
                return forward(due);
            const auto more = due->step();
            if (!more)
                return forward(more);
            if (!*more) {
                // Nothing to write when there was nothing to do.
                if (left == rowsMax)
                    return false;
                break;
            }
            no = due->integer(0);
            spec = entity(int(due->integer(1)));
            first = due->integer(2);
            last = due->integer(3);
        }
        for (; spec && first <= last && left > 0; ++first, --left) {
            if (auto indexed = indexRow(*spec, first); !indexed)
                return forward(indexed);
        }
        const bool isDone = !spec || first > last;
        const Status noted =
            isDone ? m_writer.run("DELETE FROM search_due WHERE no = ?", no)
                   : m_writer.run("UPDATE search_due SET first_row = ? WHERE no = ?", first, no);
        if (!noted)
            return forward(noted);
    }
    if (auto done = transaction->commit(); !done)
        return forward(done);
    return left == 0;
}

Status SearchIndex::remove(const EntitySpec &entity, const Uuid &id)
{
    if (!covers(entity))
        return {};
    const auto row = m_writer.number("SELECT _row FROM " + quoted(entity.table) + " WHERE id = ?", id);
    if (!row)
        return forward(row);
    return *row == 0 ? Status() : take(documentOf(entity, *row));
}

Status SearchIndex::put(qint64 number, const Document &document)
{
    QString initials;
    QString syllables;
    for (const QString &name : document.names.split(u'\n', Qt::SkipEmptyParts)) {
        const Sound sound = soundOf(name);
        initials += sound.initials;
        syllables += sound.syllables;
    }
    auto words = latinWords(document.title);
    const auto others = latinWords(document.body);
    words.insert(words.end(), others.begin(), others.end());
    if (auto added = SearchWords::add(m_writer, words); !added)
        return added;
    return m_writer.run(
        "INSERT OR REPLACE INTO search(rowid, title, body, initials, pinyin) VALUES(?, ?, ?, ?, ?)", number,
        searchable(document.title), searchable(document.body), initials, syllables);
}

Status SearchIndex::take(qint64 number) { return m_writer.run("DELETE FROM search WHERE rowid = ?", number); }

} // namespace legwork::storage
