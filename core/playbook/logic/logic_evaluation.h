// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/logic/logic.h"
#include "core/playbook/logic/logic_node.h"

#include <QJsonArray>

namespace legwork {

/// One evaluation of one rule. After a fault every part returns null, and the fault stands until a `try`
/// takes it away.
class LogicEvaluation
{
public:
    explicit LogicEvaluation(const LogicBounds &bounds)
        : m_steps(bounds.steps)
        , m_cells(bounds.cells)
    {
    }

    LogicResult run(const LogicNode &root, const QJsonValue &data);

private:
    /// What `var` and `val` see, and above it what the iteration says of itself, the data around, and so on.
    struct Frame {
        QJsonValue value;
        const Frame *above = nullptr;
    };
    using Values = std::vector<QJsonValue>;

    QJsonValue eval(const LogicNode &node, const Frame &frame);
    QJsonValue evalLazy(const LogicNode &node, const Frame &frame);
    QJsonValue evalEager(LogicOp op, const Values &args, const Frame &frame);
    Values arguments(const LogicNode &node, const Frame &frame);

    // control
    QJsonValue evalIf(const std::vector<LogicNode> &args, const Frame &frame);
    QJsonValue evalAndOr(LogicOp op, const std::vector<LogicNode> &args, const Frame &frame);
    QJsonValue evalCoalesce(const std::vector<LogicNode> &args, const Frame &frame);
    QJsonValue evalTry(const std::vector<LogicNode> &args, const Frame &frame);
    QJsonValue evalVar(const LogicNode &node, const Frame &frame);
    // iteration
    QJsonValue evalIteration(LogicOp op, const std::vector<LogicNode> &args, const Frame &frame);
    QJsonValue mapOrFilter(LogicOp op, const QJsonArray &list, const LogicNode &rule, const Frame &frame);
    QJsonValue quantify(LogicOp op, const QJsonArray &list, const LogicNode &rule, const Frame &frame);
    QJsonValue reduce(const QJsonArray &list, const LogicNode &rule, std::optional<QJsonValue> start,
                      const Frame &frame);
    QJsonValue evalElement(const LogicNode &rule, const QJsonValue &element, qsizetype index,
                           const Frame &frame);
    // comparison
    QJsonValue evalComparison(LogicOp op, const std::vector<LogicNode> &args, const Frame &frame);
    bool compare(LogicOp op, const QJsonValue &left, const QJsonValue &right);
    bool isLooselyEqual(const QJsonValue &left, const QJsonValue &right);
    // data
    std::optional<QJsonValue> lookUp(const Values &path, const Frame &frame);
    std::optional<QJsonValue> follow(QJsonValue from, const QStringList &path);
    QJsonValue missing(const Values &args, const Frame &frame);
    QJsonValue missingSome(const Values &args, const Frame &frame);
    // values
    QJsonValue arithmetic(LogicOp op, const Values &args);
    QJsonValue extreme(LogicOp op, const Values &args);
    QJsonValue cat(const Values &args);
    QJsonValue substr(const Values &args);
    QJsonValue isIn(const Values &args);
    QJsonValue merge(const Values &args);
    QJsonValue length(const Values &args);

    QJsonValue fail(const char *type);
    QJsonValue throwUp(const QJsonValue &what);
    /// Takes what a step makes off what may be made; false when that is used up.
    bool pay(qsizetype cells);
    /// Pays for a value that goes into another, with all that is in it: lists share their parts, so one made of
    /// itself again and again would otherwise be endless to whoever reads it.
    bool payFor(const QJsonValue &value, int depth = 0);
    bool step();
    QJsonValue number(double value);
    [[nodiscard]] bool failed() const { return m_fault.has_value(); }

    int m_steps;
    int m_cells;
    std::optional<LogicFault> m_fault;
};

} // namespace legwork
