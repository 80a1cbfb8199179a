// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/gallery/views.h"

namespace legwork::gallery {

namespace {

using namespace Qt::StringLiterals;

constexpr QSize kPhone(412, 915);
constexpr QSize kTablet(1280, 800);
constexpr int kSheetHeight = 2200; // every specimen on one picture

std::vector<View> makeViews()
{
    const QVariantMap visit{{u"visitId"_s, u"华东瑞康医疗器械集团"_s}};
    const QVariantMap account{{u"accountId"_s, u"2"_s}};
    const std::vector<State> all{State::Typical, State::Empty, State::Full, State::Error};
    const std::vector<State> filled{State::Typical, State::Full};
    const auto part = [](int number) { return QVariantMap{{u"part"_s, number}}; };
    const auto tab = [](int number) { return QVariantMap{{u"tab"_s, number}}; };
    const auto sheet = [](const QString &name) {
        View view{name, name, {}, {}, u"controls"_s};
        view.height = kSheetHeight;
        return view;
    };
    return {
        {u"enrol"_s, u"enrol"_s},
        {u"unlock"_s, u"unlock"_s, {{u"reasonCode"_s, u"keystore.unavailable"_s}}},
        {u"unlock-corrupt"_s, u"unlock"_s, {{u"reasonCode"_s, u"storage.corrupt"_s}}},
        {u"today"_s, u"today"_s, {}, {}, {}, {}, {}, all},
        {u"dayplan"_s, u"dayplan"_s, {}, {}, u"today"_s, {}, {}, all},
        {u"weekplan"_s, u"weekplan"_s, {}, {}, u"today"_s, {}, {}, all},
        {u"weekplan-put-in"_s,
         u"weekplan"_s,
         {},
         {},
         u"today"_s,
         u"openLeftOut"_s,
         u"太仓港口物流有限公司"_s},
        {u"accounts"_s, u"accounts"_s, {}, {}, {}, {}, {}, all},
        {u"account"_s, u"account"_s, account, {}, u"accounts"_s, {}, {}, all},
        {u"account-people"_s, u"account"_s, account, tab(1), u"accounts"_s, {}, {}, filled},
        {u"account-history"_s, u"account"_s, account, tab(2), u"accounts"_s, {}, {}, filled},
        {u"account-facts"_s, u"account"_s, account, tab(3), u"accounts"_s, {}, {}, filled},
        {u"account-move"_s, u"account"_s, account, tab(3), u"accounts"_s, u"chooseTerritory"_s},
        {u"search"_s, u"search"_s, {{u"query"_s, u"瑞康"_s}}, {}, u"accounts"_s, {}, {}, all},
        {u"search-recent"_s, u"search"_s, {}, {}, u"today"_s},
        {u"visit-prepare"_s, u"visit"_s, visit, part(0), u"today"_s, {}, {}, all},
        {u"visit-talk"_s, u"visit"_s, visit, part(1), u"today"_s},
        {u"visit-capture"_s, u"visit"_s, visit, part(1), u"today"_s, u"capture"_s, u"promise"_s},
        {u"visit-wrapup"_s, u"visit"_s, visit, part(2), u"today"_s, {}, {}, filled},
        {u"picture"_s, u"picture"_s, {{u"pictureId"_s, u"p"_s}}, {}, u"accounts"_s},
        {u"sync"_s, u"sync"_s, {}, {}, {}, {}, {}, all},
        {u"conflicts"_s, u"conflicts"_s, {}, {}, u"more"_s, {}, {}, all},
        {u"lostrows"_s, u"lostrows"_s, {}, {}, u"sync"_s, {}, {}, all},
        {u"teamsync"_s, u"teamsync"_s, {}, {}, u"sync"_s, {}, {}, all},
        {u"import"_s, u"import"_s, {}, {}, u"more"_s, {}, {}, all},
        {u"more"_s, u"more"_s},
        {u"settings"_s, u"settings"_s, {}, {}, u"more"_s},
        sheet(u"controls-buttons"_s),
        sheet(u"controls-fields"_s),
        sheet(u"controls-choices"_s),
        sheet(u"controls-rows"_s),
        sheet(u"controls-messages"_s),
        sheet(u"controls-charts"_s),
    };
}

} // namespace

QString Look::name() const
{
    return u"%1-%2-%3"_s.arg(size.width() == kPhone.width() ? u"phone"_s : u"tablet"_s, language.left(2),
                             scheme);
}

QString stateName(State state)
{
    switch (state) {
    case State::Typical:
        return u"typical"_s;
    case State::Empty:
        return u"empty"_s;
    case State::Full:
        return u"full"_s;
    case State::Error:
        return u"error"_s;
    }
    return {};
}

const std::vector<View> &everyView()
{
    static const std::vector<View> views = makeViews();
    return views;
}

std::vector<Look> everyLook()
{
    std::vector<Look> looks;
    for (const QSize &size : {kPhone, kTablet}) {
        for (const QString &language : {u"zh_CN"_s, u"en"_s}) {
            for (const QString &scheme : {u"light"_s, u"dark"_s, u"contrast"_s})
                looks.push_back({size, language, scheme});
        }
    }
    return looks;
}

std::vector<Look> approvedLooks(const View &view, State state)
{
    if (view.height > 0)
        return {{kPhone, u"zh_CN"_s, u"light"_s},
                {kTablet, u"en"_s, u"dark"_s},
                {kTablet, u"zh_CN"_s, u"contrast"_s}};
    if (state == State::Typical)
        return everyLook();
    return {{kPhone, u"zh_CN"_s, u"light"_s}, {kTablet, u"en"_s, u"dark"_s}};
}

} // namespace legwork::gallery
