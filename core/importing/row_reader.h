// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/value.h"
#include "core/importing/existing.h"
#include "core/importing/findings.h"
#include "core/importing/places.h"

#include <optional>
#include <vector>

namespace legwork::importing {

/// values[n] belongs to field n of one entity; values[0] is not used.
using FieldValues = std::vector<Value>;

struct ReadingRules {
    PlaceRules places;
    QString country;  ///< Where a row that does not say is taken to be, for checks only.
    QString currency; ///< Of amounts whose heading and row do not say; ISO 4217.
};

/// What one data row says, before it is known whether it is new.
struct RowReading {
    FieldValues account; ///< Empty in a file of contacts.
    FieldValues contact; ///< Empty when the row names nobody.
    std::optional<Fault> fault;
    std::vector<Remark> remarks;
};

/// Turns data rows into field values by a mapping. What does not fit its field is kept as an attribute with a
/// remark, so that nothing is dropped. Everything given must outlive the reader. Const calls from several
/// threads are safe.
class RowReader
{
public:
    RowReader(const Table &table, const Mapping &mapping, const ReadingRules &rules,
              const Colleagues &colleagues, const AccountIndex &accounts);

    [[nodiscard]] RowReading read(qsizetype row) const;
    /// What a reading is compared by; of a contact unless `ofAccount`.
    [[nodiscard]] static RowKeys keysOf(const RowReading &reading, bool ofAccount);

private:
    struct Pass;

    void readCell(int column, const QString &text, Pass &pass) const;
    void readMoney(int column, const FieldSpec &field, const QString &text, Pass &pass) const;
    void readReference(int column, const ColumnTarget &target, const QString &text, Pass &pass) const;
    void readPosition(Pass &pass) const;
    void finish(Pass &pass) const;
    [[nodiscard]] QString rowCurrency(const CsvRecord &record) const;

    const Table &m_table;
    const Mapping &m_mapping;
    const ReadingRules &m_rules;
    const Colleagues &m_colleagues;
    const AccountIndex &m_accounts;
    int m_latitude = -1;
    int m_longitude = -1;
    int m_currency = -1;
    QString m_headingCurrency; ///< Of the first amount whose heading names one.
};

} // namespace legwork::importing
