// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/catalogue.h"

#include "app/ctl/command.h"

namespace legwork::ctl {

int runCatalogue(const QStringList &arguments)
{
    if (!arguments.isEmpty()) {
        complain(QStringLiteral("legworkctl catalogue"));
        return kMisused;
    }
    const auto library = PlaybookLibrary::shipped();
    if (!library)
        return report(library.error());
    int missingPlaybooks = 0;
    int missingFeatures = 0;
    for (const CatalogueLine &line : catalogue(*library)) {
        QStringList carriedBy;
        if (line.wanted.testFlag(MethodKind::FirstClass))
            carriedBy.append(QStringLiteral("feature ")
                             + (line.feature.isEmpty() ? QStringLiteral("missing") : line.feature));
        if (!line.playbooks.isEmpty())
            carriedBy.append(line.playbooks.join(QStringLiteral(", ")));
        else if (line.isPlaybookMissing())
            carriedBy.append(QStringLiteral("playbook missing"));
        missingPlaybooks += line.isPlaybookMissing();
        missingFeatures += line.isFeatureMissing();
        say(QStringLiteral("%1 %2  %3")
                .arg(line.id, -4)
                .arg(line.name, -48)
                .arg(carriedBy.join(QStringLiteral("; "))));
    }
    for (const QString &unknown : unknownMethods(*library))
        say(QStringLiteral("not in the catalogue: ") + unknown);
    say(QStringLiteral("%1 playbooks missing, %2 features missing")
            .arg(missingPlaybooks)
            .arg(missingFeatures));
    return missingPlaybooks == 0 && missingFeatures == 0 ? kWell : kFailed;
}

} // namespace legwork::ctl
