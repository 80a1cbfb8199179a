// SPDX-License-Identifier: Apache-2.0
#include "qml/start/enrol_model.h"

#include <QSysInfo>
#include <QThreadPool>

namespace legwork {

void EnrolModel::setCode(const QString &code)
{
    if (m_code == code)
        return;
    m_code = code;
    clearError();
    Q_EMIT codeChanged();
}

bool EnrolModel::plausible() const
{
    return m_code.trimmed().startsWith(QLatin1String("legwork:"), Qt::CaseInsensitive);
}

void EnrolModel::enrol()
{
    sync::SyncFacade *sync = session() ? session()->services().sync : nullptr;
    if (!sync || loading())
        return;
    setLoading(true);
    clearError();
    auto promise = std::make_shared<QPromise<Status>>();
    promise->start();
    whenAnswered(promise->future(), this, [this](const Status &done) {
        setLoading(false);
        if (!done) {
            setError(done.error());
            return;
        }
        Q_EMIT enrolled();
        session()->refresh();
    });
    QThreadPool::globalInstance()->start([sync, promise, link = m_code.simplified().remove(u' ')] {
        promise->addResult(sync->enrol(link, QSysInfo::machineHostName()));
        promise->finish();
    });
}

} // namespace legwork
