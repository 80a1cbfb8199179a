// SPDX-License-Identifier: Apache-2.0
#include "qml/session/router.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace legwork;
using namespace Qt::StringLiterals;

class RouterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_router = std::make_unique<Router>(nullptr);
        m_router->addPage(u"today"_s, Router::Place, QUrl(u"qrc:/Today.qml"_s));
        m_router->addPage(u"accounts"_s, Router::Place, QUrl(u"qrc:/Accounts.qml"_s));
        m_router->addPage(u"account"_s, Router::Detail, QUrl(u"qrc:/Account.qml"_s));
        m_router->addPage(u"visit"_s, Router::Detail, QUrl(u"qrc:/Visit.qml"_s));
        m_router->addPage(u"enrol"_s, Router::Gate, QUrl(u"qrc:/Enrol.qml"_s));
        m_tester = std::make_unique<QAbstractItemModelTester>(m_router.get());
    }

    void unknownPage_isRefused_andNothingChanges()
    {
        m_router->openPage(u"today"_s);
        QVERIFY(!m_router->openPage(u"nowhere"_s));
        QCOMPARE(m_router->page(), u"today"_s);
    }

    void details_stackUpOnThePlace_andGoBackOneByOne()
    {
        m_router->openPage(u"today"_s);
        m_router->openPage(u"visit"_s, {{u"visitId"_s, u"1"_s}});
        m_router->openPage(u"account"_s, {{u"accountId"_s, u"2"_s}});
        QCOMPARE(m_router->depth(), 3);
        QCOMPARE(m_router->place(), u"today"_s);
        QVERIFY(m_router->back());
        QCOMPARE(m_router->page(), u"visit"_s);
        QVERIFY(m_router->back());
        QVERIFY(!m_router->back());
        QCOMPARE(m_router->page(), u"today"_s);
    }

    void detail_isWhatWasChosenOnThePlace_howeverManyPagesFollow()
    {
        m_router->openPage(u"today"_s);
        QVERIFY(m_router->detailPage().isEmpty() && m_router->detail().isEmpty());
        m_router->openPage(u"visit"_s, {{u"visitId"_s, u"1"_s}});
        m_router->openPage(u"account"_s, {{u"accountId"_s, u"2"_s}});
        QCOMPARE(m_router->detailPage(), u"visit"_s);
        QCOMPARE(m_router->detail(), (QVariantMap{{u"visitId"_s, u"1"_s}}));
    }

    void samePageWithSameArguments_isNotOpenedTwice()
    {
        m_router->openPage(u"today"_s);
        m_router->openPage(u"visit"_s, {{u"visitId"_s, u"1"_s}});
        m_router->openPage(u"visit"_s, {{u"visitId"_s, u"1"_s}});
        QCOMPARE(m_router->depth(), 2);
        m_router->openPage(u"visit"_s, {{u"visitId"_s, u"2"_s}});
        QCOMPARE(m_router->depth(), 3);
    }

    void choosingInAList_replacesWhatWasOpenBesideIt()
    {
        m_router->openPage(u"accounts"_s);
        m_router->showDetail(u"account"_s, {{u"accountId"_s, u"1"_s}});
        m_router->openPage(u"visit"_s, {{u"visitId"_s, u"9"_s}});
        m_router->showDetail(u"account"_s, {{u"accountId"_s, u"2"_s}});
        QCOMPARE(m_router->depth(), 2);
        QVERIFY(!m_router->showDetail(u"today"_s));
    }

    void tappingThePlaceAgain_closesItsDetails_withoutLeavingIt()
    {
        m_router->openPage(u"today"_s);
        m_router->openPage(u"visit"_s, {{u"visitId"_s, u"1"_s}});
        QSignalSpy removed(m_router.get(), &QAbstractItemModel::rowsRemoved);
        m_router->openPage(u"today"_s);
        QCOMPARE(m_router->depth(), 1);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(removed.at(0).at(1).toInt(), 1); // the place itself stayed
    }

    void gate_beginsANewPath()
    {
        m_router->openPage(u"today"_s);
        m_router->openPage(u"visit"_s, {{u"visitId"_s, u"1"_s}});
        m_router->openPage(u"enrol"_s);
        QCOMPARE(m_router->depth(), 1);
        QCOMPARE(m_router->place(), u"enrol"_s);
    }

private:
    std::unique_ptr<Router> m_router;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(RouterTest)
#include "router_test.moc"
