// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace legwork::test {

/// A real PostgreSQL of the distribution's, on a temporary folder and a socket in it: no port, no cluster of the
/// machine's. Started by root it runs as another user, because it refuses to be root. Ends with this object.
class PostgresServer
{
public:
    enum class Durability {
        Quick,  ///< Survives the death of its processes, but not a power cut; much faster.
        Product ///< As shipped.
    };
    explicit PostgresServer(Durability durability = Durability::Quick);
    ~PostgresServer();

    /// Makes the cluster when there is none yet, and starts it if it does not run; an empty answer, or why not.
    [[nodiscard]] QString start();
    /// Ends running transactions and stops, tidily.
    void stop();
    /// As when the machine's power goes: nothing is tidied up.
    void kill();

    /// Makes an empty database and gives its address; empty when that failed.
    [[nodiscard]] QString makeDatabase();
    /// Runs a statement in a database as the cluster's owner; its output, one line a row, fields by '|'.
    [[nodiscard]] QString query(const QString &address, const QString &sql) const;
    /// Why tests on PostgreSQL cannot run here; empty when they can.
    [[nodiscard]] static QString missing();

private:
    [[nodiscard]] bool runTool(const QString &name, const QStringList &arguments,
                               QString *output = nullptr) const;
    void runAsOwner(QProcess &process) const;
    [[nodiscard]] QString addressOf(const QString &database) const;

    QTemporaryDir m_folder;
    QProcess m_process;
    Durability m_durability;
    int m_databases = 0;
};

} // namespace legwork::test
