// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/logic/logic.h"

#include "core/playbook/logic/logic_evaluation.h"
#include "core/playbook/logic/logic_node.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

namespace legwork {
namespace {

const QHash<QString, LogicOp> &operators()
{
    static const QHash<QString, LogicOp> known = {
        {QStringLiteral("var"), LogicOp::Var},
        {QStringLiteral("val"), LogicOp::Val},
        {QStringLiteral("exists"), LogicOp::Exists},
        {QStringLiteral("missing"), LogicOp::Missing},
        {QStringLiteral("missing_some"), LogicOp::MissingSome},
        {QStringLiteral("if"), LogicOp::If},
        {QStringLiteral("?:"), LogicOp::If},
        {QStringLiteral("and"), LogicOp::And},
        {QStringLiteral("or"), LogicOp::Or},
        {QStringLiteral("??"), LogicOp::Coalesce},
        {QStringLiteral("try"), LogicOp::Try},
        {QStringLiteral("throw"), LogicOp::Throw},
        {QStringLiteral("!"), LogicOp::Not},
        {QStringLiteral("!!"), LogicOp::Truth},
        {QStringLiteral("log"), LogicOp::Log},
        {QStringLiteral("=="), LogicOp::Equal},
        {QStringLiteral("!="), LogicOp::NotEqual},
        {QStringLiteral("==="), LogicOp::Same},
        {QStringLiteral("!=="), LogicOp::NotSame},
        {QStringLiteral("<"), LogicOp::Less},
        {QStringLiteral("<="), LogicOp::LessEqual},
        {QStringLiteral(">"), LogicOp::Greater},
        {QStringLiteral(">="), LogicOp::GreaterEqual},
        {QStringLiteral("+"), LogicOp::Add},
        {QStringLiteral("-"), LogicOp::Subtract},
        {QStringLiteral("*"), LogicOp::Multiply},
        {QStringLiteral("/"), LogicOp::Divide},
        {QStringLiteral("%"), LogicOp::Remainder},
        {QStringLiteral("min"), LogicOp::Min},
        {QStringLiteral("max"), LogicOp::Max},
        {QStringLiteral("cat"), LogicOp::Cat},
        {QStringLiteral("substr"), LogicOp::Substr},
        {QStringLiteral("in"), LogicOp::In},
        {QStringLiteral("merge"), LogicOp::Merge},
        {QStringLiteral("length"), LogicOp::Length},
        {QStringLiteral("map"), LogicOp::Map},
        {QStringLiteral("filter"), LogicOp::Filter},
        {QStringLiteral("reduce"), LogicOp::Reduce},
        {QStringLiteral("all"), LogicOp::All},
        {QStringLiteral("some"), LogicOp::Some},
        {QStringLiteral("none"), LogicOp::None},
    };
    return known;
}

/// Reads a rule into nodes; `depth` is what nesting is still allowed.
class LogicReading
{
public:
    bool tooDeep = false;

    LogicNode node(const QJsonValue &rule, int depth)
    {
        if (depth == 0) {
            tooDeep = true;
            return {};
        }
        if (rule.isArray())
            return list(rule.toArray(), depth);
        if (!rule.isObject() || rule.toObject().isEmpty())
            return {LogicOp::Literal, false, rule, {}};
        return operation(rule.toObject(), depth);
    }

private:
    LogicNode list(const QJsonArray &elements, int depth)
    {
        LogicNode result{LogicOp::List, false, {}, arguments(elements, depth)};
        for (const LogicNode &element : result.args) {
            if (element.op != LogicOp::Literal)
                return result;
        }
        return {LogicOp::Literal, false, elements, {}};
    }

    LogicNode operation(const QJsonObject &object, int depth)
    {
        const QString name = object.constBegin().key();
        const QJsonValue operand = object.constBegin().value();
        if (object.size() == 1 && name == QLatin1String("preserve"))
            return {LogicOp::Literal, false, operand, {}};
        const auto op = object.size() == 1 ? logicOpOf(name) : std::nullopt;
        if (!op)
            return {LogicOp::Unknown, false, object.keys().join(u' '), {}};
        if (operand.isArray())
            return {*op, false, {}, arguments(operand.toArray(), depth)};
        LogicNode result{*op, true, {}, {}};
        result.args.push_back(node(operand, depth - 1));
        return result;
    }

    std::vector<LogicNode> arguments(const QJsonArray &elements, int depth)
    {
        std::vector<LogicNode> nodes;
        nodes.reserve(size_t(elements.size()));
        for (const QJsonValue &element : elements)
            nodes.push_back(node(element, depth - 1));
        return nodes;
    }
};

void collectUnknown(const LogicNode &node, QStringList &names)
{
    if (node.op == LogicOp::Unknown && !names.contains(node.literal.toString()))
        names.append(node.literal.toString());
    for (const LogicNode &arg : node.args)
        collectUnknown(arg, names);
}

/// Finds what a rule reads. `level` counts the frames that iterations and `try` have put over the root.
class NeedsSearch
{
public:
    Logic::Needs needs;

    void visit(const LogicNode &node, int level)
    {
        switch (node.op) {
        case LogicOp::Var:
            visitVar(node, level);
            return;
        case LogicOp::Val:
        case LogicOp::Exists:
            visitVal(node, level);
            return;
        case LogicOp::Missing:
        case LogicOp::MissingSome:
            visitMissing(node, level);
            return;
        default:
            break;
        }
        for (size_t i = 0; i < node.args.size(); ++i) {
            const bool nested = (isIteration(node.op) && i == 1) || (node.op == LogicOp::Try && i > 0);
            visit(node.args[i], nested ? level + 2 : level);
        }
    }

private:
    void visitVar(const LogicNode &node, int level)
    {
        for (size_t i = 1; i < node.args.size(); ++i)
            visit(node.args[i], level);
        if (!node.args.empty() && node.args.front().op != LogicOp::Literal)
            return visitComputed(node.args.front(), level);
        if (level > 0)
            return; // an element, which came out of a list that was visited
        const QJsonValue path = node.args.empty() ? QJsonValue() : node.args.front().literal;
        add(path.isDouble() ? QStringList(QString::number(path.toInt())) : splitLogicPath(path.toString()));
    }

    void visitVal(const LogicNode &node, int level)
    {
        QStringList path;
        int climbed = 0;
        for (size_t i = 0; i < node.args.size(); ++i) {
            const LogicNode &arg = node.args[i];
            if (arg.op != LogicOp::Literal || node.isSpread) {
                if (arg.op == LogicOp::Literal && !arg.literal.isArray()) {
                    path.append(arg.literal.toVariant().toString());
                    continue;
                }
                return visitComputed(arg, level);
            }
            if (i == 0 && arg.literal.isArray())
                climbed = std::abs(arg.literal.toArray().at(0).toInt());
            else
                path.append(arg.literal.toVariant().toString());
        }
        if (climbed == level)
            add(path);
    }

    void visitMissing(const LogicNode &node, int level)
    {
        const bool some = node.op == LogicOp::MissingSome;
        for (size_t i = some ? 1 : 0; i < node.args.size(); ++i) {
            const LogicNode &arg = node.args[i];
            if (arg.op != LogicOp::Literal)
                return visitComputed(arg, level);
            const QJsonArray names = arg.literal.isArray() ? arg.literal.toArray() : QJsonArray{arg.literal};
            for (const QJsonValue &name : names) {
                if (level == 0)
                    add(splitLogicPath(name.toString()));
            }
        }
    }

    void visitComputed(const LogicNode &path, int level)
    {
        needs.isAnything = true;
        visit(path, level);
    }

    void add(const QStringList &path)
    {
        if (path.isEmpty() || path.constFirst().isEmpty())
            needs.isAnything = true;
        else
            needs.paths.push_back(path);
    }
};

} // namespace

std::optional<LogicOp> logicOpOf(const QString &name)
{
    const auto found = operators().constFind(name);
    return found == operators().cend() ? std::nullopt : std::optional(*found);
}

bool isIteration(LogicOp op) { return op >= LogicOp::Map && op <= LogicOp::None; }

QStringList splitLogicPath(const QString &path)
{
    if (path.isEmpty())
        return {};
    if (!path.contains(u'\\'))
        return path.split(u'.');
    QStringList parts{QString()};
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (path[i] == u'\\' && i + 1 < path.size() && (path[i + 1] == u'.' || path[i + 1] == u'\\'))
            parts.last() += path[++i];
        else if (path[i] == u'.')
            parts.append(QString());
        else
            parts.last() += path[i];
    }
    return parts;
}

bool isTruthy(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool();
    case QJsonValue::Double:
        return value.toDouble() != 0;
    case QJsonValue::String:
        return !value.toString().isEmpty();
    case QJsonValue::Array:
        return !value.toArray().isEmpty();
    case QJsonValue::Object:
        return true;
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return false;
}

QString LogicFault::type() const { return error.toObject().value(QLatin1String("type")).toString(); }

Logic::Logic()
    : Logic(QJsonValue())
{
}

Logic::Logic(const QJsonValue &rule)
{
    LogicReading reading;
    LogicNode root = reading.node(rule, kDepthMax);
    m_tooDeep = reading.tooDeep;
    if (m_tooDeep)
        root = {};
    m_root = std::make_shared<const LogicNode>(std::move(root));
}

bool Logic::isConstant() const { return m_root->op == LogicOp::Literal && !m_tooDeep; }

LogicResult Logic::evaluate(const QJsonValue &data, const LogicBounds &bounds) const
{
    if (m_tooDeep)
        return tl::unexpected(
            LogicFault{QJsonObject{{QStringLiteral("type"), QStringLiteral("logic.too-deep")}}, true});
    return LogicEvaluation(bounds).run(*m_root, data);
}

QStringList Logic::unknownOperators() const
{
    QStringList names;
    collectUnknown(*m_root, names);
    return names;
}

Logic::Needs Logic::needs() const
{
    NeedsSearch search;
    search.visit(*m_root, 0);
    return std::move(search.needs);
}

} // namespace legwork
