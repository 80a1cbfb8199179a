// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/picture_maker.h"

namespace legwork {

/// What Qt can read: JPEG, PNG, and others where its plugins are there.
class QtPictureMaker final : public PictureMaker
{
public:
    static constexpr int kLongestSidePx = 2560; ///< A label can still be read on a shelf four metres wide.
    static constexpr int kThumbnailSidePx = 256;

    [[nodiscard]] Result<Picture> make(const QString &path, bool isFullSize) const override;
};

} // namespace legwork
