// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/store.h"
#include "sync/protocol/messages.h"

#include <QUrl>

/// How a device comes to belong to a person: a one-time code, given by an administrator, is exchanged for a token.
namespace legwork::sync {

/// What an administrator hands over, as a link or a QR code:
/// legwork://enrol?server=https://host:port&code=XXXX-XXXX&ca=<certificate, DER in base64url>
struct EnrolmentLink {
    QUrl server;
    QString code;
    QByteArray authorities; ///< PEM; empty when the server's certificate is publicly trusted.

    /// enrol.link (AskUser; argument 1: what is missing or wrong: "link", "server", "code", "ca").
    [[nodiscard]] static Result<EnrolmentLink> parse(const QString &text);
};

/// This device as its server knows it; kept in the encrypted store.
struct Enrolment {
    QUrl server;
    QByteArray authorities;
    QByteArray token;
    QString deviceName;
    Uuid device;
    Uuid person;
    Uuid company;

    /// Nothing when the device has not been enrolled.
    [[nodiscard]] static Result<std::optional<Enrolment>> load(sqlite::Connection &connection);
    [[nodiscard]] Status save(sqlite::Connection &writer) const;
};

/// The token as it stands in a header: text, where the token itself is random bytes.
[[nodiscard]] QByteArray bearerOf(const Enrolment &enrolment);

[[nodiscard]] EnrolRequest enrolRequest(const storage::Store &store, const QString &code,
                                        const QString &deviceName);

/// Takes the server's answer (the bytes of one frame) and keeps it. Errors: those of the wire and the store, what the
/// server says (enrol.wrong-code, enrol.expired-code, enrol.used-code: AskUser), and enrol.other-person (AskUser)
/// when this device's data belong to somebody else.
[[nodiscard]] Result<Enrolment> completeEnrolment(storage::Store &store, const EnrolmentLink &link,
                                                  const QString &deviceName, const QByteArray &answer);

/// The same for an answer to /v1/renew, by a device that is enrolled as `former`.
[[nodiscard]] Result<Enrolment> completeRenewal(storage::Store &store, const Enrolment &former,
                                                const EnrolReply &reply);

} // namespace legwork::sync
