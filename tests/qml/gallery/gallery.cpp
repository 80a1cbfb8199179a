// SPDX-License-Identifier: Apache-2.0
// Shows every page with made-up content. With --pictures FOLDER it writes a picture of each page, phone and tablet,
// in both languages and the given appearances, and ends.
#include "qml/session/language.h"
#include "qml/session/router.h"
#include "qml/session/session.h"
#include "qml/shell/shell.h"
#include "tests/qml/gallery/sample_content.h"

#include <QCommandLineParser>
#include <QDir>
#include <QGuiApplication>
#include <QQuickItem>
#include <QQuickWindow>

#include <cstdio>

namespace {

using namespace legwork;
using namespace Qt::StringLiterals;

struct View {
    const char *name;
    const char *page;
    QVariantMap arguments = {};
    QVariantMap pageProperties = {}; ///< Set on the page when it stands.
    const char *under = nullptr;     ///< Place shown beside it on a tablet.
    const char *call = nullptr;      ///< Method of the page, called with `callArgument` if there is one.
    QString callArgument = {};
};

std::vector<View> views()
{
    const QVariantMap visit{{u"visitId"_s, u"v"_s}};
    const QVariantMap account{{u"accountId"_s, u"a"_s}};
    return {
        {"enrol", "enrol"},
        {"unlock", "unlock", {{u"reasonCode"_s, u"keystore.unavailable"_s}}},
        {"unlock-corrupt", "unlock", {{u"reasonCode"_s, u"storage.corrupt"_s}}},
        {"today", "today"},
        {"dayplan", "dayplan", {}, {}, "today"},
        {"weekplan", "weekplan", {}, {}, "today"},
        {"weekplan-put-in", "weekplan", {}, {}, "today", "openLeftOut", u"太仓港口物流有限公司"_s},
        {"accounts", "accounts"},
        {"account", "account", account, {}, "accounts"},
        {"account-people", "account", account, {{u"tab"_s, 1}}, "accounts"},
        {"account-history", "account", account, {{u"tab"_s, 2}}, "accounts"},
        {"account-facts", "account", account, {{u"tab"_s, 3}}, "accounts"},
        {"account-move", "account", account, {{u"tab"_s, 3}}, "accounts", "chooseTerritory"},
        {"visit-prepare", "visit", visit, {{u"part"_s, 0}}, "today"},
        {"visit-talk", "visit", visit, {{u"part"_s, 1}}, "today"},
        {"visit-capture", "visit", visit, {{u"part"_s, 1}}, "today", "capture", u"promise"_s},
        {"visit-wrapup", "visit", visit, {{u"part"_s, 2}}, "today"},
        {"picture", "picture", {{u"pictureId"_s, u"p"_s}}, {}, "accounts"},
        {"sync", "sync"},
        {"conflicts", "conflicts", {}, {}, "more"},
        {"teamsync", "teamsync", {}, {}, "sync"},
        {"import", "import", {}, {}, "more"},
        {"more", "more"},
        {"settings", "settings", {}, {}, "more"},
    };
}

void settle(int rounds = 12)
{
    for (int i = 0; i < rounds; ++i)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void fillBelow(QQuickItem *item, const QString &page, QDate today)
{
    if (auto *model = item->property("model").value<QObject *>())
        sample::fill(page, model, today);
    for (QQuickItem *child : item->childItems())
        fillBelow(child, page, today);
}

void fillOpenPages(Shell &shell, const QString &page)
{
    fillBelow(shell.window()->contentItem(), page, shell.session().todayDate());
}

} // namespace

int main(int argc, char *argv[])
{
    QGuiApplication app(argc, argv);
    QCommandLineParser arguments;
    arguments.addHelpOption();
    arguments.addOption({u"pictures"_s, u"Write pictures into this folder."_s, u"folder"_s});
    arguments.addOption({u"only"_s, u"Only views whose name begins so."_s, u"name"_s});
    arguments.addOption(
        {u"scheme"_s, u"light, dark or contrast; commas between."_s, u"schemes"_s, u"light,dark"_s});
    arguments.addOption({u"language"_s, u"zh_CN or en; commas between."_s, u"languages"_s, u"zh_CN,en"_s});
    arguments.addOption({u"size"_s, u"phone or tablet; commas between."_s, u"sizes"_s, u"phone,tablet"_s});
    arguments.process(app);

    Shell shell{Services{}};
    if (const Status loaded = shell.load(); !loaded) {
        std::fprintf(stderr, "%s\n", qPrintable(loaded.error().arguments.join(u'\n')));
        return 1;
    }
    usecases::Context person;
    person.personName = u"林晓"_s;
    person.territoryName = u"苏州大区"_s;
    person.deviceName = u"Tablet 07"_s;
    person.server = u"https://legwork.example.cn"_s;
    shell.session().showPerson(person);
    shell.session().setReducedMotion(arguments.isSet(u"pictures"_s));
    shell.session().showWaiting(7, 2, false);
    shell.show();
    if (!arguments.isSet(u"pictures"_s)) {
        shell.router().openPage(u"today"_s);
        fillOpenPages(shell, u"today"_s);
        return app.exec();
    }
    QDir folder(arguments.value(u"pictures"_s));
    folder.mkpath(u"."_s);
    for (const QString &size : arguments.value(u"size"_s).split(u',')) {
        shell.resize(size == u"phone"_s ? 412 : 1280, size == u"phone"_s ? 915 : 800);
        for (const QString &language : arguments.value(u"language"_s).split(u',')) {
            shell.language().setCurrent(language);
            for (const QString &scheme : arguments.value(u"scheme"_s).split(u',')) {
                shell.session().setScheme(scheme);
                for (const View &view : views()) {
                    const QString name = QString::fromLatin1(view.name);
                    if (!name.startsWith(arguments.value(u"only"_s)))
                        continue;
                    shell.router().openPage(u"enrol"_s); // so that the page is made anew
                    if (view.under)
                        shell.router().openPage(QString::fromLatin1(view.under));
                    shell.router().openPage(QString::fromLatin1(view.page), view.arguments);
                    settle(3);
                    QQuickItem *page = shell.topPage();
                    if (!page) {
                        std::fprintf(stderr, "no page %s\n", view.page);
                        return 1;
                    }
                    for (const auto &[property, value] : view.pageProperties.asKeyValueRange())
                        page->setProperty(property.toLatin1().constData(), value);
                    fillOpenPages(shell, QString::fromLatin1(view.page));
                    if (view.call && view.callArgument.isEmpty())
                        QMetaObject::invokeMethod(page, view.call);
                    else if (view.call)
                        QMetaObject::invokeMethod(page, view.call, Q_ARG(QString, view.callArgument));
                    settle();
                    shell.grab().save(
                        folder.filePath(u"%1-%2-%3-%4.png"_s.arg(name, size, language, scheme)));
                }
            }
        }
    }
    return 0;
}
