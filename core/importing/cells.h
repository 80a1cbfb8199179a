// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/value.h"
#include "core/schema/schema.h"

#include <QDate>
#include <QString>
#include <QStringView>

#include <optional>

/// What one cell of a file says. Pure functions; any thread.
namespace legwork::importing {

struct CleanedCell {
    QString text;
    bool hadEntities = false;    ///< HTML entities were turned into their characters.
    bool hadStrayQuotes = false; ///< Quotation marks round the text, or on one side of it, were taken off.
};

/// Without blanks at both ends (wide ones and byte order marks too), stray quotation marks and HTML entities.
[[nodiscard]] CleanedCell cleanedCell(QStringView raw);

/// What a text looks like, most telling kind first.
enum class ContentKind : quint8 {
    Empty,
    Email,
    MobilePhone, ///< A mainland Chinese mobile number.
    Phone,
    Url,
    Date,
    Degrees, ///< A number with three decimals or more, within 180.
    Year,
    Integer,
    Decimal, ///< Any other number, amounts with a currency sign included.
    Company,
    City,
    Address,
    PersonName,
    Text,
};

[[nodiscard]] ContentKind contentOf(QStringView text);

/// What the heading of an amount says about its unit: "annual_revenue_usd", "注册资本(万元)".
struct MoneyUnit {
    QString currency;   ///< ISO 4217, empty when the heading does not say.
    int powerOfTen = 0; ///< 4 for 万.
};

/// Digits after the point of a currency's minor unit (ISO 4217); 2 when not known.
[[nodiscard]] int minorDigits(QStringView currency);

[[nodiscard]] std::optional<qint64> parseInteger(QStringView text);
/// Degrees with a decimal point, a degree sign or N, S, E, W allowed.
[[nodiscard]] std::optional<double> parseDegrees(QStringView text);
/// Year first in any usual form, or day and month where only one order is possible.
[[nodiscard]] std::optional<QDate> parseDate(QStringView text);
/// Exact, in minor units; thousands separators, currency signs, 万 and 亿 allowed.
[[nodiscard]] std::optional<qint64> parseMoney(QStringView text, const MoneyUnit &unit);

/// The value of a cleaned, non-empty cell for a field; nothing when it does not fit. Positions and references
/// are made from more than a cell and never fit here.
[[nodiscard]] std::optional<Value> valueFor(int entityNo, const FieldSpec &field, const QString &text,
                                            const MoneyUnit &unit);

/// True for fields whose whole number counts minor units of a currency.
[[nodiscard]] bool isMoney(const FieldSpec &field);

} // namespace legwork::importing
