// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/key.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>

namespace legwork::sealed {

/// AES-256-GCM (NIST SP 800-38D) with one key. For one thread at a time.
class AesGcm
{
public:
    static constexpr qsizetype kNonceBytes = 12;
    static constexpr qsizetype kTagBytes = 16;
    static constexpr qsizetype kOverheadBytes = kNonceBytes + kTagBytes;

    explicit AesGcm(const SecretKey &key);
    ~AesGcm();
    AesGcm(AesGcm &&) noexcept;
    AesGcm &operator=(AesGcm &&) noexcept;

    /// A fresh random nonce, the content in cipher, the tag; `about` is protected with it but not held in it. Nothing
    /// when the library fails, which it does not for want of anything a caller could change.
    [[nodiscard]] std::optional<QByteArray> seal(QByteArrayView content, QByteArrayView about);
    /// Nothing unless it is what seal() made of the same key and `about`, to the last bit.
    [[nodiscard]] std::optional<QByteArray> open(QByteArrayView sealed, QByteArrayView about);

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

} // namespace legwork::sealed
