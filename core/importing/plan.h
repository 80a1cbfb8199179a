// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importing/duplicates.h"
#include "core/importing/findings.h"
#include "core/importing/places.h"
#include "core/importing/text_decoding.h"
#include "core/schema/rows.h"

#include <QHash>

#include <optional>
#include <vector>

namespace legwork::importing {

/// What the file is, whatever becomes of its rows.
struct FileFacts {
    QString fileName; ///< Without its folder.
    TextEncoding encoding = TextEncoding::Utf8;
    bool hasByteOrderMark = false;
    bool isDamaged = false; ///< Holds bytes that are no text; their rows are set aside.
    QChar separator;
    bool hasHeading = true;
    qint64 rows = 0; ///< Data rows: every one is imported, merged or set aside.
    qint64 blankRows = 0;
    qint64 rowsAboveHeading = 0;
};

/// A user's answer to one duplicate: what to do, and with which of the candidates.
struct DuplicateDecision {
    DuplicateAction action = DuplicateAction::KeepBoth;
    size_t candidate = 0;
};

/// What a merge does where both sides have a value.
enum class MergePolicy : quint8 {
    FillEmpty, ///< Ours stays; the file fills in what we lack.
    FileWins,  ///< The file's value replaces ours.
};

/// Everything a user can say about an import; what is left open is proposed.
struct ImportChoices {
    std::optional<FileKind> kind;
    QHash<int, ColumnTarget> columns; ///< By column index.
    std::optional<bool> swapAxes;
    bool correctSingleRows = true;
    std::optional<Datum> datum;
    QString country;  ///< ISO 3166 code where the file does not say; for checks only.
    QString currency; ///< ISO 4217 code where the file does not say.
    MergePolicy merge = MergePolicy::FillEmpty;
    QHash<qsizetype, DuplicateDecision> duplicates; ///< By data row.
};

struct RowOutcome {
    enum class Kind : quint8 {
        New,
        MergedIntoExisting, ///< target: index in the list of existing rows.
        MergedIntoRow,      ///< target: the earlier data row that carries on what this one says.
        SetAside,           ///< target: index in ImportPlan::setAside.
    };
    Kind kind = Kind::New;
    qsizetype target = -1;
};

struct SetAsideRow {
    qsizetype row = 0;
    qint64 line = 0;
    Fault fault;
};

/// A row that may be there already, and what is done about it.
struct DuplicateOffer {
    qsizetype row = 0;
    std::vector<DuplicateCandidate> candidates; ///< Best first, never empty.
    DuplicateDecision decision;
    bool decidedByUser = false;
};

/// What will happen to every row of a file. imported + merged + setAside.size() == file.rows, always.
struct ImportPlan {
    FileFacts file;
    Mapping mapping;
    PlaceAdvice places;
    bool swapAxes = false;            ///< As applied.
    Datum datum = Datum::Wgs84;       ///< As applied.
    std::vector<RowOutcome> outcomes; ///< By data row.
    std::vector<SetAsideRow> setAside;
    std::vector<DuplicateOffer> duplicates;
    std::vector<Remark> remarks; ///< Of rows that are taken.
    qint64 imported = 0;
    qint64 merged = 0;
};

/// A field of a merge; numbers as in the schema.
struct FieldChange {
    int entityNo = 0;
    int fieldNo = 0;
    Value before;
    Value after;
};

/// A row made ready to be stored, with all rows merged into it.
struct PlannedRow {
    qsizetype row = 0;
    qint64 line = 0;
    RowOutcome outcome;
    std::optional<Account> account; ///< To insert, or to update when accountExists.
    std::optional<Contact> contact; ///< To insert, or to update when contactExists.
    bool accountExists = false;
    bool contactExists = false;
    std::vector<FieldChange> changes; ///< Of rows that exist.
    std::vector<FieldChange> kept;    ///< The file says `after`, ours stays `before`.
};

} // namespace legwork::importing
