// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importing/draft.h"

#include <QStringList>

namespace legwork::ctl {

/// What the command line of `legworkctl import` says.
struct ImportOptions {
    QString file;
    QString profile; ///< Folder; may be empty for a preview, which then compares with nothing.
    QString developerKeyFile;
    bool isPreview = false;
    Id<ImportBatch> undo; ///< Import to take back instead.
    Uuid territory;       ///< For a device that is not enrolled.
    qsizetype rowsShown = 5;
    importing::OpenOptions opening;
    importing::ImportChoices choices;
    QStringList columnTargets; ///< "heading=field", resolved when the file is open.
    std::optional<importing::DuplicateAction> duplicateAction; ///< For every duplicate offered.

    /// import.option (AskUser; argument: what is wrong with which option).
    [[nodiscard]] static Result<ImportOptions> parse(const QStringList &arguments);
    [[nodiscard]] static QString help();
};

/// Adds "heading=field" to the choices by the headings of the file: `field` is a field of Account or Contact by its
/// name in the schema ("city", "contact.email"), or latitude, longitude, attribute, ignore.
[[nodiscard]] Status resolveColumns(const QStringList &targets, const importing::Mapping &mapping,
                                    importing::ImportChoices &choices);

} // namespace legwork::ctl
