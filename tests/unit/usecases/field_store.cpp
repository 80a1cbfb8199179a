// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/usecases/field_store.h"

#include "core/storage/remote_round.h"

namespace legwork::test {
namespace {

using namespace legwork::storage;
using namespace legwork::usecases;

const Uuid kTerritory = Uuid::derive("test", "territory");
const Uuid kCompany = Uuid::derive("test", "company");

Status enrolled(UnitOfWork &unit, Id<Person> person, Id<Person> colleague)
{
    const Company company{{kCompany}, kCompany, QStringLiteral("长风设备"), QStringLiteral("CNY")};
    const Territory territory{{kTerritory}, kCompany, QStringLiteral("苏州一区"), QStringLiteral("苏州")};
    Person own;
    own.id = person;
    own.scope = kCompany;
    own.name = QStringLiteral("林晓");
    Person other;
    other.id = colleague;
    other.scope = kCompany;
    other.name = QStringLiteral("周航");
    for (const Status &done :
         {unit.insert(company), unit.insert(territory), unit.insert(own), unit.insert(other),
          setMeta(unit.connection(), known::kPerson, toValue(person)),
          setMeta(unit.connection(), known::kCompany, toValue(kCompany)),
          setMeta(unit.connection(), known::kDevice, toValue(Uuid::generate())),
          setMeta(unit.connection(), known::kServer, QStringLiteral("https://example.invalid"))}) {
        if (!done)
            return done;
    }
    return {};
}

Status decided(sqlite::Connection &writer, storage::Capture &capture,
               const std::vector<Operation> &operations, Verdict verdict, const QString &code, qint64 seq,
               Instant now)
{
    std::vector<Outcome> outcomes;
    for (const Operation &operation : operations) {
        Outcome outcome;
        outcome.opNo = operation.opNo;
        outcome.verdict = verdict;
        outcome.seq = seq;
        outcome.code = code;
        outcomes.push_back(outcome);
    }
    const std::vector<ScopeGrant> grants = {{kTerritory, int(ScopeKind::Territory)},
                                            {kCompany, int(ScopeKind::Company)}};
    RemoteRound round(writer, capture);
    for (const std::function<Status()> &step : std::initializer_list<std::function<Status()>>{
             [&] { return round.begin(); }, [&] { return round.settle(outcomes, now); },
             [&] { return round.grant(grants); },
             [&]() -> Status {
                 for (const Operation &operation : operations) {
                     if (verdict == Verdict::Rejected)
                         break;
                     // What was sent comes back as the state of its row.
                     RowBatch batch;
                     batch.entityNo = operation.entityNo;
                     batch.ids = {operation.rowId};
                     batch.scopes = {operation.scope};
                     batch.seqs = {seq};
                     batch.deleted = {operation.kind == OperationKind::Delete};
                     for (const FieldEdit &edit : operation.fields) {
                         batch.fieldNos.push_back(edit.fieldNo);
                         batch.columns.push_back({std::optional<Value>(edit.value)});
                     }
                     if (auto applied = round.apply(batch); !applied)
                         return applied;
                 }
                 return {};
             },
             [&]() -> Status {
                 const auto done = round.commitCut(seq);
                 return done ? Status() : Status(forward(done));
             }}) {
        if (auto done = step(); !done)
            return done;
    }
    return {};
}

} // namespace

FieldStore::FieldStore()
    : m_colleague(Id<Person>::generate())
{
    m_library = unwrapped(PlaybookLibrary::shipped());
    m_store = unwrapped(Store::open({m_folder.path(), &m_keys, &m_clock}));
    const Id<Person> person = Id<Person>::generate();
    write([&](UnitOfWork &unit) { return enrolled(unit, person, m_colleague); });
    decide(Verdict::Applied);
    m_context = read([](Reader &reader) { return usecases::context(reader); });
}

Id<Account> FieldStore::account(const QString &name, const std::function<void(Account &)> &change)
{
    Account made;
    made.name = name;
    made.ownerId = m_context.person;
    return row<Account>(made, change);
}

Id<Contact> FieldStore::contact(Id<Account> account, const QString &name,
                                const std::function<void(Contact &)> &change)
{
    Contact made;
    made.accountId = account;
    made.name = name;
    return row<Contact>(made, change);
}

Id<Visit> FieldStore::visit(Id<Account> account, QDate day, VisitState state,
                            const std::function<void(Visit &)> &change)
{
    Visit made;
    made.accountId = account;
    made.personId = m_context.person;
    made.purpose = VisitPurpose::Routine;
    made.plannedOn = day;
    made.state = state;
    if (state == VisitState::CheckedIn || state == VisitState::Done)
        made.checkInAt = Instant::from(QDateTime(day, QTime(10, 0)));
    return row<Visit>(made, change);
}

void FieldStore::decide(Verdict verdict, const QString &code)
{
    const std::vector<Operation> operations = waiting();
    ++m_seq;
    unwrapped(m_store
                  ->synchronise([&](sqlite::Connection &writer, storage::Capture &capture) {
                      return decided(writer, capture, operations, verdict, code, m_seq, now());
                  })
                  .result());
}

std::vector<Operation> FieldStore::waiting()
{
    return read([](Reader &reader) { return undecided(reader.connection(), 1'000'000); });
}

} // namespace legwork::test
