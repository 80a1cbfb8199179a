// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demo_reader.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>

namespace legwork {
namespace {

constexpr qint64 kMinorPerYuan = 100;
constexpr double kMetresPerDegree = 111'195; // of latitude, on the mean sphere

QString text(const QJsonObject &from, const char *name) { return from.value(QLatin1String(name)).toString(); }

std::optional<qint64> number(const QJsonObject &from, const char *name)
{
    const QJsonValue value = from.value(QLatin1String(name));
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

std::optional<qint64> minorUnits(const QJsonObject &from, const char *name)
{
    const auto yuan = number(from, name);
    return yuan ? std::optional(*yuan * kMinorPerYuan) : std::nullopt;
}

StringSet texts(const QJsonObject &from, const char *name)
{
    QStringList items;
    const QJsonArray values = from.value(QLatin1String(name)).toArray();
    for (const QJsonValue &value : values)
        items.append(value.toString());
    return StringSet(std::move(items));
}

template<class E>
Id<E> idOf(const QString &key)
{
    return Id<E>{Uuid::derive("legwork-demo", key.toUtf8())};
}

Instant at(QDate date, QTime time) { return Instant::from(QDateTime(date, time)); }

} // namespace

Result<DemoCompany> DemoReader::read(const QJsonObject &document)
{
    readCompany(document);
    const QJsonArray accounts = document.value(QLatin1String("accounts")).toArray();
    for (const QJsonValue &account : accounts)
        readAccount(account.toObject());
    orderDays();
    if (m_error)
        return tl::unexpected<Error>(std::move(*m_error));
    return std::move(m_demo);
}

void DemoReader::note(const char *code, const QString &where, const QString &what)
{
    if (!m_error)
        m_error = Error{QLatin1String(code), Advice::GiveUp, {where, what}};
}

template<class E>
Choice<E> DemoReader::choice(const QJsonObject &from, const char *name)
{
    const auto choice = Choice<E>::fromCode(text(from, name));
    if (choice.isSet() && !choice.known())
        note("demo.code-unknown", m_accountKey + u'.' + QLatin1String(name), choice.code());
    return choice;
}

QDate DemoReader::day(const QJsonObject &from, const char *name) const
{
    const auto offset = number(from, name);
    return offset ? DemoCompany::workday(m_today, int(*offset)) : QDate();
}

template<class E>
E DemoReader::row(const char *list, qsizetype index) const
{
    E made;
    made.id = idOf<E>(QStringLiteral("%1/%2/%3").arg(m_accountKey, QLatin1String(list)).arg(index));
    made.scope = m_demo.territory.id.uuid;
    return made;
}

Id<Contact> DemoReader::contact(const QString &key)
{
    const auto found = m_contacts.constFind(m_accountKey + u'/' + key);
    if (found != m_contacts.cend())
        return *found;
    note("demo.reference-missing", m_accountKey, QStringLiteral("contact ") + key);
    return {};
}

Id<Visit> DemoReader::visitOf(const QJsonObject &from)
{
    const auto offset = number(from, "day");
    const auto found = m_visitByDay.constFind(int(offset.value_or(0)));
    if (offset && found != m_visitByDay.cend())
        return *found;
    note("demo.reference-missing", m_accountKey, QStringLiteral("visit on day %1").arg(offset.value_or(0)));
    return {};
}

void DemoReader::each(const QJsonObject &account, const char *list, ReadEntry readEntry)
{
    const QJsonArray entries = account.value(QLatin1String(list)).toArray();
    for (qsizetype i = 0; i < entries.size(); ++i)
        (this->*readEntry)(i, entries[i].toObject());
}

void DemoReader::readCompany(const QJsonObject &document)
{
    const QJsonObject company = document.value(QLatin1String("company")).toObject();
    m_demo.company.id = idOf<Company>(QStringLiteral("company"));
    m_demo.company.scope = m_demo.company.id.uuid;
    m_demo.company.name = text(company, "name");
    m_demo.company.currency = text(company, "currency");

    const QJsonObject territory = document.value(QLatin1String("territory")).toObject();
    m_demo.territory.id = idOf<Territory>(QStringLiteral("territory"));
    m_demo.territory.scope = m_demo.company.id.uuid;
    m_demo.territory.name = text(territory, "name");
    m_demo.territory.city = text(territory, "city");

    const QJsonArray people = document.value(QLatin1String("people")).toArray();
    for (const QJsonValue &value : people) {
        const QJsonObject from = value.toObject();
        Person person;
        person.id = idOf<Person>(QStringLiteral("person/") + text(from, "key"));
        person.scope = m_demo.company.id.uuid;
        person.name = text(from, "name");
        person.role = choice<Role>(from, "role");
        person.phone = text(from, "phone");
        person.email = text(from, "email");
        m_people.insert(text(from, "key"), person);
        m_demo.people.push_back(std::move(person));
    }
}

void DemoReader::readAccount(const QJsonObject &from)
{
    m_accountKey = text(from, "key");
    m_visitByDay.clear();
    m_owner = m_people.value(text(from, "owner"));
    if (m_owner.id.isNull())
        note("demo.reference-missing", m_accountKey, QStringLiteral("person ") + text(from, "owner"));

    Account account;
    account.id = idOf<Account>(QStringLiteral("account/") + m_accountKey);
    account.scope = m_demo.territory.id.uuid;
    account.name = text(from, "name");
    account.shortName = text(from, "shortName");
    account.ownerId = m_owner.id;
    account.accountClass = choice<AccountClass>(from, "class");
    account.stage = choice<LifecycleStage>(from, "stage");
    account.industry = text(from, "industry");
    account.country = QStringLiteral("CN");
    account.province = QStringLiteral("江苏省");
    account.city = text(from, "city");
    account.district = text(from, "district");
    account.street = text(from, "street");
    account.postcode = text(from, "postcode");
    const auto place = GeoPoint::fromDegrees(from.value(QLatin1String("latitude")).toDouble(std::nan("")),
                                             from.value(QLatin1String("longitude")).toDouble(std::nan("")));
    if (!place)
        note("demo.place-wrong", m_accountKey, account.street);
    account.position = place.value_or(GeoPoint());
    account.phone = text(from, "phone");
    account.website = text(from, "website");
    account.categoryOwner = text(from, "categoryOwner");
    account.staffCount = number(from, "staff");
    account.yearOpened = number(from, "opened");
    account.businessScope = text(from, "scope");
    account.installedProducts = text(from, "installed");
    account.ourProducts = text(from, "ours");
    account.currency = m_demo.company.currency;
    account.categoryBudgetMinor = minorUnits(from, "budgetYuan");
    account.turnoverMinor = minorUnits(from, "turnoverYuan");
    account.anniversary = QDate::fromString(text(from, "foundingDay"), Qt::ISODate);
    account.tags = texts(from, "tags");
    m_account = account;
    m_demo.accounts.push_back(std::move(account));

    each(from, "contacts", &DemoReader::readContact);
    const size_t firstVisit = m_demo.visits.size();
    each(from, "visits", &DemoReader::readVisit);
    linkVisits(firstVisit);
    each(from, "needs", &DemoReader::readNeed);
    each(from, "objections", &DemoReader::readObjection);
    each(from, "commitments", &DemoReader::readCommitment);
    each(from, "opportunities", &DemoReader::readOpportunity);
    each(from, "notes", &DemoReader::readNote);
}

void DemoReader::readContact(qsizetype index, const QJsonObject &from)
{
    auto contact = row<Contact>("contacts", index);
    contact.accountId = m_account.id;
    contact.name = text(from, "name");
    contact.sex = choice<Sex>(from, "sex");
    contact.birthday = QDate::fromString(text(from, "birthday"), Qt::ISODate);
    contact.department = text(from, "department");
    contact.post = text(from, "post");
    contact.mobile = text(from, "mobile");
    contact.officePhone = text(from, "officePhone");
    contact.email = text(from, "email");
    contact.hobbies = texts(from, "hobbies");
    contact.preferredChannel = choice<Channel>(from, "channel");
    contact.decisionRole = choice<DecisionRole>(from, "role");
    contact.businessInterests = text(from, "businessInterests");
    contact.personalInterests = text(from, "personalInterests");
    m_contacts.insert(m_accountKey + u'/' + text(from, "key"), contact.id);
    m_contactNames.insert(contact.id, contact.name);
    m_demo.contacts.push_back(std::move(contact));
}

void DemoReader::readVisit(qsizetype index, const QJsonObject &from)
{
    auto visit = row<Visit>("visits", index);
    visit.accountId = m_account.id;
    visit.personId = m_owner.id;
    visit.purpose = choice<VisitPurpose>(from, "purpose");
    visit.plannedOn = day(from, "day");
    const QTime time = QTime::fromString(text(from, "time"), QStringLiteral("HH:mm"));
    const Instant start = time.isValid() ? at(visit.plannedOn, time) : Instant{};
    visit.plannedAt = start;
    visit.plannedMinutes = number(from, "minutes");
    visit.state = VisitState::Planned;
    if (number(from, "day").value_or(0) < 0) {
        visit.state = VisitState::Done;
        visit.step = VisitStep::Confirm;
        checkIn(visit, start);
        QStringList met;
        const QStringList keys = texts(from, "met").items();
        for (const QString &key : keys)
            met.append(contact(key).uuid.toText());
        visit.metContacts = StringSet(std::move(met));
        visit.summary = text(from, "summary");
        visit.nextStep = text(from, "nextStep");
        m_visitByDay.insert(int(*number(from, "day")), visit.id);
        readMoment(visit, index, from);
    }
    m_demo.visits.push_back(std::move(visit));
}

/// Arrival within a few minutes of the appointment and some metres from the entrance, as it happens to be in
/// life; drawn from the id, so that it is the same every time.
void DemoReader::checkIn(Visit &visit, Instant start) const
{
    const QByteArray draw = visit.id.uuid.toBytes();
    const auto drawn = [&](int i, int from, int to) { return from + quint8(draw[i]) % (to - from + 1); };
    constexpr qint64 kMinuteMs = 60'000;
    visit.checkInAt = Instant{start.ms + drawn(0, -6, 9) * kMinuteMs};
    visit.checkOutAt = Instant{visit.checkInAt.ms + (*visit.plannedMinutes + drawn(1, -5, 12)) * kMinuteMs};
    const double northM = drawn(2, -30, 30);
    const double eastM = drawn(3, -30, 30);
    const double latitude = m_account.position.latitude();
    const double metresPerDegreeEast = kMetresPerDegree * std::cos(latitude * std::numbers::pi / 180);
    const auto place = GeoPoint::fromDegrees(latitude + northM / kMetresPerDegree,
                                             m_account.position.longitude() + eastM / metresPerDegreeEast);
    visit.checkInPosition = place.value_or(m_account.position);
    visit.checkInAccuracyM = drawn(4, 6, 35);
    visit.checkInDistanceM = std::round(distanceM(visit.checkInPosition, m_account.position));
    visit.checkInMocked = false;
}

void DemoReader::readMoment(const Visit &visit, qsizetype index, const QJsonObject &from)
{
    auto moment = row<Moment>("moments", index);
    moment.accountId = m_account.id;
    moment.visitId = visit.id;
    moment.contactId = contact(texts(from, "met").items().value(0));
    moment.touchPoint = text(from, "touchPoint");
    moment.personId = visit.personId;
    moment.score = number(from, "score");
    moment.idealScore = number(from, "idealScore");
    moment.reason = text(from, "reason");
    moment.happenedAt = visit.checkOutAt;
    m_demo.moments.push_back(std::move(moment));
}

void DemoReader::readNeed(qsizetype index, const QJsonObject &from)
{
    auto need = row<Need>("needs", index);
    need.accountId = m_account.id;
    need.contactId = contact(text(from, "contact"));
    need.visitId = visitOf(from);
    need.statement = text(from, "statement");
    need.depth = choice<NeedDepth>(from, "depth");
    need.interest = choice<Interest>(from, "interest");
    need.presentState = text(from, "presentState");
    need.importance = number(from, "importance");
    need.state = choice<NeedState>(from, "state");
    m_demo.needs.push_back(std::move(need));
}

void DemoReader::readObjection(qsizetype index, const QJsonObject &from)
{
    auto objection = row<Objection>("objections", index);
    objection.accountId = m_account.id;
    objection.contactId = contact(text(from, "contact"));
    objection.visitId = visitOf(from);
    objection.type = choice<ObjectionType>(from, "type");
    objection.statement = text(from, "statement");
    objection.motive = text(from, "motive");
    objection.response = text(from, "response");
    objection.state = choice<ObjectionState>(from, "state");
    m_demo.objections.push_back(std::move(objection));
}

void DemoReader::readCommitment(qsizetype index, const QJsonObject &from)
{
    auto commitment = row<Commitment>("commitments", index);
    commitment.accountId = m_account.id;
    commitment.contactId = contact(text(from, "contact"));
    commitment.visitId = visitOf(from);
    commitment.side = choice<CommitmentSide>(from, "side");
    commitment.what = text(from, "what");
    commitment.dueOn = day(from, "due");
    commitment.marginDays = number(from, "marginDays");
    commitment.proposedBy =
        commitment.side == CommitmentSide::Ours ? m_owner.name : m_contactNames.value(commitment.contactId);
    commitment.doneBy = text(from, "doneBy");
    commitment.supportedBy = text(from, "supportedBy");
    commitment.progress = text(from, "progress");
    commitment.state = choice<CommitmentState>(from, "state");
    const QDate announced = day(from, "announced");
    if (announced.isValid()) {
        commitment.announcedAt = at(announced, QTime(16, 30));
        if (commitment.state == CommitmentState::Agreed)
            commitment.agreedAt = at(announced, QTime(17, 30));
    }
    if (commitment.state == CommitmentState::Open)
        commitment.stillNeeded = true;
    m_demo.commitments.push_back(std::move(commitment));
}

void DemoReader::readOpportunity(qsizetype index, const QJsonObject &from)
{
    auto opportunity = row<Opportunity>("opportunities", index);
    opportunity.accountId = m_account.id;
    opportunity.name = text(from, "name");
    opportunity.stage = choice<OpportunityStage>(from, "stage");
    opportunity.currency = m_demo.company.currency;
    opportunity.amountMinor = minorUnits(from, "amountYuan");
    opportunity.closeOn = day(from, "close");
    opportunity.probability = number(from, "probability");
    opportunity.nextStep = text(from, "nextStep");
    opportunity.competitor = text(from, "competitor");
    m_demo.opportunities.push_back(std::move(opportunity));
}

void DemoReader::readNote(qsizetype index, const QJsonObject &from)
{
    auto written = row<Note>("notes", index);
    written.accountId = m_account.id;
    written.visitId = m_visitByDay.value(int(number(from, "day").value_or(0)));
    written.personId = m_owner.id;
    written.text = text(from, "text");
    written.writtenAt = at(day(from, "day"), QTime(18, 10));
    m_demo.notes.push_back(std::move(written));
}

/// Every visit made knows the day of the one that followed.
void DemoReader::linkVisits(size_t firstVisit)
{
    std::map<QDate, Visit *> byDay;
    for (size_t i = firstVisit; i < m_demo.visits.size(); ++i)
        byDay.emplace(m_demo.visits[i].plannedOn, &m_demo.visits[i]);
    for (auto it = byDay.begin(); it != byDay.end(); ++it) {
        const auto next = std::next(it);
        if (it->second->state == VisitState::Done && next != byDay.end())
            it->second->nextVisitOn = next->first;
    }
}

/// Places in the order of each person's day: by time, visits without one last.
void DemoReader::orderDays()
{
    std::vector<Visit *> ordered;
    for (Visit &visit : m_demo.visits)
        ordered.push_back(&visit);
    std::stable_sort(ordered.begin(), ordered.end(), [](const Visit *a, const Visit *b) {
        return std::tuple(a->personId, a->plannedOn, !a->plannedAt.isSet(), a->plannedAt)
               < std::tuple(b->personId, b->plannedOn, !b->plannedAt.isSet(), b->plannedAt);
    });
    const Visit *before = nullptr;
    for (Visit *visit : ordered) {
        const bool sameDay =
            before && before->personId == visit->personId && before->plannedOn == visit->plannedOn;
        visit->position = sameDay ? *before->position + 1 : 1;
        before = visit;
    }
}

} // namespace legwork
