// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QStringList>

namespace legwork {

/// How the app was started.
struct LaunchOptions {
    QString profile;          ///< Folder of the device's data.
    QString language;         ///< "zh_CN" or "en"; empty: as the system prefers.
    QString developerKeyFile; ///< Empty: the platform's key store.
    QString enrolmentLink;    ///< Enrol with it when the device is not enrolled.
    QString play;             ///< Script of steps, "-" for standard input; empty: none.
    bool isHeadless = false;
    bool serverIsHere = false;

    /// Error: launch.option (AskUser; argument 1: what is wrong with which option).
    [[nodiscard]] static Result<LaunchOptions> parse(const QStringList &arguments);
    [[nodiscard]] static QString help();
};

} // namespace legwork
