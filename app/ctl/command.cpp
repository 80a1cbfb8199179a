// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/command.h"

#include <cstdio>

namespace legwork::ctl {
namespace {

void print(FILE *to, const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), to);
    std::fflush(to);
}

} // namespace

void say(const QString &line) { print(stdout, line); }

void complain(const QString &line) { print(stderr, line); }

int report(const Error &error)
{
    QString line = QStringLiteral("legworkctl: ") + error.code;
    if (!error.arguments.isEmpty())
        line += QStringLiteral(" (") + error.arguments.join(QStringLiteral(", ")) + u')';
    complain(line);
    return kFailed;
}

} // namespace legwork::ctl
