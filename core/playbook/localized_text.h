// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMap>
#include <QString>

namespace legwork {

/// One text in several languages, keyed as Qt names locales ("zh_CN", "en").
class LocalizedText
{
public:
    LocalizedText() = default;
    explicit LocalizedText(QMap<QString, QString> byLanguage)
        : m_byLanguage(std::move(byLanguage))
    {
    }

    /// The text in that language; else in another variety of it ("zh_TW" gets "zh_CN"); else in English; else
    /// whichever there is. Empty only when the whole text is.
    [[nodiscard]] QString in(const QString &language) const;
    [[nodiscard]] bool isEmpty() const { return m_byLanguage.isEmpty(); }
    [[nodiscard]] const QMap<QString, QString> &byLanguage() const { return m_byLanguage; }
    friend bool operator==(const LocalizedText &, const LocalizedText &) = default;

private:
    QMap<QString, QString> m_byLanguage;
};

} // namespace legwork
