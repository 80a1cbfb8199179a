// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/attachment_carrier.h"
#include "core/ports/connectivity.h"
#include "core/storage/store.h"
#include "sync/client/transport.h"

#include <QUrl>

#include <functional>
#include <memory>

namespace legwork::sync {

/// Carries the bytes of attachments, one file at a time, on a thread and a connection of its own, so that rows never
/// wait for pictures: first what somebody is waiting to see, then what is to be sent, then small ones of today's
/// customers. Later and later after failures of the network; a file that is refused waits alone, the others go on.
/// Where bytes cost, only what somebody is waiting to see is carried, if the person has chosen so (known::kWifiOnly).
class AttachmentScheduler final : public AttachmentCarrier
{
public:
    using TransportFactory =
        std::function<Result<std::unique_ptr<Transport>>(const QUrl &server, const QByteArray &authorities)>;

    struct Limits {
        qint64 keptBytesMax =
            qint64(1024) * 1024 * 1024;              ///< On this device, of what the server has confirmed.
        qint64 prefetchedBytesMax = 2 * 1024 * 1024; ///< Of one that nobody asked for.
        int prefetchedAtOnce = 20;
        qint64 removedMs =
            30LL * 24 * 3'600'000; ///< What was removed stays here so long, to be brought back.
    };

    /// `store` and `connectivity` outlive it.
    AttachmentScheduler(storage::Store &store, const Connectivity &connectivity, TransportFactory transports,
                        Limits limits);
    AttachmentScheduler(storage::Store &store, const Connectivity &connectivity, TransportFactory transports)
        : AttachmentScheduler(store, connectivity, std::move(transports), Limits())
    {
    }
    /// Cancels what is under way and waits for its end.
    ~AttachmentScheduler() override;

    void lookNow() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace legwork::sync
