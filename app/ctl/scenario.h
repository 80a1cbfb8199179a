// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/device_process.h"
#include "core/base/geo.h"

#include <functional>

/// What an account manager does on a device, step by step, through its pages.
namespace legwork::ctl {

/// Called with the name of what is on the screen, for pictures.
using Moment = std::function<Status(const QString &)>;

struct VisitTexts {
    QString need;
    QString objection;
    QString promise;
    int score = 0;
    QString summary;
    QString nextStep;
};

/// Texts for a visit; different numbers give different ones.
[[nodiscard]] VisitTexts visitTexts(int number);

[[nodiscard]] Status openPage(DeviceProcess &device, const QString &page, const QJsonObject &with = {});
/// The rows of a list of the page on the screen.
[[nodiscard]] Result<QJsonArray> listRows(DeviceProcess &device, const QString &list, const QString &of = {});

/// Today's visits that have not begun, after planning the day when there are fewer than `wanted`.
[[nodiscard]] Result<QJsonArray> visitsToMake(DeviceProcess &device, int wanted, const Moment &moment = {});

/// Visits added for today to customers of a city, found by the search.
[[nodiscard]] Result<QJsonArray> visitsInCity(DeviceProcess &device, const QString &city, int wanted,
                                              const Moment &moment = {});

/// One visit from the checklist to the check-out. `at`: where the device is.
[[nodiscard]] Status makeVisit(DeviceProcess &device, const QString &visitId, GeoPoint at,
                               const VisitTexts &texts, const Moment &moment = {});

/// Goes on with a visit, however far it has come: as makeVisit, without what is done already.
[[nodiscard]] Status workOnVisit(DeviceProcess &device, const QString &visitId, GeoPoint at,
                                 const VisitTexts &texts);
/// Writes down what was heard on a visit, and nothing else.
[[nodiscard]] Status noteOnVisit(DeviceProcess &device, const QString &visitId, const VisitTexts &texts);

/// Changes a fact of an account on its page.
[[nodiscard]] Status editAccount(DeviceProcess &device, const QString &accountId, const QString &field,
                                 const QString &text);

} // namespace legwork::ctl
