// SPDX-License-Identifier: Apache-2.0
#include "qml/shell/pages.h"

#include "qml/session/router.h"

#include <array>

namespace legwork {

namespace {

struct Page {
    const char *name;
    Router::Kind kind;
    const char *file; // below the modules' root
};

constexpr std::array kPages = std::to_array<Page>({
    {"enrol", Router::Gate, "Start/EnrolPage.qml"},
    {"unlock", Router::Gate, "Start/UnlockPage.qml"},
    {"today", Router::Place, "Today/TodayPage.qml"},
    {"dayplan", Router::Detail, "Today/DayPlanPage.qml"},
    {"weekplan", Router::Detail, "Today/WeekPlanPage.qml"},
    {"accounts", Router::Place, "Accounts/AccountsPage.qml"},
    {"account", Router::Detail, "Accounts/AccountPage.qml"},
    {"search", Router::Detail, "Search/SearchPage.qml"}, // from a page, on a phone
    {"find", Router::Place,
     "Search/SearchPage.qml"}, // from the rail, on a tablet: what is found opens beside it
    {"visit", Router::Detail, "Visit/VisitPage.qml"},
    {"picture", Router::Detail, "Pictures/PicturePage.qml"},
    {"sync", Router::Place, "Sync/SyncPage.qml"},
    {"conflicts", Router::Detail, "Sync/ConflictsPage.qml"},
    {"lostrows", Router::Detail, "Sync/LostRowsPage.qml"},
    {"teamsync", Router::Detail, "Sync/TeamSyncPage.qml"},
    {"more", Router::Place, "Settings/MorePage.qml"},
    {"settings", Router::Detail, "Settings/SettingsPage.qml"},
    {"import", Router::Detail, "Importing/ImportPage.qml"},
});

} // namespace

void addPages(Router &router)
{
    for (const Page &page : kPages)
        router.addPage(QLatin1String(page.name), page.kind,
                       QUrl(QLatin1String("qrc:/qt/qml/Legwork/") + QLatin1String(page.file)));
}

} // namespace legwork
