// SPDX-License-Identifier: Apache-2.0
#include "core/importing/text_decoding.h"

#include <QStringDecoder>

#include <algorithm>

namespace legwork::importing {
namespace {

struct Mark {
    TextEncoding encoding;
    QByteArrayView bytes;
};

const Mark *markOf(QByteArrayView bytes)
{
    static constexpr Mark kMarks[] = {
        {TextEncoding::Utf8, QByteArrayView("\xef\xbb\xbf", 3)},
        {TextEncoding::Utf16Le, QByteArrayView("\xff\xfe", 2)},
        {TextEncoding::Utf16Be, QByteArrayView("\xfe\xff", 2)},
        {TextEncoding::Gb18030, QByteArrayView("\x84\x31\x95\x33", 4)},
    };
    for (const Mark &mark : kMarks) {
        if (bytes.startsWith(mark.bytes))
            return &mark;
    }
    return nullptr;
}

struct Utf8Census {
    qint64 good = 0; ///< Well-formed sequences of several bytes.
    qint64 bad = 0;  ///< Broken sequences.
};

/// Counts sequences by lead byte and continuation bytes. Overlong forms count as good here; the decoder
/// refuses them later.
Utf8Census censusOf(QByteArrayView bytes)
{
    Utf8Census census;
    const auto at = [&](qsizetype i) { return quint8(bytes[i]); };
    for (qsizetype i = 0; i < bytes.size();) {
        const quint8 lead = at(i);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const qsizetype length = lead >= 0xf5   ? 0
                                 : lead >= 0xf0 ? 4
                                 : lead >= 0xe0 ? 3
                                 : lead >= 0xc2 ? 2
                                                : 0;
        qsizetype taken = 1;
        while (taken < length && i + taken < bytes.size() && (at(i + taken) & 0xc0) == 0x80)
            ++taken;
        if (length > 0 && taken == length) {
            ++census.good;
            i += length;
        } else {
            ++census.bad;
            i += taken;
        }
    }
    return census;
}

std::optional<TextEncoding> utf16ByZeros(QByteArrayView bytes)
{
    // Separators and line ends are ASCII, so a UTF-16 table has zero bytes on one side of every other byte
    // pair or so, however Chinese its text; no other encoding here has zero bytes at all.
    qint64 zeros[2] = {0, 0};
    for (qsizetype i = 0; i < bytes.size(); ++i)
        zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
    const qint64 most = std::max(zeros[0], zeros[1]);
    if (most * 50 < bytes.size() || most < 4 * std::min(zeros[0], zeros[1]))
        return std::nullopt;
    return zeros[1] > zeros[0] ? TextEncoding::Utf16Le : TextEncoding::Utf16Be;
}

QStringDecoder decoderFor(TextEncoding encoding)
{
    // No flag keeps a mark as text: we have taken it off. Stateless, so that a cut-off end is an error.
    constexpr auto kFlags = QStringConverter::Flag::Stateless;
    switch (encoding) {
    case TextEncoding::Utf8:
        return QStringDecoder(QStringConverter::Utf8, kFlags);
    case TextEncoding::Utf16Le:
        return QStringDecoder(QStringConverter::Utf16LE, kFlags);
    case TextEncoding::Utf16Be:
        return QStringDecoder(QStringConverter::Utf16BE, kFlags);
    case TextEncoding::Gb18030:
        break;
    }
    return QStringDecoder("GB18030", kFlags);
}

struct Attempt {
    QString text;
    bool good = true;
};

Attempt attempt(QByteArrayView bytes, TextEncoding encoding)
{
    QStringDecoder decoder = decoderFor(encoding);
    const bool whole = encoding != TextEncoding::Gb18030 || bytes.isEmpty() || quint8(bytes.back()) < 0x80;
    Attempt result;
    if (whole) {
        result.text = decoder.decode(bytes);
    } else {
        // ICU swallows a character cut off at the end; a line end behind it makes it say so.
        QByteArray closed = bytes.toByteArray();
        closed.append('\n');
        result.text = decoder.decode(closed);
        if (result.text.endsWith(QChar(u'\n')))
            result.text.chop(1);
    }
    result.good = !decoder.hasError() && result.text.isValidUtf16();
    if ((encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be) && bytes.size() % 2 != 0)
        result.good = false;
    return result;
}

/// Start of the line after the one that begins at `from`. Line ends are the same byte in all encodings but
/// UTF-16, and never part of another character.
qsizetype nextLine(QByteArrayView bytes, qsizetype from, TextEncoding encoding)
{
    if (encoding == TextEncoding::Utf8 || encoding == TextEncoding::Gb18030) {
        const qsizetype end = bytes.indexOf('\n', from);
        return end < 0 ? bytes.size() : end + 1;
    }
    const qsizetype low = encoding == TextEncoding::Utf16Le ? 0 : 1;
    for (qsizetype i = from; i + 1 < bytes.size(); i += 2) {
        if (bytes[i + low] == '\n' && bytes[i + 1 - low] == 0)
            return i + 2;
    }
    return bytes.size();
}

qint64 firstBadLine(QByteArrayView bytes, TextEncoding encoding)
{
    qint64 line = 1;
    for (qsizetype from = 0; from < bytes.size(); ++line) {
        const qsizetype next = nextLine(bytes, from, encoding);
        if (!attempt(bytes.sliced(from, next - from), encoding).good)
            return line;
        from = next;
    }
    return line;
}

/// Lone surrogates, which Qt's UTF-16 decoder lets through, become U+FFFD as every other fault does.
void replaceLoneSurrogates(QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text.at(i).isSurrogate())
            continue;
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate())
            ++i;
        else
            text[i] = QChar::ReplacementCharacter;
    }
}

} // namespace

QString nameOf(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8:
        return QStringLiteral("UTF-8");
    case TextEncoding::Gb18030:
        return QStringLiteral("GB18030");
    case TextEncoding::Utf16Le:
        return QStringLiteral("UTF-16LE");
    case TextEncoding::Utf16Be:
        return QStringLiteral("UTF-16BE");
    }
    return {};
}

TextEncoding detectEncoding(QByteArrayView bytes)
{
    if (const Mark *mark = markOf(bytes))
        return mark->encoding;
    if (const auto utf16 = utf16ByZeros(bytes))
        return *utf16;
    // Of GB18030 text read as UTF-8 not one character in five looks good; a damaged UTF-8 file is bad in a place
    // or two, and must not turn into a page of wrong Chinese characters.
    const Utf8Census census = censusOf(bytes);
    return census.bad == 0 || census.good >= 4 * census.bad ? TextEncoding::Utf8 : TextEncoding::Gb18030;
}

Result<DecodedText> decodeText(QByteArrayView bytes, const DecodeOptions &options)
{
    if (bytes.size() > kFileBytesMax)
        return fail(QStringLiteral("import.too-large"), Advice::AskUser,
                    {QString::number(bytes.size()), QString::number(kFileBytesMax)});
    DecodedText decoded;
    decoded.encoding = options.encoding.value_or(detectEncoding(bytes));
    const Mark *mark = markOf(bytes);
    if (mark && mark->encoding == decoded.encoding) {
        decoded.hasByteOrderMark = true;
        bytes = bytes.sliced(mark->bytes.size());
    }
    if (!decoderFor(decoded.encoding).isValid())
        return fail(QStringLiteral("import.encoding-unsupported"), Advice::AskUser,
                    {nameOf(decoded.encoding)});
    Attempt result = attempt(bytes, decoded.encoding);
    if (!result.good) {
        if (!options.keepGoing) {
            const qint64 line = firstBadLine(bytes, decoded.encoding);
            return fail(QStringLiteral("import.undecodable"), Advice::AskUser,
                        {nameOf(decoded.encoding), QString::number(line)});
        }
        replaceLoneSurrogates(result.text);
        decoded.isDamaged = true;
    }
    decoded.text = std::move(result.text);
    if (QStringView(decoded.text).trimmed().isEmpty())
        return fail(QStringLiteral("import.empty"), Advice::AskUser);
    return decoded;
}

} // namespace legwork::importing
