// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/logic/logic_suite.h"

#include "core/playbook/logic/logic.h"
#include "core/playbook/logic/logic_values.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <limits>

namespace legwork {
namespace {

QString written(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact))
        .mid(1)
        .chopped(1);
}

bool isSame(const QJsonValue &a, const QJsonValue &b, bool isDecimal)
{
    // Sums of tenths differ in the last digit from one order of adding to another.
    if (isDecimal && a.isDouble() && b.isDouble())
        return std::abs(a.toDouble() - b.toDouble()) <= 1e-9 * std::max(1.0, std::abs(b.toDouble()));
    int steps = std::numeric_limits<int>::max();
    return isSameLogicValue(a, b, steps);
}

bool asExpected(const LogicResult &outcome, const QJsonObject &test)
{
    const auto error = test.constFind(QLatin1String("error"));
    if (error == test.constEnd())
        return outcome
               && isSame(*outcome, test.value(QLatin1String("result")),
                         test.value(QLatin1String("decimal")).toBool());
    if (outcome)
        return false;
    const QJsonObject expected =
        error->isObject() ? error->toObject() : QJsonObject{{QStringLiteral("type"), *error}};
    const QJsonObject thrown = outcome.error().error.toObject();
    for (auto member = expected.begin(); member != expected.end(); ++member) {
        if (!isSame(thrown.value(member.key()), member.value(), false))
            return false;
    }
    return true;
}

} // namespace

Result<LogicSuite> LogicSuite::run(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isArray())
        return fail(QStringLiteral("playbook.not-json"), Advice::AskUser,
                    {error.errorString(), QString::number(error.offset)});
    LogicSuite suite;
    const QJsonArray entries = document.array();
    for (const QJsonValue &entry : entries) {
        if (entry.isString())
            continue;
        const QJsonObject test = entry.toObject();
        const QJsonValue rule = test.value(QLatin1String("rule"));
        const QJsonValue data = test.value(QLatin1String("data"));
        const LogicResult outcome = Logic(rule.isUndefined() ? QJsonValue() : rule)
                                        .evaluate(data.isUndefined() ? QJsonValue() : data);
        if (entry.isObject() && test.contains(QLatin1String("rule")) && asExpected(outcome, test)) {
            ++suite.passed;
            continue;
        }
        const bool throws = test.contains(QLatin1String("error"));
        suite.failures.append(QStringLiteral("%1: %2 expected %3 %4, came %5 %6")
                                  .arg(test.value(QLatin1String("description")).toString(), written(rule),
                                       throws ? QStringLiteral("error") : QStringLiteral("result"),
                                       written(test.value(QLatin1String(throws ? "error" : "result"))),
                                       outcome ? QStringLiteral("result") : QStringLiteral("error"),
                                       written(outcome ? *outcome : outcome.error().error)));
    }
    return suite;
}

} // namespace legwork
