// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/unit/server/office.h"
#include "tests/unit/server/office_model.h"

#include <random>

namespace legwork::server::test {

/// A field that random work touches, and what it puts there.
struct Editable {
    int entityNo;
    int fieldNo;
    std::vector<Value> values;
};
[[nodiscard]] const std::vector<Editable> &editables();

/// Work as people do it, right and wrong, on so few rows that they meet: the same for the same seed.
class RandomWork
{
public:
    explicit RandomWork(quint32 seed)
        : m_random(seed)
    {
    }
    [[nodiscard]] quint32 pick(size_t below) { return quint32(m_random() % below); }
    template<class T>
    [[nodiscard]] const T &oneOf(const std::vector<T> &from)
    {
        return from[pick(from.size())];
    }
    /// Of two boots, with wall clocks that are years off, and now and then from the future.
    [[nodiscard]] EditStamp stamp();
    /// The next operation of a gadget, by what it has seen; some claim to have seen what nobody has yet.
    [[nodiscard]] Operation operation(Gadget &gadget, const Uuid &unit, bool maySeeTheFuture);
    /// The next units of work.
    [[nodiscard]] std::vector<std::vector<Operation>> units(Gadget &gadget, bool maySeeTheFuture);

private:
    std::mt19937 m_random;
};

/// The model of a fresh Office.
[[nodiscard]] OfficeModel modelOfOffice();
/// Nothing when rows are what the model says, conflicts included; else in what they differ.
[[nodiscard]] QString differenceOf(const OfficeModel &model, const std::map<Uuid, StoredRow> &rows);

} // namespace legwork::server::test
