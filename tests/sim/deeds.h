// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/sim/phone.h"

namespace legwork::sim {

/// What people do on their devices: edits of the same few rows again and again, so that they meet; rows made, deleted
/// and brought back; several rows in one unit; conflicts settled; and now and then what the server must refuse.
class Deeds
{
public:
    Deeds(const Office &office, Random random)
        : m_office(office)
        , m_random(random)
    {
    }

    /// One unit of work on what is to be seen; empty when there is nothing to do.
    [[nodiscard]] std::vector<Write> next(const Phone &phone);

private:
    using Rows = std::vector<RowKey>;
    [[nodiscard]] static Rows rowsOf(const Phone &phone, int entityNo);
    [[nodiscard]] const Value &value(const Phone &phone, const RowKey &row, int fieldNo) const;
    [[nodiscard]] Value word();
    /// A text with a piece changed, added or taken out somewhere.
    [[nodiscard]] Value rewritten(const Value &text);
    [[nodiscard]] Value counted(const Value &number);
    [[nodiscard]] Write editAccount(const Phone &phone, const RowKey &account);
    [[nodiscard]] static Write insert(int entityNo, const Uuid &scope,
                                      std::vector<std::pair<int, Value>> fields);
    /// A note on a customer; a contact where notes are not known yet.
    [[nodiscard]] Write remark(const Phone &phone, const Uuid &scope, const Uuid &account);
    [[nodiscard]] static Write edit(const Phone &phone, const RowKey &row,
                                    std::vector<std::pair<int, Value>> fields);
    [[nodiscard]] std::vector<Write> answer(const Phone &phone);
    [[nodiscard]] std::vector<Write> visit(const Phone &phone, const RowKey &account);
    [[nodiscard]] std::vector<Write> settle(const Phone &phone);
    [[nodiscard]] std::vector<Write> remove(const Phone &phone);
    [[nodiscard]] std::vector<Write> move(const Phone &phone, const RowKey &account);
    [[nodiscard]] std::vector<Write> poison(const Phone &phone, const RowKey &account);

    const Office &m_office;
    Random m_random;
    qint64 m_words = 0;
    std::map<int, std::vector<RowKey>> m_removed; ///< By phone: what its person deleted.
};

} // namespace legwork::sim
