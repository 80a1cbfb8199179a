// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QJsonArray>
#include <QJsonValue>
#include <QVariant>

class QObject;

namespace legwork {

class Shell;

/// Works the page on top as a person does, but by name: what its view model offers to QML, and nothing else. Objects
/// are named from the page's view model on ("", "checklist", "script"); "page" is the page itself.
///
/// Errors, all GiveUp: player.no-object, player.no-property, player.no-method, player.bad-argument; argument 1 names
/// what was asked for.
class PageDriver
{
public:
    explicit PageDriver(Shell &shell)
        : m_shell(shell)
    {
    }

    [[nodiscard]] Result<QVariant> property(const QString &object, const QString &name) const;
    [[nodiscard]] Status setProperty(const QString &object, const QString &name, const QVariant &value) const;
    /// Calls an invokable method with as many parameters.
    [[nodiscard]] Result<QVariant> call(const QString &object, const QString &method,
                                        const QVariantList &arguments) const;
    /// A list of the view model's, row by row.
    [[nodiscard]] Result<QJsonArray> rows(const QString &object, const QString &list) const;

private:
    [[nodiscard]] Result<QObject *> find(const QString &object) const;
    Shell &m_shell;
};

/// Also of gadgets, by their properties; anything else that JSON does not know becomes null.
[[nodiscard]] QJsonValue jsonOf(const QVariant &value);

} // namespace legwork
