// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/clock.h"
#include "sync/protocol/messages.h"
#include "sync/server/feed.h"
#include "sync/server/store/server_store.h"

#include <memory>

namespace legwork::server {

/// What a device asks and the server answers, without knowing how either travels. Thread-safe as far as its
/// store is.
///
/// Errors besides the store's, all of the whole request:
///   sync.unauthorised  AskUser  the device is not enrolled (any more)
///   sync.update-app    Update   the app speaks a protocol or schema too old for this server
///   sync.update-server Update   the app is newer than this server
///   sync.gap           Retry    argument 1: the operation number the server expects next
///   sync.fork          Retry    an operation number was used before, for another unit: the device is a copy, or
///                               went back to an older state, and must renew itself
///   sync.epoch         Retry    the server went back to an older state than the device knows; arguments: the last
///                               sequence number that both have in common and its epoch. The device must renew itself
///   sync.malformed     GiveUp   operations out of order, or other ones under the name of a unit that is decided
class SyncService
{
public:
    /// Both must outlive the service.
    SyncService(ServerStore &store, const Clock &clock)
        : m_store(store)
        , m_clock(clock)
    {
    }

    /// Refuses what push and pull would refuse, for a device as enrolled.
    [[nodiscard]] Status accept(const Device &device, const sync::SyncHeader &header) const;
    /// Decides the operations, which follow one another without gaps. Every operation gets exactly one outcome,
    /// the same whenever it is sent again.
    [[nodiscard]] Result<std::vector<Outcome>> push(const Device &device, const sync::SyncHeader &header,
                                                    const std::vector<Operation> &operations);
    /// The states the device lacks.
    [[nodiscard]] Result<std::unique_ptr<Feed>> pull(const Device &device, const sync::SyncHeader &header);

private:
    /// sync.epoch, unless what the device has heard is of this store's past.
    [[nodiscard]] static Status checkEpoch(ReadTransaction &view, const sync::SyncHeader &header);
    /// Decides a slice of whole units in one transaction; what it made is good once that has committed.
    [[nodiscard]] Result<std::vector<Outcome>> decideAll(const Device &device, const sync::SyncHeader &header,
                                                         const std::vector<Operation> &operations);
    /// A unit at which the server has failed again and again is decided by itself, or put aside so that the others
    /// go on.
    [[nodiscard]] Result<std::vector<Outcome>>
    decideOrPark(const Device &device, const sync::SyncHeader &header, const std::vector<Operation> &unit);
    [[nodiscard]] Status putAside(WriteTransaction &store, const Device &device,
                                  const sync::SyncHeader &header, std::span<const Operation> unit,
                                  std::vector<Outcome> &outcomes);
    [[nodiscard]] Status pushSlice(WriteTransaction &store, const Device &device,
                                   const sync::SyncHeader &header, std::span<const Operation> slice,
                                   std::vector<Outcome> &outcomes);

    ServerStore &m_store;
    const Clock &m_clock;
};

} // namespace legwork::server
