// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>

namespace legwork {

/// A picture, made ready to be kept.
struct Picture {
    QByteArray bytes; ///< Empty: the file as it is.
    QString mediaType;
    int widthPx = 0; ///< As shown, turned the way it was held.
    int heightPx = 0;
    QByteArray thumbnail; ///< JPEG, some ten kilobytes.
};

/// Reads pictures, makes them smaller, draws previews. Takes a second or so: not on the interface thread. Thread-safe.
/// Errors: attach.not-a-picture (AskUser).
class PictureMaker
{
public:
    virtual ~PictureMaker() = default;
    /// Of the file; unless `isFullSize`, one that is larger than people need becomes smaller, and loses what the camera
    /// wrote beside it, such as the place.
    [[nodiscard]] virtual Result<Picture> make(const QString &path, bool isFullSize) const = 0;
};

} // namespace legwork
