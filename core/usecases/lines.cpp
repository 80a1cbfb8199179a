// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/lines.h"

#include "core/usecases/each_row.h"
#include "core/usecases/row_names.h"

#include <algorithm>

namespace legwork::usecases {
namespace {

/// What lines show of an account, read without the rest of the row.
struct AccountHead {
    QString name;
    Choice<AccountClass> accountClass;
    QString address;
    GeoPoint place;
    QString phone;
};

class AccountHeads
{
public:
    explicit AccountHeads(Reader &reader)
        : m_reader(reader)
    {
    }

    Result<AccountHead> of(Id<Account> id)
    {
        const auto known = m_heads.constFind(id.uuid);
        if (known != m_heads.cend())
            return *known;
        AccountHead head;
        const auto read = eachRow(
            m_reader,
            "SELECT name, accountClass, city, district, street, position, phone FROM account WHERE id = ?",
            [&](const sqlite::Statement &row) {
                head.name = row.text(0);
                head.accountClass = Choice<AccountClass>::fromCode(row.text(1));
                head.address = addressLine(row.text(2), row.text(3), row.text(4));
                fromValue(row.value(5), head.place);
                head.phone = row.text(6);
            },
            id);
        if (!read)
            return forward(read);
        m_heads.insert(id.uuid, head);
        return head;
    }

private:
    Reader &m_reader;
    QHash<Uuid, AccountHead> m_heads;
};

VisitLine lineOf(const Visit &visit)
{
    VisitLine line;
    line.id = visit.id;
    line.accountId = visit.accountId;
    line.personId = visit.personId;
    line.purpose = visit.purpose;
    line.plannedOn = visit.plannedOn;
    line.plannedAt = visit.plannedAt;
    line.plannedMinutes = visit.plannedMinutes;
    line.position = visit.position;
    line.state = visit.state;
    line.step = visit.step;
    line.checkInAt = visit.checkInAt;
    line.checkOutAt = visit.checkOutAt;
    line.summary = visit.summary;
    line.nextStep = visit.nextStep;
    line.nextVisitOn = visit.nextVisitOn;
    return line;
}

ContactLine lineOf(const Contact &contact)
{
    ContactLine line;
    line.id = contact.id;
    line.name = contact.name;
    line.sex = contact.sex;
    line.post = contact.post;
    line.department = contact.department;
    line.decisionRole = contact.decisionRole;
    line.preferredChannel = contact.preferredChannel;
    line.mobile = contact.mobile;
    line.officePhone = contact.officePhone;
    line.email = contact.email;
    line.birthday = contact.birthday;
    line.hobbies = contact.hobbies.items();
    return line;
}

/// The last day on which each contact of the account was met.
Result<QHash<QString, QDate>> lastMeetings(Reader &reader, Id<Account> account)
{
    QHash<QString, QDate> lastMet;
    const auto read = eachRow(
        reader,
        "SELECT metContacts, checkInAt FROM visit WHERE accountId = ? AND _deleted = 0"
        " AND metContacts IS NOT NULL AND checkInAt IS NOT NULL ORDER BY checkInAt",
        [&](const sqlite::Statement &row) {
            const QDate day = localDay(Instant{row.integer(1)});
            const StringSet met = StringSet::decode(row.text(0));
            for (const QString &id : met.items())
                lastMet.insert(id, day);
        },
        account);
    if (!read)
        return forward(read);
    return lastMet;
}

Result<QString> contactName(Reader &reader, Id<Contact> id)
{
    if (id.isNull())
        return QString();
    const auto value = reader.connection().single("SELECT name FROM contact WHERE id = ?", id);
    if (!value)
        return forward(value);
    QString name;
    fromValue(*value, name);
    return name;
}

constexpr auto kHeardColumns = " h.id, h.visitId, h.contactId, c.name, v.checkInAt, h.statement, h.state, ";
constexpr auto kHeardTables =
    " h LEFT JOIN contact c ON c.id = h.contactId"
    " LEFT JOIN visit v ON v.id = h.visitId WHERE h.accountId = ? AND h._deleted = 0";

/// Needs and objections: `type` and `answer` name the columns that differ.
Result<std::vector<HeardLine>> heardOf(Reader &reader, const EntitySpec &entity, const char *type,
                                       const char *answer, const std::string &isOpen, Id<Account> account,
                                       bool openOnly)
{
    std::vector<HeardLine> lines;
    const std::string sql = std::string("SELECT") + kHeardColumns + "h." + type + ", h." + answer + " FROM "
                            + storage::quoted(entity.table) + kHeardTables
                            + (openOnly ? " AND " + isOpen : std::string()) + " ORDER BY " + isOpen
                            + " DESC, h.id DESC";
    const auto read = eachRow(
        reader, sql,
        [&](const sqlite::Statement &row) {
            HeardLine line;
            line.entityNo = entity.no;
            line.id = row.id(0);
            line.visitId = {row.id(1)};
            line.contactId = {row.id(2)};
            line.who = row.text(3);
            fromValue(row.value(4), line.at);
            line.text = row.text(5);
            line.state = row.text(6);
            line.type = row.text(7);
            line.answer = row.text(8);
            lines.push_back(std::move(line));
        },
        account);
    if (!read)
        return forward(read);
    return lines;
}

} // namespace

QString addressLine(const QString &city, const QString &district, const QString &street)
{
    QStringList parts;
    const QString line = street.simplified();
    for (const QString &part : {city, district}) {
        if (!part.isEmpty() && !line.contains(part) && !parts.contains(part))
            parts.append(part);
    }
    if (!line.isEmpty())
        parts.append(line);
    return parts.join(u' ');
}

QDate localDay(Instant at) { return at.isSet() ? at.toLocal().date() : QDate(); }

Result<std::vector<VisitLine>> visitLinesOf(Reader &reader, std::vector<Visit> visits)
{
    std::vector<VisitLine> lines;
    lines.reserve(visits.size());
    AccountHeads heads(reader);
    PersonNames names(reader);
    for (const Visit &visit : visits) {
        VisitLine line = lineOf(visit);
        const auto head = heads.of(visit.accountId);
        if (!head)
            return forward(head);
        line.accountName = head->name;
        line.accountClass = head->accountClass;
        line.address = head->address;
        line.place = head->place;
        line.phone = head->phone;
        const auto name = names.of(visit.personId);
        if (!name)
            return forward(name);
        line.personName = *name;
        const auto score = reader.connection().single(
            "SELECT score FROM moment WHERE visitId = ? AND _deleted = 0 AND score IS NOT NULL"
            " ORDER BY happenedAt DESC LIMIT 1",
            visit.id);
        if (!score)
            return forward(score);
        fromValue(*score, line.score);
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<std::vector<PromiseLine>> promiseLinesOf(Reader &reader, const std::vector<Commitment> &rows,
                                                QDate today)
{
    std::vector<PromiseLine> lines;
    lines.reserve(rows.size());
    AccountHeads heads(reader);
    for (const Commitment &row : rows) {
        PromiseLine line;
        line.id = row.id;
        line.accountId = row.accountId;
        line.contactId = row.contactId;
        line.what = row.what;
        line.side = row.side;
        line.state = row.state;
        line.standing = standingOf(row, today);
        line.dueOn = row.dueOn;
        line.renegotiateBy = latestRenegotiation(row);
        line.doneBy = row.doneBy;
        line.progress = row.progress;
        line.announcedAt = row.announcedAt;
        line.agreedAt = row.agreedAt;
        const auto head = heads.of(row.accountId);
        if (!head)
            return forward(head);
        line.accountName = head->name;
        const auto name = contactName(reader, row.contactId);
        if (!name)
            return forward(name);
        line.contactName = *name;
        lines.push_back(std::move(line));
    }
    // No day promised comes last among equals.
    const auto due = [](const PromiseLine &line) {
        return line.dueOn.isValid() ? line.dueOn : QDate(9999, 1, 1);
    };
    std::stable_sort(lines.begin(), lines.end(), [&](const PromiseLine &left, const PromiseLine &right) {
        return left.standing != right.standing ? left.standing > right.standing : due(left) < due(right);
    });
    return lines;
}

Result<std::vector<PromiseLine>> promisesOf(Reader &reader, Id<Account> account, QDate today, bool openOnly)
{
    const auto rows = reader.select<Commitment>("accountId = ?", account);
    if (!rows)
        return forward(rows);
    auto lines = promiseLinesOf(reader, *rows, today);
    if (lines && openOnly)
        std::erase_if(*lines,
                      [](const PromiseLine &line) { return line.standing == CommitmentStanding::Closed; });
    return lines;
}

Result<std::vector<ContactLine>> contactsOf(Reader &reader, Id<Account> account)
{
    const auto rows = reader.select<Contact>("accountId = ? ORDER BY name", account);
    if (!rows)
        return forward(rows);
    const auto lastMet = lastMeetings(reader, account);
    if (!lastMet)
        return forward(lastMet);
    std::vector<ContactLine> lines;
    lines.reserve(rows->size());
    for (const Contact &row : *rows) {
        ContactLine line = lineOf(row);
        line.lastMetOn = lastMet->value(row.id.uuid.toText());
        lines.push_back(std::move(line));
    }
    // Who decides comes first; in the order of the closed list, the rest behind.
    const auto rank = [](const ContactLine &line) {
        const auto role = line.decisionRole.known();
        return role ? int(*role) : 100;
    };
    std::stable_sort(lines.begin(), lines.end(), [&](const ContactLine &left, const ContactLine &right) {
        return rank(left) != rank(right) ? rank(left) < rank(right) : left.lastMetOn > right.lastMetOn;
    });
    return lines;
}

Result<std::vector<MomentLine>> momentsOf(Reader &reader, Id<Account> account, int limit)
{
    std::vector<MomentLine> lines;
    const auto read = eachRow(
        reader,
        "SELECT m.id, m.visitId, m.touchPoint, m.score, m.idealScore, m.reason, p.name, m.happenedAt FROM "
        "moment m"
        " LEFT JOIN person p ON p.id = m.personId WHERE m.accountId = ? AND m._deleted = 0"
        " AND m.score IS NOT NULL ORDER BY m.happenedAt DESC LIMIT ?",
        [&](const sqlite::Statement &row) {
            MomentLine line;
            line.id = {row.id(0)};
            line.visitId = {row.id(1)};
            line.touchPoint = row.text(2);
            line.score = row.integer(3);
            fromValue(row.value(4), line.idealScore);
            line.reason = row.text(5);
            line.personName = row.text(6);
            fromValue(row.value(7), line.happenedAt);
            lines.push_back(std::move(line));
        },
        account, limit);
    if (!read)
        return forward(read);
    return lines;
}

Result<std::vector<HeardLine>> needsOf(Reader &reader, Id<Account> account, bool openOnly)
{
    return heardOf(reader, *entity(Need::kEntityNo), "depth", "presentState",
                   "(ifnull(h.state, '') NOT IN ('met', 'dropped'))", account, openOnly);
}

Result<std::vector<HeardLine>> objectionsOf(Reader &reader, Id<Account> account, bool openOnly)
{
    return heardOf(reader, *entity(Objection::kEntityNo), "type", "response",
                   "(ifnull(h.state, '') <> 'resolved')", account, openOnly);
}

Result<std::vector<HeardLine>> notesOf(Reader &reader, Id<Account> account, int limit)
{
    std::vector<HeardLine> lines;
    const auto read = eachRow(
        reader,
        "SELECT n.id, n.visitId, p.name, n.writtenAt, n.text FROM note n LEFT JOIN person p ON p.id = "
        "n.personId"
        " WHERE n.accountId = ? AND n._deleted = 0 ORDER BY n.writtenAt DESC, n.id DESC LIMIT ?",
        [&](const sqlite::Statement &row) {
            HeardLine line;
            line.entityNo = Note::kEntityNo;
            line.id = row.id(0);
            line.visitId = {row.id(1)};
            line.who = row.text(2);
            fromValue(row.value(3), line.at);
            line.text = row.text(4);
            lines.push_back(std::move(line));
        },
        account, limit);
    if (!read)
        return forward(read);
    return lines;
}

} // namespace legwork::usecases
