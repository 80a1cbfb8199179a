// SPDX-License-Identifier: Apache-2.0
#include "app/player/day_player.h"

#include "app/composition/device.h"
#include "app/composition/row_digest.h"
#include "app/player/given_position.h"
#include "qml/session/language.h"
#include "qml/session/router.h"
#include "qml/session/session.h"
#include "qml/shell/shell.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QQuickWindow>
#include <QTextStream>
#include <QThread>

#include <chrono>
#include <cstdio>
#include <limits>

namespace legwork {
namespace {

constexpr int kPatienceMs = 30'000;
constexpr int kFrameMs = 50;
/// Pages read anew a moment after rows have changed, so that quick changes come together (Session).
constexpr qint64 kPagesFollowMs = 150;

/// One line, whole and at once, whichever thread it comes from.
void tell(const QJsonObject &object)
{
    const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fflush(stdout);
}

tl::unexpected<Error> late(const QString &what)
{
    return fail(QStringLiteral("player.too-late"), Advice::GiveUp, {what});
}

qint64 steadyMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

int patienceOf(const QJsonObject &step) { return step.value(QLatin1String("ms")).toInt(kPatienceMs); }

/// Lets the program live until the condition holds; false when that takes too long.
template<class Condition>
bool liveUntil(Condition condition, int patienceMs)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > patienceMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        // We may be within an event that was posted ourselves; then what is posted meanwhile can be left lying.
        QCoreApplication::sendPostedEvents();
        QThread::msleep(1);
    }
    return true;
}

template<class T>
Result<T> resultOf(QFuture<Result<T>> future)
{
    liveUntil([&future] { return future.isFinished(); }, kPatienceMs);
    return future.result();
}

QString textOf(const QJsonObject &step, const char *name)
{
    return step.value(QLatin1String(name)).toString();
}

} // namespace

DayPlayer::DayPlayer(const Parts &parts)
    : m_parts(parts)
    , m_driver(parts.shell)
    , m_acknowledger(std::make_unique<Acknowledger>(*parts.device.store(), tell))
    , m_steps{{QStringLiteral("open"), &DayPlayer::openPage}, {QStringLiteral("call"), &DayPlayer::call},
              {QStringLiteral("set"), &DayPlayer::set},       {QStringLiteral("get"), &DayPlayer::get},
              {QStringLiteral("rows"), &DayPlayer::rows},     {QStringLiteral("wait"), &DayPlayer::waitFor},
              {QStringLiteral("settle"), &DayPlayer::settle}, {QStringLiteral("flight"), &DayPlayer::flight},
              {QStringLiteral("stand"), &DayPlayer::stand},   {QStringLiteral("enrol"), &DayPlayer::enrol},
              {QStringLiteral("sync"), &DayPlayer::sync},     {QStringLiteral("outbox"), &DayPlayer::outbox},
              {QStringLiteral("digest"), &DayPlayer::digest}, {QStringLiteral("verify"), &DayPlayer::verify},
              {QStringLiteral("look"), &DayPlayer::look},     {QStringLiteral("shot"), &DayPlayer::shot},
              {QStringLiteral("frame"), &DayPlayer::frame}}
{
    m_changeSubscription = parts.device.store()->subscribe(
        [this](const storage::ChangedRows &) { m_lastChangeMs = steadyMs(); });
    m_tallySubscription =
        parts.device.sync()->subscribe([this](const sync::SyncStatus &status) { m_tally.add(status); });
}

DayPlayer::~DayPlayer()
{
    m_parts.device.sync()->unsubscribe(m_tallySubscription);
    m_parts.device.store()->unsubscribe(m_changeSubscription);
}

qint64 DayPlayer::Tally::countedSessions()
{
    const std::lock_guard lock(mutex);
    return sessions;
}

void DayPlayer::Tally::add(const sync::SyncStatus &status)
{
    const std::lock_guard lock(mutex);
    if (status.sessions <= sessions)
        return;
    sessions = status.sessions;
    const sync::SyncReport &now = status.report;
    report.operationsSent += now.operationsSent;
    report.operationsDecided += now.operationsDecided;
    report.rowsReceived += now.rowsReceived;
    report.bytesSent += now.bytesSent;
    report.bytesReceived += now.bytesReceived;
    report.merged += now.merged;
    report.rejected += now.rejected;
}

Status DayPlayer::play(const QString &path)
{
    auto file = std::make_unique<QFile>(path);
    const bool isOpen =
        path == QLatin1String("-") ? file->open(stdin, QIODevice::ReadOnly) : file->open(QIODevice::ReadOnly);
    if (!isOpen)
        return fail(QStringLiteral("player.no-script"), Advice::AskUser, {path, file->errorString()});
    // Reading may wait for whoever writes the script, so it is done elsewhere.
    auto *reader = QThread::create([this, file = std::move(file)] {
        for (QByteArray line = file->readLine(); !line.isEmpty(); line = file->readLine())
            QMetaObject::invokeMethod(this, [this, line] { take(line); });
        QMetaObject::invokeMethod(this, [this] {
            m_isLast = true;
            playQueued();
        });
    });
    connect(reader, &QThread::finished, reader, &QObject::deleteLater);
    reader->start();
    return {};
}

void DayPlayer::take(const QByteArray &line)
{
    m_lines.enqueue(line);
    playQueued();
}

void DayPlayer::playQueued()
{
    if (m_isPlaying)
        return; // A step lets the program live, which brings us here again.
    m_isPlaying = true;
    while (!m_lines.isEmpty()) {
        const QByteArray line = m_lines.dequeue().trimmed();
        ++m_number;
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const Answer answer = perform(line);
        QJsonObject told = answer.value_or(QJsonObject());
        told.insert(QStringLiteral("step"), m_number);
        if (!answer) {
            m_allWell = false;
            told.insert(QStringLiteral("error"), answer.error().code);
            told.insert(QStringLiteral("arguments"), QJsonArray::fromStringList(answer.error().arguments));
        }
        tell(told);
    }
    m_isPlaying = false;
    if (m_isLast)
        Q_EMIT finished(m_allWell);
}

DayPlayer::Answer DayPlayer::perform(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return fail(QStringLiteral("player.not-json"), Advice::GiveUp);
    const QJsonObject step = document.object();
    const auto known = m_steps.constFind(textOf(step, "do"));
    if (known == m_steps.constEnd())
        return fail(QStringLiteral("player.no-step"), Advice::GiveUp, {textOf(step, "do")});
    return (this->**known)(step);
}

DayPlayer::Answer DayPlayer::openPage(const QJsonObject &step)
{
    const QString page = textOf(step, "page");
    if (!m_parts.shell.router().openPage(page, step.value(QLatin1String("with")).toObject().toVariantMap()))
        return fail(QStringLiteral("player.no-object"), Advice::GiveUp, {page});
    return settle(step);
}

DayPlayer::Answer DayPlayer::call(const QJsonObject &step)
{
    const auto returned = m_driver.call(textOf(step, "of"), textOf(step, "method"),
                                        step.value(QLatin1String("with")).toArray().toVariantList());
    if (!returned)
        return forward(returned);
    const QString refused =
        m_driver.property({}, QStringLiteral("errorCode")).value_or(QVariant()).toString();
    if (!refused.isEmpty())
        return fail(refused, Advice::AskUser);
    return QJsonObject{{QStringLiteral("value"), jsonOf(*returned)}};
}

DayPlayer::Answer DayPlayer::set(const QJsonObject &step)
{
    const Status done = m_driver.setProperty(textOf(step, "of"), textOf(step, "property"),
                                             step.value(QLatin1String("value")).toVariant());
    if (!done)
        return forward(done);
    return QJsonObject();
}

DayPlayer::Answer DayPlayer::get(const QJsonObject &step)
{
    const auto value = m_driver.property(textOf(step, "of"), textOf(step, "property"));
    if (!value)
        return forward(value);
    return QJsonObject{{QStringLiteral("value"), jsonOf(*value)}};
}

DayPlayer::Answer DayPlayer::rows(const QJsonObject &step)
{
    const auto rows = m_driver.rows(textOf(step, "of"), textOf(step, "list"));
    if (!rows)
        return forward(rows);
    return QJsonObject{{QStringLiteral("rows"), *rows}};
}

DayPlayer::Answer DayPlayer::waitFor(const QJsonObject &step)
{
    const QString name = textOf(step, "property");
    const QJsonValue wanted = step.value(QLatin1String("is"));
    const bool reached = liveUntil(
        [&] {
            const auto value = m_driver.property(textOf(step, "of"), name);
            return value && jsonOf(*value) == wanted;
        },
        patienceOf(step));
    if (!reached)
        return late(name);
    return QJsonObject();
}

/// Until the page has what it asked for and what was written is on the disk and on the page.
DayPlayer::Answer DayPlayer::settle(const QJsonObject &step)
{
    QFuture<Result<int>> written = m_parts.device.store()->synchronise(
        [](sqlite::Connection &, storage::Capture &) { return Result<int>(0); });
    QString waitsFor;
    const bool settled = liveUntil(
        [&] {
            const auto loading = m_driver.property({}, QStringLiteral("loading"));
            waitsFor = !written.isFinished()                           ? QStringLiteral("store")
                       : loading.value_or(QVariant()).toBool()         ? QStringLiteral("page")
                       : steadyMs() - m_lastChangeMs <= kPagesFollowMs ? QStringLiteral("changes")
                                                                       : QString();
            return waitsFor.isEmpty();
        },
        patienceOf(step));
    if (!settled)
        return late(waitsFor);
    return QJsonObject();
}

DayPlayer::Answer DayPlayer::flight(const QJsonObject &step)
{
    m_parts.device.connectivity().setFlightMode(step.value(QLatin1String("on")).toBool());
    return QJsonObject();
}

DayPlayer::Answer DayPlayer::stand(const QJsonObject &step)
{
    const auto at = GeoPoint::fromDegrees(step.value(QLatin1String("latitude")).toDouble(),
                                          step.value(QLatin1String("longitude")).toDouble());
    if (!at || !m_parts.position)
        return fail(QStringLiteral("player.bad-argument"), Advice::GiveUp, {QStringLiteral("stand")});
    m_parts.position->moveTo(
        {*at, step.value(QLatin1String("accuracyM")).toDouble(8), m_parts.device.clock().now().wall, false});
    return QJsonObject();
}

DayPlayer::Answer DayPlayer::enrol(const QJsonObject &step)
{
    auto *sync = m_parts.device.sync();
    const QString link = textOf(step, "link");
    const QString name = textOf(step, "name");
    Status enrolled;
    std::unique_ptr<QThread> worker(QThread::create([&] { enrolled = sync->enrol(link, name); }));
    worker->start();
    // It ends by the transport's own time limits; its variables are ours until then.
    liveUntil([&] { return worker->isFinished(); }, std::numeric_limits<int>::max());
    if (!enrolled)
        return forward(enrolled);
    return QJsonObject();
}

/// Until nothing is left to send or fetch. The figures are totals since the start.
DayPlayer::Answer DayPlayer::sync(const QJsonObject &step)
{
    sync::SyncScheduler *scheduler = m_parts.device.sync();
    sync::SyncStatus status = scheduler->status();
    // A session under way may have begun before the last edit: another one has to follow it.
    const qint64 enough = status.sessions + (status.phase == sync::SyncStatus::Phase::Running ? 2 : 1);
    QElapsedTimer timer;
    timer.start();
    scheduler->syncNow();
    const bool ended = liveUntil(
        [&] {
            status = scheduler->status();
            const bool hasEnded = status.sessions >= enough && m_tally.countedSessions() == status.sessions;
            const bool isIdle = status.phase == sync::SyncStatus::Phase::Idle && !status.report.hasMore;
            const bool isBlocked = status.phase == sync::SyncStatus::Phase::Blocked;
            const bool isOffline = m_parts.device.connectivity().reach() == Connectivity::Reach::Offline;
            return isOffline || (hasEnded && (isIdle || isBlocked));
        },
        patienceOf(step));
    if (!ended)
        return late(status.error.code.isEmpty() ? QStringLiteral("sync") : status.error.code);
    if (status.phase != sync::SyncStatus::Phase::Idle)
        return tl::unexpected(status.error.code.isEmpty()
                                  ? Error{QStringLiteral("net.offline"), Advice::Retry, {}}
                                  : status.error);
    const std::lock_guard lock(m_tally.mutex);
    const sync::SyncReport &total = m_tally.report;
    return QJsonObject{{QStringLiteral("ms"), timer.elapsed()},
                       {QStringLiteral("sessions"), m_tally.sessions},
                       {QStringLiteral("sent"), total.operationsSent},
                       {QStringLiteral("decided"), total.operationsDecided},
                       {QStringLiteral("received"), total.rowsReceived},
                       {QStringLiteral("merged"), total.merged},
                       {QStringLiteral("rejected"), total.rejected},
                       {QStringLiteral("bytesSent"), total.bytesSent},
                       {QStringLiteral("bytesReceived"), total.bytesReceived}};
}

DayPlayer::Answer DayPlayer::outbox(const QJsonObject &)
{
    const auto state = resultOf(m_parts.device.store()->read(
        [](storage::Reader &reader) { return storage::outboxState(reader.connection()); }));
    if (!state)
        return forward(state);
    return QJsonObject{{QStringLiteral("waiting"), state->count},
                       {QStringLiteral("inAttention"), state->inAttention}};
}

DayPlayer::Answer DayPlayer::digest(const QJsonObject &)
{
    const auto digests = resultOf(m_parts.device.store()->read(
        [](storage::Reader &reader) { return digestDevice(reader.connection()); }));
    if (!digests)
        return forward(digests);
    QJsonObject scopes;
    for (const auto &[scope, digest] : *digests)
        scopes.insert(scope.toText(),
                      QJsonObject{{QStringLiteral("rows"), digest.rows},
                                  {QStringLiteral("sha256"), QString::fromLatin1(digest.sha256.toHex())}});
    return QJsonObject{{QStringLiteral("scopes"), scopes}};
}

DayPlayer::Answer DayPlayer::verify(const QJsonObject &step)
{
    const QJsonArray acknowledgements = step.value(QLatin1String("acks")).toArray();
    const auto check = resultOf(m_parts.device.store()->read([acknowledgements](storage::Reader &reader) {
        return checkAcknowledgements(reader, acknowledgements);
    }));
    if (!check)
        return forward(check);
    return QJsonObject{{QStringLiteral("checked"), check->checked},
                       {QStringLiteral("missing"), QJsonArray::fromStringList(check->missing)},
                       {QStringLiteral("wrong"), QJsonArray::fromStringList(check->wrong)}};
}

DayPlayer::Answer DayPlayer::look(const QJsonObject &step)
{
    if (step.contains(QLatin1String("width"))) {
        m_parts.shell.resize(step.value(QLatin1String("width")).toInt(),
                             step.value(QLatin1String("height")).toInt());
        // As in a hand: one change at a time. Qt 6.4 leaves nested layouts as they were when the texts change in
        // the same frame as the size.
        liveUntil([] { return false; }, kFrameMs);
    }
    if (step.contains(QLatin1String("language")))
        m_parts.shell.language().setCurrent(textOf(step, "language"));
    if (step.contains(QLatin1String("scheme")))
        m_parts.shell.session().setScheme(textOf(step, "scheme"));
    return settle(step);
}

/// One more frame is drawn: what the steps before have changed is on the screen.
DayPlayer::Answer DayPlayer::frame(const QJsonObject &step)
{
    QQuickWindow *window = m_parts.shell.window();
    bool isDrawn = false;
    const auto drawn = connect(window, &QQuickWindow::frameSwapped, this, [&isDrawn] { isDrawn = true; });
    window->update();
    const bool reached = liveUntil([&isDrawn] { return isDrawn; }, patienceOf(step));
    disconnect(drawn);
    if (!reached)
        return late(QStringLiteral("frame"));
    return QJsonObject();
}

DayPlayer::Answer DayPlayer::shot(const QJsonObject &step)
{
    const QString path = textOf(step, "file");
    // Animations end, and the frame after them is drawn.
    liveUntil([] { return false; }, step.value(QLatin1String("afterMs")).toInt(350));
    const QImage image = m_parts.shell.grab();
    if (image.isNull() || !QDir().mkpath(QFileInfo(path).path()) || !image.save(path))
        return fail(QStringLiteral("player.no-shot"), Advice::GiveUp, {path});
    return QJsonObject();
}

} // namespace legwork
