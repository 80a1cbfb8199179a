// SPDX-License-Identifier: Apache-2.0
#include "qml/session/language.h"

#include <QCoreApplication>
#include <QLocale>
#include <QQmlEngine>

namespace legwork {

namespace {
constexpr char kEngineProperty[] = "legworkLanguage";
}

Language::Language(QObject *parent)
    : QObject(parent)
{
    setCurrent(ofSystem());
}

Language::~Language() { QCoreApplication::removeTranslator(&m_translator); }

Language *Language::create(QQmlEngine *engine, QJSEngine *)
{
    auto *language = engine->property(kEngineProperty).value<Language *>();
    if (!language) {
        language = new Language(engine); // a page shown alone, without a shell
        language->m_engine = engine;
    }
    return language;
}

void Language::attachTo(QQmlEngine *engine)
{
    QJSEngine::setObjectOwnership(this, QJSEngine::CppOwnership);
    engine->setProperty(kEngineProperty, QVariant::fromValue(this));
    m_engine = engine;
}

void Language::setCurrent(const QString &wanted)
{
    if (wanted == m_current || !available().contains(wanted))
        return;
    m_current = wanted;
    QLocale::setDefault(QLocale(wanted));
    QCoreApplication::removeTranslator(&m_translator);
    if (m_translator.load(QStringLiteral(":/i18n/legwork_%1.qm").arg(wanted)))
        QCoreApplication::installTranslator(&m_translator);
    Q_EMIT currentChanged();
    if (m_engine)
        m_engine->retranslate();
}

QStringList Language::available() { return {QStringLiteral("zh_CN"), QStringLiteral("en")}; }

QString Language::ofSystem()
{
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString &language : wanted) {
        if (language.startsWith(QLatin1String("zh")))
            return QStringLiteral("zh_CN");
        if (language.startsWith(QLatin1String("en")))
            return QStringLiteral("en");
    }
    return QStringLiteral("zh_CN");
}

} // namespace legwork
