// SPDX-License-Identifier: Apache-2.0
#include "app/composition/key_store_choice.h"
#include "platform/desktop/file_key_store.h"
#include "platform/desktop/secret_service_key_store.h"

namespace legwork {

std::unique_ptr<DeviceKeyStore> chooseKeyStore(const QString &developerKeyFile)
{
    if (!developerKeyFile.isEmpty())
        return std::make_unique<FileKeyStore>(developerKeyFile);
    return std::make_unique<SecretServiceKeyStore>();
}

} // namespace legwork
