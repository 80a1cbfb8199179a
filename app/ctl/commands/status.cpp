// SPDX-License-Identifier: Apache-2.0
#include "app/composition/key_store_choice.h"
#include "app/composition/row_digest.h"
#include "app/ctl/command.h"
#include "core/storage/outbox.h"
#include "core/storage/store.h"
#include "core/usecases/team_sync.h"
#include "platform/common/system_clock.h"
#include "sync/client/enrolment.h"

#include <QCommandLineParser>
#include <QFileInfo>

namespace legwork::ctl {
namespace {

struct Standing {
    std::optional<sync::Enrolment> enrolment;
    storage::OutboxState outbox;
    std::vector<ScopeCursor> cursors;
    RowDigests rows;
    std::vector<usecases::TeamDevice> team;
};

Result<Standing> standingOf(storage::Reader &reader, Instant now)
{
    sqlite::Connection &connection = reader.connection();
    Standing standing;
    auto enrolment = sync::Enrolment::load(connection);
    if (!enrolment)
        return forward(enrolment);
    standing.enrolment = std::move(*enrolment);
    auto outbox = storage::outboxState(connection);
    if (!outbox)
        return forward(outbox);
    standing.outbox = *outbox;
    auto cursors = storage::cursors(connection);
    if (!cursors)
        return forward(cursors);
    standing.cursors = std::move(*cursors);
    auto rows = digestDevice(connection);
    if (!rows)
        return forward(rows);
    standing.rows = std::move(*rows);
    // A device that belongs to nobody, or has fetched nothing yet, has no team.
    if (const auto who = usecases::context(reader)) {
        auto team = usecases::teamDevices(reader, *who, now);
        if (!team)
            return forward(team);
        standing.team = std::move(*team);
    }
    return standing;
}

void tell(const Standing &standing)
{
    if (standing.enrolment)
        say(QStringLiteral("server     %1\nperson     %2\ndevice     %3")
                .arg(standing.enrolment->server.toString(), standing.enrolment->person.toText(),
                     standing.enrolment->device.toText()));
    else
        say(QStringLiteral("not enrolled"));
    say(QStringLiteral("to send    %1 edits of %2 bytes%3")
            .arg(standing.outbox.count)
            .arg(standing.outbox.bytes)
            .arg(standing.outbox.oldest.isSet() ? QStringLiteral(", the oldest of ")
                                                      + standing.outbox.oldest.toLocal().toString(Qt::ISODate)
                                                : QString()));
    say(QStringLiteral("refused    %1 edits").arg(standing.outbox.inAttention));
    for (const ScopeCursor &cursor : standing.cursors)
        say(QStringLiteral("scope      %1 up to %2").arg(cursor.scope.toText()).arg(cursor.seq));
    for (const usecases::TeamDevice &device : standing.team)
        say(QStringLiteral("team       %1, %2: %3, %4 edits missing")
                .arg(device.personName,
                     device.deviceName.isEmpty() ? QStringLiteral("no device") : device.deviceName,
                     device.lastSync.isSet() ? device.lastSync.toLocal().toString(Qt::ISODate)
                                             : QStringLiteral("never"))
                .arg(device.missing));
    for (const auto &[scope, digest] : standing.rows)
        say(QStringLiteral("rows       %1 %2 %3")
                .arg(scope.toText())
                .arg(digest.rows)
                .arg(QString::fromLatin1(digest.sha256.toHex().left(16))));
}

} // namespace

int runStatus(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption profile(QStringLiteral("profile"), QString(), QStringLiteral("folder"));
    const QCommandLineOption keyFile(QStringLiteral("developer-key-file"), QString(), QStringLiteral("file"),
                                     qEnvironmentVariable("LEGWORK_DEVELOPER_KEY_FILE"));
    parser.addOptions({profile, keyFile});
    if (!parser.parse(QStringList(QStringLiteral("status")) + arguments) || !parser.isSet(profile)) {
        complain(QStringLiteral("legworkctl status --profile DIR [--developer-key-file FILE]"));
        return kMisused;
    }
    // Looking must not make a new device.
    if (!QFileInfo(parser.value(profile)).isDir())
        return report({QStringLiteral("status.no-profile"), Advice::AskUser, {parser.value(profile)}});
    const SystemClock clock;
    const auto keyStore = chooseKeyStore(parser.value(keyFile));
    auto store = storage::Store::open({parser.value(profile), keyStore.get(), &clock});
    if (!store)
        return report(store.error());
    const auto standing =
        (*store)
            ->read([now = clock.now().wall](storage::Reader &reader) { return standingOf(reader, now); })
            .result();
    if (!standing)
        return report(standing.error());
    tell(*standing);
    return kWell;
}

} // namespace legwork::ctl
