// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QStringList>

/// legworkctl: one file in commands/ per command, one line in main.cpp that names it.
namespace legwork::ctl {

/// Does what the command is for and returns the program's exit code; `arguments` begin after its name.
using Run = int (*)(const QStringList &arguments);

int runCampaign(const QStringList &arguments);
int runCatalogue(const QStringList &arguments);
int runDay(const QStringList &arguments);
int runDemo(const QStringList &arguments);
int runImport(const QStringList &arguments);
int runLogic(const QStringList &arguments);
int runPlan(const QStringList &arguments);
int runPlaybook(const QStringList &arguments);
int runShots(const QStringList &arguments);
int runStatus(const QStringList &arguments);
int runWire(const QStringList &arguments);

/// What the program returns.
inline constexpr int kWell = 0;
inline constexpr int kFailed = 1;
inline constexpr int kMisused = 2;

/// Prints a line to standard output, or to standard error.
void say(const QString &line);
void complain(const QString &line);
/// Prints the error on standard error, and returns kFailed.
int report(const Error &error);

} // namespace legwork::ctl
