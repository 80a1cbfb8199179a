// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/catalogue.h"

#include "core/schema/schema.h"

#include <algorithm>

namespace legwork {
namespace {

struct Method {
    const char *id;
    MethodKinds wanted;
    const char *feature;
    const char *name;
};

const std::vector<Method> &methods()
{
    static const std::vector<Method> all = {
#define METHOD(id, wanted, feature, name) {id, wanted, feature, name},
#include "core/playbook/catalogue.def"
#undef METHOD
    };
    return all;
}

/// The name, if the schema has it: a feature that was renamed or taken out must not be counted as there.
QString featureIfThere(const QString &name)
{
    const EntitySpec *spec = entityNamed(name.section(u'.', 0, 0));
    const QString field = name.section(u'.', 1);
    return spec && (field.isEmpty() || spec->fieldNamed(field)) ? name : QString();
}

} // namespace

std::vector<CatalogueLine> catalogue(const PlaybookLibrary &library)
{
    std::vector<CatalogueLine> lines;
    for (const Method &method : methods()) {
        CatalogueLine line;
        line.id = QString::fromLatin1(method.id);
        line.name = QString::fromLatin1(method.name);
        line.wanted = method.wanted;
        line.feature = featureIfThere(QString::fromLatin1(method.feature));
        for (const Playbook &playbook : library.all()) {
            if (playbook.methods().contains(line.id) && !playbook.isRetired()
                && !line.playbooks.contains(playbook.id()))
                line.playbooks.append(playbook.id());
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

QStringList unknownMethods(const PlaybookLibrary &library)
{
    QStringList unknown;
    for (const Playbook &playbook : library.all()) {
        for (const QString &id : playbook.methods()) {
            const bool known = std::any_of(methods().begin(), methods().end(), [&](const Method &method) {
                return id == QLatin1String(method.id);
            });
            if (!known)
                unknown.append(playbook.id() + QStringLiteral(": ") + id);
        }
    }
    return unknown;
}

} // namespace legwork
