// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/logic/logic_evaluation.h"

#include "core/playbook/logic/logic_values.h"

#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <limits>

namespace legwork {
namespace {

bool isLazy(LogicOp op)
{
    switch (op) {
    case LogicOp::If:
    case LogicOp::And:
    case LogicOp::Or:
    case LogicOp::Coalesce:
    case LogicOp::Try:
    case LogicOp::Equal:
    case LogicOp::NotEqual:
    case LogicOp::Same:
    case LogicOp::NotSame:
    case LogicOp::Less:
    case LogicOp::LessEqual:
    case LogicOp::Greater:
    case LogicOp::GreaterEqual:
        return true;
    default:
        return isIteration(op);
    }
}

QJsonValue at(const std::vector<QJsonValue> &values, size_t index)
{
    return index < values.size() ? values[index] : QJsonValue();
}

} // namespace

LogicResult LogicEvaluation::run(const LogicNode &root, const QJsonValue &data)
{
    const Frame frame{data, nullptr};
    QJsonValue value = eval(root, frame);
    if (m_fault)
        return tl::unexpected(*m_fault);
    return value;
}

QJsonValue LogicEvaluation::eval(const LogicNode &node, const Frame &frame)
{
    if (failed() || !step())
        return {};
    switch (node.op) {
    case LogicOp::Literal:
        return node.literal;
    case LogicOp::Unknown:
        return fail("Unknown Operator");
    case LogicOp::List: {
        QJsonArray list;
        for (const LogicNode &element : node.args) {
            const QJsonValue value = eval(element, frame);
            if (!payFor(value))
                return {};
            list.append(value);
        }
        return list;
    }
    case LogicOp::Var:
        return evalVar(node, frame);
    default:
        break;
    }
    if (isLazy(node.op))
        return evalLazy(node, frame);
    const Values args = arguments(node, frame);
    return failed() ? QJsonValue() : evalEager(node.op, args, frame);
}

LogicEvaluation::Values LogicEvaluation::arguments(const LogicNode &node, const Frame &frame)
{
    Values values;
    if (node.isSpread) {
        const QJsonValue only = eval(node.args.front(), frame);
        // A list whose length is asked is what is meant, not its elements.
        if (only.isArray() && node.op != LogicOp::Length) {
            const QJsonArray list = only.toArray();
            if (pay(list.size()))
                values.assign(list.begin(), list.end());
        } else {
            values.push_back(only);
        }
        return values;
    }
    values.reserve(node.args.size());
    for (const LogicNode &arg : node.args)
        values.push_back(eval(arg, frame));
    return values;
}

QJsonValue LogicEvaluation::evalLazy(const LogicNode &node, const Frame &frame)
{
    std::vector<LogicNode> spread;
    if (node.isSpread) {
        const QJsonValue only = eval(node.args.front(), frame);
        if (failed())
            return {};
        if (!only.isArray()) {
            const bool single = node.op == LogicOp::Coalesce || node.op == LogicOp::Try;
            return single ? only : fail("Invalid Arguments");
        }
        const QJsonArray list = only.toArray();
        if (!pay(list.size()))
            return {};
        for (const QJsonValue &element : list)
            spread.push_back({LogicOp::Literal, false, element, {}});
    }
    const std::vector<LogicNode> &args = node.isSpread ? spread : node.args;
    switch (node.op) {
    case LogicOp::If:
        return evalIf(args, frame);
    case LogicOp::And:
    case LogicOp::Or:
        return evalAndOr(node.op, args, frame);
    case LogicOp::Coalesce:
        return evalCoalesce(args, frame);
    case LogicOp::Try:
        return evalTry(args, frame);
    default:
        return isIteration(node.op) ? evalIteration(node.op, args, frame)
                                    : evalComparison(node.op, args, frame);
    }
}

QJsonValue LogicEvaluation::evalEager(LogicOp op, const Values &args, const Frame &frame)
{
    switch (op) {
    case LogicOp::Val:
        return lookUp(args, frame).value_or(QJsonValue());
    case LogicOp::Exists:
        return lookUp(args, frame).has_value();
    case LogicOp::Missing:
        return missing(args, frame);
    case LogicOp::MissingSome:
        return missingSome(args, frame);
    case LogicOp::Throw:
        return throwUp(at(args, 0));
    case LogicOp::Not:
        return !isTruthy(at(args, 0));
    case LogicOp::Truth:
        return isTruthy(at(args, 0));
    case LogicOp::Log:
        return at(args, 0);
    case LogicOp::Min:
    case LogicOp::Max:
        return extreme(op, args);
    case LogicOp::Cat:
        return cat(args);
    case LogicOp::Substr:
        return substr(args);
    case LogicOp::In:
        return isIn(args);
    case LogicOp::Merge:
        return merge(args);
    case LogicOp::Length:
        return length(args);
    default:
        return arithmetic(op, args);
    }
}

QJsonValue LogicEvaluation::evalIf(const std::vector<LogicNode> &args, const Frame &frame)
{
    for (size_t i = 0; i < args.size(); i += 2) {
        const QJsonValue condition = eval(args[i], frame);
        if (failed() || i + 1 == args.size())
            return condition; // the last one without a consequence is the "else"
        if (isTruthy(condition))
            return eval(args[i + 1], frame);
    }
    return {};
}

QJsonValue LogicEvaluation::evalAndOr(LogicOp op, const std::vector<LogicNode> &args, const Frame &frame)
{
    QJsonValue value;
    for (const LogicNode &arg : args) {
        value = eval(arg, frame);
        if (failed() || isTruthy(value) == (op == LogicOp::Or))
            break;
    }
    return value;
}

QJsonValue LogicEvaluation::evalCoalesce(const std::vector<LogicNode> &args, const Frame &frame)
{
    QJsonValue value;
    for (const LogicNode &arg : args) {
        value = eval(arg, frame);
        if (failed() || !value.isNull())
            break;
    }
    return value;
}

QJsonValue LogicEvaluation::evalTry(const std::vector<LogicNode> &args, const Frame &frame)
{
    if (args.empty())
        return fail("Invalid Arguments");
    QJsonValue value = eval(args.front(), frame);
    for (size_t i = 1; i < args.size() && failed() && !m_fault->isFinal; ++i) {
        // The next one sees what went wrong as its data; the data around stands two levels above, as it does
        // in an iteration.
        const Frame between{{}, &frame};
        const Frame caught{m_fault->error, &between};
        m_fault.reset();
        value = eval(args[i], caught);
    }
    return value;
}

QJsonValue LogicEvaluation::evalComparison(LogicOp op, const std::vector<LogicNode> &args, const Frame &frame)
{
    if (args.size() < 2)
        return fail("Invalid Arguments");
    QJsonValue left = eval(args.front(), frame);
    for (size_t i = 1; i < args.size(); ++i) {
        QJsonValue right = eval(args[i], frame);
        if (failed())
            return {};
        const bool holds = compare(op, left, right);
        if (failed())
            return {};
        if (!holds)
            return false;
        left = std::move(right);
    }
    return true;
}

bool LogicEvaluation::compare(LogicOp op, const QJsonValue &left, const QJsonValue &right)
{
    switch (op) {
    case LogicOp::Same:
    case LogicOp::NotSame: {
        const bool same = isSameLogicValue(left, right, m_steps);
        (void)step();
        return same == (op == LogicOp::Same);
    }
    case LogicOp::Equal:
        return isLooselyEqual(left, right);
    case LogicOp::NotEqual:
        return !isLooselyEqual(left, right);
    default:
        break;
    }
    double order = 0;
    if (left.isString() && right.isString()) {
        order = left.toString().compare(right.toString());
    } else {
        const auto a = logicNumber(left);
        const auto b = logicNumber(right);
        if (!a || !b) {
            fail("NaN");
            return false;
        }
        order = *a < *b ? -1 : *a > *b ? 1 : 0;
    }
    switch (op) {
    case LogicOp::Less:
        return order < 0;
    case LogicOp::LessEqual:
        return order <= 0;
    case LogicOp::Greater:
        return order > 0;
    default:
        return order >= 0;
    }
}

bool LogicEvaluation::isLooselyEqual(const QJsonValue &left, const QJsonValue &right)
{
    if (left.isString() && right.isString())
        return left == right;
    const bool isList = left.isArray() || left.isObject() || right.isArray() || right.isObject();
    // Nothing equals whatever is falsy; a text that is no number can still be told from nothing.
    if (!isList && (left.isNull() || right.isNull()))
        return !isTruthy(left) && !isTruthy(right);
    const auto a = logicNumber(left);
    const auto b = logicNumber(right);
    if (!a || !b)
        fail("NaN");
    return a == b;
}

QJsonValue LogicEvaluation::fail(const char *type)
{
    if (!m_fault)
        m_fault = LogicFault{QJsonObject{{QStringLiteral("type"), QLatin1String(type)}}, false};
    return {};
}

QJsonValue LogicEvaluation::throwUp(const QJsonValue &what)
{
    if (!m_fault)
        m_fault = LogicFault{what.isObject() ? what : QJsonObject{{QStringLiteral("type"), what}}, false};
    return {};
}

bool LogicEvaluation::pay(qsizetype cells)
{
    if (failed())
        return false;
    if (cells > m_cells)
        m_fault = LogicFault{QJsonObject{{QStringLiteral("type"), QStringLiteral("logic.memory")}}, true};
    else
        m_cells -= int(cells);
    return !failed();
}

bool LogicEvaluation::payFor(const QJsonValue &value, int depth)
{
    if (!pay(depth > Logic::kDepthMax ? std::numeric_limits<int>::max() : 1))
        return false;
    if (value.isArray()) {
        const QJsonArray list = value.toArray();
        return std::all_of(list.begin(), list.end(),
                           [&](const QJsonValue &element) { return payFor(element, depth + 1); });
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        return std::all_of(object.begin(), object.end(),
                           [&](const QJsonValue &member) { return payFor(member, depth + 1); });
    }
    return true;
}

bool LogicEvaluation::step()
{
    if (--m_steps < 0)
        m_fault = LogicFault{QJsonObject{{QStringLiteral("type"), QStringLiteral("logic.steps")}}, true};
    return !failed();
}

QJsonValue LogicEvaluation::number(double value)
{
    if (!std::isfinite(value))
        return fail("NaN");
    return value + 0.0; // so that there is no negative zero
}

} // namespace legwork
