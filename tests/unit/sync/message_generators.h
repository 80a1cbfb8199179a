// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/protocol/codec.h"

#include <algorithm>
#include <limits>
#include <rapidcheck.h>

/// Random messages within the rules of the wire.
namespace legwork::sync::random {

inline Uuid id()
{
    QByteArray bytes;
    for (int i = 0; i < 16; ++i)
        bytes.append(char(*rc::gen::arbitrary<quint8>()));
    return *Uuid::fromBytes(bytes);
}

inline qint64 numberFrom(qint64 least)
{
    return *rc::gen::inRange<qint64>(least, std::numeric_limits<qint64>::max());
}

inline QString text()
{
    static const QStringList pieces{QStringLiteral("张三"),   QStringLiteral("a"),
                                    QStringLiteral(" "),      QStringLiteral("\U0001F600"),
                                    QStringLiteral("Straße"), QStringLiteral("\n")};
    QString all;
    const int count = *rc::gen::inRange(0, 8);
    for (int i = 0; i < count; ++i)
        all += pieces[*rc::gen::inRange<int>(0, int(pieces.size()))];
    return all;
}

inline QStringList texts()
{
    QStringList all;
    const int count = *rc::gen::inRange(0, 4);
    for (int i = 0; i < count; ++i)
        all += text();
    return all;
}

inline Value value()
{
    switch (*rc::gen::inRange(0, 5)) {
    case 0:
        return {};
    case 1:
        return *rc::gen::arbitrary<qint64>();
    case 2:
        return double(*rc::gen::arbitrary<qint64>()) / 7;
    case 3:
        return text();
    default:
        return QByteArray(*rc::gen::inRange(0, 40), char(*rc::gen::arbitrary<quint8>()));
    }
}

inline Instant time()
{
    return *rc::gen::inRange(0, 5) == 0 ? Instant{}
                                        : Instant{*rc::gen::inRange<qint64>(-(1LL << 50), 1LL << 50)};
}

inline EditStamp stamp() { return {time(), id(), *rc::gen::arbitrary<qint64>()}; }

inline std::vector<int> risingFieldNos(int most)
{
    std::vector<int> numbers;
    int last = 0;
    const int count = *rc::gen::inRange(0, most);
    for (int i = 0; i < count; ++i)
        numbers.push_back(last += *rc::gen::inRange(1, 20));
    return numbers;
}

inline Operation operation()
{
    Operation op;
    op.opNo = numberFrom(1);
    op.unit = id();
    op.kind = OperationKind(*rc::gen::inRange(1, 5));
    op.entityNo = *rc::gen::inRange(1, 0x10000);
    op.rowId = id();
    op.scope = id();
    op.base = numberFrom(0);
    op.at = stamp();
    for (int fieldNo : risingFieldNos(6))
        op.fields.push_back({fieldNo, value(), value()});
    return op;
}

inline Outcome outcome()
{
    Outcome made;
    made.opNo = numberFrom(1);
    made.verdict = Verdict(*rc::gen::inRange(1, 4));
    made.seq = numberFrom(0);
    made.code = text();
    const int conflicts = *rc::gen::inRange(0, 3);
    for (int i = 0; i < conflicts; ++i)
        made.conflicts.push_back(id());
    made.arguments = texts();
    return made;
}

inline RowBatch rows()
{
    RowBatch batch;
    batch.entityNo = *rc::gen::inRange(1, 0x10000);
    const auto count = *rc::gen::inRange<size_t>(0, 12);
    qint64 seq = 0;
    const Uuid scopes[] = {id(), id()};
    for (size_t i = 0; i < count; ++i) {
        batch.ids.push_back(id());
        batch.scopes.push_back(scopes[*rc::gen::inRange(0, 2)]);
        batch.seqs.push_back(seq += *rc::gen::inRange(0, 1'000'000));
        batch.deleted.push_back(*rc::gen::inRange(0, 6) == 0);
    }
    batch.isAhead = *rc::gen::arbitrary<bool>();
    batch.fieldNos = risingFieldNos(6);
    for (size_t c = 0; c < batch.fieldNos.size(); ++c) {
        auto &column = batch.columns.emplace_back();
        for (size_t i = 0; i < count; ++i)
            column.append(*rc::gen::inRange(0, 3) == 0 ? std::optional<Value>() : value());
    }
    return batch;
}

inline Message message()
{
    const auto several = [](auto make) {
        std::vector<decltype(make())> all;
        const int count = *rc::gen::inRange(0, 5);
        for (int i = 0; i < count; ++i)
            all.push_back(make());
        return all;
    };
    switch (*rc::gen::inRange(0, 10)) {
    case 0: {
        SyncHeader header;
        header.protocol = *rc::gen::inRange(0, 100);
        header.schema = *rc::gen::inRange(0, 100);
        header.epoch = id();
        header.device = id();
        header.now = stamp();
        header.cursors = several([] { return ScopeCursor{id(), numberFrom(0)}; });
        header.heard = numberFrom(0);
        header.former = several([] { return id(); });
        header.again = several([] { return id(); });
        if (*rc::gen::arbitrary<bool>())
            header.resume = Resume{numberFrom(0), numberFrom(0), id()};
        header.waiting = numberFrom(0);
        header.waitingSince = time();
        header.takesAhead = *rc::gen::arbitrary<bool>();
        return header;
    }
    case 1:
        return several(operation);
    case 2:
        return several(outcome);
    case 3:
        return ScopeList{
            id(), numberFrom(0), several([] {
                return ScopeGrant{id(), *rc::gen::inRange(0, 3), *rc::gen::arbitrary<bool>(), time()};
            }),
            numberFrom(0)};
    case 4:
        return rows();
    case 5:
        return SyncEnd{id(), numberFrom(0), time(), numberFrom(0)};
    case 6:
        return Problem{text(), *rc::gen::inRange(0, 4), texts()};
    case 7:
        return LeaveList{several([] { return Leave{id(), *rc::gen::inRange(1, 20), numberFrom(1), id()}; })};
    case 8:
        return EnrolRequest{
            *rc::gen::inRange(0, 100), *rc::gen::inRange(0, 100), text(), id(), text(), time()};
    default:
        return EnrolReply{QByteArray(32, 't'), id(), id(), id(), id(), time()};
    }
}

} // namespace legwork::sync::random
