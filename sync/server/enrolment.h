// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/clock.h"
#include "sync/protocol/messages.h"
#include "sync/server/store/server_store.h"

namespace legwork::server {

inline constexpr int kCodeMinutes = 10;

/// How a device becomes one of a person's: somebody in charge has a one-time code made, the person types it.
///
/// Errors besides the store's: enrol.wrong-code, enrol.used-code, enrol.expired-code, enrol.unknown-person (all
/// AskUser), sync.update-app and sync.update-server (Update).
class Enrolment
{
public:
    Enrolment(ServerStore &store, const Clock &clock)
        : m_store(store)
        , m_clock(clock)
    {
    }

    /// A new code of 128 random bits for a person, in groups of four; only its hash is kept.
    [[nodiscard]] Result<QString> issueCode(const Uuid &person);
    /// Makes the device one of the code's person. The same code from the same install may come again while it is
    /// valid, because the first answer may have been lost; it then gets a new token for the same device.
    [[nodiscard]] Result<sync::EnrolReply> enrol(const sync::EnrolRequest &request);
    /// Makes a device of the same person and install another one, because it cannot go on under its name: it was
    /// copied or restored, or the server was. The former name and token stay good, for a copy that goes on with them.
    [[nodiscard]] Result<sync::EnrolReply> renew(const Device &device, const sync::EnrolRequest &request);

private:
    [[nodiscard]] Result<sync::EnrolReply> admit(WriteTransaction &store, const Device &device,
                                                 const sync::EnrolRequest &request);
    ServerStore &m_store;
    const Clock &m_clock;
};

/// What is stored of a code: SHA-256 of its letters and digits in upper case, without what people put between.
[[nodiscard]] QByteArray codeHash(const QString &code);
/// What is stored of a token.
[[nodiscard]] QByteArray tokenHash(const QByteArray &token);

} // namespace legwork::server
