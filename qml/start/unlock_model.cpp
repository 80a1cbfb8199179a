// SPDX-License-Identifier: Apache-2.0
#include "qml/start/unlock_model.h"

namespace legwork {

void UnlockModel::retry()
{
    if (session() && session()->services().reopen) {
        setLoading(true);
        session()->services().reopen();
    }
}

void UnlockModel::enrolAnew()
{
    if (session() && session()->services().beginAnew) {
        setLoading(true);
        session()->services().beginAnew();
    }
}

bool UnlockModel::mayRetry() const
{
    return errorCode() != QLatin1String("keystore.invalidated")
           && errorCode() != QLatin1String("storage.newer-schema");
}

bool UnlockModel::mayEnrol() const
{
    return errorCode() == QLatin1String("keystore.invalidated")
           || errorCode() == QLatin1String("storage.key-lost")
           || errorCode() == QLatin1String("storage.wrong-key")
           || errorCode() == QLatin1String("storage.corrupt")
           || errorCode() == QLatin1String("storage.data-lost");
}

} // namespace legwork
