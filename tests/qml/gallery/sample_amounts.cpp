// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/gallery/sample_amounts.h"

namespace legwork::sample {

namespace {

using namespace Qt::StringLiterals;

constexpr int kTimes = 4;

const QString kLongName =
    u"上海外高桥保税区国际精密仪器设备进出口贸易（集团）有限责任公司苏州分公司 Suzhou Branch"_s;
const QString kLongText =
    u"三号线换线时间要压到二十分钟以内，否则二季度的订单接不下来；技术、采购和分管副总三方都要签字，"
    u"而副总下周去德国看展，回来之前不会定。The plant manager wants a written comparison of both offers first."_s;

bool isBare(State state) { return state == State::Empty || state == State::Error; }

/// The same rows over and over, each with an id of its own.
template<class Row>
void multiply(std::vector<Row> &rows)
{
    const std::vector<Row> once = rows;
    for (int round = 1; round < kTimes; ++round) {
        for (Row row : once) {
            if constexpr (requires { row.id; })
                row.id += u'-' + QString::number(round);
            rows.push_back(std::move(row));
        }
    }
}

template<class Row, class... Rows>
void multiplyAll(std::vector<Row> &first, Rows &...others)
{
    multiply(first);
    (multiply(others), ...);
}

} // namespace

void adapt(TodayModel::Day &day, State state)
{
    if (isBare(state))
        day = {};
    if (state != State::Full)
        return;
    multiplyAll(day.visits, day.promises);
    day.visits[1].accountName = kLongName;
    day.visits[1].address = kLongText;
    day.promises[0].what = kLongText;
    day.promises[0].accountName = kLongName;
}

void adapt(usecases::DayProposal &proposal, State state)
{
    if (isBare(state))
        proposal = {};
    if (state != State::Full)
        return;
    multiply(proposal.stops);
    proposal.stops[0].accountName = kLongName;
    proposal.stops[0].address = kLongText;
    proposal.distanceM *= 40;
    proposal.travelMinutes *= 9;
}

void adapt(usecases::WeekProposal &week, State state)
{
    if (isBare(state))
        week = {};
    if (state != State::Full)
        return;
    const QDate first = week.today;
    week.days.resize(1);
    while (week.days.size() < 7) {
        week.days.push_back(week.days.front());
        week.days.back().date = first.addDays(qint64(week.days.size()) - 1);
    }
    week.days[0].stops[0].item.accountName = kLongName;
    multiply(week.leftOut);
}

void adapt(std::vector<AccountRow> &accounts, State state)
{
    if (isBare(state))
        accounts.clear();
    if (state != State::Full)
        return;
    multiply(accounts);
    accounts[0].name = kLongName;
    accounts[0].industry = kLongText;
    accounts[0].openPromises = 128;
}

void adapt(AccountModel::Account &account, State state)
{
    if (isBare(state)) {
        AccountModel::Account bare;
        bare.name = account.name;
        bare.accountClass = account.accountClass;
        account = bare;
    }
    if (state != State::Full)
        return;
    multiplyAll(account.contacts, account.visits, account.promises, account.needs, account.objections,
                account.notes, account.opportunities, account.facts, account.otherTerritories);
    account.name = kLongName;
    account.shortName = kLongName;
    account.address = kLongText;
    account.industry = kLongName;
    account.contacts[0].name = u"Maximiliane Freifrau von und zu Hohenstein-Langenburg"_s;
    account.contacts[0].post = kLongName;
    account.promises[0].what = kLongText;
    account.opportunities[0].name = kLongText;
    account.opportunities[0].amountMinor = 987'654'321'000;
    account.visits[0].summary = kLongText + kLongText;
    account.facts[0].value = kLongText;
    account.unsent = 1204;
    account.openConflicts = 31;
    account.scores = {-3, -2, -1, 0, 1, 2, 3, 2, 1, 0, -1, -2};
}

void adapt(VisitModel::Visit &visit, State state)
{
    if (isBare(state)) {
        VisitModel::Visit bare;
        bare.visit = visit.visit;
        bare.visit.summary.clear();
        bare.visit.nextStep.clear();
        bare.visit.scored = false;
        visit = bare;
    }
    if (state != State::Full)
        return;
    multiplyAll(visit.contacts, visit.promises, visit.objections, visit.needs, visit.captured);
    visit.visit.accountName = kLongName;
    visit.visit.address = kLongText;
    visit.visit.summary = kLongText + kLongText;
    visit.visit.nextStep = kLongText;
    visit.lastVisit.summary = kLongText;
    visit.promises[0].what = kLongText;
    visit.objections[0].text = kLongText;
    visit.otherOpenAccount = kLongName;
}

void adapt(std::vector<EditRow> &edits, State state)
{
    if (isBare(state))
        edits.clear();
    if (state != State::Full)
        return;
    multiply(edits);
    edits[0].title = kLongName;
    edits[0].fields = u"mobile,email,jobTitle,department,birthday"_s;
}

void adapt(std::vector<LostRowRow> &rows, State state)
{
    if (isBare(state))
        rows.clear();
    if (state != State::Full)
        return;
    multiply(rows);
    rows[0].title = kLongName;
    rows[0].waiting = 12'345;
}

void adapt(std::vector<TeamDeviceRow> &devices, State state)
{
    if (isBare(state))
        devices.clear();
    if (state != State::Full)
        return;
    multiply(devices);
    devices[0].personName = kLongName;
    devices[0].missing = 12'345;
}

void adapt(std::vector<ConflictRow> &conflicts, State state)
{
    if (isBare(state))
        conflicts.clear();
    if (state != State::Full)
        return;
    multiply(conflicts);
    conflicts[0].title = kLongName;
    conflicts[0].mine = kLongText;
    conflicts[0].theirs = kLongText + kLongText;
    conflicts[0].base = kLongText;
}

void adapt(ImportModel::Import &import, State state)
{
    if (isBare(state))
        import = {};
    if (state != State::Full)
        return;
    multiplyAll(import.columns, import.duplicates, import.setAside, import.preview);
    import.fileName = u"华东大区全部经销商与终端门店清单-2026年第三季度-最终版-已核对.csv"_s;
    import.rowCount = 1'284'000;
    import.imported = 1'263'417;
    import.preview[0].name = kLongName;
}

} // namespace legwork::sample
