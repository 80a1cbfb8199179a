// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/recents.h"
#include "core/usecases/search.h"
#include "tests/unit/usecases/field_store.h"

#include <QTest>

#include <algorithm>

using namespace legwork;
using namespace legwork::usecases;
using namespace Qt::StringLiterals;

class UseCaseSearchTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;

    std::vector<SearchGroup> found(const QString &text, int entityNo = 0, int lines = 5)
    {
        return m_field->read([&](Reader &reader) {
            return usecases::search(reader, m_field->context(), {text, entityNo, lines}, {});
        });
    }
    static QStringList titlesOf(const std::vector<SearchGroup> &groups, int entityNo)
    {
        QStringList titles;
        for (const SearchGroup &group : groups) {
            if (group.entityNo != entityNo)
                continue;
            for (const SearchLine &line : group.lines)
                titles.append(line.title.text);
        }
        return titles;
    }
    static QString shown(const MarkedText &marked)
    {
        QString text = marked.text;
        for (auto mark = marked.marks.rbegin(); mark != marked.marks.rend(); ++mark) {
            text.insert(mark->from + mark->length, u']');
            text.insert(mark->from, u'[');
        }
        return text;
    }

private Q_SLOTS:
    void init() { m_field = std::make_unique<test::FieldStore>(); }

    void everyKind_isFound_andSaysWhereItBelongs()
    {
        const auto account = m_field->account(u"太湖大酒店"_s);
        const auto visit = m_field->visit(account, m_field->today(), VisitState::Done,
                                          [](Visit &row) { row.summary = u"谈了空调噪声"_s; });
        m_field->contact(account, u"噪声王"_s);
        const auto in = [&](auto row) {
            row.accountId = account;
            return row;
        };
        Commitment promise = in(Commitment{});
        promise.what = u"测一次噪声"_s;
        promise.dueOn = QDate(2026, 3, 4);
        promise.state = CommitmentState::Open;
        m_field->row(promise);
        Note note = in(Note{});
        note.text = u"噪声\n在三楼"_s;
        m_field->row(note);
        Objection objection = in(Objection{});
        objection.statement = u"噪声太大"_s;
        m_field->row(objection);
        Need need = in(Need{});
        need.statement = u"低噪声"_s;
        m_field->row(need);
        Moment moment = in(Moment{});
        moment.touchPoint = u"电话"_s;
        moment.reason = u"又是噪声"_s;
        moment.visitId = visit;
        m_field->row(moment);
        Opportunity opportunity = in(Opportunity{});
        opportunity.name = u"降噪声工程"_s;
        m_field->row(opportunity);
        Attachment picture = in(Attachment{});
        picture.fileName = u"a.jpg"_s;
        picture.caption = u"噪声来源"_s;
        m_field->row(picture);
        PlaybookRun run = in(PlaybookRun{});
        run.visitId = visit;
        const auto runId = m_field->row(run);
        Answer answer;
        answer.runId = runId;
        answer.value = u"噪声 60 分贝"_s;
        m_field->row(answer);

        const auto groups = found(u"噪声"_s);
        QCOMPARE(groups.size(), searchedKinds().size() - 1);
        for (const SearchGroup &group : groups) {
            QCOMPARE(group.lines.size(), size_t(1));
            QCOMPARE(group.lines[0].accountId, account);
            QCOMPARE(group.lines[0].accountName, u"太湖大酒店"_s);
            QVERIFY2(!group.lines[0].title.marks.empty() || !group.lines[0].snippet.marks.empty(),
                     entity(group.entityNo)->table);
        }
        const auto lineOf = [&](int no) {
            return std::find_if(groups.begin(), groups.end(),
                                [&](const SearchGroup &g) { return g.entityNo == no; })
                ->lines[0];
        };
        QCOMPARE(shown(lineOf(Note::kEntityNo).title), u"[噪声] 在三楼"_s);
        QCOMPARE(shown(lineOf(Visit::kEntityNo).snippet), u"谈了空调[噪声]"_s);
        QCOMPARE(lineOf(Visit::kEntityNo).visitId, visit);
        QCOMPARE(lineOf(Answer::kEntityNo).visitId, visit);
        QCOMPARE(lineOf(Moment::kEntityNo).visitId, visit);
        QCOMPARE(lineOf(Moment::kEntityNo).title.text, u"电话"_s);
        QCOMPARE(lineOf(Commitment::kEntityNo).day, QDate(2026, 3, 4));
        QCOMPARE(lineOf(Commitment::kEntityNo).state, u"open"_s);
    }

    void order_isExact_thenBeginning_thenInside_ownFirst()
    {
        m_field->account(u"中山公园店"_s);
        m_field->account(u"公园店"_s, [&](Account &row) { row.ownerId = m_field->colleague(); });
        m_field->account(u"公园店二部"_s, [&](Account &row) { row.ownerId = m_field->context().person; });
        m_field->account(u"公园店三部"_s, [&](Account &row) { row.ownerId = m_field->colleague(); });
        QCOMPARE(titlesOf(found(u"公园店"_s), Account::kEntityNo),
                 (QStringList{u"公园店"_s, u"公园店二部"_s, u"公园店三部"_s, u"中山公园店"_s}));
    }

    void moreThanIsShown_isSaid_andAllOfOneKindCanBeHad()
    {
        for (int i = 0; i < 30; ++i)
            m_field->account(u"连锁店 %1 号"_s.arg(i));
        const auto some = found(u"连锁"_s);
        QCOMPARE(some.size(), size_t(1));
        QCOMPARE(some[0].lines.size(), size_t(5));
        QVERIFY(some[0].hasMore);
        const auto all = found(u"连锁"_s, Account::kEntityNo, 100);
        QCOMPARE(all[0].lines.size(), size_t(30));
        QVERIFY(!all[0].hasMore);
    }

    void longText_isCutAroundTheHit()
    {
        const auto account = m_field->account(u"甲"_s);
        Note note;
        note.accountId = account;
        note.text = QString(300, u'前') + u"重点"_s + QString(300, u'后');
        m_field->row(note);
        const auto groups = found(u"重点"_s);
        const MarkedText &title = groups.at(0).lines.at(0).title;
        QVERIFY(title.text.size() < 100);
        QVERIFY(title.text.startsWith(u'…') && title.text.endsWith(u'…'));
        QCOMPARE(title.text.mid(title.marks.at(0).from, title.marks[0].length), u"重点"_s);
    }

    void deletedRows_areNotFound()
    {
        const auto account = m_field->account(u"即将消失"_s);
        QCOMPARE(found(u"消失"_s).size(), size_t(1));
        m_field->write([&](UnitOfWork &unit) { return unit.remove(account); });
        QVERIFY(found(u"消失"_s).empty());
    }

    void recents_areNewestFirst_once_andPinnedApart()
    {
        std::vector<Id<Account>> ids;
        for (const auto &name : {u"甲"_s, u"乙"_s, u"丙"_s})
            ids.push_back(m_field->account(name));
        m_field->write([&](UnitOfWork &unit) -> Status {
            for (const auto id : {ids[0], ids[1], ids[2], ids[0]}) {
                if (auto noted = noteOpened(unit, id); !noted)
                    return noted;
            }
            for (const auto &text : {u"空调"_s, u"太湖\n酒店"_s, u"空调"_s, u"  "_s, QString(200, u'x')}) {
                if (auto noted = noteSearch(unit, text); !noted)
                    return noted;
            }
            return setPinned(unit, ids[1], true);
        });
        const Recents now = m_field->read([](Reader &reader) { return recents(reader); });
        QCOMPARE(now.searches, (QStringList{u"空调"_s, u"太湖 酒店"_s}));
        QCOMPARE(now.pinned.size(), size_t(1));
        QCOMPARE(now.pinned[0].name, u"乙"_s);
        QCOMPARE(now.opened.size(), size_t(2));
        QCOMPARE(now.opened[0].name, u"甲"_s);
        QCOMPARE(now.opened[1].name, u"丙"_s);
        m_field->write([&](UnitOfWork &unit) { return setPinned(unit, ids[1], false); });
        QVERIFY(!m_field->read([&](Reader &reader) { return isPinned(reader, ids[1]); }));
        QVERIFY(m_field->waiting().empty()); // nothing of it is sent
    }

    void recents_haveABound_andForgetWhatIsGone()
    {
        Id<Account> last;
        for (int i = 0; i < 30; ++i) {
            last = m_field->account(u"店 %1"_s.arg(i));
            m_field->write([&](UnitOfWork &unit) { return noteOpened(unit, last); });
        }
        QCOMPARE(m_field->read([](Reader &reader) { return recents(reader); }).opened.size(),
                 size_t(kRecentAccountsMax));
        m_field->write([&](UnitOfWork &unit) { return unit.remove(last); });
        QCOMPARE(m_field->read([](Reader &reader) { return recents(reader); }).opened.size(),
                 size_t(kRecentAccountsMax) - 1);
        for (int i = 0; i < kPinnedAccountsMax; ++i)
            m_field->write([&](UnitOfWork &unit) { return setPinned(unit, Id<Account>::generate(), true); });
        QCOMPARE(m_field->refusal([&](UnitOfWork &unit) { return setPinned(unit, last, true); }),
                 u"pin.too-many"_s);
    }
};

QTEST_GUILESS_MAIN(UseCaseSearchTest)
#include "search_test.moc"
