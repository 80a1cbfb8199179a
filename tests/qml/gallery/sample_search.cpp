// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/gallery/sample_search.h"

#include "core/schema/rows.h"
#include "core/storage/search_marks.h"

namespace legwork::sample {

namespace {

using namespace Qt::StringLiterals;
using gallery::State;
using usecases::SearchGroup;
using usecases::SearchLine;

const QString kTyped = u"瑞康"_s;
const QString kAccount = u"华东瑞康医疗器械集团"_s;

usecases::MarkedText marked(const QString &text)
{
    return {text, storage::marksIn(text, storage::typedWords(kTyped))};
}

SearchLine line(int entityNo, const QString &title, const QString &snippet, QDate day = {},
                const QString &state = {})
{
    SearchLine made;
    made.entityNo = entityNo;
    made.id = Uuid::generate();
    made.title = marked(title);
    made.snippet = marked(snippet);
    made.accountId = Id<Account>::generate();
    made.accountName = kAccount;
    made.visitId = Id<Visit>::generate();
    made.day = day;
    made.state = state;
    return made;
}

std::vector<SearchGroup> found(QDate today)
{
    SearchLine own = line(Account::kEntityNo, kAccount, {});
    own.accountName.clear();
    own.city = u"苏州"_s;
    own.isMine = true;
    SearchLine other = line(Account::kEntityNo, u"无锡锐坤机电设备有限公司"_s, u"瑞康机电（旧名）"_s);
    other.accountName.clear();
    other.city = u"无锡"_s;
    return {
        {Account::kEntityNo, {own, other}, false},
        {Contact::kEntityNo, {line(Contact::kEntityNo, u"Rui-Kang Chen 陈瑞康"_s, u"采购总监"_s)}, false},
        {Commitment::kEntityNo,
         {line(Commitment::kEntityNo, u"周五前把瑞康的三年总拥有成本对比表发给李总"_s, {}, today.addDays(2),
               u"open"_s)},
         false},
        {Note::kEntityNo,
         {line(Note::kEntityNo, u"…听财务说，瑞康明年的设备预算要到三月才批，最好一月先给一个大概的数…"_s, {},
               today.addDays(-6)),
          line(Note::kEntityNo, u"瑞康新大楼的机房在地下二层，进货要走北门"_s, {}, today.addDays(-40))},
         true},
        {Visit::kEntityNo,
         {line(Visit::kEntityNo, {}, u"和瑞康的三位科长谈了维护合同"_s, today.addDays(-6), u"done"_s)},
         false},
    };
}

usecases::Recents lately()
{
    usecases::Recents recents;
    const auto brief = [](const QString &name, const QString &city, bool pinned) {
        return usecases::AccountBrief{Id<Account>::generate(), name, city, AccountClass::A, pinned};
    };
    recents.pinned = {brief(kAccount, u"苏州"_s, true),
                      brief(u"常熟云帆纺织科技股份有限公司"_s, u"苏州"_s, true)};
    recents.searches = {u"空调 噪声"_s, u"szrk"_s, u"trade-in offer"_s};
    recents.opened = {brief(u"昆山拓谱自动化"_s, u"苏州"_s, false),
                      brief(u"苏州恒泽精密机械有限公司"_s, u"苏州"_s, false),
                      brief(u"太仓港口物流有限公司"_s, u"苏州"_s, false)};
    return recents;
}

} // namespace

void fillSearch(SearchModel *model, QDate today, State state)
{
    if (!model->isSearch()) {
        model->show(state == State::Empty ? usecases::Recents() : lately());
        return;
    }
    auto groups = found(today);
    if (state == State::Empty || state == State::Error)
        groups.clear();
    if (state == State::Full) {
        for (SearchGroup &group : groups) {
            const SearchLine first = group.lines.front();
            while (group.lines.size() < size_t(SearchModel::kLinesOfEach))
                group.lines.push_back(first);
            group.hasMore = true;
            group.lines[1].title =
                marked(first.title.text + u"，瑞康以及所有与之有关的分公司、子公司和联营企业的很长的名称"_s);
        }
    }
    model->show(groups);
}

} // namespace legwork::sample
