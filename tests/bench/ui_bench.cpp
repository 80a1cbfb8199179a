// SPDX-License-Identifier: Apache-2.0
// The pages at size: a territory of 200,000 records, the app's own process to its first frame of the day, then scrolling
// and searching in this process, drawn by the software renderer. Beside the clock's time stands the processor time of the
// interface thread, which other programs on the machine change less.
#include "core/storage/profile.h"
#include "core/usecases/search.h"
#include "platform/desktop/file_key_store.h"
#include "qml/session/router.h"
#include "qml/session/session.h"
#include "qml/shell/shell.h"
#include "tests/bench/territory.h"
#include "tests/support/fake_clock.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QProcess>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <unistd.h>

using namespace legwork;
using namespace Qt::StringLiterals;

namespace {

constexpr quint32 kSeed = 20'261'122;
constexpr int kStarts = 7;
constexpr int kFrames = 300;
constexpr int kStepPx = 60; // a quick flick
constexpr double kFrameMs = 16;
constexpr int kPatienceMs = 60'000;

[[noreturn]] void giveUp(const QString &why)
{
    std::fprintf(stderr, "bench: %s\n", qPrintable(why));
    std::exit(1);
}

template<class T>
T must(Result<T> result)
{
    if (!result)
        giveUp(result.error().code + u' ' + result.error().arguments.join(u' '));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

double threadMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

/// The share of memory that is a process's own, MiB: what several use counts in parts.
double pssMb(qint64 pid)
{
    QFile file(u"/proc/%1/smaps_rollup"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("Pss:"))
            return line.mid(4).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

double processMs(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray all = file.readAll();
    const auto fields = all.mid(all.lastIndexOf(')') + 2).split(' ');
    return (fields[11].toDouble() + fields[12].toDouble()) * 1e3 / double(sysconf(_SC_CLK_TCK));
}

double at(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[std::min(values.size() - 1, size_t(share * double(values.size())))];
}

void waitUntil(const std::function<bool()> &reached, const char *what)
{
    QElapsedTimer timer;
    timer.start();
    while (!reached()) {
        if (timer.elapsed() > kPatienceMs)
            giveUp(u"waited in vain for "_s + QLatin1String(what));
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 1);
    }
}

struct Place {
    QString folder;
    QString keyFile;
    QString app;
};

// ---------------------------------------------------------------- start

/// What the day's page reads, without us: the file opened with its key, and the rows selected.
double rawStartMs(const Place &place, QDate today)
{
    FileKeyStore keys(place.keyFile);
    const auto profile = must(storage::loadProfile(place.folder));
    const SecretKey key = must(keys.load(profile->keyName)).derive("db/v1");
    QElapsedTimer timer;
    timer.start();
    auto connection = must(sqlite::Connection::open(QDir(place.folder).filePath(u"legwork.db"_s), key,
                                                    sqlite::Connection::Mode::Reader));
    auto visits = must(connection->prepare(
        "SELECT v.*, a.* FROM visit v JOIN account a ON a.id = v.accountId WHERE v.plannedOn = ?"));
    visits.bind(today.toString(Qt::ISODate));
    while (must(visits.step()))
        (void)visits.text(8);
    return double(timer.nsecsElapsed()) / 1e6;
}

struct Started {
    double wallMs;
    double cpuMs;
    double pssMb;
};

/// The app's own process, until the day's page has been drawn with its visits.
Started startApp(const Place &place, int doneToday)
{
    QProcess app;
    app.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer timer;
    timer.start();
    app.start(place.app, {u"--headless"_s, u"--profile"_s, place.folder, u"--developer-key-file"_s,
                          place.keyFile, u"--play"_s, u"-"_s});
    app.write(
        u"{\"do\":\"wait\",\"property\":\"done\",\"is\":%1}\n{\"do\":\"frame\"}\n"_s.arg(doneToday).toUtf8());
    QByteArray said;
    while (said.count("\"step\":2") == 0) {
        if (!app.waitForReadyRead(kPatienceMs))
            giveUp(u"the app said: "_s + QString::fromUtf8(said));
        said += app.readAllStandardOutput();
    }
    const double wallMs = double(timer.nsecsElapsed()) / 1e6;
    if (said.contains("error"))
        giveUp(QString::fromUtf8(said));
    const Started started{wallMs, processMs(app.processId()), pssMb(app.processId())};
    app.closeWriteChannel();
    app.waitForFinished();
    return started;
}

void benchStart(const Place &place, const bench::TerritoryMade &made, QDate today)
{
    std::vector<double> wall;
    std::vector<double> cpu;
    std::vector<double> raw;
    double pss = 0;
    for (int run = 0; run < kStarts; ++run) {
        raw.push_back(rawStartMs(place, today));
        const Started started = startApp(place, made.doneToday);
        wall.push_back(started.wallMs);
        cpu.push_back(started.cpuMs);
        pss = started.pssMb;
    }
    std::printf("start to first frame of the day      median %.0f ms (%.0f-%.0f), processor %.0f ms, %.0f x "
                "raw open and rows (%.1f ms); "
                "memory %.0f MB   goal 400 ms\n",
                at(wall, 0.5), at(wall, 0), at(wall, 1), at(cpu, 0.5), at(wall, 0.5) / at(raw, 0.5),
                at(raw, 0.5), pss);
    std::fflush(stdout);
}

// ---------------------------------------------------------------- frames

class Pages
{
public:
    explicit Pages(const Place &place)
        : m_keys(place.keyFile)
        , m_store(must(storage::Store::open({place.folder, &m_keys, &m_clock})))
    {
        Services services;
        services.store = m_store.get();
        m_shell = std::make_unique<Shell>(services);
        must(m_shell->load());
        m_shell->show();
        QObject::connect(m_shell->window(), &QQuickWindow::afterSynchronizing, m_shell->window(),
                         [this] { m_preparedMs = threadMs(); });
        QObject::connect(m_shell->window(), &QQuickWindow::frameSwapped, m_shell->window(),
                         [this] { ++m_frames; });
        waitUntil([this] { return m_shell->session().isReady() && m_shell->topPage(); }, "the session");
    }
    ~Pages() { m_shell.reset(); }

    QQuickItem *open(const QString &page, const QVariantMap &arguments = {})
    {
        m_shell->router().openPage(page, arguments);
        waitUntil([this] { return m_shell->topPage() != nullptr; }, "the page");
        waitUntil([this] { return !model()->property("loading").toBool(); }, "the rows");
        settle();
        return m_shell->topPage();
    }
    QObject *model() { return m_shell->topPage()->property("model").value<QObject *>(); }
    storage::Store &store() { return *m_store; }

    void settle()
    {
        for (int i = 0; i < 5; ++i)
            frame();
    }
    void frame()
    {
        const int before = m_frames;
        m_shell->window()->update();
        waitUntil([&] { return m_frames > before; }, "a frame");
    }

    void scroll(const char *what, QQuickItem *view)
    {
        std::vector<double> wall;
        std::vector<double> cpu;
        std::vector<double> own;
        double y = view->property("contentY").toDouble();
        for (int i = 0; i < kFrames; ++i) {
            const double last = view->property("contentHeight").toDouble() - view->height();
            y = y + kStepPx > last ? 0 : y + kStepPx;
            QElapsedTimer timer;
            timer.start();
            const double from = threadMs();
            view->setProperty("contentY", y);
            frame();
            wall.push_back(double(timer.nsecsElapsed()) / 1e6);
            cpu.push_back(threadMs() - from);
            own.push_back(m_preparedMs - from);
        }
        const auto over = std::count_if(cpu.begin(), cpu.end(), [](double ms) { return ms > kFrameMs; });
        const auto ownOver = std::count_if(own.begin(), own.end(), [](double ms) { return ms > kFrameMs; });
        std::printf("scroll %-29s over 16 ms: %.1f %% by processor time with the software renderer, %.1f %% "
                    "of ours alone; ours p50 %.1f "
                    "p99 %.1f most %.1f ms, with drawing p99 %.1f ms, by the clock p99 %.1f ms   goal none; "
                    "memory %.0f MB\n",
                    what, 100.0 * double(over) / kFrames, 100.0 * double(ownOver) / kFrames, at(own, 0.5),
                    at(own, 0.99), at(own, 1), at(cpu, 0.99), at(wall, 0.99), pssMb(getpid()));
        std::fflush(stdout);
    }

private:
    FileKeyStore m_keys;
    test::FakeClock m_clock;
    std::unique_ptr<storage::Store> m_store;
    std::unique_ptr<Shell> m_shell;
    double m_preparedMs = 0;
    int m_frames = 0;
};

QQuickItem *flickable(QQuickItem *page, const char *type)
{
    for (QQuickItem *child : page->childItems()) {
        if (child->inherits(type) && child->height() > 200)
            return child;
        if (QQuickItem *found = flickable(child, type))
            return found;
    }
    return nullptr;
}

/// Opening a page with a long history: how long the interface is busy at a stretch.
void benchOpen(Pages &pages, const bench::TerritoryMade &made)
{
    const QVariantMap arguments{{u"accountId"_s, made.busiest.uuid.toText()}, {u"tab"_s, 2}};
    pages.open(u"today"_s);
    QElapsedTimer timer;
    timer.start();
    const double from = threadMs();
    QQuickItem *page = pages.open(u"account"_s, arguments);
    std::printf("open a customer with 400 visits       %.0f ms, processor time of the interface %.0f ms\n",
                double(timer.nsecsElapsed()) / 1e6, threadMs() - from);
    QQuickItem *view = flickable(page, "QQuickFlickable");
    if (!view)
        giveUp(u"no list on the customer's page"_s);
    pages.scroll("a customer's history", view);
}

void benchSearch(Pages &pages, const bench::TerritoryMade &made)
{
    pages.open(u"search"_s);
    QObject *model = pages.model();
    std::vector<double> wall;
    std::vector<double> cpu;
    std::vector<double> raw;
    std::vector<double> read;
    QString slowest;
    for (const QString &query : made.typed) {
        for (qsizetype length = 1; length <= query.size(); ++length) {
            const QString typed = query.left(length);
            QElapsedTimer timer;
            timer.start();
            const double from = threadMs();
            model->setProperty("query", typed);
            waitUntil([&] { return model->property("isAnswered").toBool(); }, "an answer");
            const double tookMs = double(timer.nsecsElapsed()) / 1e6;
            cpu.push_back(threadMs() - from);
            if (wall.empty() || tookMs > at(wall, 1))
                slowest = typed;
            wall.push_back(tookMs);
            pages.frame();
            read.push_back(must(pages.store()
                                    .read([&](storage::Reader &reader) -> Result<double> {
                                        const double readFrom = threadMs();
                                        const auto found = usecases::search(reader, {}, {typed, 0, 4}, {});
                                        if (!found)
                                            return forward(found);
                                        return threadMs() - readFrom;
                                    })
                                    .result()));
            raw.push_back(must(
                pages.store()
                    .read([&](storage::Reader &reader) -> Result<double> {
                        QElapsedTimer rawTimer;
                        rawTimer.start();
                        auto rows = reader.connection().prepare(
                            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 20");
                        if (!rows)
                            return forward(rows);
                        rows->bind(u'"' + typed + u"\"*"_s);
                        for (auto more = rows->step(); more && *more; more = rows->step())
                            continue;
                        return double(rawTimer.nsecsElapsed()) / 1e6;
                    })
                    .result()));
        }
        model->setProperty("query", QString());
    }
    std::printf(
        "search, %3zu keystrokes                p50 %.1f ms, p99 %.1f ms, most %.1f ms (%s); p50 "
        "%.1f x raw query (%.2f ms); interface "
        "p99 %.1f ms; reader's processor time p50 %.1f p99 %.1f ms   goal p99 16 ms; memory %.0f MB\n",
        wall.size(), at(wall, 0.5), at(wall, 0.99), at(wall, 1), qPrintable(slowest),
        at(wall, 0.5) / at(raw, 0.5), at(raw, 0.5), at(cpu, 0.99), at(read, 0.5), at(read, 0.99),
        pssMb(getpid()));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication app(argc, argv);
    QTemporaryDir scratch;
    const QString folder = scratch.path();
    const Place place{folder + u"/profile"_s, folder + u"/keys"_s,
                      QCoreApplication::applicationDirPath() + u"/legwork"_s};
    const QDate today = QDate::currentDate();
    bench::TerritorySize size;
    bench::TerritoryMade made;
    {
        FileKeyStore keys(place.keyFile);
        test::FakeClock clock;
        QDir().mkpath(place.folder);
        QElapsedTimer timer;
        timer.start();
        auto store = must(storage::Store::open({place.folder, &keys, &clock}));
        made = must(bench::fillTerritory(*store, size, kSeed, today));
        std::printf("territory of %d records made in %.1f s\n", size.all(), double(timer.elapsed()) / 1e3);
        std::fflush(stdout);
    }
    std::printf("file %.0f MB\n", double(QFileInfo(place.folder + u"/legwork.db"_s).size()) / 1048576);
    benchStart(place, made, today);
    Pages pages(place);
    std::printf("memory after open                     %.0f MB   goal 150 MB\n", pssMb(getpid()));
    QQuickItem *accounts = pages.open(u"accounts"_s);
    QQuickItem *list = flickable(accounts, "QQuickListView");
    if (!list)
        giveUp(u"no list of customers"_s);
    pages.scroll("the list of customers", list);
    benchOpen(pages, made);
    benchSearch(pages, made);
    std::fflush(stdout);
    return 0;
}
