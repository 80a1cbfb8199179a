// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace legwork {

/// An error in words: what happened, what it means for the user's work, what to do.
struct ErrorWords {
    Q_GADGET
    Q_PROPERTY(QString happened MEMBER happened)
    Q_PROPERTY(QString means MEMBER means)
    Q_PROPERTY(QString todo MEMBER todo)
    QML_VALUE_TYPE(errorWords)

public:
    QString happened;
    QString means;
    QString todo;
};

/// Turns the codes of core, sync and platform into sentences of the current language. The only place where
/// that is done; a code that is not listed gets a general sentence that names it.
class ErrorText : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    using QObject::QObject;

    Q_INVOKABLE static legwork::ErrorWords words(const QString &code, const QStringList &arguments);
    [[nodiscard]] static ErrorWords words(const Error &error) { return words(error.code, error.arguments); }
    /// Every code that has sentences of its own.
    [[nodiscard]] static QStringList codes();
};

} // namespace legwork
