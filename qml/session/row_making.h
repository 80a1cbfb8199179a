// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/lines.h"
#include "qml/session/rows.h"

#include <vector>

/// From the lines of the use cases to the gadgets of the pages.
namespace legwork {

[[nodiscard]] inline double msOf(Instant at) { return at.isSet() ? double(at.ms) : 0; }
[[nodiscard]] inline QString isoOf(QDate day)
{
    return day.isValid() ? day.toString(Qt::ISODate) : QString();
}
template<class E>
[[nodiscard]] QString textOf(const Id<E> &id)
{
    return id.isNull() ? QString() : id.uuid.toText();
}
/// The null id when the text is none.
template<class E>
[[nodiscard]] Id<E> idOf(const QString &text)
{
    return Id<E>{Uuid::fromText(text).value_or(Uuid())};
}

[[nodiscard]] VisitRow rowOf(const usecases::VisitLine &line);
[[nodiscard]] PromiseRow rowOf(const usecases::PromiseLine &line);
[[nodiscard]] ContactRow rowOf(const usecases::ContactLine &line);
[[nodiscard]] HeardRow rowOf(const usecases::HeardLine &line);
[[nodiscard]] OpportunityRow rowOf(const Opportunity &opportunity);

template<class Line>
[[nodiscard]] auto rowsOf(const std::vector<Line> &lines)
{
    std::vector<decltype(rowOf(lines.front()))> rows;
    rows.reserve(lines.size());
    for (const Line &line : lines)
        rows.push_back(rowOf(line));
    return rows;
}

} // namespace legwork
