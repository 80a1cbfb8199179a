// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/key.h"
#include "core/schema/rows.h"

#include <QString>

#include <vector>

/// The reference: what SQLCipher itself needs for the same rows, with the product's settings and nothing else.
namespace legwork::bench {

/// Contacts of one account with twelve filled fields.
[[nodiscard]] std::vector<Contact> sampleContacts(int count, const Uuid &scope, Id<Account> account);

struct RawTimes {
    double insertMs = 0; ///< Insert of the rows, one transaction.
    double updateMs = 0; ///< `updates` single-column updates by key, one transaction.
    double commitMs = 0; ///< One single-column update in its own transaction, mean.
};
[[nodiscard]] RawTimes rawLoop(const QString &folder, const std::vector<Contact> &rows, int updates,
                               int commits);

} // namespace legwork::bench
