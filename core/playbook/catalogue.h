// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/playbook_library.h"

#include <optional>

/// The methods the product is to carry, by the ids of the domain catalogue, and what carries each of them.
namespace legwork {

/// How a method is to be carried.
enum class MethodKind : quint8 { FirstClass = 1, Playbook = 2 };
Q_DECLARE_FLAGS(MethodKinds, MethodKind)
Q_DECLARE_OPERATORS_FOR_FLAGS(MethodKinds)

struct CatalogueLine {
    QString id;
    QString name; ///< For developers, in English.
    MethodKinds wanted;
    QStringList playbooks; ///< Ids of those that name the method.
    /// The entity or the part of the source that carries it as an object of its own; empty when nothing does.
    QString feature;

    [[nodiscard]] bool isPlaybookMissing() const
    {
        return wanted.testFlag(MethodKind::Playbook) && playbooks.isEmpty();
    }
    [[nodiscard]] bool isFeatureMissing() const
    {
        return wanted.testFlag(MethodKind::FirstClass) && feature.isEmpty();
    }
};

[[nodiscard]] std::vector<CatalogueLine> catalogue(const PlaybookLibrary &library);

/// Method ids that playbooks name and the catalogue does not have.
[[nodiscard]] QStringList unknownMethods(const PlaybookLibrary &library);

} // namespace legwork
