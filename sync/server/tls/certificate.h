// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

/// The server's certificate: its own, put into DATA/tls by whoever runs it, or one for development that the
/// server makes for itself. Errors: server.tls (AskUser; argument: the reason), server.file (AskUser).
namespace legwork::server {

struct CertificateFiles {
    QString certificate; ///< PEM, with its chain.
    QString key;         ///< PEM, readable by the server's user only.
};

struct Certificate {
    QByteArray der;             ///< Of the server's own certificate.
    bool isDevelopment = false; ///< Made by makeDevelopmentCertificate().
};

/// Makes a self-signed certificate (P-256) for localhost, 127.0.0.1, ::1 and `hosts`, valid from two days ago, so
/// that a device whose clock is behind can connect, for ten years.
[[nodiscard]] Status makeDevelopmentCertificate(const CertificateFiles &files, const QStringList &hosts);
[[nodiscard]] Result<Certificate> readCertificate(const CertificateFiles &files);

} // namespace legwork::server
