// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/embedded_store.h"
#include "tests/unit/server/store_place.h"

#include <QTemporaryDir>

namespace legwork::server::test {
namespace {

class EmbeddedPlace final : public StorePlace
{
public:
    Result<std::unique_ptr<ServerStore>> open() override { return EmbeddedStore::open(m_folder.path()); }

private:
    QTemporaryDir m_folder;
};

} // namespace

std::unique_ptr<StorePlace> embeddedPlace() { return std::make_unique<EmbeddedPlace>(); }

} // namespace legwork::server::test
