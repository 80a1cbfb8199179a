// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/session/view_model.h"

namespace legwork {

/// The data could not be opened: why, and the ways out.
class UnlockModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(QString reason READ errorCode WRITE setReason NOTIFY errorChanged)
    Q_PROPERTY(QStringList reasonArguments READ errorArguments WRITE setReasonArguments NOTIFY errorChanged)
    Q_PROPERTY(bool mayRetry READ mayRetry NOTIFY errorChanged)
    Q_PROPERTY(bool mayEnrol READ mayEnrol NOTIFY errorChanged)
    QML_ELEMENT

public:
    using ViewModel::ViewModel;

    void setReason(const QString &code) { setError({code, Advice::AskUser, errorArguments()}); }
    void setReasonArguments(const QStringList &given) { setError({errorCode(), Advice::AskUser, given}); }
    /// Tries to open the data again.
    Q_INVOKABLE void retry();
    /// Puts the data that cannot be opened aside, and begins with an enrolment.
    Q_INVOKABLE void enrolAnew();
    [[nodiscard]] bool mayRetry() const;
    [[nodiscard]] bool mayEnrol() const;
};

} // namespace legwork
