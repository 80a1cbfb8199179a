// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/integration/server/wire_client.h"

#include <QJsonObject>
#include <QProcess>
#include <QSslCertificate>
#include <QTemporaryDir>

namespace legwork::test {

/// A device enrolled over the wire.
struct Enrolled {
    sync::EnrolReply reply;
    QByteArray token; ///< As it stands in the header.
    qint64 nextOpNo = 1;
    qint64 cursor = 0;
};

/// legwork-server as a process of its own, on a folder that outlives it.
class ServerProcess
{
public:
    ServerProcess();
    ~ServerProcess();

    /// Starts with the demo company; false when it did not come up.
    bool start(const QStringList &more = {});
    /// Starts and waits for the end; the exit code.
    int runToEnd(const QStringList &arguments);
    /// Asks it to stop and waits; the exit code, or -1 when it had to be killed.
    int stop();
    void terminate() { m_process.terminate(); }
    int waitForEnd();
    void kill();

    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    [[nodiscard]] QByteArray errorOutput() { return m_process.readAllStandardError(); }
    [[nodiscard]] QSslCertificate authority() const;
    [[nodiscard]] WireClient client() const { return WireClient(m_port, authority()); }
    /// Most memory it ever held, in kilobytes.
    [[nodiscard]] qint64 peakMemoryKb() const;

    /// A code for the person, made through the administration's address.
    [[nodiscard]] QString codeFor(const Uuid &person);
    /// The same as the link that a person is given.
    [[nodiscard]] QString linkFor(const Uuid &person);
    [[nodiscard]] WireAnswer tryEnrol(const QString &code, const Uuid &install = Uuid::generate());
    [[nodiscard]] Enrolled enrol(const Uuid &person);
    [[nodiscard]] QByteArray requestOf(const Enrolled &device,
                                       const std::vector<Operation> &operations) const;
    [[nodiscard]] WireAnswer sync(const Enrolled &device, const std::vector<Operation> &operations = {});

private:
    [[nodiscard]] QJsonObject invitationOf(const Uuid &person);

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace legwork::test
