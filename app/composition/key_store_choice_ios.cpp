// SPDX-License-Identifier: Apache-2.0
#include "app/composition/key_store_choice.h"
#include "platform/ios/ios_key_store.h"

namespace legwork {

std::unique_ptr<DeviceKeyStore> chooseKeyStore(const QString &) { return std::make_unique<IosKeyStore>(); }

} // namespace legwork
