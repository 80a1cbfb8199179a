// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/import_report.h"

#include "app/ctl/command.h"

#include <QMap>

namespace legwork::ctl {
namespace {

using namespace importing;

QString wordFor(MatchReason reason)
{
    switch (reason) {
    case MatchReason::Heading:
        return QStringLiteral("by its heading");
    case MatchReason::HeadingAndContent:
        return QStringLiteral("by heading and content");
    case MatchReason::Content:
        return QStringLiteral("by its content");
    case MatchReason::NotRecognised:
        return QStringLiteral("not recognised");
    case MatchReason::FieldTaken:
        return QStringLiteral("another column fills that field");
    case MatchReason::ContentDiffers:
        return QStringLiteral("most cells do not fit the field it names");
    case MatchReason::NobodyKnown:
        return QStringLiteral("names nobody known here");
    case MatchReason::NoContact:
        return QStringLiteral("no column names a person");
    case MatchReason::User:
        return QStringLiteral("as told");
    }
    return {};
}

QString wordFor(DuplicateReason reason)
{
    switch (reason) {
    case DuplicateReason::SameReference:
        return QStringLiteral("same key");
    case DuplicateReason::SameNameSamePlace:
        return QStringLiteral("same name, nothing speaks against it");
    case DuplicateReason::SameEmail:
        return QStringLiteral("same mail address");
    case DuplicateReason::ReferencesDiffer:
        return QStringLiteral("same name, but the keys differ");
    case DuplicateReason::NamesDiffer:
        return QStringLiteral("the names differ");
    case DuplicateReason::AddressesDiffer:
        return QStringLiteral("same name, but the addresses differ");
    case DuplicateReason::PlacesDiffer:
        return QStringLiteral("same name, but far apart");
    case DuplicateReason::DetailsDiffer:
        return QStringLiteral("same name, but mail or phone differ");
    }
    return {};
}

QString wordFor(DuplicateAction action)
{
    return action == DuplicateAction::Merge      ? QStringLiteral("merge")
           : action == DuplicateAction::KeepBoth ? QStringLiteral("keep both")
                                                 : QStringLiteral("skip");
}

QString nameOf(Datum datum)
{
    return datum == Datum::Bd09    ? QStringLiteral("BD-09")
           : datum == Datum::Gcj02 ? QStringLiteral("GCJ-02")
                                   : QStringLiteral("WGS-84");
}

QString placeOf(const Column &column)
{
    switch (column.target.kind) {
    case ColumnTarget::Kind::Field: {
        const EntitySpec *spec = entity(column.target.entityNo);
        return QStringLiteral("%1.%2").arg(QLatin1String(spec->name),
                                           QLatin1String(spec->field(column.target.fieldNo)->name));
    }
    case ColumnTarget::Kind::Latitude:
        return QStringLiteral("latitude");
    case ColumnTarget::Kind::Longitude:
        return QStringLiteral("longitude");
    case ColumnTarget::Kind::Attribute:
        return QStringLiteral("(attribute)");
    case ColumnTarget::Kind::Ignored:
        return QStringLiteral("(ignored)");
    }
    return {};
}

QString columnName(const ImportPlan &plan, int column)
{
    return column >= 0 && size_t(column) < plan.mapping.columns.size()
               ? plan.mapping.columns[size_t(column)].name
               : QStringLiteral("-");
}

void tellFile(const ImportPlan &plan)
{
    const FileFacts &file = plan.file;
    const QString separator =
        file.separator == u'\t' ? QStringLiteral("tab") : QStringLiteral("\"%1\"").arg(file.separator);
    say(QStringLiteral("file         %1: %2%3, separated by %4, %5 data rows%6%7")
            .arg(file.fileName, importing::nameOf(file.encoding),
                 file.hasByteOrderMark ? QStringLiteral(" with byte order mark") : QString(), separator)
            .arg(file.rows)
            .arg(file.hasHeading ? QString() : QStringLiteral(", no heading"),
                 file.blankRows > 0 ? QStringLiteral(", %1 blank rows left out").arg(file.blankRows)
                                    : QString()));
    say(QStringLiteral("lists        %1")
            .arg(plan.mapping.kind == FileKind::Accounts ? QStringLiteral("customers")
                                                         : QStringLiteral("people")));
}

void tellColumns(const ImportPlan &plan)
{
    say(QStringLiteral("columns"));
    for (const Column &column : plan.mapping.columns) {
        const QString certainty =
            column.confidence > 0 ? QStringLiteral(", %1 %").arg(qRound(column.confidence * 100)) : QString();
        say(QStringLiteral("  %1 %2 %3%4")
                .arg(column.name, -24)
                .arg(placeOf(column), -28)
                .arg(wordFor(column.reason), certainty));
    }
}

void tellPlaces(const ImportPlan &plan)
{
    const PlaceAdvice &places = plan.places;
    if (places.reason == DatumReason::NoPositions)
        return;
    say(QStringLiteral("coordinates  %1 pairs, taken as %2%3")
            .arg(places.pairs)
            .arg(nameOf(plan.datum),
                 plan.swapAxes ? QStringLiteral(", latitude and longitude exchanged") : QString()));
    if (places.suggestSwap)
        say(QStringLiteral("             the columns are named the wrong way round: %1 of %2 pairs make "
                           "sense only exchanged")
                .arg(places.fitSwapped)
                .arg(places.pairs));
    if (places.mustAskDatum())
        say(QStringLiteral("             %1 lie in mainland China, where lists usually hold BD-09 or GCJ-02: "
                           "say which with "
                           "--coordinates")
                .arg(places.inMainland));
}

void tellDuplicates(const ImportDraft &draft)
{
    const ImportPlan &plan = draft.plan();
    constexpr size_t kShown = 20;
    if (plan.duplicates.empty())
        return;
    say(QStringLiteral("duplicates   %1 offered").arg(plan.duplicates.size()));
    for (size_t i = 0; i < std::min(kShown, plan.duplicates.size()); ++i) {
        const DuplicateOffer &offer = plan.duplicates[i];
        const DuplicateCandidate &candidate = offer.candidates[offer.decision.candidate];
        const QString other = candidate.isExisting
                                  ? QStringLiteral("a row that is here")
                                  : QStringLiteral("line %1").arg(draft.lineOf(candidate.index));
        say(QStringLiteral("  line %1 and %2: %3 (%4)")
                .arg(draft.lineOf(offer.row))
                .arg(other, wordFor(offer.decision.action), wordFor(candidate.reason)));
    }
    if (plan.duplicates.size() > kShown)
        say(QStringLiteral("  and %1 more").arg(plan.duplicates.size() - kShown));
}

void tellRemarks(const ImportPlan &plan)
{
    QMap<QString, qint64> counts;
    for (const Remark &remark : plan.remarks)
        ++counts[codeOf(remark.code)];
    if (counts.isEmpty())
        return;
    say(QStringLiteral("remarks"));
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        say(QStringLiteral("  %1 %2").arg(it.key(), -28).arg(it.value()));
}

void tellSetAside(const ImportDraft &draft)
{
    const ImportPlan &plan = draft.plan();
    if (plan.setAside.empty())
        return;
    say(QStringLiteral("set aside"));
    for (const SetAsideRow &row : plan.setAside) {
        constexpr qsizetype kExcerpt = 60;
        const QString excerpt = draft.cells(row.row).join(QStringLiteral(" | ")).simplified();
        say(QStringLiteral("  line %1 %2 %3 %4  %5")
                .arg(row.line, -7)
                .arg(codeOf(row.fault.code), -18)
                .arg(columnName(plan, row.fault.column), -14)
                .arg(row.fault.arguments.join(QStringLiteral(", ")),
                     excerpt.size() > kExcerpt ? excerpt.left(kExcerpt) + QChar(0x2026) : excerpt));
    }
}

void tellRows(const ImportDraft &draft, qsizetype count)
{
    for (const PlannedRow &row : draft.preview(count)) {
        if (row.account)
            say(QStringLiteral("  line %1 %2, %3%4")
                    .arg(row.line)
                    .arg(row.account->name, row.account->city,
                         row.account->position.isSet()
                             ? QStringLiteral(", %1 %2")
                                   .arg(row.account->position.latitude(), 0, 'f', 6)
                                   .arg(row.account->position.longitude(), 0, 'f', 6)
                             : QString()));
        if (row.contact)
            say(QStringLiteral("  line %1 %2, %3").arg(row.line).arg(row.contact->name, row.contact->post));
    }
}

} // namespace

void tellPlan(const ImportDraft &draft, qsizetype rowsShown)
{
    const ImportPlan &plan = draft.plan();
    tellFile(plan);
    tellColumns(plan);
    tellPlaces(plan);
    if (rowsShown > 0)
        say(QStringLiteral("first rows"));
    tellRows(draft, rowsShown);
    tellDuplicates(draft);
    tellRemarks(plan);
    tellSetAside(draft);
}

void tellTally(const ImportPlan &plan)
{
    say(QStringLiteral("\n  %1 data rows = %2 imported + %3 merged + %4 set aside")
            .arg(plan.file.rows)
            .arg(plan.imported)
            .arg(plan.merged)
            .arg(plan.setAside.size()));
}

} // namespace legwork::ctl
