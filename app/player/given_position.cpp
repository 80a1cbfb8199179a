// SPDX-License-Identifier: Apache-2.0
#include "app/player/given_position.h"

#include <QTimer>

namespace legwork {

void GivenPosition::requestFix(int, std::function<void(Result<PositionFix>)> done)
{
    QTimer::singleShot(0, [done = std::move(done), fix = m_fix] { done(fix); });
}

} // namespace legwork
