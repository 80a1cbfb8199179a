// SPDX-License-Identifier: Apache-2.0
#include "qml/importing/import_words.h"

#include "core/importing/headings.h"
#include "core/schema/rows.h"

#include <array>

namespace legwork {

using namespace importing;

namespace {

constexpr std::array kMatchReasons{"heading",        "heading-and-content", "content",
                                   "not-recognised", "field-taken",         "content-differs",
                                   "nobody-known",   "no-contact",          "user"};
constexpr std::array kDuplicateReasons{"same-reference",    "same-name-same-place", "same-email",
                                       "references-differ", "names-differ",         "addresses-differ",
                                       "places-differ",     "details-differ"};
constexpr std::array kActions{"merge", "keep-both", "skip"};
constexpr std::array kDatums{"wgs84", "gcj02", "bd09"};

template<size_t N>
QString coded(const std::array<const char *, N> &codes, size_t at)
{
    return at < N ? QString::fromLatin1(codes[at]) : QString();
}

template<class E, size_t N>
std::optional<E> decoded(const std::array<const char *, N> &codes, const QString &code)
{
    for (size_t i = 0; i < N; ++i) {
        if (code == QLatin1String(codes[i]))
            return E(i);
    }
    return std::nullopt;
}

} // namespace

QString codeOf(const ColumnTarget &target)
{
    switch (target.kind) {
    case ColumnTarget::Kind::Latitude:
        return QStringLiteral("latitude");
    case ColumnTarget::Kind::Longitude:
        return QStringLiteral("longitude");
    case ColumnTarget::Kind::Attribute:
        return QStringLiteral("attribute");
    case ColumnTarget::Kind::Ignored:
        return QStringLiteral("ignored");
    case ColumnTarget::Kind::Field:
        break;
    }
    const EntitySpec *spec = entity(target.entityNo);
    const FieldSpec *field = spec ? spec->field(target.fieldNo) : nullptr;
    return field ? QLatin1String(spec->table) + u'.' + QLatin1String(field->name) : QString();
}

std::optional<ColumnTarget> targetOf(const QString &code)
{
    for (const ColumnTarget::Kind kind : {ColumnTarget::Kind::Latitude, ColumnTarget::Kind::Longitude,
                                          ColumnTarget::Kind::Attribute, ColumnTarget::Kind::Ignored}) {
        if (codeOf(ColumnTarget{kind, 0, 0}) == code)
            return ColumnTarget{kind, 0, 0};
    }
    const EntitySpec *spec = entityNamed(code.section(u'.', 0, 0));
    const FieldSpec *field = spec ? spec->fieldNamed(code.section(u'.', 1)) : nullptr;
    if (!field || !canBeRead(spec->no, *field))
        return std::nullopt;
    return ColumnTarget::toField(spec->no, field->no);
}

QStringList targetCodes()
{
    QStringList codes{QStringLiteral("attribute"), QStringLiteral("ignored"), QStringLiteral("latitude"),
                      QStringLiteral("longitude")};
    for (const int entityNo : {Account::kEntityNo, Contact::kEntityNo}) {
        for (const FieldSpec &field : entity(entityNo)->fields) {
            if (canBeRead(entityNo, field))
                codes.append(codeOf(ColumnTarget::toField(entityNo, field.no)));
        }
    }
    return codes;
}

QString codeOf(MatchReason reason) { return coded(kMatchReasons, size_t(reason)); }

QString codeOf(DuplicateReason reason) { return coded(kDuplicateReasons, size_t(reason)); }

QString codeOf(DuplicateAction action) { return coded(kActions, size_t(action)); }

std::optional<DuplicateAction> actionOf(const QString &code)
{
    return decoded<DuplicateAction>(kActions, code);
}

QString codeOf(Datum datum) { return coded(kDatums, size_t(datum)); }

std::optional<Datum> datumOf(const QString &code) { return decoded<Datum>(kDatums, code); }

} // namespace legwork
