// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/session/view_model.h"

namespace legwork {

/// Enrolment: one code, once.
class EnrolModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(QString code READ code WRITE setCode NOTIFY codeChanged)
    Q_PROPERTY(bool plausible READ plausible NOTIFY codeChanged)
    QML_ELEMENT

public:
    using ViewModel::ViewModel;

    [[nodiscard]] QString code() const { return m_code; }
    void setCode(const QString &code);
    /// It begins as a code begins and is long enough to be sent.
    [[nodiscard]] bool plausible() const;

    /// Exchanges the code for a place at the server; enrolled() follows, or an error.
    Q_INVOKABLE void enrol();

Q_SIGNALS:
    void codeChanged();
    void enrolled();

private:
    QString m_code;
};

} // namespace legwork
