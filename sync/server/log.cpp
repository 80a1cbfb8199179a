// SPDX-License-Identifier: Apache-2.0
#include "sync/server/log.h"

#include <QDateTime>
#include <QJsonDocument>

namespace legwork::server {

void Log::event(const char *what, QJsonObject details)
{
    details.insert(QLatin1String("at"), m_clock.now().wall.toLocal().toUTC().toString(Qt::ISODateWithMs));
    details.insert(QLatin1String("event"), QLatin1String(what));
    const QByteArray line = QJsonDocument(details).toJson(QJsonDocument::Compact) + '\n';
    const std::lock_guard lock(m_mutex);
    m_sink(line);
}

} // namespace legwork::server
