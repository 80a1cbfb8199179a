// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "qml/session/session.h"

#include <QObject>
#include <QQmlParserStatus>
#include <QStringList>

#include <QtQml/qqmlregistration.h>

namespace legwork {

/// What stands behind a page: the state it shows and the things that can be done there. Lives on the interface
/// thread; storage is asked on a worker and answers come back here. Tested without a window.
class ViewModel : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(legwork::Session *session READ session WRITE setSession NOTIFY sessionChanged REQUIRED)
    Q_PROPERTY(bool loading READ loading NOTIFY loadingChanged)
    Q_PROPERTY(QString errorCode READ errorCode NOTIFY errorChanged)
    Q_PROPERTY(QStringList errorArguments READ errorArguments NOTIFY errorChanged)
    QML_ANONYMOUS

public:
    using QObject::QObject;

    [[nodiscard]] Session *session() const { return m_session; }
    void setSession(Session *session);
    [[nodiscard]] bool loading() const { return m_loading; }
    [[nodiscard]] QString errorCode() const { return m_error.code; }
    [[nodiscard]] QStringList errorArguments() const { return m_error.arguments; }

    void setError(const Error &error);
    Q_INVOKABLE void clearError();

    void classBegin() override {}
    void componentComplete() override {}

Q_SIGNALS:
    void sessionChanged();
    void loadingChanged();
    void errorChanged();

protected:
    void setLoading(bool loading);

private:
    Session *m_session = nullptr;
    Error m_error;
    bool m_loading = false;
};

} // namespace legwork
