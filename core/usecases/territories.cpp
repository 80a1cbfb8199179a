// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/territories.h"

#include <algorithm>

namespace legwork::usecases {

Result<std::vector<TerritoryLine>> territories(Reader &reader)
{
    auto statement = reader.connection().prepare("SELECT c.scope, ifnull(t.name, ''), c.may, c.until_ms FROM "
                                                 "cursor c LEFT JOIN territory t ON t.id = c.scope"
                                                 " WHERE c.kind = ? ORDER BY t.name, c.scope");
    if (!statement)
        return forward(statement);
    statement->bind(int(ScopeKind::Territory));
    std::vector<TerritoryLine> lines;
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return forward(more);
        if (!*more)
            return lines;
        lines.push_back({statement->id(0), statement->text(1), statement->integer(2) == 2,
                         statement->isNull(3) ? Instant{} : Instant{statement->integer(3)}});
    }
}

Status moveAccount(UnitOfWork &unit, Id<Account> id, const Uuid &territory, const Uuid &undoId)
{
    const auto account = unit.find(id);
    if (!account)
        return forward(account);
    if (!*account)
        return fail(QStringLiteral("storage.no-row"), Advice::GiveUp);
    const auto held = territories(unit);
    if (!held)
        return forward(held);
    const auto mayWrite = [&](const Uuid &scope) {
        return std::any_of(held->begin(), held->end(),
                           [&](const TerritoryLine &line) { return line.id == scope && line.mayWrite; });
    };
    if (!mayWrite((*account)->scope) || !mayWrite(territory))
        return fail(QStringLiteral("territory.no-right"), Advice::AskUser);
    unit.keepUndo(undoId, QStringLiteral("account-moved"));
    return unit.move(id, territory);
}

} // namespace legwork::usecases
