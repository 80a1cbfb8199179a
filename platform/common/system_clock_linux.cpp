// SPDX-License-Identifier: Apache-2.0
#include "platform/common/system_clock.h"

#include <QDateTime>
#include <QFile>

#include <ctime>

namespace legwork {
namespace {

Uuid bootId()
{
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    if (file.open(QIODevice::ReadOnly)) {
        if (const auto id = Uuid::fromText(QString::fromLatin1(file.readAll()).trimmed()))
            return *id;
    }
    return Uuid::generate();
}

} // namespace

SystemClock::SystemClock()
    : m_boot(bootId())
{
}

EditStamp SystemClock::now() const
{
    timespec sinceBoot{};
    clock_gettime(CLOCK_BOOTTIME, &sinceBoot);
    return {Instant{QDateTime::currentMSecsSinceEpoch()}, m_boot,
            qint64(sinceBoot.tv_sec) * 1000 + sinceBoot.tv_nsec / 1'000'000};
}

} // namespace legwork
