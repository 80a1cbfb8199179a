// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/connectivity.h"

#include <QObject>

#include <atomic>

namespace legwork {

/// What Qt knows of the network, and the flight mode that the user sets in the app. Make it on the main
/// thread, where it calls its listener; reading is safe on any thread.
class NetworkConnectivity final : public QObject, public Connectivity
{
public:
    enum class Source {
        System, ///< Ask the operating system, where Qt has a backend for that; else Unknown.
        None,   ///< Always Unknown, for a server on this very machine.
    };

    explicit NetworkConnectivity(Source source = Source::System);

    [[nodiscard]] Reach reach() const override;
    [[nodiscard]] bool isMetered() const override;
    void onChange(std::function<void(Reach)> listener) override;

    /// In flight mode nothing is sent, whatever the network is like.
    void setFlightMode(bool on);
    [[nodiscard]] bool isFlightMode() const { return m_flightMode; }

private:
    void update();

    std::atomic<Reach> m_network = Reach::Unknown;
    std::atomic<bool> m_isMetered = false;
    std::atomic<bool> m_flightMode = false;
    Reach m_told = Reach::Unknown;
    std::function<void(Reach)> m_listener;
};

} // namespace legwork
