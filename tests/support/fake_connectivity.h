// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/connectivity.h"

#include <atomic>

namespace legwork::test {

class FakeConnectivity final : public Connectivity
{
public:
    explicit FakeConnectivity(Reach reach = Reach::Unknown)
        : m_reach(reach)
    {
    }

    [[nodiscard]] Reach reach() const override { return m_reach; }
    [[nodiscard]] bool isMetered() const override { return m_isMetered; }
    void onChange(std::function<void(Reach)> listener) override { m_listener = std::move(listener); }

    void setReach(Reach reach)
    {
        if (m_reach.exchange(reach) != reach && m_listener)
            m_listener(reach);
    }
    void setMetered(bool metered) { m_isMetered = metered; }

private:
    std::atomic<Reach> m_reach;
    std::atomic<bool> m_isMetered = false;
    std::function<void(Reach)> m_listener;
};

} // namespace legwork::test
