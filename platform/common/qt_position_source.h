// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/position_source.h"

#include <QString>
#include <QVariantMap>

#include <memory>

class QGeoPositionInfoSource;

namespace legwork {

/// Where the device is, from Qt Positioning, one fix at a time. Use it on the thread that made it; that
/// thread needs an event loop. Requests made while one is under way get the same answer.
class QtPositionSource final : public PositionSource
{
public:
    /// The system's own source.
    QtPositionSource();
    /// A track recorded as NMEA sentences instead of a receiver, for demonstrations and tests.
    explicit QtPositionSource(const QString &nmeaFile);
    ~QtPositionSource() override;

    void requestFix(int timeoutMs, std::function<void(Result<PositionFix>)> done) override;

private:
    class Requests;
    std::unique_ptr<Requests> m_requests;
};

} // namespace legwork
