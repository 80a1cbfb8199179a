// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/store/server_store.h"

#include <QString>

#include <memory>

namespace legwork::server::test {

/// The place of one store, which can be opened more than once, one after the other. A suite that uses it is linked
/// once with each implementation, so that every store passes the same tests.
class StorePlace
{
public:
    virtual ~StorePlace() = default;
    [[nodiscard]] virtual Result<std::unique_ptr<ServerStore>> open() = 0;

    /// A fresh one, of the kind this program is linked with.
    [[nodiscard]] static std::unique_ptr<StorePlace> make();
};

} // namespace legwork::server::test
