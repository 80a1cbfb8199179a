// SPDX-License-Identifier: Apache-2.0
#include "core/importing/cells.h"
#include "core/importing/words.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace legwork::importing {
namespace {

bool isHan(QChar c) { return c.script() == QChar::Script_Han; }

const QSet<QStringView> &knownCities()
{
    static const QSet<QStringView> kKnown = [] {
        QSet<QStringView> cities;
        for (const QStringView city : words::kCities.tokenize(u'|'))
            cities.insert(city);
        return cities;
    }();
    return kKnown;
}

bool looksLikeCity(const QString &text)
{
    if (knownCities().contains(text))
        return true;
    return text.size() >= 3 && text.size() <= 8 && QStringView(text).endsWith(words::kCity)
           && std::all_of(text.begin(), text.end(), isHan);
}

bool looksLikePersonName(const QString &text)
{
    return text.size() >= 2 && text.size() <= 4 && std::all_of(text.begin(), text.end(), isHan)
           && words::kSurnames.contains(text.front());
}

bool looksLikeCompany(const QString &text)
{
    const QStringView ending = longestEnding(text, words::kCompanyEndings);
    if (!ending.isEmpty() && text.size() > ending.size() + 1)
        return true;
    static const QRegularExpression kForms(
        QStringLiteral("\\b(ltd|limited|inc|corp|corporation|company|co|gmbh|llc|plc|pty|s\\.?a\\.?)\\.?$"),
        QRegularExpression::CaseInsensitiveOption);
    return kForms.match(text).hasMatch();
}

bool looksLikeAddress(const QString &text)
{
    static const QRegularExpression kChinese(words::kAddressPattern.toString());
    static const QRegularExpression kWestern(
        QStringLiteral(
            "^\\d+[\\w-]*\\s+\\S+.*\\b(street|st|road|rd|avenue|ave|drive|dr|lane|ln|blvd|boulevard|way|"
            "highway|hwy|court|ct|square|sq|place|pl|parkway|pkwy)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    return text.size() >= 5 && (kChinese.match(text).hasMatch() || kWestern.match(text).hasMatch());
}

/// Digits with the signs that people write into phone numbers; seven digits or more.
bool looksLikePhone(const QString &text)
{
    int digits = 0;
    int signs = 0;
    for (const QChar c : text) {
        if (c.isDigit())
            ++digits;
        else if (words::kPhoneSigns.contains(c))
            ++signs;
        else if (!words::kExtensionSigns.contains(c))
            return false;
    }
    const bool local = digits >= 10 && text.front() == u'0';
    return digits >= 7 && digits <= 20 && (signs > 0 || local);
}

ContentKind numberKind(QStringView text)
{
    const qsizetype point = text.indexOf(u'.');
    const auto degrees = parseDegrees(text);
    if (degrees && point >= 0 && text.size() - point - 1 >= 3 && std::abs(*degrees) <= 180
        && text.count(u'.') == 1)
        return ContentKind::Degrees;
    if (const auto whole = parseInteger(text))
        return text.size() == 4 && *whole >= 1850 && *whole <= 2100 ? ContentKind::Year
                                                                    : ContentKind::Integer;
    return parseMoney(text, {}) ? ContentKind::Decimal : ContentKind::Text;
}

} // namespace

ContentKind contentOf(QStringView raw)
{
    static const QRegularExpression kEmail(QStringLiteral("^[^@\\s,;]+@[^@\\s,;]+\\.[^@\\s,;.]+$"));
    static const QRegularExpression kMobile(
        QStringLiteral("^(?:\\+?86[- ]?)?1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}$"));
    static const QRegularExpression kUrl(QStringLiteral("^(?:https?://|www\\.)\\S+$"),
                                         QRegularExpression::CaseInsensitiveOption);
    constexpr qsizetype kLongestTold = 200; // nothing told apart below is longer
    const QStringView trimmed = raw.trimmed();
    if (trimmed.isEmpty())
        return ContentKind::Empty;
    if (trimmed.size() > kLongestTold)
        return ContentKind::Text;
    const QString text = trimmed.toString();
    const bool hasDigit = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
    if (text.contains(u'@') && kEmail.match(text).hasMatch())
        return ContentKind::Email;
    if (hasDigit && kMobile.match(text).hasMatch())
        return ContentKind::MobilePhone;
    if (kUrl.match(text).hasMatch())
        return ContentKind::Url;
    if (hasDigit) {
        // "12345678" is a whole number before it is a date; a date without separators is told by its heading.
        if (const bool bare = std::all_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
            !bare && parseDate(text))
            return ContentKind::Date;
        if (const ContentKind kind = numberKind(text); kind != ContentKind::Text)
            return kind == ContentKind::Integer && looksLikePhone(text) ? ContentKind::Phone : kind;
        if (looksLikePhone(text))
            return ContentKind::Phone;
    }
    if (looksLikeCity(text))
        return ContentKind::City;
    if (looksLikeAddress(text))
        return ContentKind::Address;
    if (looksLikeCompany(text))
        return ContentKind::Company;
    return looksLikePersonName(text) ? ContentKind::PersonName : ContentKind::Text;
}

} // namespace legwork::importing
