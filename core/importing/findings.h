// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1String>
#include <QStringList>

#include <optional>

namespace legwork::importing {

/// Why a row is set aside. The words are made at the edge from codeOf().
enum class FaultCode : quint8 {
    NameMissing,      ///< No name in the row.
    RowTooLong,       ///< More filled cells than the heading has; arguments: cells, columns.
    TextDamaged,      ///< Holds bytes that are no text in the file's encoding.
    ValueRefused,     ///< A value that no field takes: too long, or with characters that are no text.
    AccountMissing,   ///< A person without a customer.
    AccountUnknown,   ///< A customer that is not here; argument: what the row says.
    AccountAmbiguous, ///< Several customers of that name; argument: what the row says.
    DuplicateSkipped, ///< Left out as a duplicate by the user.
};

/// What happened to a row that is taken.
enum class RemarkCode : quint8 {
    EntitiesUnescaped,      ///< "&amp;" became "&".
    QuotesStripped,         ///< Stray quotation marks were taken off.
    ValueKeptAsText,        ///< Does not fit its field: kept as an attribute; argument: the text.
    CurrencyDiffers,        ///< An amount in another currency than the row's: kept as an attribute.
    ColleagueUnknown,       ///< Names nobody here: kept as an attribute.
    PhoneDamaged,           ///< A spreadsheet wrote the number as 1.38E+10; digits are lost.
    RowShort,               ///< Cells at the end are missing; arguments: cells, columns.
    PositionMissing,        ///< Imported without position.
    PositionUnreadable,     ///< The same; the text is kept as an attribute.
    PositionZero,           ///< The same: 0, 0 is no customer's place.
    PositionOutOfRange,     ///< The same; the numbers are kept as attributes.
    PositionRowSwapped,     ///< Latitude and longitude of this row alone were exchanged.
    PositionOutsideCountry, ///< Taken as it is; argument: country.
    MergedValueKept,        ///< Merged into another row, which has another value there; argument: ours.
};

/// Stable words: "name.missing", "position.row-swapped".
[[nodiscard]] QLatin1String codeOf(FaultCode code);
[[nodiscard]] QLatin1String codeOf(RemarkCode code);

struct Fault {
    FaultCode code = FaultCode::NameMissing;
    int column = -1; ///< -1 when it is the row as a whole.
    QStringList arguments;
};

struct Remark {
    qsizetype row = 0; ///< Data row, from 0.
    int column = -1;   ///< -1 when it is the row as a whole.
    RemarkCode code = RemarkCode::PositionMissing;
    QStringList arguments;
};

} // namespace legwork::importing
