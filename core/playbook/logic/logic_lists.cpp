// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/logic/logic_evaluation.h"
#include "core/playbook/logic/logic_values.h"

#include <QJsonObject>

#include <algorithm>
#include <cmath>

/// The operators over data, lists and texts, and arithmetic.
namespace legwork {
namespace {

QStringList pathOf(const QJsonValue &path)
{
    return path.isDouble() ? QStringList(logicText(path)) : splitLogicPath(logicText(path));
}

/// How many levels {"val": [[2], ...]} climbs; nothing when the path does not begin like that.
std::optional<int> climb(const QJsonValue &first)
{
    const QJsonArray list = first.toArray();
    if (list.size() != 1 || !list.at(0).isDouble())
        return std::nullopt;
    return int(std::min(std::abs(list.at(0).toDouble()), double(Logic::kDepthMax) * 2));
}

} // namespace

QJsonValue LogicEvaluation::evalVar(const LogicNode &node, const Frame &frame)
{
    QJsonValue path;
    QJsonValue otherwise;
    if (node.isSpread) {
        const Values args = arguments(node, frame);
        path = args.empty() ? QJsonValue() : args.front();
        otherwise = args.size() > 1 ? args[1] : QJsonValue();
    } else if (!node.args.empty()) {
        path = eval(node.args.front(), frame);
    }
    if (failed())
        return {};
    const auto found = follow(frame.value, pathOf(path));
    if (found && !found->isNull())
        return *found;
    return !node.isSpread && node.args.size() > 1 ? eval(node.args[1], frame) : otherwise;
}

std::optional<QJsonValue> LogicEvaluation::lookUp(const Values &path, const Frame &frame)
{
    const Frame *from = &frame;
    size_t begin = 0;
    if (const auto levels = path.empty() ? std::nullopt : climb(path.front())) {
        begin = 1;
        for (int i = 0; i < *levels && from; ++i)
            from = from->above;
        if (!from)
            return std::nullopt;
    } else if (path.size() == 1 && path.front().isNull()) {
        begin = 1;
    }
    QStringList names;
    for (size_t i = begin; i < path.size(); ++i)
        names.append(logicText(path[i]));
    return follow(from->value, names);
}

std::optional<QJsonValue> LogicEvaluation::follow(QJsonValue from, const QStringList &path)
{
    for (const QString &name : path) {
        if (from.isObject()) {
            const QJsonObject object = from.toObject();
            const auto member = object.constFind(name);
            if (member == object.constEnd())
                return std::nullopt;
            from = member.value();
        } else if (from.isArray()) {
            bool isIndex = false;
            const qsizetype index = name.toLongLong(&isIndex);
            const QJsonArray list = from.toArray();
            if (!isIndex || index < 0 || index >= list.size())
                return std::nullopt;
            from = list.at(index);
        } else {
            return std::nullopt;
        }
    }
    return from;
}

QJsonValue LogicEvaluation::missing(const Values &args, const Frame &frame)
{
    const QJsonArray names = !args.empty() && args.front().isArray() ? args.front().toArray() : [&] {
        QJsonArray all;
        for (const QJsonValue &arg : args)
            all.append(arg);
        return all;
    }();
    QJsonArray absent;
    for (const QJsonValue &name : names) {
        if (!step())
            return {};
        const auto found = follow(frame.value, pathOf(name));
        if (!found || found->isNull() || found->toString(QStringLiteral("-")).isEmpty())
            absent.append(name);
    }
    return pay(absent.size()) ? QJsonValue(absent) : QJsonValue();
}

QJsonValue LogicEvaluation::missingSome(const Values &args, const Frame &frame)
{
    if (args.size() < 2 || !args[1].isArray())
        return fail("Invalid Arguments");
    const QJsonValue absent = missing({args[1]}, frame);
    const double present = double(args[1].toArray().size() - absent.toArray().size());
    return present >= args[0].toDouble() ? QJsonValue(QJsonArray()) : absent;
}

QJsonValue LogicEvaluation::evalIteration(LogicOp op, const std::vector<LogicNode> &args, const Frame &frame)
{
    const auto isNull = [](const LogicNode &node) {
        return node.op == LogicOp::Literal && node.literal.isNull();
    };
    const bool isQuantifier = op >= LogicOp::All;
    if (args.size() < 2 || isNull(args[0]) || (!isQuantifier && isNull(args[1])))
        return fail("Invalid Arguments");
    const QJsonValue list = eval(args[0], frame);
    if (failed())
        return {};
    // To transform what is not there gives nothing; to state something about it is a mistake.
    if (!list.isArray() && (isQuantifier || !list.isNull()))
        return fail("Invalid Arguments");
    if (op == LogicOp::Reduce) {
        const auto start = args.size() > 2 ? std::optional(eval(args[2], frame)) : std::nullopt;
        return reduce(list.toArray(), args[1], start, frame);
    }
    return isQuantifier ? quantify(op, list.toArray(), args[1], frame)
                        : mapOrFilter(op, list.toArray(), args[1], frame);
}

QJsonValue LogicEvaluation::evalElement(const LogicNode &rule, const QJsonValue &element, qsizetype index,
                                        const Frame &frame)
{
    const Frame between{QJsonObject{{QStringLiteral("index"), index}}, &frame};
    return eval(rule, Frame{element, &between});
}

QJsonValue LogicEvaluation::mapOrFilter(LogicOp op, const QJsonArray &list, const LogicNode &rule,
                                        const Frame &frame)
{
    QJsonArray made;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QJsonValue element = list.at(i);
        const QJsonValue value = evalElement(rule, element, i, frame);
        if (failed() || !(op == LogicOp::Map ? payFor(value) : pay(1)))
            return {};
        if (op == LogicOp::Map)
            made.append(value);
        else if (isTruthy(value))
            made.append(element);
    }
    return made;
}

QJsonValue LogicEvaluation::quantify(LogicOp op, const QJsonArray &list, const LogicNode &rule,
                                     const Frame &frame)
{
    for (qsizetype i = 0; i < list.size(); ++i) {
        const bool holds = isTruthy(evalElement(rule, list.at(i), i, frame));
        if (failed())
            return {};
        if (holds != (op == LogicOp::All))
            return op == LogicOp::Some;
    }
    return op == LogicOp::None || (op == LogicOp::All && !list.isEmpty());
}

QJsonValue LogicEvaluation::reduce(const QJsonArray &list, const LogicNode &rule,
                                   std::optional<QJsonValue> start, const Frame &frame)
{
    qsizetype first = 0;
    if (!start)
        first = 1; // then the first element is where it begins
    QJsonValue sum = start ? *start : list.isEmpty() ? QJsonValue() : list.at(0);
    for (qsizetype i = first; i < list.size() && !failed(); ++i) {
        const QJsonObject pair{{QStringLiteral("accumulator"), sum}, {QStringLiteral("current"), list.at(i)}};
        sum = evalElement(rule, pair, i, frame);
        if (!payFor(sum))
            return {};
    }
    return sum;
}

QJsonValue LogicEvaluation::arithmetic(LogicOp op, const Values &args)
{
    const bool isSum = op == LogicOp::Add || op == LogicOp::Multiply;
    if (!isSum && (args.empty() || (op == LogicOp::Remainder && args.size() < 2)))
        return fail("Invalid Arguments");
    double result = op == LogicOp::Multiply ? 1 : 0;
    for (size_t i = 0; i < args.size(); ++i) {
        const auto operand = logicNumber(args[i]);
        if (!operand)
            return fail("NaN");
        if (i == 0 && !isSum) {
            const bool single = args.size() == 1;
            result = !single ? *operand : op == LogicOp::Subtract ? -*operand : 1 / *operand;
            continue;
        }
        switch (op) {
        case LogicOp::Add:
            result += *operand;
            break;
        case LogicOp::Subtract:
            result -= *operand;
            break;
        case LogicOp::Multiply:
            result *= *operand;
            break;
        case LogicOp::Divide:
            result /= *operand;
            break;
        default:
            result = std::fmod(result, *operand);
        }
    }
    return number(result);
}

QJsonValue LogicEvaluation::extreme(LogicOp op, const Values &args)
{
    if (args.empty() || !std::all_of(args.begin(), args.end(), [](const auto &a) { return a.isDouble(); }))
        return fail("Invalid Arguments");
    double result = args.front().toDouble();
    for (const QJsonValue &arg : args)
        result = op == LogicOp::Max ? std::max(result, arg.toDouble()) : std::min(result, arg.toDouble());
    return number(result);
}

QJsonValue LogicEvaluation::cat(const Values &args)
{
    QString text;
    for (const QJsonValue &arg : args) {
        const QString part = logicText(arg);
        if (!pay(part.size()))
            return {};
        text += part;
    }
    return text;
}

QJsonValue LogicEvaluation::substr(const Values &args)
{
    if (args.empty())
        return fail("Invalid Arguments");
    const QString text = logicText(args.front());
    const auto whole = [](double value) { return qint64(std::clamp(value, -1e9, 1e9)); };
    const qint64 from = whole(args.size() > 1 ? logicNumber(args[1]).value_or(0) : 0);
    const qint64 begin =
        from < 0 ? std::max<qint64>(0, text.size() + from) : std::min<qint64>(from, text.size());
    qint64 end = text.size();
    if (args.size() > 2) {
        const qint64 count = whole(logicNumber(args[2]).value_or(0));
        end = count < 0 ? text.size() + count : std::min<qint64>(begin + count, text.size());
    }
    const QString part = text.mid(begin, std::max<qint64>(0, end - begin));
    return pay(part.size()) ? QJsonValue(part) : QJsonValue();
}

QJsonValue LogicEvaluation::isIn(const Values &args)
{
    if (args.size() < 2)
        return fail("Invalid Arguments");
    if (args[1].isString()) {
        // Searching costs time in proportion to the text.
        m_steps -= int(args[1].toString().size() / 64);
        return step() && args[1].toString().contains(logicText(args[0]));
    }
    const QJsonArray list = args[1].toArray();
    for (const QJsonValue &element : list) {
        if (isSameLogicValue(args[0], element, m_steps))
            return true;
        if (!step())
            return {};
    }
    return false;
}

QJsonValue LogicEvaluation::merge(const Values &args)
{
    QJsonArray made;
    for (const QJsonValue &arg : args) {
        const QJsonArray elements = arg.isArray() ? arg.toArray() : QJsonArray{arg};
        for (const QJsonValue &element : elements) {
            if (!payFor(element))
                return {};
            made.append(element);
        }
    }
    return made;
}

QJsonValue LogicEvaluation::length(const Values &args)
{
    if (args.size() == 1 && args.front().isString())
        return args.front().toString().size();
    if (args.size() == 1 && args.front().isArray())
        return args.front().toArray().size();
    if (args.size() == 1 && args.front().isObject())
        return args.front().toObject().size();
    return fail("Invalid Arguments");
}

} // namespace legwork
