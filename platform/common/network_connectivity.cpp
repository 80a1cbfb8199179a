// SPDX-License-Identifier: Apache-2.0
#include "platform/common/network_connectivity.h"

#include <QNetworkInformation>

namespace legwork {
namespace {

/// Only "disconnected" is believed: some systems never say more than "local" however good the network is.
Connectivity::Reach reachOf(QNetworkInformation::Reachability reachability)
{
    switch (reachability) {
    case QNetworkInformation::Reachability::Disconnected:
        return Connectivity::Reach::Offline;
    case QNetworkInformation::Reachability::Online:
        return Connectivity::Reach::Online;
    default:
        return Connectivity::Reach::Unknown;
    }
}

/// Mobile data cost, whether or not the system says so.
bool costs(const QNetworkInformation &information)
{
    return information.isMetered()
           || information.transportMedium() == QNetworkInformation::TransportMedium::Cellular;
}

} // namespace

NetworkConnectivity::NetworkConnectivity(Source source)
{
    if (source == Source::None || !QNetworkInformation::loadDefaultBackend())
        return;
    auto *information = QNetworkInformation::instance();
    m_network = reachOf(information->reachability());
    m_isMetered = costs(*information);
    m_told = m_network;
    connect(information, &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reachability) {
                m_network = reachOf(reachability);
                update();
            });
    const auto look = [this, information] {
        // What waited for a network that costs nothing may go now.
        if (m_isMetered.exchange(costs(*information)) && !m_isMetered && m_listener)
            m_listener(reach());
    };
    connect(information, &QNetworkInformation::isMeteredChanged, this, look);
    connect(information, &QNetworkInformation::transportMediumChanged, this, look);
}

Connectivity::Reach NetworkConnectivity::reach() const
{
    return m_flightMode ? Reach::Offline : m_network.load();
}

bool NetworkConnectivity::isMetered() const { return m_isMetered; }

void NetworkConnectivity::onChange(std::function<void(Reach)> listener) { m_listener = std::move(listener); }

void NetworkConnectivity::setFlightMode(bool on)
{
    m_flightMode = on;
    update();
}

void NetworkConnectivity::update()
{
    const Reach now = reach();
    if (now == m_told)
        return;
    m_told = now;
    if (m_listener)
        m_listener(now);
}

} // namespace legwork
