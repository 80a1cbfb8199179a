// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/outbox.h"
#include "core/usecases/context.h"

namespace legwork::usecases {

/// One edit of this device and what became of it, with the names that belong to it.
struct EditLine {
    qint64 opNo = 0;
    Uuid unit; ///< Edits of the same unit were one deed and are decided together.
    OperationKind kind = OperationKind::Update;
    int entityNo = 0;
    Uuid rowId;
    QString rowTitle;
    Id<Account> accountId;
    QString accountName;
    std::vector<int> fieldNos; ///< Fields it set.
    QStringList texts;         ///< What it set each to, as it reads; references as ids.
    Instant madeAt;
    std::optional<Verdict> verdict; ///< Nothing while it waits to be sent or decided.
    QString code;                   ///< Why it was refused.
    QStringList arguments;          ///< To the code.
    Instant settledAt;
};

[[nodiscard]] Result<std::vector<EditLine>> editLines(Reader &reader,
                                                      const std::vector<storage::EditFate> &fates);

} // namespace legwork::usecases
