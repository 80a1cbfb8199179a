// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonValue>
#include <QString>

#include <optional>
#include <vector>

namespace legwork {

enum class LogicOp : quint8 {
    Literal,
    List,
    Unknown,
    // data
    Var,
    Val,
    Exists,
    Missing,
    MissingSome,
    // control
    If,
    And,
    Or,
    Coalesce,
    Try,
    Throw,
    Not,
    Truth,
    Log,
    // comparison
    Equal,
    NotEqual,
    Same,
    NotSame,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    // arithmetic
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Min,
    Max,
    // texts and lists
    Cat,
    Substr,
    In,
    Merge,
    Length,
    Map,
    Filter,
    Reduce,
    All,
    Some,
    None,
};

/// One operator of a rule with its arguments, or a value.
struct LogicNode {
    LogicOp op = LogicOp::Literal;
    /// The arguments were not written as a list: the only one is evaluated, and when that gives a list, its
    /// elements are the arguments.
    bool isSpread = false;
    QJsonValue literal; ///< The value, or the name of an unknown operator.
    std::vector<LogicNode> args;
};

[[nodiscard]] std::optional<LogicOp> logicOpOf(const QString &name);
/// `map`, `filter` and the like: the second argument is evaluated once for each element, and sees that element
/// as its data.
[[nodiscard]] bool isIteration(LogicOp op);
/// The parts of a dotted path; "\." is a dot that belongs to a name.
[[nodiscard]] QStringList splitLogicPath(const QString &path);

} // namespace legwork
