// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace legwork {

/// Whether it is worth trying to reach the server. A platform that does not know says Unknown, which means
/// "try"; only Offline means "do not".
class Connectivity
{
public:
    enum class Reach { Unknown, Offline, Online };

    virtual ~Connectivity() = default;
    [[nodiscard]] virtual Reach reach() const = 0;
    /// True where every byte costs (mobile data); big transfers may wait.
    [[nodiscard]] virtual bool isMetered() const = 0;
    /// One listener; called on the thread this object lives on.
    virtual void onChange(std::function<void(Reach)> listener) = 0;
};

} // namespace legwork
