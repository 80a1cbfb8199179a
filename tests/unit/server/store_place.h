// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/store/server_store.h"

#include <QString>

#include <memory>

namespace legwork::server::test {

/// Where a store lies, so that it can be opened again; one on PostgreSQL also several times at once.
class StorePlace
{
public:
    virtual ~StorePlace() = default;
    [[nodiscard]] virtual Result<std::unique_ptr<ServerStore>> open() = 0;
};

[[nodiscard]] std::unique_ptr<StorePlace> embeddedPlace();
/// A database of its own in a cluster that the program shares and that is started when it is first needed.
[[nodiscard]] std::unique_ptr<StorePlace> postgresPlace();

// Suites that every store must pass are built once for each.
#ifndef LEGWORK_STORE_PLACE
#define LEGWORK_STORE_PLACE embeddedPlace
#endif

} // namespace legwork::server::test
