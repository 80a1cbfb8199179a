// SPDX-License-Identifier: Apache-2.0
#include "platform/common/system_clock.h"

#include <QDateTime>

#include <array>
#include <mach/mach_time.h>
#include <sys/sysctl.h>

namespace legwork {
namespace {

Uuid bootId()
{
    std::array<char, 64> text{};
    size_t size = text.size();
    if (sysctlbyname("kern.bootsessionuuid", text.data(), &size, nullptr, 0) == 0) {
        if (const auto id = Uuid::fromText(QString::fromLatin1(text.data())))
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
    static const mach_timebase_info_data_t base = [] {
        mach_timebase_info_data_t info{};
        mach_timebase_info(&info);
        return info;
    }();
    // mach_continuous_time goes on counting while the device sleeps; mach_absolute_time does not.
    const auto ns = static_cast<unsigned __int128>(mach_continuous_time()) * base.numer / base.denom;
    return {Instant{QDateTime::currentMSecsSinceEpoch()}, m_boot, qint64(ns / 1'000'000)};
}

} // namespace legwork
