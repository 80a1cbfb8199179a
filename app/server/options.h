// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/id.h"
#include "sync/server/grant_desk.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace legwork {

/// What the command line of legwork-server asks for.
struct ServerOptions {
    QString data;
    QString database; ///< Address of a PostgreSQL database; empty: a store in `data`. May hold a password.
    QString address = QStringLiteral("127.0.0.1");
    quint16 port = 8443;
    QStringList hosts; ///< Names and addresses under which devices reach the server.
    bool seedsDemo = false;
    bool allowsDevelopmentCertificate = false;
    std::vector<Uuid> issueCodesFor; ///< People.
    bool listsDeadLetters = false;   ///< And ends.
    std::vector<qint64> deadLettersToRelease;
    std::vector<Uuid> rightsToList; ///< Of these people; and ends.
    std::vector<server::GrantDesk::Order>
        rightsToChange; ///< In this order, before they are listed; and ends.

    [[nodiscard]] bool isLoopback() const;
    /// The server's address as devices should use it, once its port is known.
    [[nodiscard]] QString url(quint16 boundPort) const;
};

/// Nothing when the arguments are not understood, or only help or version was asked for; `text` then says what to
/// print, and `exitCode` how it ends.
[[nodiscard]] std::optional<ServerOptions> parseOptions(const QStringList &arguments, QString &text,
                                                        int &exitCode);

} // namespace legwork
