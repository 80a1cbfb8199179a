// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/position_source.h"

namespace legwork {

/// A device that is where its script says it is; position.off until it says so.
class GivenPosition final : public PositionSource
{
public:
    void moveTo(const PositionFix &fix) { m_fix = fix; }
    void requestFix(int timeoutMs, std::function<void(Result<PositionFix>)> done) override;

private:
    Result<PositionFix> m_fix = fail(QStringLiteral("position.off"), Advice::AskUser);
};

} // namespace legwork
