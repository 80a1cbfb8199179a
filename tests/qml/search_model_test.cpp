// SPDX-License-Identifier: Apache-2.0
#include "qml/search/search_model.h"
#include "tests/unit/usecases/field_store.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace legwork;
using namespace Qt::StringLiterals;

class SearchModelTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::FieldStore> m_field;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<SearchModel> m_model;

    [[nodiscard]] QStringList lines() const
    {
        QStringList all;
        const auto *hits = static_cast<HitsModel *>(m_model->hits());
        for (const HitRow &row : hits->rows()) {
            if (row.type != u"none"_s)
                all.append(row.type + u':' + (row.title.isEmpty() ? row.kind : row.titleMarkup));
        }
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<test::FieldStore>();
        m_session = std::make_unique<Session>(nullptr);
        Services services;
        services.clock = &m_field->clock();
        services.store = &m_field->store();
        QSignalSpy ready(m_session.get(), &Session::ready);
        m_session->setServices(services);
        QVERIFY(ready.wait());
        m_model = std::make_unique<SearchModel>();
        m_model->setSession(m_session.get());
        m_model->componentComplete();
    }
    void cleanup()
    {
        m_model.reset();
        m_session.reset();
        m_field.reset();
    }

    void typing_showsHits_byKind_marked()
    {
        const auto account = m_field->account(u"太湖 <大> 酒店"_s);
        m_field->contact(account, u"酒保"_s);
        m_model->setQuery(u"酒"_s);
        QTRY_VERIFY(m_model->isAnswered());
        QCOMPARE(lines(), (QStringList{u"head:account"_s, u"hit:太湖 &lt;大&gt; <b>酒</b>店"_s,
                                       u"head:contact"_s, u"hit:<b>酒</b>保"_s}));
        QCOMPARE(m_model->hitCount(), 2);
        m_model->setQuery(u"酒店"_s);
        QTRY_VERIFY(m_model->isAnswered());
        QCOMPARE(m_model->hitCount(), 1);
        m_model->setQuery(u"没有这个"_s);
        QTRY_VERIFY(m_model->isAnswered());
        QVERIFY(lines().isEmpty());
    }

    void everyKeystroke_leavesOnlyTheLastAnswer()
    {
        for (int i = 0; i < 20; ++i)
            m_field->account(u"连锁酒店 %1"_s.arg(i));
        for (const QString &typed : {u"l"_s, u"lian"_s, u"lianso"_s, u"连锁"_s, u"连锁酒店 19"_s})
            m_model->setQuery(typed);
        QTRY_VERIFY(m_model->isAnswered());
        QCOMPARE(lines().join(u'\n'), u"head:account\nhit:<b>连锁酒店</b> <b>19</b>"_s);
    }

    void more_showsAllOfOneKind()
    {
        for (int i = 0; i < 9; ++i)
            m_field->account(u"连锁酒店 %1"_s.arg(i));
        m_model->setQuery(u"连锁"_s);
        QTRY_VERIFY(m_model->isAnswered());
        QCOMPARE(lines().constLast(), u"more:account"_s);
        QCOMPARE(m_model->hitCount(), SearchModel::kLinesOfEach);
        m_model->setKind(u"account"_s);
        QTRY_VERIFY(m_model->isAnswered());
        QCOMPARE(m_model->hitCount(), 9);
        m_model->setQuery({}); // an empty box begins anew, with all kinds
        QCOMPARE(m_model->kind(), QString());
    }

    void emptyBox_showsWhatWasDoneLately_andForgetsSearches()
    {
        const auto pinned = m_field->account(u"甲"_s);
        const auto opened = m_field->account(u"乙"_s);
        m_field->write([&](storage::UnitOfWork &unit) -> Status {
            if (auto noted = usecases::noteOpened(unit, opened); !noted)
                return noted;
            return usecases::setPinned(unit, pinned, true);
        });
        m_model->setQuery(u"甲"_s);
        QTRY_VERIFY(m_model->isAnswered());
        m_model->keepSearch();
        m_model->setQuery({});
        QTRY_COMPARE(lines(), (QStringList{u"pinned:"_s, u"hit:甲"_s, u"searches:"_s, u"query:甲"_s,
                                           u"forget:"_s, u"recent:"_s, u"hit:乙"_s}));
        m_model->forgetSearches();
        QTRY_COMPARE(lines().size(), 4);
    }

    void linesAreReused_notMadeAnew()
    {
        m_field->account(u"甲店"_s);
        m_field->account(u"甲乙店"_s);
        m_model->setQuery(u"甲"_s);
        QTRY_VERIFY(m_model->isAnswered());
        QSignalSpy reset(m_model->hits(), &QAbstractItemModel::modelReset);
        QSignalSpy removed(m_model->hits(), &QAbstractItemModel::rowsRemoved);
        m_model->setQuery(u"甲乙"_s);
        QTRY_VERIFY(m_model->isAnswered());
        QCOMPARE(reset.count(), 0);
        QCOMPARE(removed.count(), 0);
        QCOMPARE(m_model->hits()->count(), int(HitsModel::kAlways));
    }
};

QTEST_GUILESS_MAIN(SearchModelTest)
#include "search_model_test.moc"
