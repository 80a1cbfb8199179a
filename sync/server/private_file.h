// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>

/// Small files that hold secrets: readable by the server's own user only, and on the disk when written.
/// Errors: server.file (AskUser; argument 1: path).
namespace legwork::server {

/// Refuses a file that others may read, and one longer than `bytesMax`.
[[nodiscard]] Result<QByteArray> readPrivateFile(const QString &path, qsizetype bytesMax);
/// Makes a file that must not exist yet.
[[nodiscard]] Status writePrivateFile(const QString &path, const QByteArray &bytes);
/// Renames within a folder and makes that last.
[[nodiscard]] Status renamePrivateFile(const QString &from, const QString &to);

} // namespace legwork::server
