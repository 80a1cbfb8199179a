// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/position_source.h"

#include <QTimer>

namespace legwork::test {

/// Answers each request with what was set, from the event loop of the thread that asks.
class FakePositionSource final : public PositionSource
{
public:
    void setFix(PositionFix fix) { m_answer = fix; }
    void setFailure(Error failure) { m_answer = tl::unexpected(std::move(failure)); }
    [[nodiscard]] int requests() const { return m_requests; }

    void requestFix(int, std::function<void(Result<PositionFix>)> done) override
    {
        ++m_requests;
        QTimer::singleShot(0, [done = std::move(done), answer = m_answer] { done(answer); });
    }

private:
    Result<PositionFix> m_answer = fail(QStringLiteral("position.failed"), Advice::Retry);
    int m_requests = 0;
};

} // namespace legwork::test
