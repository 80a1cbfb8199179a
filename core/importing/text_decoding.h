// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace legwork::importing {

enum class TextEncoding : quint8 { Utf8, Gb18030, Utf16Le, Utf16Be };

/// IANA name of an encoding: the argument of errors.
[[nodiscard]] QString nameOf(TextEncoding encoding);

struct DecodeOptions {
    std::optional<TextEncoding> encoding; ///< Chosen by the user; detected when not given.
    /// Replaces bytes that are no text by U+FFFD instead of failing; the rows that hold one are set aside.
    bool keepGoing = false;
};

struct DecodedText {
    QString text; ///< Without the byte order mark.
    TextEncoding encoding = TextEncoding::Utf8;
    bool hasByteOrderMark = false;
    bool isDamaged = false; ///< Holds U+FFFD in place of bytes that are no text.
};

/// Largest file taken.
inline constexpr qsizetype kFileBytesMax = 64 * 1024 * 1024;

/// The encoding by its byte order mark, else by what the bytes can be: zero bytes at every other place mean
/// UTF-16, well-formed UTF-8 (or UTF-8 with a few bad bytes) means UTF-8, all else GB18030, which includes GBK
/// and GB2312. Pure; any thread.
[[nodiscard]] TextEncoding detectEncoding(QByteArrayView bytes);

/// Errors, all AskUser:
///   import.empty                 no text in the file
///   import.too-large             more than kFileBytesMax bytes; arguments: bytes, most bytes
///   import.undecodable           arguments: encoding, first line with bytes that are no text
///   import.encoding-unsupported  argument: encoding. Qt knows the three Unicode encodings everywhere, GB18030
///                                only where it is built with ICU (Debian's is; Qt's own builds for Android
///                                and iOS are not). There the user is told to save the file as UTF-8.
[[nodiscard]] Result<DecodedText> decodeText(QByteArrayView bytes, const DecodeOptions &options = {});

} // namespace legwork::importing
