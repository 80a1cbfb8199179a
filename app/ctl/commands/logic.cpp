// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/command.h"
#include "core/playbook/logic/logic_suite.h"

#include <QFile>

namespace legwork::ctl {

int runLogic(const QStringList &arguments)
{
    if (arguments.isEmpty()) {
        complain(QStringLiteral("legworkctl logic FILE..."));
        return kMisused;
    }
    int passed = 0;
    qsizetype failed = 0;
    for (const QString &name : arguments) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            return report({QStringLiteral("logic.no-file"), Advice::AskUser, {name, file.errorString()}});
        const auto suite = LogicSuite::run(file.readAll());
        if (!suite)
            return report(suite.error());
        for (const QString &failure : suite->failures)
            say(QStringLiteral("  ") + failure);
        say(QStringLiteral("%1: %2 passed, %3 failed")
                .arg(name)
                .arg(suite->passed)
                .arg(suite->failures.size()));
        passed += suite->passed;
        failed += suite->failures.size();
    }
    if (arguments.size() > 1)
        say(QStringLiteral("%1 passed, %2 failed").arg(passed).arg(failed));
    return failed == 0 ? kWell : kFailed;
}

} // namespace legwork::ctl
