// SPDX-License-Identifier: Apache-2.0
#include "qml/accounts/account_model.h"

#include "core/schema/codec.h"
#include "core/usecases/account_page.h"
#include "core/usecases/day_planning.h"
#include "core/usecases/edits.h"
#include "core/usecases/recents.h"
#include "qml/session/row_making.h"

#include <algorithm>

namespace legwork {

namespace {

void addFact(std::vector<FactLine> &facts, const char *name, const QString &value)
{
    if (!value.trimmed().isEmpty())
        facts.push_back({QString::fromLatin1(name), value});
}

QString textOf(const std::optional<qint64> &number) { return number ? QString::number(*number) : QString(); }

std::vector<FactLine> factsOf(const Account &account)
{
    std::vector<FactLine> facts;
    addFact(facts, "phone", account.phone);
    addFact(facts, "street", account.street);
    addFact(facts, "district", account.district);
    addFact(facts, "city", account.city);
    addFact(facts, "businessScope", account.businessScope);
    addFact(facts, "installedProducts", account.installedProducts);
    addFact(facts, "ourProducts", account.ourProducts);
    addFact(facts, "categoryOwner", account.categoryOwner);
    addFact(facts, "legalRepresentative", account.legalRepresentative);
    addFact(facts, "website", account.website);
    addFact(facts, "fax", account.fax);
    addFact(facts, "postcode", account.postcode);
    addFact(facts, "staffCount", textOf(account.staffCount));
    addFact(facts, "yearOpened", textOf(account.yearOpened));
    addFact(facts, "samplesOut", textOf(account.samplesOut));
    addFact(facts, "taxNumber", account.taxNumber);
    addFact(facts, "anniversary", isoOf(account.anniversary));
    addFact(facts, "tags", account.tags.items().join(QStringLiteral(" · ")));
    addFact(facts, "externalRef", account.externalRef);
    for (const auto &[name, value] : account.attributes.entries().asKeyValueRange())
        addFact(facts, name.toUtf8().constData(), value);
    return facts;
}

template<class Line>
std::vector<HeardRow> openOnes(const std::vector<Line> &lines)
{
    std::vector<HeardRow> rows;
    for (const Line &line : lines) {
        if (line.state == QLatin1String("open") || line.state == QLatin1String("answered"))
            rows.push_back(rowOf(line));
    }
    return rows;
}

AccountModel::Account shownOf(const usecases::AccountPage &page)
{
    AccountModel::Account shown;
    shown.name = page.account.name;
    shown.shortName = page.account.shortName;
    shown.accountClass = page.account.accountClass.code();
    shown.stage = page.account.stage.code();
    shown.industry = page.account.industry;
    shown.address = page.address;
    shown.phone = page.account.phone;
    shown.ownerName = page.ownerName;
    shown.lastContactMs = msOf(page.lastContact);
    shown.territoryName = page.territory.name;
    shown.coverUntilMs = msOf(page.territory.until);
    for (const usecases::TerritoryLine &line : page.otherTerritories)
        shown.otherTerritories.push_back({line.id.toText(), line.name});
    shown.unsent = int(page.unsent);
    shown.openConflicts = int(page.openConflicts);
    shown.facts = factsOf(page.account);
    const size_t count = std::min(page.moments.size(), size_t(AccountModel::kScoresShown));
    for (size_t i = count; i > 0; --i)
        shown.scores.push_back(int(page.moments[i - 1].score));
    shown.contacts = rowsOf(page.contacts);
    shown.visits = rowsOf(page.visits);
    shown.promises = rowsOf(page.promises);
    shown.needs = openOnes(page.needs);
    shown.objections = openOnes(page.objections);
    shown.notes = rowsOf(page.notes);
    shown.opportunities = rowsOf(page.opportunities);
    return shown;
}

} // namespace

void AccountModel::setAccountId(const QString &accountId)
{
    if (m_accountId == accountId)
        return;
    m_accountId = accountId;
    Q_EMIT accountIdChanged();
    load();
}

void AccountModel::load()
{
    struct Loaded {
        usecases::AccountPage page;
        bool pinned;
    };
    read(
        [id = idOf<legwork::Account>(m_accountId), today = session() ? session()->todayDate() : QDate()](
            storage::Reader &reader, const usecases::Context &context) -> Result<Loaded> {
            auto page = usecases::accountPage(reader, context, id, today);
            if (!page)
                return forward(page);
            const auto pinned = usecases::isPinned(reader, id);
            if (!pinned)
                return forward(pinned);
            return Loaded{std::move(*page), *pinned};
        },
        [this](const Loaded &loaded) {
            m_row = loaded.page.account;
            showPinned(loaded.pinned);
            show(shownOf(loaded.page));
            if (m_notedId == m_accountId)
                return;
            m_notedId = m_accountId;
            write([id = m_row.id](storage::UnitOfWork &unit,
                                  const usecases::Context &) { return usecases::noteOpened(unit, id); },
                  [] {});
        });
}

void AccountModel::setPinned(bool pinned)
{
    if (m_pinned == pinned)
        return;
    write([id = idOf<legwork::Account>(m_accountId),
           pinned](storage::UnitOfWork &unit,
                   const usecases::Context &) { return usecases::setPinned(unit, id, pinned); },
          [this, pinned] { showPinned(pinned); });
}

void AccountModel::showPinned(bool pinned)
{
    if (m_pinned == pinned)
        return;
    m_pinned = pinned;
    Q_EMIT pinnedChanged();
}

QStringList AccountModel::editableFields()
{
    namespace field = legwork::field::Account;
    QStringList names;
    for (const int no : {field::name,          field::shortName,     field::industry,
                         field::province,      field::city,          field::district,
                         field::street,        field::postcode,      field::phone,
                         field::fax,           field::website,       field::legalRepresentative,
                         field::categoryOwner, field::staffCount,    field::yearOpened,
                         field::samplesOut,    field::businessScope, field::installedProducts,
                         field::ourProducts,   field::taxNumber,     field::anniversary,
                         field::tags})
        names.append(QString::fromLatin1(entity(legwork::Account::kEntityNo)->field(no)->name));
    return names;
}

QString AccountModel::factText(const QString &field) const
{
    const FieldSpec *spec = entity(legwork::Account::kEntityNo)->fieldNamed(field);
    return spec ? usecases::textOfValue(*spec, fieldValues(m_row)[size_t(spec->no - 1)]) : QString();
}

void AccountModel::editFact(const QString &field, const QString &text)
{
    const FieldSpec *spec = entity(legwork::Account::kEntityNo)->fieldNamed(field);
    if (!spec || !editableFields().contains(field)) {
        setError({QStringLiteral("edit.not-acceptable"), Advice::AskUser, {field}});
        return;
    }
    const auto value = usecases::valueOfText(*spec, text);
    if (!value) {
        setError(value.error());
        return;
    }
    const Uuid undoId = Uuid::generate();
    write([id = idOf<legwork::Account>(m_accountId), change = usecases::FieldChange{spec->no, *value},
           undoId](storage::UnitOfWork &unit,
                   const usecases::Context &) { return usecases::editAccount(unit, id, {change}, undoId); },
          [this, field, undoId] {
              rememberUndo(undoId);
              Q_EMIT factKept(field);
          });
}

void AccountModel::moveTo(const QString &territoryId)
{
    const auto &others = m_account.otherTerritories;
    const auto territory = std::find_if(others.begin(), others.end(),
                                        [&](const TerritoryRow &row) { return row.id == territoryId; });
    if (territory == others.end()) {
        setError({QStringLiteral("territory.no-right"), Advice::AskUser, {}});
        return;
    }
    const Uuid undoId = Uuid::generate();
    write([id = idOf<legwork::Account>(m_accountId), scope = *Uuid::fromText(territoryId),
           undoId](storage::UnitOfWork &unit,
                   const usecases::Context &) { return usecases::moveAccount(unit, id, scope, undoId); },
          [this, name = territory->name, undoId] {
              rememberUndo(undoId);
              Q_EMIT moved(name);
          });
}

void AccountModel::addVisitToday()
{
    if (!session())
        return;
    write(
        [id = idOf<legwork::Account>(m_accountId),
         day = session()->todayDate()](storage::UnitOfWork &unit, const usecases::Context &context) {
            usecases::NewVisit wish;
            wish.accountId = id;
            wish.day = day;
            return usecases::addVisit(unit, context, wish);
        },
        [this](const Id<Visit> &visit) { Q_EMIT visitAdded(legwork::textOf(visit)); });
}

double AccountModel::momentTrend() const
{
    const size_t count = std::min<size_t>(3, m_account.scores.size());
    if (count == 0)
        return 0;
    double sum = 0;
    for (auto score = m_account.scores.end() - qsizetype(count); score != m_account.scores.end(); ++score)
        sum += *score;
    return sum / double(count);
}

QVariantList AccountModel::facts() const
{
    QVariantList lines;
    for (const FactLine &fact : m_account.facts)
        lines.append(QVariant::fromValue(fact));
    return lines;
}

QVariantList AccountModel::otherTerritories() const
{
    QVariantList lines;
    for (const TerritoryRow &territory : m_account.otherTerritories)
        lines.append(QVariant::fromValue(territory));
    return lines;
}

QVariantList AccountModel::scores() const
{
    return QVariantList(m_account.scores.begin(), m_account.scores.end());
}

void AccountModel::show(Account account)
{
    m_contacts.replace(std::move(account.contacts));
    // As many as were shown already: else the page would jump when something else has changed.
    const auto shownBefore = m_account.name == account.name ? m_visits.count() : 0;
    const auto shownNow = std::min(account.visits.size(), size_t(std::max(kVisitsAtOnce, shownBefore)));
    m_visits.replace({account.visits.begin(), account.visits.begin() + qsizetype(shownNow)});
    m_promises.replace(std::move(account.promises));
    m_needs.replace(std::move(account.needs));
    m_objections.replace(std::move(account.objections));
    m_notes.replace(std::move(account.notes));
    m_opportunities.replace(std::move(account.opportunities));
    m_account = std::move(account);
    setLoading(false);
    Q_EMIT shown();
    Q_EMIT earlierVisitsChanged();
}

void AccountModel::showEarlierVisits()
{
    const auto from = m_account.visits.begin() + m_visits.count();
    const auto more = std::min<qsizetype>(kVisitsAtOnce, m_account.visits.end() - from);
    m_visits.append({from, from + more});
    Q_EMIT earlierVisitsChanged();
}

} // namespace legwork
