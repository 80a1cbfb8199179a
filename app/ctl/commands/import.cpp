// SPDX-License-Identifier: Apache-2.0
#include "app/composition/key_store_choice.h"
#include "app/ctl/command.h"
#include "app/ctl/import_options.h"
#include "app/ctl/import_report.h"
#include "core/storage/store.h"
#include "core/usecases/import_apply.h"
#include "platform/common/system_clock.h"

#include <QFile>

namespace legwork::ctl {
namespace {

using storage::Reader;
using storage::Store;
using storage::UnitOfWork;

struct Setting {
    importing::ImportContext context;
    QString currency; ///< Of the company.
    importing::Existing here;
};

/// Who imports and into which territory: as enrolment has named them, the territory as told where it has not.
Result<Setting> settingOf(Reader &reader, const ImportOptions &options, Instant now)
{
    Setting setting;
    setting.context.at = now;
    const auto session = usecases::context(reader);
    if (session) {
        setting.context.importedBy = session->person;
        setting.context.owner = session->person;
        setting.context.territory = session->territory;
        setting.currency = session->currency;
    }
    if (!options.territory.isNull())
        setting.context.territory = options.territory;
    else if (!session && !options.isPreview)
        return forward(session);
    auto here = usecases::rowsHere(reader);
    if (!here)
        return forward(here);
    setting.here = std::move(*here);
    return setting;
}

Result<std::shared_ptr<importing::ImportDraft>> draftFrom(const ImportOptions &options, Setting setting)
{
    QFile file(options.file);
    if (!file.open(QIODevice::ReadOnly))
        return fail(QStringLiteral("import.unreadable"), Advice::AskUser, {options.file, file.errorString()});
    // One byte more than is taken, so that too large a file is noticed and not read to its end.
    const QByteArray bytes = file.read(importing::kFileBytesMax + 1);
    importing::ImportChoices choices = options.choices;
    if (choices.currency.isEmpty())
        choices.currency = setting.currency;
    auto opened = importing::ImportDraft::open(options.file, bytes, std::move(setting.here), setting.context,
                                               options.opening, choices);
    if (!opened)
        return forward(opened);
    auto draft = std::make_shared<importing::ImportDraft>(std::move(*opened));
    if (auto done = resolveColumns(options.columnTargets, draft->plan().mapping, choices); !done)
        return forward(done);
    if (!options.columnTargets.isEmpty())
        draft->setChoices(choices);
    if (options.duplicateAction) {
        for (const importing::DuplicateOffer &offer : draft->plan().duplicates)
            choices.duplicates.insert(offer.row, {*options.duplicateAction, 0});
        draft->setChoices(choices);
    }
    return draft;
}

int preview(const importing::ImportDraft &draft, qsizetype rows)
{
    tellPlan(draft, rows);
    tellTally(draft.plan());
    say(QStringLiteral("  preview: nothing has been stored"));
    return kWell;
}

int takeBack(Store &store, Id<ImportBatch> batch)
{
    const auto kept =
        store.write([batch](UnitOfWork &unit) { return usecases::undoImport(unit, batch); }).result();
    if (!kept)
        return report(kept.error());
    say(QStringLiteral("taken back; %1 fields changed since then stay as they are").arg(*kept));
    return kWell;
}

int import(Store &store, const std::shared_ptr<importing::ImportDraft> &draft, const ImportOptions &options)
{
    if (draft->plan().places.mustAskDatum() && !options.choices.datum) {
        tellPlan(*draft, options.rowsShown);
        complain(QStringLiteral(
            "legworkctl: nothing has been stored: say which coordinate system the file is in, with "
            "--coordinates bd09, gcj02 or wgs84"));
        return kMisused;
    }
    const auto done =
        store.write([draft](UnitOfWork &unit) { return usecases::applyImport(unit, *draft); }).result();
    if (!done)
        return report(done.error());
    tellPlan(*draft, 0);
    tellTally(draft->plan());
    say(QStringLiteral("  stored: %1 customers new, %2 changed; %3 contacts new, %4 changed")
            .arg(done->accountsMade)
            .arg(done->accountsChanged)
            .arg(done->contactsMade)
            .arg(done->contactsChanged));
    say(QStringLiteral("  to take it back: legworkctl import --undo %1 --profile %2")
            .arg(done->batch.uuid.toText(), options.profile));
    return kWell;
}

} // namespace

int runImport(const QStringList &arguments)
{
    if (arguments.contains(QLatin1String("--help"))) {
        say(ImportOptions::help());
        return kWell;
    }
    const auto options = ImportOptions::parse(arguments);
    if (!options) {
        complain(ImportOptions::help());
        report(options.error());
        return kMisused;
    }
    const SystemClock clock;
    const Instant now = clock.now().wall;
    if (options->profile.isEmpty()) {
        const auto draft = draftFrom(*options, {{{}, {}, now, {}}, {}, {}});
        return draft ? preview(**draft, options->rowsShown) : report(draft.error());
    }
    const auto keyStore = chooseKeyStore(options->developerKeyFile);
    const auto store = Store::open({options->profile, keyStore.get(), &clock});
    if (!store)
        return report(store.error());
    if (!options->undo.isNull())
        return takeBack(**store, options->undo);
    auto setting = (*store)->read([&](Reader &reader) { return settingOf(reader, *options, now); }).result();
    if (!setting) {
        if (setting.error().code == QLatin1String("session.not-enrolled"))
            complain(QStringLiteral(
                "legworkctl: nothing has been stored: this device belongs to nobody yet; say with "
                "--territory ID where the rows belong, or enrol it first"));
        return report(setting.error());
    }
    const auto draft = draftFrom(*options, std::move(*setting));
    if (!draft)
        return report(draft.error());
    return options->isPreview ? preview(**draft, options->rowsShown) : import(**store, *draft, *options);
}

} // namespace legwork::ctl
