// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/device_process.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace legwork::ctl {
namespace {

constexpr int kStartPatienceMs = 60'000;
constexpr int kStopPatienceMs = 30'000;

tl::unexpected<Error> failed(const char *code, const QString &device, const QString &detail = {})
{
    return fail(QString::fromLatin1(code), Advice::GiveUp, {device, detail});
}

} // namespace

QString programFolder() { return QCoreApplication::applicationDirPath(); }

DeviceProcess::DeviceProcess(Settings settings)
    : m_settings(std::move(settings))
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

DeviceProcess::~DeviceProcess()
{
    if (isRunning())
        killNow();
}

Status DeviceProcess::start()
{
    m_unread.clear();
    m_answers.clear();
    m_process.start(programFolder() + QStringLiteral("/legwork"),
                    {QStringLiteral("--profile"), m_settings.profile, QStringLiteral("--developer-key-file"),
                     m_settings.keyFile, QStringLiteral("--language"), m_settings.language,
                     QStringLiteral("--headless"), QStringLiteral("--local-server"), QStringLiteral("--play"),
                     QStringLiteral("-")});
    if (!m_process.waitForStarted())
        return failed("device.not-started", m_settings.name, m_process.errorString());
    const auto ready = step({{QStringLiteral("do"), QStringLiteral("settle")}}, kStartPatienceMs);
    if (!ready)
        return forward(ready);
    return {};
}

Result<QJsonObject> DeviceProcess::step(const QJsonObject &step, int patienceMs)
{
    if (!isRunning())
        return failed("device.gone", m_settings.name);
    m_process.write(QJsonDocument(step).toJson(QJsonDocument::Compact) + '\n');
    auto answer = nextAnswer(patienceMs);
    if (!answer)
        return answer;
    const QString code = answer->value(QLatin1String("error")).toString();
    if (code.isEmpty())
        return answer;
    QStringList arguments{m_settings.name, step.value(QLatin1String("do")).toString()};
    for (const QJsonValue &argument : answer->value(QLatin1String("arguments")).toArray())
        arguments.append(argument.toString());
    return fail(code, Advice::GiveUp, arguments);
}

Result<QJsonObject> DeviceProcess::nextAnswer(int patienceMs)
{
    const QDeadlineTimer patience(patienceMs);
    for (;;) {
        if (m_killAt.hasExpired()) {
            killNow();
            return failed("device.gone", m_settings.name);
        }
        readLines();
        if (!m_answers.isEmpty())
            return m_answers.takeFirst();
        if (!isRunning())
            return failed("device.gone", m_settings.name);
        if (patience.hasExpired())
            return failed("device.too-late", m_settings.name);
        const qint64 waitMs = std::min<qint64>(patience.remainingTime(), 100);
        const qint64 untilKill =
            m_killAt.isForever() ? waitMs : std::max<qint64>(m_killAt.remainingTime(), 1);
        m_process.waitForReadyRead(int(std::min(waitMs, untilKill)));
    }
}

void DeviceProcess::readLines()
{
    m_unread += m_process.readAllStandardOutput();
    for (qsizetype end = m_unread.indexOf('\n'); end >= 0; end = m_unread.indexOf('\n')) {
        // A line cut off by a kill is never complete, so it is never believed.
        const QJsonObject object = QJsonDocument::fromJson(m_unread.left(end)).object();
        m_unread.remove(0, end + 1);
        if (object.contains(QLatin1String("ack")))
            m_acknowledgements.append(object);
        else if (object.contains(QLatin1String("step")))
            m_answers.append(object);
    }
}

void DeviceProcess::killAfter(int ms) { m_killAt = QDeadlineTimer(ms); }

void DeviceProcess::killNow()
{
    m_process.kill(); // SIGKILL
    m_process.waitForFinished();
    readLines();
    m_killAt = QDeadlineTimer(QDeadlineTimer::Forever);
}

Status DeviceProcess::stop()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(kStopPatienceMs)) {
        killNow();
        return failed("device.too-late", m_settings.name, QStringLiteral("stop"));
    }
    readLines();
    if (m_process.exitStatus() != QProcess::NormalExit || m_process.exitCode() != 0)
        return failed("device.gone", m_settings.name, QString::number(m_process.exitCode()));
    return {};
}

} // namespace legwork::ctl
