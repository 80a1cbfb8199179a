// SPDX-License-Identifier: Apache-2.0
#include "core/importing/draft.h"

#include "core/importing/merging.h"

#include <algorithm>

namespace legwork::importing {
namespace {

namespace C = field::Contact;
constexpr int kAccount = Account::kEntityNo;
constexpr int kContact = Contact::kEntityNo;
using Outcome = RowOutcome::Kind;

QString withoutFolder(const QString &path)
{
    return path.sliced(std::max(path.lastIndexOf(u'/'), path.lastIndexOf(u'\\')) + 1);
}

/// True when the rows have to be read again, not just decided upon.
bool readsDifferently(const ImportChoices &a, const ImportChoices &b)
{
    return a.kind != b.kind || a.columns != b.columns || a.swapAxes != b.swapAxes
           || a.correctSingleRows != b.correctSingleRows || a.datum != b.datum || a.country != b.country
           || a.currency != b.currency;
}

} // namespace

struct ImportDraft::Parts {
    Table table;
    std::vector<ColumnProfile> profiles;
    Existing existing;
    ImportContext context;
    Colleagues colleagues;
    AccountIndex accounts;
    std::vector<RowKeys> existingAccountKeys;
    std::vector<RowKeys> existingContactKeys;
    FileFacts file;
    Id<ImportBatch> batchId = Id<ImportBatch>::generate();
    std::vector<Uuid> ids; ///< By data row: of what the row makes, should it make something.

    // What reading gave; made anew when the mapping or the rules change.
    Mapping mapping;
    PlaceAdvice places;
    ReadingRules rules;
    std::unique_ptr<RowReader> reader;
    std::vector<RowKeys> keys;
    QHash<qsizetype, Fault> faults;
    std::vector<Remark> remarks;
    QHash<qsizetype, QString> contactNames; ///< Folded; rows of accounts that name a person.

    // What deciding gave.
    QHash<qsizetype, qsizetype> rootOfExisting;         ///< First row merged into an existing one.
    QHash<qsizetype, std::vector<qsizetype>> followers; ///< Rows merged into a row.
    QHash<qsizetype, qsizetype> contactRoots;           ///< Row that carries a person named by a row.
    QHash<qsizetype, std::vector<qsizetype>> contactFollowers;
    QHash<qsizetype, qsizetype> contactExists; ///< Existing contact that a row's person is.

    Parts(Table read, Existing here, const ImportContext &who)
        : table(std::move(read))
        , profiles(profileColumns(table))
        , existing(std::move(here))
        , context(who)
        , colleagues(existing.colleagues)
        , accounts(existing.accounts)
    {
        for (const ExistingAccount &account : existing.accounts)
            existingAccountKeys.push_back(keysOf(account));
        for (const ExistingContact &contact : existing.contacts)
            existingContactKeys.push_back(keysOf(contact));
        ids.reserve(size_t(table.rowCount()));
        for (qsizetype row = 0; row < table.rowCount(); ++row)
            ids.push_back(Uuid::generate());
    }

    [[nodiscard]] bool listsAccounts() const { return mapping.kind == FileKind::Accounts; }
    /// A row's person in a list of customers has an id that follows from the row's.
    [[nodiscard]] Id<Contact> contactIdOf(qsizetype row) const
    {
        const Uuid &id = ids[size_t(row)];
        return {listsAccounts() ? Uuid::derive("import/contact", id.view()) : id};
    }
    [[nodiscard]] FieldValues values(qsizetype row, bool ofAccount) const
    {
        RowReading reading = reader->read(row);
        return ofAccount ? std::move(reading.account) : std::move(reading.contact);
    }
    /// A row's values with those of all rows that are merged into it.
    [[nodiscard]] FieldValues mergedValues(qsizetype root, bool ofAccount) const
    {
        FieldValues merged = values(root, ofAccount);
        const bool joins = !ofAccount && listsAccounts();
        for (const qsizetype row : (joins ? contactFollowers : followers).value(root))
            fillFrom(ofAccount ? kAccount : kContact, merged, values(row, ofAccount));
        return merged;
    }
};

ImportDraft::ImportDraft(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}
ImportDraft::ImportDraft(ImportDraft &&) noexcept = default;
ImportDraft &ImportDraft::operator=(ImportDraft &&) noexcept = default;
ImportDraft::~ImportDraft() = default;

Result<ImportDraft> ImportDraft::open(const QString &fileName, QByteArrayView bytes, Existing existing,
                                      const ImportContext &context, const OpenOptions &options,
                                      ImportChoices choices)
{
    auto decoded = decodeText(bytes, options.text);
    if (!decoded)
        return forward(decoded);
    FileFacts facts;
    facts.fileName = withoutFolder(fileName);
    facts.encoding = decoded->encoding;
    facts.hasByteOrderMark = decoded->hasByteOrderMark;
    facts.isDamaged = decoded->isDamaged;
    auto table = Table::read(std::move(decoded->text), options.table);
    if (!table)
        return forward(table);
    facts.separator = table->separator();
    facts.hasHeading = table->hasHeading();
    facts.rows = table->rowCount();
    facts.blankRows = table->blankRows();
    facts.rowsAboveHeading = table->rowsAboveHeading();
    ImportDraft draft(std::make_unique<Parts>(std::move(*table), std::move(existing), context));
    draft.m_parts->file = std::move(facts);
    draft.m_choices = std::move(choices);
    draft.readRows();
    draft.decide();
    return draft;
}

void ImportDraft::setChoices(ImportChoices choices)
{
    const bool rereads = readsDifferently(choices, m_choices);
    m_choices = std::move(choices);
    if (rereads)
        readRows();
    decide();
}

void ImportDraft::readRows()
{
    Parts &parts = *m_parts;
    parts.mapping =
        suggestMapping(parts.table, parts.profiles, m_choices.kind, m_choices.columns,
                       [&](const QString &cell) { return parts.colleagues.find(cell).has_value(); });
    parts.places = surveyPlaces(parts.table, parts.mapping, m_choices.country);
    parts.rules.places.swapAxes = m_choices.swapAxes.value_or(parts.places.suggestSwap);
    parts.rules.places.correctSingleRows = m_choices.correctSingleRows;
    parts.rules.places.datum = m_choices.datum.value_or(parts.places.suggestedDatum);
    parts.rules.country = m_choices.country;
    parts.rules.currency = m_choices.currency;
    parts.reader = std::make_unique<RowReader>(parts.table, parts.mapping, parts.rules, parts.colleagues,
                                               parts.accounts);
    parts.keys.assign(size_t(parts.table.rowCount()), RowKeys());
    parts.faults.clear();
    parts.remarks.clear();
    parts.contactNames.clear();
    for (qsizetype row = 0; row < parts.table.rowCount(); ++row) {
        RowReading reading = parts.reader->read(row);
        if (reading.fault) {
            parts.faults.insert(row, *reading.fault);
            continue;
        }
        parts.keys[size_t(row)] = RowReader::keysOf(reading, parts.listsAccounts());
        if (parts.listsAccounts() && !reading.contact.empty())
            parts.contactNames.insert(row, RowReader::keysOf(reading, false).name);
        std::move(reading.remarks.begin(), reading.remarks.end(), std::back_inserter(parts.remarks));
    }
}

void ImportDraft::decide()
{
    Parts &parts = *m_parts;
    parts.rootOfExisting.clear();
    parts.followers.clear();
    parts.contactRoots.clear();
    parts.contactFollowers.clear();
    parts.contactExists.clear();
    m_plan = {};
    m_plan.file = parts.file;
    m_plan.mapping = parts.mapping;
    m_plan.places = parts.places;
    m_plan.swapAxes = parts.rules.places.swapAxes;
    m_plan.datum = parts.rules.places.datum;
    m_plan.outcomes.resize(size_t(parts.table.rowCount()));

    DuplicateFinder finder;
    const auto &existingKeys = parts.listsAccounts() ? parts.existingAccountKeys : parts.existingContactKeys;
    for (size_t i = 0; i < existingKeys.size(); ++i)
        finder.add(existingKeys[i], true, qsizetype(i));
    for (qsizetype row = 0; row < parts.table.rowCount(); ++row)
        decideRow(row, finder);
    for (const Remark &remark : parts.remarks) {
        if (m_plan.outcomes[size_t(remark.row)].kind != Outcome::SetAside)
            m_plan.remarks.push_back(remark);
    }
    if (parts.listsAccounts())
        joinContacts();
    remarkOnMerges();
}

void ImportDraft::decideRow(qsizetype row, DuplicateFinder &finder)
{
    Parts &parts = *m_parts;
    if (const auto fault = parts.faults.constFind(row); fault != parts.faults.constEnd()) {
        setAside(row, *fault);
        return;
    }
    const RowKeys &keys = parts.keys[size_t(row)];
    DuplicateOffer offer;
    offer.row = row;
    offer.candidates = finder.find(keys);
    RowOutcome outcome;
    if (!offer.candidates.empty()) {
        offer.decision.action = offer.candidates.front().proposed;
        const auto decided = m_choices.duplicates.constFind(row);
        if (decided != m_choices.duplicates.constEnd()) {
            offer.decision = *decided;
            offer.decidedByUser = true;
            if (offer.decision.candidate >= offer.candidates.size())
                offer.decision.candidate = 0;
        }
        const DuplicateOffer &made = m_plan.duplicates.emplace_back(std::move(offer));
        if (made.decision.action == DuplicateAction::Skip) {
            setAside(row, {FaultCode::DuplicateSkipped, -1, {}});
            return;
        }
        if (made.decision.action == DuplicateAction::Merge)
            outcome = mergeTarget(row, made.candidates[made.decision.candidate]);
    }
    m_plan.outcomes[size_t(row)] = outcome;
    (outcome.kind == Outcome::New ? m_plan.imported : m_plan.merged) += 1;
    finder.add(keys, false, row);
}

RowOutcome ImportDraft::mergeTarget(qsizetype row, const DuplicateCandidate &candidate)
{
    Parts &parts = *m_parts;
    qsizetype root = -1;
    if (candidate.isExisting) {
        const auto first = parts.rootOfExisting.constFind(candidate.index);
        if (first == parts.rootOfExisting.constEnd()) {
            parts.rootOfExisting.insert(candidate.index, row);
            return {Outcome::MergedIntoExisting, candidate.index};
        }
        root = *first;
    } else {
        root = rootOf(candidate.index);
    }
    parts.followers[root].push_back(row);
    return {Outcome::MergedIntoRow, root};
}

void ImportDraft::setAside(qsizetype row, Fault fault)
{
    m_plan.outcomes[size_t(row)] = {Outcome::SetAside, qsizetype(m_plan.setAside.size())};
    m_plan.setAside.push_back({row, m_parts->table.lineOf(row), std::move(fault)});
}

/// Merges always point at a row that is no merge itself, so one step is enough.
qsizetype ImportDraft::rootOf(qsizetype row) const
{
    const RowOutcome &outcome = m_plan.outcomes[size_t(row)];
    return outcome.kind == Outcome::MergedIntoRow ? outcome.target : row;
}

Id<Account> ImportDraft::accountIdOf(qsizetype row) const
{
    const qsizetype root = rootOf(row);
    const RowOutcome &outcome = m_plan.outcomes[size_t(root)];
    return outcome.kind == Outcome::MergedIntoExisting ? m_parts->existing.accounts[size_t(outcome.target)].id
                                                       : Id<Account>{m_parts->ids[size_t(root)]};
}

/// People named in a list of customers: the same name at the same customer is the same person.
void ImportDraft::joinContacts()
{
    Parts &parts = *m_parts;
    if (parts.contactNames.isEmpty())
        return;
    QHash<QString, qsizetype> existing;
    for (size_t i = 0; i < parts.existingContactKeys.size(); ++i)
        existing.insert(parts.existingContactKeys[i].account + parts.existingContactKeys[i].name,
                        qsizetype(i));
    QHash<QString, qsizetype> first;
    for (qsizetype row = 0; row < parts.table.rowCount(); ++row) {
        const auto name = parts.contactNames.constFind(row);
        if (name == parts.contactNames.constEnd() || m_plan.outcomes[size_t(row)].kind == Outcome::SetAside)
            continue;
        const QString key = accountIdOf(row).uuid.toText() + *name;
        const auto before = first.constFind(key);
        if (before != first.constEnd()) {
            parts.contactRoots.insert(row, *before);
            parts.contactFollowers[*before].push_back(row);
            continue;
        }
        first.insert(key, row);
        parts.contactRoots.insert(row, row);
        if (const auto known = existing.constFind(key); known != existing.constEnd())
            parts.contactExists.insert(row, *known);
    }
}

/// Where rows of the file are merged into each other and say different things, the first stays; the other is
/// told, so that nothing goes in silence.
void ImportDraft::remarkOnMerges()
{
    Parts &parts = *m_parts;
    const auto compare = [&](const QHash<qsizetype, std::vector<qsizetype>> &merges, bool ofAccount) {
        const int entityNo = ofAccount ? kAccount : kContact;
        for (auto it = merges.cbegin(); it != merges.cend(); ++it) {
            FieldValues merged = parts.values(it.key(), ofAccount);
            for (const qsizetype row : it.value()) {
                const FieldValues more = parts.values(row, ofAccount);
                for (const int no : fillFrom(entityNo, merged, more)) {
                    const int column = parts.mapping.columnOf(ColumnTarget::toField(entityNo, no));
                    const FieldSpec &field = *entity(entityNo)->field(no);
                    m_plan.remarks.push_back(
                        {row, column, RemarkCode::MergedValueKept, {textOf(field, more[size_t(no)])}});
                }
            }
        }
    };
    compare(parts.followers, parts.listsAccounts());
    compare(parts.contactFollowers, false);
    std::stable_sort(m_plan.remarks.begin(), m_plan.remarks.end(),
                     [](const Remark &a, const Remark &b) { return a.row < b.row; });
}

qint64 ImportDraft::lineOf(qsizetype row) const { return m_parts->table.lineOf(row); }

PlannedRow ImportDraft::row(qsizetype row) const
{
    PlannedRow planned;
    planned.row = row;
    planned.line = m_parts->table.lineOf(row);
    planned.outcome = m_plan.outcomes[size_t(row)];
    if (planned.outcome.kind == Outcome::SetAside)
        return planned;
    if (m_parts->listsAccounts()) {
        if (planned.outcome.kind != Outcome::MergedIntoRow)
            fillAccount(planned);
        if (m_parts->contactRoots.value(row, -1) == row)
            fillContact(planned);
    } else if (planned.outcome.kind != Outcome::MergedIntoRow) {
        fillContact(planned);
    }
    return planned;
}

void ImportDraft::fillAccount(PlannedRow &planned) const
{
    const FieldValues values = m_parts->mergedValues(planned.row, true);
    Account account;
    account.scope = m_parts->context.territory;
    if (planned.outcome.kind == Outcome::MergedIntoExisting) {
        const Id<Account> id = m_parts->existing.accounts[size_t(planned.outcome.target)].id;
        const auto ours = m_parts->existing.account ? m_parts->existing.account(id) : std::nullopt;
        account = ours.value_or(account);
        account.id = id;
        assignGiven(account, changesTo(kAccount, ours ? fieldValues(*ours) : std::vector<Value>(), values,
                                       m_choices.merge, planned));
        planned.accountExists = true;
    } else {
        account.id = {m_parts->ids[size_t(planned.row)]};
        account.ownerId = m_parts->context.owner;
        account.importId = m_parts->batchId;
        assignGiven(account, values);
    }
    planned.account = std::move(account);
}

void ImportDraft::fillContact(PlannedRow &planned) const
{
    FieldValues values = m_parts->mergedValues(planned.row, false);
    qsizetype existing = m_parts->contactExists.value(planned.row, -1);
    if (m_parts->listsAccounts())
        values[size_t(C::accountId)] = toValue(accountIdOf(planned.row));
    else if (planned.outcome.kind == Outcome::MergedIntoExisting)
        existing = planned.outcome.target;
    Contact contact;
    contact.scope = m_parts->context.territory;
    if (existing >= 0) {
        const Id<Contact> id = m_parts->existing.contacts[size_t(existing)].id;
        const auto ours = m_parts->existing.contact ? m_parts->existing.contact(id) : std::nullopt;
        contact = ours.value_or(contact);
        contact.id = id;
        assignGiven(contact, changesTo(kContact, ours ? fieldValues(*ours) : std::vector<Value>(), values,
                                       m_choices.merge, planned));
        planned.contactExists = true;
    } else {
        contact.id = m_parts->contactIdOf(planned.row);
        contact.importId = m_parts->batchId;
        assignGiven(contact, values);
    }
    planned.contact = std::move(contact);
}

std::vector<PlannedRow> ImportDraft::preview(qsizetype count) const
{
    std::vector<PlannedRow> rows;
    for (qsizetype i = 0; i < std::min(count, m_parts->table.rowCount()); ++i)
        rows.push_back(row(i));
    return rows;
}

QStringList ImportDraft::cells(qsizetype row) const
{
    QStringList cells;
    for (const QString &cell : m_parts->table.row(row).cells)
        cells.append(cleanedCell(cell).text);
    return cells;
}

ImportBatch ImportDraft::batch() const
{
    ImportBatch batch;
    batch.id = m_parts->batchId;
    batch.scope = m_parts->context.territory;
    batch.fileName = m_parts->file.fileName;
    batch.personId = m_parts->context.importedBy;
    batch.importedAt = m_parts->context.at;
    batch.rowsRead = m_parts->file.rows;
    batch.rowsImported = m_plan.imported + m_plan.merged;
    batch.rowsSetAside = qint64(m_plan.setAside.size());
    batch.state = ImportState::Done;
    return batch;
}

} // namespace legwork::importing
