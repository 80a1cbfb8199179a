// SPDX-License-Identifier: Apache-2.0
#include "tests/support/generators.h"

#include <limits>
#include <string>
#include <vector>

namespace legwork::gen {

rc::Gen<QString> text()
{
    const auto letter = rc::gen::weightedOneOf<char32_t>({
        {4, rc::gen::inRange<char32_t>(0x20, 0x7f)},
        {3, rc::gen::inRange<char32_t>(0x4e00, 0x9fa6)},
        {1, rc::gen::inRange<char32_t>(0x1, 0xd800)},
        {1, rc::gen::inRange<char32_t>(0xe000, 0x110000)},
    });
    return rc::gen::map(rc::gen::container<std::u32string>(letter), [](const std::u32string &letters) {
        return QString::fromUcs4(letters.data(), qsizetype(letters.size()));
    });
}

rc::Gen<QStringList> texts()
{
    return rc::gen::map(
        rc::gen::container<std::vector<QString>>(text()),
        [](const std::vector<QString> &items) { return QStringList(items.begin(), items.end()); });
}

rc::Gen<QByteArray> bytes()
{
    return rc::gen::map(rc::gen::arbitrary<std::string>(),
                        [](const std::string &content) { return QByteArray::fromStdString(content); });
}

rc::Gen<qint64> integer()
{
    constexpr auto kMin = std::numeric_limits<qint64>::min();
    constexpr auto kMax = std::numeric_limits<qint64>::max();
    const std::vector<qint64> borders{kMin, kMin + 1, -4294967297, -257,       -256,       -25,
                                      -24,  -1,       0,           23,         24,         255,
                                      256,  65535,    65536,       4294967295, 4294967296, kMax};
    return rc::gen::oneOf(rc::gen::arbitrary<qint64>(), rc::gen::elementOf(borders));
}

qint64 between(qint64 least, qint64 most) { return *rc::gen::inRange<qint64>(least, most + 1); }

rc::Gen<double> real()
{
    return rc::gen::oneOf(
        rc::gen::arbitrary<double>(),
        rc::gen::map(rc::gen::arbitrary<qint32>(), [](qint32 whole) { return double(whole); }));
}

rc::Gen<Value> value()
{
    return rc::gen::oneOf(rc::gen::just(Value()), rc::gen::cast<Value>(integer()),
                          rc::gen::cast<Value>(real()), rc::gen::cast<Value>(text()),
                          rc::gen::cast<Value>(bytes()));
}

} // namespace legwork::gen

namespace rc {

void showValue(const QString &text, std::ostream &out) { out << '"' << text.toStdString() << '"'; }

void showValue(const QByteArray &bytes, std::ostream &out)
{
    out << "h'" << bytes.toHex().toStdString() << "'";
}

void showValue(const legwork::Value &value, std::ostream &out)
{
    switch (value.index()) {
    case 0:
        out << "null";
        break;
    case 1:
        out << std::get<qint64>(value);
        break;
    case 2:
        out << std::get<double>(value);
        break;
    case 3:
        showValue(std::get<QString>(value), out);
        break;
    default:
        showValue(std::get<QByteArray>(value), out);
    }
}

} // namespace rc
