// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/server/server_process.h"

#include "core/schema/schema.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace legwork::test {

ServerProcess::ServerProcess()
{
    m_process.setProgram(QStringLiteral(LEGWORK_SERVER_PATH));
    m_process.setStandardErrorFile(m_folder.filePath(QStringLiteral("log")), QIODevice::Append);
}

ServerProcess::~ServerProcess() { kill(); }

bool ServerProcess::start(const QStringList &more)
{
    m_process.setArguments(QStringList{QStringLiteral("--data"), folder(), QStringLiteral("--listen"),
                                       QStringLiteral("127.0.0.1:0"), QStringLiteral("--seed-demo")}
                           + more);
    m_process.start();
    QElapsedTimer watch;
    watch.start();
    while (watch.elapsed() < 60'000 && m_process.state() != QProcess::NotRunning) {
        while (m_process.canReadLine()) {
            const QByteArray line = m_process.readLine().trimmed();
            if (line.startsWith("listening https://127.0.0.1:")) {
                m_port = line.mid(line.lastIndexOf(':') + 1).toUShort();
                return true;
            }
        }
        m_process.waitForReadyRead(100);
    }
    return false;
}

int ServerProcess::runToEnd(const QStringList &arguments)
{
    m_process.setArguments(arguments);
    m_process.start();
    return waitForEnd();
}

int ServerProcess::waitForEnd()
{
    if (!m_process.waitForFinished(60'000)) {
        kill();
        return -1;
    }
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

int ServerProcess::stop()
{
    terminate();
    return waitForEnd();
}

void ServerProcess::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(10'000);
}

QSslCertificate ServerProcess::authority() const
{
    const auto found = QSslCertificate::fromPath(file("tls/cert.pem"));
    return found.isEmpty() ? QSslCertificate() : found.first();
}

qint64 ServerProcess::peakMemoryKb() const
{
    QFile status(QStringLiteral("/proc/%1/status").arg(m_process.processId()));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return -1;
}

QString ServerProcess::codeFor(const Uuid &person)
{
    return invitationOf(person).value(QLatin1String("code")).toString();
}

QString ServerProcess::linkFor(const Uuid &person)
{
    return invitationOf(person).value(QLatin1String("link")).toString();
}

QJsonObject ServerProcess::invitationOf(const Uuid &person)
{
    QFile token(file("admin.token"));
    if (!token.open(QIODevice::ReadOnly))
        return {};
    const QByteArray body = "{\"person\": \"" + person.toText().toLatin1() + "\"}";
    WireClient administrator = client();
    administrator.send(
        "POST /v1/admin/codes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Authorization: Bearer "
        + token.readAll() + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    const WireAnswer answer = administrator.read();
    return QJsonDocument::fromJson(answer.body).object();
}

WireAnswer ServerProcess::tryEnrol(const QString &code, const Uuid &install)
{
    sync::EnrolRequest request;
    request.schema = kSchemaVersion;
    request.code = code;
    request.install = install;
    request.deviceName = QStringLiteral("wire client");
    return client().post("/v1/enrol", sync::encode(request));
}

Enrolled ServerProcess::enrol(const Uuid &person)
{
    const auto replies = tryEnrol(codeFor(person)).all<sync::EnrolReply>();
    if (replies.empty())
        qFatal("not enrolled");
    return {replies.front(),
            replies.front().token.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)};
}

QByteArray ServerProcess::requestOf(const Enrolled &device, const std::vector<Operation> &operations) const
{
    sync::SyncHeader header;
    header.schema = kSchemaVersion;
    header.epoch = device.reply.epoch;
    header.device = device.reply.device;
    header.now = {Instant{1'800'000'000'000}, device.reply.device, 1'000'000};
    QByteArray body = sync::encode(header);
    constexpr size_t kStep = 500;
    for (size_t from = 0; from < operations.size(); from += kStep) {
        const size_t to = std::min(operations.size(), from + kStep);
        body += sync::encode(
            std::vector<Operation>(operations.begin() + ptrdiff_t(from), operations.begin() + ptrdiff_t(to)));
    }
    return body;
}

WireAnswer ServerProcess::sync(const Enrolled &device, const std::vector<Operation> &operations)
{
    return client().post("/v1/sync", requestOf(device, operations), device.token);
}

} // namespace legwork::test
