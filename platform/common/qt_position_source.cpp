// SPDX-License-Identifier: Apache-2.0
#include "platform/common/qt_position_source.h"

#include "platform/common/location_permission.h"

#include <QGeoPositionInfoSource>
#include <QList>
#include <QNmeaPositionInfoSource>
#include <QTimer>

#include <utility>

namespace legwork {
namespace {

/// For a source that does not say: as poor as a fix from a mobile network's cell.
constexpr double kUnknownAccuracyM = 1000;
/// What a receiver under open sky is off by for each unit of its dilution of precision.
constexpr double kReceiverErrorM = 5;

Result<PositionFix> fixOf(const QGeoPositionInfo &info)
{
    const auto at = GeoPoint::fromDegrees(info.coordinate().latitude(), info.coordinate().longitude());
    if (!info.isValid() || !at)
        return fail(QStringLiteral("position.failed"), Advice::Retry);
    PositionFix fix;
    fix.at = *at;
    const double stated = info.attribute(QGeoPositionInfo::HorizontalAccuracy); // may be NaN, or -1 for none
    fix.accuracyM = stated > 0 ? stated : kUnknownAccuracyM;
    fix.measuredAt = Instant::from(info.timestamp());
    return fix;
}

tl::unexpected<Error> failureOf(QGeoPositionInfoSource::Error error)
{
    switch (error) {
    case QGeoPositionInfoSource::AccessError:
        return fail(QStringLiteral("position.denied"), Advice::AskUser);
    case QGeoPositionInfoSource::ClosedError:
        return fail(QStringLiteral("position.off"), Advice::AskUser);
    case QGeoPositionInfoSource::UpdateTimeoutError:
        return fail(QStringLiteral("position.timeout"), Advice::Retry);
    default:
        return fail(QStringLiteral("position.failed"), Advice::Retry);
    }
}

} // namespace

class QtPositionSource::Requests : public QObject
{
public:
    explicit Requests(QGeoPositionInfoSource *source)
        : m_source(source)
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this,
                [this] { answer(failureOf(QGeoPositionInfoSource::UpdateTimeoutError)); });
        if (!m_source)
            return;
        m_source->setParent(this);
        if (auto *receiver = qobject_cast<QNmeaPositionInfoSource *>(m_source))
            receiver->setUserEquivalentRangeError(kReceiverErrorM);
        connect(m_source, &QGeoPositionInfoSource::positionUpdated, this,
                [this](const QGeoPositionInfo &info) { answer(fixOf(info)); });
        connect(m_source, &QGeoPositionInfoSource::errorOccurred, this,
                [this](QGeoPositionInfoSource::Error error) {
                    if (error != QGeoPositionInfoSource::NoError)
                        answer(failureOf(error));
                });
    }

    void add(int timeoutMs, std::function<void(Result<PositionFix>)> done)
    {
        m_waiting.append(std::move(done));
        if (m_waiting.size() > 1)
            return;
        // A timer of our own as well: not every source keeps to the time it is given.
        m_timer.start(timeoutMs);
        QMetaObject::invokeMethod(
            this, [this, timeoutMs] { begin(timeoutMs); }, Qt::QueuedConnection);
    }

private:
    void begin(int timeoutMs)
    {
        if (!m_source) {
            answer(fail(QStringLiteral("position.off"), Advice::AskUser));
            return;
        }
        requestLocationPermission(this, [this, timeoutMs](bool granted) {
            if (granted)
                m_source->requestUpdate(timeoutMs);
            else
                answer(failureOf(QGeoPositionInfoSource::AccessError));
        });
    }

    void answer(const Result<PositionFix> &result)
    {
        m_timer.stop();
        for (const auto &done : std::exchange(m_waiting, {}))
            done(result);
    }

    QGeoPositionInfoSource *m_source;
    QTimer m_timer;
    QList<std::function<void(Result<PositionFix>)>> m_waiting;
};

QtPositionSource::QtPositionSource()
    : m_requests(std::make_unique<Requests>(QGeoPositionInfoSource::createDefaultSource(nullptr)))
{
}

QtPositionSource::QtPositionSource(const QString &nmeaFile)
    : m_requests(std::make_unique<Requests>(QGeoPositionInfoSource::createSource(
        QStringLiteral("nmea"), {{QStringLiteral("nmea.source"), nmeaFile}}, nullptr)))
{
}

QtPositionSource::~QtPositionSource() = default;

void QtPositionSource::requestFix(int timeoutMs, std::function<void(Result<PositionFix>)> done)
{
    m_requests->add(timeoutMs, std::move(done));
}

} // namespace legwork
