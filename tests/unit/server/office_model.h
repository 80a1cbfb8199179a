// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/operation.h"
#include "core/schema/schema.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

/// What the server must come to, worked out anew from the wire specification, in memory and without a line of the
/// server's: slow, plain, and easy to hold against the page.
namespace legwork::server::test {

struct ModelCell {
    Value value;
    qint64 seq = 0;
    qint64 timeMs = 0;
    Uuid device;
    Uuid person;
};

struct ModelRow {
    int entityNo = 0;
    Uuid scope;
    qint64 seq = 0;
    bool isDeleted = false;
    ModelCell life; ///< Who made, deleted or revived it last; holds no value.
    std::map<int, ModelCell> cells;
    std::map<Uuid, qint64> leftAtMs{}; ///< Scopes it has left, or was believed to lie in, by when.
};

/// A conflict, by what it says; its row's id is the server's affair.
struct ModelConflict {
    Uuid scope;
    int entityNo = 0;
    Uuid row;
    int fieldNo = 0;
    Value base;
    Value kept;
    Value other;
    Uuid keptBy;
    Uuid otherBy;
    qint64 keptAtMs = 0;
    qint64 otherAtMs = 0;
    friend bool operator==(const ModelConflict &, const ModelConflict &) = default;
};

struct ModelGrant {
    ScopeKind kind = ScopeKind::Company;
    bool mayWrite = false;
    bool mayRead = true;
    std::optional<qint64> untilMs{};
    std::optional<qint64> wroteUntilMs{}; ///< The last right to write that was lost.
    qint64 wroteUntilSeq = 0;             ///< 0: it ran out.
};

struct ModelOutcome {
    Verdict verdict = Verdict::Applied;
    qint64 seq = 0;
    QString code;
    size_t conflicts = 0;
    friend bool operator==(const ModelOutcome &, const ModelOutcome &) = default;
};

class OfficeModel
{
public:
    std::map<Uuid, ModelRow> rows;
    std::vector<ModelConflict> conflicts;
    std::map<Uuid, std::map<Uuid, ModelGrant>> grants; ///< By person, by scope.
    qint64 head = 0;

    struct Sender {
        Uuid device;
        Uuid person;
        EditStamp sentAt;
        Instant receivedAt;
    };
    /// What an administrator does.
    void give(const Uuid &person, const Uuid &scope, bool mayWrite, std::optional<qint64> untilMs,
              qint64 nowMs);
    void take(const Uuid &person, const Uuid &scope, qint64 nowMs);
    [[nodiscard]] bool mayRead(const Uuid &person, const Uuid &scope, qint64 nowMs) const;
    /// Decides one unit of work.
    [[nodiscard]] std::vector<ModelOutcome> decide(const Sender &sender, const std::vector<Operation> &unit);
    /// Whether the model knows the rule by which a field merges.
    [[nodiscard]] static bool knows(const FieldSpec &field);

private:
    struct Attempt;
    [[nodiscard]] QString decideOne(const Operation &operation, Attempt &attempt) const;
    enum class Right { None, Full, Grace };
    [[nodiscard]] Right rightOf(const Operation &operation, const Attempt &attempt, const Uuid &scope) const;
    struct Where {
        Uuid scope;
        std::optional<qint64> leftAtMs; ///< The scope its author named.
    };
    [[nodiscard]] static Where whereIs(const Operation &operation, const ModelRow &row);
    [[nodiscard]] static Where whereGoes(const Operation &insert, const Attempt &attempt);
    [[nodiscard]] QString admission(const Operation &operation, const Where &where, Attempt &attempt) const;
    [[nodiscard]] QString move(const Operation &operation, Attempt &attempt) const;
    [[nodiscard]] QString edit(const Operation &operation, ModelRow &row, Attempt &attempt) const;
    [[nodiscard]] QString references(const Operation &operation, const Attempt &attempt) const;
};

} // namespace legwork::server::test
