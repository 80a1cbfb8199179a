// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTranslator>
#include <QtQml/qqmlregistration.h>

#include <memory>

class QQmlEngine;
class QJSEngine;

namespace legwork {

/// The language of the words on the screen, changed while the app runs. One per engine; the installed
/// translator belongs to the whole application, so two windows of one process share the language set last.
class Language : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString current READ current WRITE setCurrent NOTIFY currentChanged)
    Q_PROPERTY(QStringList available READ available CONSTANT)
    QML_ELEMENT
    QML_SINGLETON

public:
    // Not default-constructible: the engine would then make one of its own instead of asking create().
    explicit Language(QObject *parent);
    ~Language() override;
    static Language *create(QQmlEngine *engine, QJSEngine *);
    /// Makes this the language of `engine`; call before loading anything.
    void attachTo(QQmlEngine *engine);

    /// "zh_CN" or "en".
    [[nodiscard]] QString current() const { return m_current; }
    void setCurrent(const QString &wanted);
    [[nodiscard]] static QStringList available();
    /// The one of ours nearest to what the system prefers.
    [[nodiscard]] static QString ofSystem();

Q_SIGNALS:
    void currentChanged();

private:
    QString m_current;
    QTranslator m_translator;
    QQmlEngine *m_engine = nullptr;
};

} // namespace legwork
