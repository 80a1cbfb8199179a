// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/deeds.h"

#include "core/schema/codec.h"
#include "tests/sim/server_host.h"

namespace legwork::sim {

Deeds::Rows Deeds::rowsOf(const Phone &phone, int entityNo)
{
    Rows rows;
    for (auto row = phone.rows().lower_bound({entityNo, Uuid()}); row != phone.rows().end(); ++row) {
        if (row->first.first != entityNo)
            break;
        rows.push_back(row->first);
    }
    return rows;
}

const Value &Deeds::value(const Phone &phone, const RowKey &row, int fieldNo) const
{
    return phone.rows().at(row)[size_t(fieldNo - 1)];
}

Value Deeds::word() { return QStringLiteral("w%1").arg(++m_words); }

Value Deeds::rewritten(const Value &text)
{
    QString held;
    fromValue(text, held);
    QStringList sentences = held.split(u' ', Qt::SkipEmptyParts);
    if (sentences.size() < 3) {
        while (sentences.size() < 8)
            sentences += std::get<QString>(word());
        return sentences.join(u' ');
    }
    // Often in the same place, where what two people write cannot both stand.
    const auto place = qsizetype(m_random.below(m_random.chance(500) ? 2 : quint64(sentences.size())));
    const QString fresh = m_random.chance(500) ? std::get<QString>(word()) : QStringLiteral("见面，谈价。");
    const quint64 what = m_random.below(3);
    if (what == 0)
        sentences[place] = fresh;
    else if (what == 1 || sentences.size() > 20)
        sentences.removeAt(place);
    else
        sentences.insert(m_random.chance(300) ? sentences.size() : place, fresh);
    return sentences.join(u' ');
}

Value Deeds::counted(const Value &number)
{
    const auto *held = std::get_if<qint64>(&number);
    return (held ? *held : 0) + m_random.pick(std::vector<qint64>{1, 1, 2, 10, -1, -3});
}

Write Deeds::insert(int entityNo, const Uuid &scope, std::vector<std::pair<int, Value>> fields)
{
    return {OperationKind::Insert, entityNo, Uuid::generate(), scope, std::move(fields)};
}

Write Deeds::remark(const Phone &phone, const Uuid &scope, const Uuid &account)
{
    if (phone.version() == Version::Now)
        return insert(Note::kEntityNo, scope,
                      {{field::Note::accountId, account.toBytes()}, {field::Note::text, word()}});
    return insert(Contact::kEntityNo, scope,
                  {{field::Contact::accountId, account.toBytes()}, {field::Contact::name, word()}});
}

Write Deeds::edit(const Phone &phone, const RowKey &row, std::vector<std::pair<int, Value>> fields)
{
    return {OperationKind::Update, row.first, row.second, phone.scopeOf(row), std::move(fields)};
}

Write Deeds::editAccount(const Phone &phone, const RowKey &account)
{
    switch (m_random.below(13)) {
    case 7:
        if (phone.version() == Version::Before)
            return edit(phone, account, {{field::Account::city, word()}});
        return edit(
            phone, account,
            {{field::Account::samplesOut,
              m_random.chance(50) ? Value() : counted(value(phone, account, field::Account::samplesOut))}});
    case 8:
    case 10:
    case 11:
        return edit(phone, account,
                    {{field::Account::businessScope,
                      rewritten(value(phone, account, field::Account::businessScope))}});
    case 9:
        return edit(phone, account,
                    {{field::Account::categoryBudgetMinor, qint64(m_random.below(3)) * 1'000'000}});
    case 0: {
        StringSet tags;
        fromValue(value(phone, account, field::Account::tags), tags);
        const QString tag = QStringLiteral("t%1").arg(m_random.below(5));
        if (tags.contains(tag))
            tags.remove(tag);
        else
            tags.insert(tag);
        return edit(phone, account, {{field::Account::tags, toValue(tags)}});
    }
    case 1: {
        StringMap attributes;
        fromValue(value(phone, account, field::Account::attributes), attributes);
        attributes.set(QStringLiteral("a%1").arg(m_random.below(4)), std::get<QString>(word()));
        return edit(phone, account, {{field::Account::attributes, toValue(attributes)}});
    }
    case 2:
        // The same value by two people is no conflict.
        return edit(phone, account,
                    {{field::Account::stage, QStringLiteral("customer%1").arg(m_random.below(2))}});
    case 3:
        return edit(phone, account, {{field::Account::phone, m_random.chance(200) ? Value() : word()}});
    case 4:
        return edit(phone, account, {{field::Account::city, word()}, {field::Account::street, word()}});
    default:
        return edit(phone, account, {{field::Account::city, word()}});
    }
}

std::vector<Write> Deeds::answer(const Phone &phone)
{
    const Rows runs = rowsOf(phone, PlaybookRun::kEntityNo);
    if (runs.empty())
        return {};
    const RowKey run = m_random.pick(runs);
    // Two people who answer one question make one row.
    const QByteArray item = "item" + QByteArray::number(m_random.below(3));
    const Uuid id = Uuid::derive("answer/v1", run.second.toBytes() + item);
    const RowKey key(Answer::kEntityNo, id);
    if (phone.rows().contains(key))
        return {edit(phone, key, {{field::Answer::value, word()}})};
    return {{OperationKind::Insert,
             Answer::kEntityNo,
             id,
             phone.scopeOf(run),
             {{field::Answer::runId, run.second.toBytes()},
              {field::Answer::itemId, QString::fromLatin1(item)},
              {field::Answer::value, word()}}}};
}

std::vector<Write> Deeds::visit(const Phone &phone, const RowKey &account)
{
    const Uuid scope = phone.scopeOf(account);
    const Rows visits = rowsOf(phone, Visit::kEntityNo);
    if (visits.empty() || m_random.chance(400)) {
        Write made = insert(Visit::kEntityNo, scope,
                            {{field::Visit::accountId, account.second.toBytes()},
                             {field::Visit::personId, phone.person().toBytes()},
                             {field::Visit::summary, word()}});
        Write note = remark(phone, scope, account.second);
        if (note.entityNo == Note::kEntityNo)
            note.fields.emplace_back(field::Note::visitId, made.row.toBytes());
        // A child may stand before its parent in a unit.
        return m_random.chance(500) ? std::vector<Write>{made, note, editAccount(phone, account)}
                                    : std::vector<Write>{note, editAccount(phone, account), made};
    }
    const RowKey chosen = m_random.pick(visits);
    switch (m_random.below(4)) {
    case 3: {
        static const std::vector<const char *> kStates{"planned", "cancelled", "checked-in", "done",
                                                       "postponed"};
        return {edit(phone, chosen, {{field::Visit::state, QString::fromLatin1(m_random.pick(kStates))}})};
    }
    case 0:
        return {edit(phone, chosen, {{field::Visit::checkInAt, qint64(m_words++ * 1'000)}})};
    case 1: {
        StringSet met;
        fromValue(value(phone, chosen, field::Visit::metContacts), met);
        met.insert(QStringLiteral("c%1").arg(m_random.below(6)));
        return {edit(phone, chosen, {{field::Visit::metContacts, toValue(met)}}),
                editAccount(phone, account)};
    }
    default:
        return {edit(phone, chosen,
                     {{field::Visit::summary, rewritten(value(phone, chosen, field::Visit::summary))},
                      {field::Visit::nextStep, word()}})};
    }
}

std::vector<Write> Deeds::settle(const Phone &phone)
{
    const Rows conflicts = rowsOf(phone, Conflict::kEntityNo);
    if (conflicts.empty())
        return {};
    const RowKey conflict = m_random.pick(conflicts);
    const auto *entityNo = std::get_if<qint64>(&value(phone, conflict, field::Conflict::entityNo));
    const auto *fieldNo = std::get_if<qint64>(&value(phone, conflict, field::Conflict::fieldNo));
    const auto *rowId = std::get_if<QByteArray>(&value(phone, conflict, field::Conflict::rowId));
    const auto *other = std::get_if<QByteArray>(&value(phone, conflict, field::Conflict::otherValue));
    if (!entityNo || !fieldNo || !rowId || !other)
        return {};
    std::vector<Write> writes;
    const RowKey row(int(*entityNo), Uuid::fromBytes(*rowId).value_or(Uuid()));
    const auto chosen = Packed{*other}.value();
    if (phone.rows().contains(row) && chosen && m_random.chance(500))
        writes.push_back(edit(phone, row, {{int(*fieldNo), *chosen}}));
    writes.push_back(edit(phone, conflict,
                          {{field::Conflict::state, QStringLiteral("settled")},
                           {field::Conflict::settledBy, phone.person().toBytes()},
                           {field::Conflict::settledValue, *other}}));
    return writes;
}

std::vector<Write> Deeds::remove(const Phone &phone)
{
    auto &removed = m_removed[phone.number()];
    if (!removed.empty() && m_random.chance(400)) {
        const RowKey row = removed.back();
        removed.pop_back();
        if (phone.rows().contains(row))
            return {};
        Write write = edit(phone, row, {});
        write.kind = OperationKind::Undelete;
        return {write};
    }
    Rows rows = rowsOf(phone, m_random.chance(600) ? Note::kEntityNo : Visit::kEntityNo);
    if (m_random.chance(150))
        rows = rowsOf(phone, Account::kEntityNo);
    if (rows.empty())
        return {};
    Write write = edit(phone, m_random.pick(rows), {});
    write.kind = OperationKind::Delete;
    removed.emplace_back(write.entityNo, write.row);
    return {write};
}

std::vector<Write> Deeds::move(const Phone &phone, const RowKey &account)
{
    const Uuid to = m_office.territory(int(m_random.below(Office::kTerritories)));
    const Uuid from = phone.scopeOf(account);
    if (to == from)
        return {};
    return {{OperationKind::Move, account.first, account.second, from, {{kScopeFieldNo, to.toBytes()}}}};
}

std::vector<Write> Deeds::poison(const Phone &phone, const RowKey &account)
{
    const Uuid scope = phone.scopeOf(account);
    switch (m_random.below(6)) {
    case 4: // the server fails when it decides it
        return {
            edit(phone, account, {{field::Account::city, QString(kFailing + std::get<QString>(word()))}})};
    case 5: // the server dies of it
        return {
            edit(phone, account, {{field::Account::city, QString(kKilling + std::get<QString>(word()))}})};
    case 0: // no right to it, unless it is the lead
        return {edit(phone, {Company::kEntityNo, m_office.company()}, {{field::Company::name, word()}})};
    case 1: // not a value for the field, together with one that is
        return {edit(phone, account, {{field::Account::city, word()}, {field::Account::position, word()}})};
    case 2: // its parent does not exist
        return {remark(phone, scope, Uuid::generate()), editAccount(phone, account)};
    default: // its parent is another territory's
        return {remark(phone, m_office.territory(int(m_random.below(Office::kTerritories))), account.second)};
    }
}

std::vector<Write> Deeds::next(const Phone &phone)
{
    const Rows accounts = rowsOf(phone, Account::kEntityNo);
    if (accounts.empty())
        return {};
    const RowKey account = m_random.pick(accounts);
    switch (m_random.below(25)) {
    case 23:
    case 24:
        return move(phone, account);
    case 0:
    case 1:
    case 2:
        return visit(phone, account);
    case 20:
    case 21:
    case 22: {
        const Rows visits = rowsOf(phone, Visit::kEntityNo);
        if (visits.empty())
            return visit(phone, account);
        static const std::vector<const char *> kStates{"planned", "cancelled", "checked-in", "done"};
        // All at the same one: who moves another moves alone.
        return {edit(phone, visits.front(),
                     {{field::Visit::state, QString::fromLatin1(m_random.pick(kStates))}})};
    }
    case 3:
    case 4:
        return {remark(phone, phone.scopeOf(account), account.second)};
    case 5:
    case 6:
        return answer(phone);
    case 7:
    case 8:
        return settle(phone);
    case 9:
    case 10:
        return remove(phone);
    case 11:
        return poison(phone, account);
    case 12: {
        const Rows people = rowsOf(phone, Person::kEntityNo);
        if (people.empty()) // a download that is not through yet
            return {editAccount(phone, account)};
        return {edit(phone, m_random.pick(people), {{field::Person::phone, word()}})};
    }
    default:
        return {editAccount(phone, account)};
    }
}

} // namespace legwork::sim
