// SPDX-License-Identifier: Apache-2.0
#include "qml/session/view_model.h"

namespace legwork {

void ViewModel::setSession(Session *session)
{
    if (m_session == session)
        return;
    m_session = session;
    Q_EMIT sessionChanged();
}

void ViewModel::setError(const Error &error)
{
    if (m_error == error)
        return;
    m_error = error;
    Q_EMIT errorChanged();
}

void ViewModel::clearError()
{
    setError({});
}

void ViewModel::setLoading(bool loading)
{
    if (m_loading == loading)
        return;
    m_loading = loading;
    Q_EMIT loadingChanged();
}

} // namespace legwork
