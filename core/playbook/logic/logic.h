// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonValue>
#include <QStringList>

#include <memory>
#include <tl/expected.hpp>
#include <vector>

/// JsonLogic: rules written as JSON, such as {"<": [{"var": "answers.age"}, 18]}. A rule is read once and
/// evaluated often. Nothing here has state or side effects, so all of it may be used from any thread, and the
/// same rule over the same data gives the same result everywhere.
namespace legwork {

struct LogicNode;

/// What one evaluation may cost. A rule comes from outside, so it must end, and soon.
struct LogicBounds {
    int steps = 200'000;   ///< Operators and values looked at, elements compared.
    int cells = 1'000'000; ///< Characters and list elements made.
};

/// Why there is no result.
struct LogicFault {
    /// What was thrown: an object whose "type" says what went wrong ("NaN", "Invalid Arguments",
    /// "Unknown Operator", what the rule itself threw; for a bound "logic.steps", "logic.memory", "logic.too-deep").
    QJsonValue error;
    /// A bound was met; `try` cannot catch this.
    bool isFinal = false;

    [[nodiscard]] QString type() const;
};

using LogicResult = tl::expected<QJsonValue, LogicFault>;

/// A rule that was read. Cheap to copy.
class Logic
{
public:
    /// Nesting beyond this is refused: reading and evaluating follow it by recursion.
    static constexpr int kDepthMax = 200;

    /// The rule null, which evaluates to null.
    Logic();
    /// Every JSON value is a rule; one nested too deeply becomes a rule that always fails, and says so in
    /// `isTooDeep`.
    explicit Logic(const QJsonValue &rule);

    [[nodiscard]] bool isTooDeep() const { return m_tooDeep; }
    /// Whether it is a value that no data can change.
    [[nodiscard]] bool isConstant() const;
    [[nodiscard]] LogicResult evaluate(const QJsonValue &data, const LogicBounds &bounds = {}) const;

    /// Operators in it that nobody knows, so that a misspelt one is found before it is needed.
    [[nodiscard]] QStringList unknownOperators() const;
    /// Which data a rule looks at, as paths from the root. When `isAnything` is set, a path is computed or the
    /// whole is read, and the rule must be taken to depend on everything.
    struct Needs {
        std::vector<QStringList> paths;
        bool isAnything = false;
    };
    [[nodiscard]] Needs needs() const;

private:
    std::shared_ptr<const LogicNode> m_root;
    bool m_tooDeep = false;
};

/// What JsonLogic takes for true: everything but false, null, 0, "" and [].
[[nodiscard]] bool isTruthy(const QJsonValue &value);

} // namespace legwork
