// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/value.h"

#include <QString>

#include <limits>
#include <rapidcheck.h>
#include <string>
#include <vector>

/// What RapidCheck makes of our basic values. Use: `QVERIFY(rc::check([] { const QString text = *rc::text();
/// ... }))`; a failure prints the seed, and RC_PARAMS="seed=..." repeats it.
namespace legwork::gen {

/// Well-formed text without NUL: Latin, Chinese, beyond the basic plane, and white space; often empty.
[[nodiscard]] inline rc::Gen<QString> text()
{
    const auto letter = rc::gen::weightedOneOf<char32_t>({
        {4, rc::gen::inRange<char32_t>(0x20, 0x7f)},
        {3, rc::gen::inRange<char32_t>(0x4e00, 0x9fa6)},
        {1, rc::gen::inRange<char32_t>(0x1, 0xd800)},
        {1, rc::gen::inRange<char32_t>(0xe000, 0x110000)},
    });
    return rc::gen::map(rc::gen::container<std::u32string>(letter),
                        [](const std::u32string &letters) { return QString::fromStdU32String(letters); });
}

[[nodiscard]] inline rc::Gen<QByteArray> bytes()
{
    return rc::gen::map(rc::gen::arbitrary<std::string>(),
                        [](const std::string &content) { return QByteArray::fromStdString(content); });
}

/// Any of the whole range, with its ends and the borders of CBOR's integer sizes among them.
[[nodiscard]] inline rc::Gen<qint64> integer()
{
    constexpr auto kMin = std::numeric_limits<qint64>::min();
    constexpr auto kMax = std::numeric_limits<qint64>::max();
    const std::vector<qint64> borders{kMin, kMin + 1, -4294967297, -257,       -256,       -25,
                                      -24,  -1,       0,           23,         24,         255,
                                      256,  65535,    65536,       4294967295, 4294967296, kMax};
    return rc::gen::oneOf(rc::gen::arbitrary<qint64>(), rc::gen::elementOf(borders));
}

/// Finite; whole numbers among them.
[[nodiscard]] inline rc::Gen<double> real()
{
    return rc::gen::oneOf(
        rc::gen::arbitrary<double>(),
        rc::gen::map(rc::gen::arbitrary<qint32>(), [](qint32 whole) { return double(whole); }));
}

[[nodiscard]] inline rc::Gen<Value> value()
{
    return rc::gen::oneOf(rc::gen::just(Value()), rc::gen::cast<Value>(integer()),
                          rc::gen::cast<Value>(real()), rc::gen::cast<Value>(text()),
                          rc::gen::cast<Value>(bytes()));
}

} // namespace legwork::gen

namespace rc {
inline void showValue(const QString &text, std::ostream &out) { out << '"' << text.toStdString() << '"'; }
inline void showValue(const QByteArray &bytes, std::ostream &out)
{
    out << "h'" << bytes.toHex().toStdString() << "'";
}
inline void showValue(const legwork::Value &value, std::ostream &out)
{
    std::visit(
        [&out](const auto &held) {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>)
                out << "null";
            else
                rc::show(held, out);
        },
        value);
}
} // namespace rc
