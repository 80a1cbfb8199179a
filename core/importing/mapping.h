// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/datum.h"
#include "core/importing/headings.h"
#include "core/importing/table.h"

#include <QHash>

#include <array>
#include <functional>
#include <optional>
#include <vector>

namespace legwork::importing {

/// Why a column goes where it goes; the page words it.
enum class MatchReason : quint8 {
    Heading,           ///< The heading says so.
    HeadingAndContent, ///< The heading says so and the cells agree.
    Content,           ///< The heading is not known; the cells look like it.
    NotRecognised,     ///< Neither says anything: kept under its heading.
    FieldTaken,        ///< Another column fills that field better: kept under its heading.
    ContentDiffers,    ///< The heading names a field that most cells do not fit: kept under its heading.
    NobodyKnown,       ///< Names colleagues of whom none is known here: kept under its heading.
    NoContact,         ///< Speaks of a person, but no column names one: kept under its heading.
    User,              ///< Chosen by the user.
};

struct Column {
    QString heading; ///< As in the file, cleaned; may be empty.
    QString name;    ///< Heading made unique, or "#3": the name under which it is kept as an attribute.
    ColumnTarget target;
    double confidence = 0; ///< 0 to 1; 1 for the user's own choice.
    MatchReason reason = MatchReason::NotRecognised;
    bool isPart = false; ///< Joined with the other parts of the same field.
    MoneyUnit unit;
};

struct Mapping {
    FileKind kind = FileKind::Accounts;
    std::vector<Column> columns;

    [[nodiscard]] int columnOf(const ColumnTarget &target) const; ///< -1 when there is none.
    [[nodiscard]] std::optional<Datum> datumNamed() const { return m_datum; }
    void setDatumNamed(Datum datum) { m_datum = datum; }

private:
    std::optional<Datum> m_datum; ///< Named by a heading of a coordinate column.
};

/// What the cells of a column look like, from a sample over the whole file.
struct ColumnProfile {
    int filled = 0; ///< Cells of the sample that are not blank.
    std::array<int, size_t(ContentKind::Text) + 1> counts{};
    int beyond90 = 0; ///< Cells that can be a longitude only.
    std::vector<QString> sample;

    [[nodiscard]] double share(ContentKind kind) const
    {
        return filled > 0 ? double(counts[size_t(kind)]) / filled : 0;
    }
};

[[nodiscard]] std::vector<ColumnProfile> profileColumns(const Table &table);

/// `overrides` by column index win over everything. `namesColleague` tells whether a cell names somebody of our
/// own people. Pure.
[[nodiscard]] Mapping suggestMapping(const Table &table, const std::vector<ColumnProfile> &profiles,
                                     std::optional<FileKind> kind, const QHash<int, ColumnTarget> &overrides,
                                     const std::function<bool(const QString &)> &namesColleague);

} // namespace legwork::importing
