// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/composition/row_digest.h"
#include "core/base/error.h"

#include <QMap>
#include <QProcess>

#include <vector>

namespace legwork::server {
class ServerStore;
}

namespace legwork::ctl {

/// The real server as a process of its own, with the demo company. Errors: server.not-started (argument 1: why).
class ServerProcess
{
public:
    /// `database`: address of a PostgreSQL database; empty: its own store in the folder.
    explicit ServerProcess(QString folder, QString database = {});
    ~ServerProcess();

    /// Starts it on a free port of this machine, and has it issue an enrolment link for each person. With a
    /// `portFile` the port is kept there and is the same the next time.
    [[nodiscard]] Status start(const std::vector<Uuid> &people, const QString &portFile = {});
    /// Stops it gracefully.
    [[nodiscard]] Status stop();
    /// Ends it without warning; it can be started again.
    void kill();

    /// The `which`th of those issued for the person, from 0.
    [[nodiscard]] QString linkFor(const Uuid &person, int which = 0) const
    {
        return m_links.value(person.toText()).value(which);
    }
    [[nodiscard]] QString url() const { return m_url; }

private:
    const QString m_folder;
    const QString m_database;
    QProcess m_process;
    QMap<QString, QStringList> m_links;
    QString m_url;
};

/// Of the rows a stopped server holds in the scopes of these people.
[[nodiscard]] Result<RowDigests> digestServer(const QString &folder, const std::vector<Uuid> &people);
/// The same of a store at hand.
[[nodiscard]] Result<RowDigests> digestStore(server::ServerStore &store, const std::vector<Uuid> &people);

} // namespace legwork::ctl
