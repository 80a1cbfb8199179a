// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QList>
#include <QNetworkReply>
#include <QSslError>

/// What went wrong on the way to the server, in the words of sync/client/transport.h.
namespace legwork::sync {

/// The one reason to tell, where a certificate is wrong in several ways: an unknown issuer counts more than a
/// wrong name, and that more than a date.
[[nodiscard]] Error certificateFailure(const QList<QSslError> &errors, const QString &host);

[[nodiscard]] Error statusFailure(int status);

/// `wasConnected`: the connection had been made before it failed.
[[nodiscard]] Error networkFailure(QNetworkReply::NetworkError error, const QString &host, bool wasConnected);

[[nodiscard]] Error portalFailure();

} // namespace legwork::sync
