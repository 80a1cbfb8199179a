// SPDX-License-Identifier: Apache-2.0
#include "qml/session/view_model.h"

#include <utility>

namespace legwork {

void ViewModel::setSession(Session *session)
{
    if (m_session == session)
        return;
    if (m_session)
        disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    if (m_session)
        connect(m_session, &Session::dataChanged, this, &ViewModel::dataChanged);
    Q_EMIT sessionChanged();
}

// What is being read is shown before it is read again: else a page would show nothing new for as long as a long sync
// goes on changing the data.
void ViewModel::dataChanged()
{
    if (m_isReading)
        m_isBehind = true;
    else
        load();
}

void ViewModel::followData()
{
    if (!m_isReading && std::exchange(m_isBehind, false))
        load();
}

void ViewModel::componentComplete()
{
    if (isReady())
        load();
}

void ViewModel::undo()
{
    if (m_undoId.isNull() || !isReady())
        return;
    const Uuid undoId = std::exchange(m_undoId, Uuid());
    whenAnswered(m_session->services().store->undo(undoId), this, [this](const Result<int> &done) {
        if (!done) {
            setError(done.error());
            return;
        }
        Q_EMIT tookBack();
        load();
    });
}

void ViewModel::setError(const Error &error)
{
    if (m_error == error)
        return;
    m_error = error;
    Q_EMIT errorChanged();
}

void ViewModel::clearError() { setError({}); }

void ViewModel::setLoading(bool loading)
{
    if (m_loading == loading)
        return;
    m_loading = loading;
    Q_EMIT loadingChanged();
}

} // namespace legwork
