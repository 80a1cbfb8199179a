// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/edits.h"

#include "core/storage/undo.h"
#include "core/usecases/each_row.h"

namespace legwork::usecases {
namespace {

tl::unexpected<Error> notAcceptable(const FieldSpec &field)
{
    return fail(QStringLiteral("edit.not-acceptable"), Advice::AskUser, {QString::fromLatin1(field.name)});
}

Result<const FieldSpec *> checked(const EntitySpec &entity, const FieldChange &change)
{
    const FieldSpec *field = entity.field(change.fieldNo);
    if (!field)
        return fail(QStringLiteral("storage.no-field"), Advice::GiveUp);
    if (!isAcceptable(*field, change.value))
        return notAcceptable(*field);
    return field;
}

template<class E>
Result<E> filled(const std::vector<FieldChange> &fields)
{
    for (const FieldChange &change : fields) {
        if (const auto field = checked(*entity(E::kEntityNo), change); !field)
            return forward(field);
    }
    E row;
    row.id = Id<E>::generate();
    forEachField(row, [&](int no, auto &member) {
        for (const FieldChange &change : fields) {
            if (change.fieldNo == no)
                fromValue(change.value, member);
        }
    });
    if (row.name.trimmed().isEmpty())
        return notAcceptable(*entity(E::kEntityNo)->fieldNamed(u"name"));
    return row;
}

Value numberOf(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber ? Value(number) : Value();
}

Value realOf(const QString &text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber ? Value(number) : Value();
}

Value placeOf(const QString &text)
{
    const QStringList parts = text.split(u',');
    if (parts.size() != 2)
        return {};
    bool isLatitude = false;
    bool isLongitude = false;
    const double latitude = parts[0].trimmed().toDouble(&isLatitude);
    const double longitude = parts[1].trimmed().toDouble(&isLongitude);
    const auto place = isLatitude && isLongitude ? GeoPoint::fromDegrees(latitude, longitude) : std::nullopt;
    return place ? toValue(*place) : Value();
}

QStringList linesOf(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n')) {
        if (const QString trimmed = line.trimmed(); !trimmed.isEmpty())
            lines.append(trimmed);
    }
    return lines;
}

Value mapOf(const QString &text)
{
    StringMap map;
    for (const QString &line : linesOf(text)) {
        // A colon may be typed as Chinese writes it.
        const qsizetype colon = line.indexOf(u':') >= 0 ? line.indexOf(u':') : line.indexOf(QChar(0xff1a));
        if (colon <= 0)
            return {};
        map.set(line.left(colon).trimmed(), line.mid(colon + 1).trimmed());
    }
    return toValue(map);
}

Value parsed(FieldType type, const QString &text)
{
    switch (type) {
    case FieldType::Text:
    case FieldType::Choice:
        return toValue(text);
    case FieldType::Date:
        return toValue(QDate::fromString(text, Qt::ISODate));
    case FieldType::Integer:
        return numberOf(text);
    case FieldType::Real:
        return realOf(text);
    case FieldType::Boolean:
        return text == u"1" || text == u"true"    ? Value(qint64(1))
               : text == u"0" || text == u"false" ? Value(qint64(0))
                                                  : Value();
    case FieldType::Instant:
        return toValue(Instant::from(QDateTime::fromString(text, Qt::ISODate)));
    case FieldType::Position:
        return placeOf(text);
    case FieldType::Reference: {
        const auto id = Uuid::fromText(text);
        return id ? toValue(*id) : Value();
    }
    case FieldType::Set:
        return toValue(StringSet(linesOf(text)));
    case FieldType::Map:
        return mapOf(text);
    case FieldType::Packed:
        return {};
    }
    return {};
}

QString mapText(const QString &encoded)
{
    QStringList lines;
    const StringMap map = StringMap::decode(encoded);
    for (auto entry = map.entries().cbegin(); entry != map.entries().cend(); ++entry)
        lines.append(entry.key() + QStringLiteral(": ") + entry.value());
    return lines.join(u'\n');
}

} // namespace

Result<Value> valueOfText(const FieldSpec &field, const QString &text)
{
    const QString typed = field.type == FieldType::Text ? text : text.trimmed();
    if (typed.trimmed().isEmpty())
        return Value();
    const Value value = parsed(field.type, typed);
    if (isNull(value) || !isAcceptable(field, value))
        return notAcceptable(field);
    return value;
}

QString textOfValue(const FieldSpec &field, const Value &value)
{
    if (isNull(value))
        return {};
    switch (field.type) {
    case FieldType::Set: {
        StringSet set;
        fromValue(value, set);
        return set.items().join(u'\n');
    }
    case FieldType::Map: {
        QString encoded;
        fromValue(value, encoded);
        return mapText(encoded);
    }
    case FieldType::Position: {
        GeoPoint place;
        fromValue(value, place);
        return place.isSet() ? QString::number(place.latitude(), 'f', 7) + QStringLiteral(", ")
                                   + QString::number(place.longitude(), 'f', 7)
                             : QString();
    }
    case FieldType::Instant: {
        Instant at;
        fromValue(value, at);
        return at.toLocal().toString(Qt::ISODate);
    }
    case FieldType::Reference: {
        Uuid id;
        fromValue(value, id);
        return id.isNull() ? QString() : id.toText();
    }
    default:
        break;
    }
    if (const auto *number = std::get_if<qint64>(&value))
        return QString::number(*number);
    if (const auto *real = std::get_if<double>(&value))
        return QString::number(*real, 'g', 15);
    const auto *text = std::get_if<QString>(&value);
    return text ? *text : QString();
}

Status editFields(UnitOfWork &unit, int entityNo, const Uuid &rowId, const std::vector<FieldChange> &changes,
                  const Uuid &undoId)
{
    const EntitySpec *spec = entity(entityNo);
    if (!spec)
        return fail(QStringLiteral("storage.no-row"), Advice::GiveUp);
    const auto deleted = unit.connection().single(
        "SELECT _deleted FROM " + storage::quoted(spec->table) + " WHERE id = ?", rowId);
    if (!deleted)
        return forward(deleted);
    if (*deleted != Value(qint64(0)))
        return fail(QStringLiteral("storage.no-row"), Advice::GiveUp);
    for (const FieldChange &change : changes) {
        const auto field = checked(*spec, change);
        if (!field)
            return forward(field);
        if (((*field)->flags & FieldFlag::Title) && textOfValue(**field, change.value).trimmed().isEmpty())
            return notAcceptable(**field); // a row without its name could not be found again
    }
    if (!undoId.isNull())
        unit.keepUndo(undoId, QStringLiteral("row-edited"));
    for (const FieldChange &change : changes) {
        if (auto done = unit.setField(*spec, rowId, change.fieldNo, change.value); !done)
            return done;
    }
    return {};
}

Status editAccount(UnitOfWork &unit, Id<Account> account, const std::vector<FieldChange> &changes,
                   const Uuid &undoId)
{
    return editFields(unit, Account::kEntityNo, account.uuid, changes, undoId);
}

Status editContact(UnitOfWork &unit, Id<Contact> contact, const std::vector<FieldChange> &changes,
                   const Uuid &undoId)
{
    return editFields(unit, Contact::kEntityNo, contact.uuid, changes, undoId);
}

Result<Id<Account>> addAccount(UnitOfWork &unit, const Context &context,
                               const std::vector<FieldChange> &fields)
{
    auto account = filled<Account>(fields);
    if (!account)
        return forward(account);
    account->scope = context.territory;
    if (account->ownerId.isNull())
        account->ownerId = context.person;
    if (account->currency.isEmpty())
        account->currency = context.currency;
    if (auto made = unit.insert(*account); !made)
        return forward(made);
    return account->id;
}

Result<Id<Contact>> addContact(UnitOfWork &unit, Id<Account> accountId,
                               const std::vector<FieldChange> &fields)
{
    const auto account = required(unit, accountId);
    if (!account)
        return forward(account);
    auto contact = filled<Contact>(fields);
    if (!contact)
        return forward(contact);
    contact->scope = account->scope;
    contact->accountId = accountId;
    if (auto made = unit.insert(*contact); !made)
        return forward(made);
    return contact->id;
}

Result<int> takeBack(UnitOfWork &unit, const Uuid &undoId) { return storage::undoUnit(unit, undoId); }

} // namespace legwork::usecases
