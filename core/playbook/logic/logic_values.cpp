// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/logic/logic_values.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

#include <cmath>

namespace legwork {
namespace {

QString numberText(double number)
{
    const double size = std::abs(number);
    const bool plain = size == 0 || (size >= 1e-6 && size < 1e21);
    return QString::number(number, plain ? 'f' : 'g', QLocale::FloatingPointShortest);
}

} // namespace

std::optional<double> logicNumber(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return 0;
    case QJsonValue::Bool:
        return value.toBool() ? 1 : 0;
    case QJsonValue::Double:
        return value.toDouble();
    case QJsonValue::String: {
        const QString text = value.toString().trimmed();
        if (text.isEmpty())
            return 0;
        bool understood = false;
        const double number = text.toDouble(&understood);
        return understood && std::isfinite(number) ? std::optional(number) : std::nullopt;
    }
    case QJsonValue::Array:
    case QJsonValue::Object:
        break;
    }
    return std::nullopt;
}

QString logicText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return {};
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double:
        return numberText(value.toDouble());
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array: {
        QString text;
        const QJsonArray list = value.toArray();
        for (qsizetype i = 0; i < list.size(); ++i)
            text += (i > 0 ? QStringLiteral(",") : QString()) + logicText(list[i]);
        return text;
    }
    case QJsonValue::Object:
        break;
    }
    return QStringLiteral("[object Object]");
}

bool isSameLogicValue(const QJsonValue &a, const QJsonValue &b, int &steps)
{
    if (--steps < 0 || a.type() != b.type())
        return false;
    if (a.isDouble())
        return a.toDouble() == b.toDouble();
    if (a.isArray()) {
        const QJsonArray left = a.toArray();
        const QJsonArray right = b.toArray();
        if (left.size() != right.size())
            return false;
        for (qsizetype i = 0; i < left.size(); ++i) {
            if (!isSameLogicValue(left[i], right[i], steps))
                return false;
        }
        return true;
    }
    if (a.isObject()) {
        const QJsonObject left = a.toObject();
        const QJsonObject right = b.toObject();
        if (left.size() != right.size())
            return false;
        for (auto member = left.begin(); member != left.end(); ++member) {
            const auto other = right.constFind(member.key());
            if (other == right.constEnd() || !isSameLogicValue(member.value(), other.value(), steps))
                return false;
        }
        return true;
    }
    return a == b;
}

} // namespace legwork
