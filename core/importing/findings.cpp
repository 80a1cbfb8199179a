// SPDX-License-Identifier: Apache-2.0
#include "core/importing/findings.h"

namespace legwork::importing {

QLatin1String codeOf(FaultCode code)
{
    switch (code) {
    case FaultCode::NameMissing:
        return QLatin1String("name.missing");
    case FaultCode::RowTooLong:
        return QLatin1String("row.too-long");
    case FaultCode::TextDamaged:
        return QLatin1String("text.damaged");
    case FaultCode::ValueRefused:
        return QLatin1String("value.refused");
    case FaultCode::AccountMissing:
        return QLatin1String("account.missing");
    case FaultCode::AccountUnknown:
        return QLatin1String("account.unknown");
    case FaultCode::AccountAmbiguous:
        return QLatin1String("account.ambiguous");
    case FaultCode::DuplicateSkipped:
        return QLatin1String("duplicate.skipped");
    }
    return {};
}

QLatin1String codeOf(RemarkCode code)
{
    switch (code) {
    case RemarkCode::EntitiesUnescaped:
        return QLatin1String("text.entities-unescaped");
    case RemarkCode::QuotesStripped:
        return QLatin1String("text.quotes-stripped");
    case RemarkCode::ValueKeptAsText:
        return QLatin1String("value.kept-as-text");
    case RemarkCode::CurrencyDiffers:
        return QLatin1String("value.currency-differs");
    case RemarkCode::ColleagueUnknown:
        return QLatin1String("value.colleague-unknown");
    case RemarkCode::PhoneDamaged:
        return QLatin1String("phone.damaged");
    case RemarkCode::RowShort:
        return QLatin1String("row.short");
    case RemarkCode::PositionMissing:
        return QLatin1String("position.missing");
    case RemarkCode::PositionUnreadable:
        return QLatin1String("position.unreadable");
    case RemarkCode::PositionZero:
        return QLatin1String("position.zero");
    case RemarkCode::PositionOutOfRange:
        return QLatin1String("position.out-of-range");
    case RemarkCode::PositionRowSwapped:
        return QLatin1String("position.row-swapped");
    case RemarkCode::PositionOutsideCountry:
        return QLatin1String("position.outside-country");
    case RemarkCode::MergedValueKept:
        return QLatin1String("merge.value-kept");
    }
    return {};
}

} // namespace legwork::importing
