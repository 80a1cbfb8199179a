// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/localized_text.h"

namespace legwork {
namespace {

/// "zh" of "zh_CN" and of "zh-Hans-CN".
QStringView stem(QStringView language)
{
    qsizetype length = 0;
    while (length < language.size() && language[length].isLetter())
        ++length;
    return language.first(length);
}

} // namespace

QString LocalizedText::in(const QString &language) const
{
    if (const auto exact = m_byLanguage.constFind(language); exact != m_byLanguage.cend())
        return *exact;
    for (auto it = m_byLanguage.cbegin(); it != m_byLanguage.cend(); ++it) {
        if (stem(it.key()) == stem(language))
            return it.value();
    }
    const auto english = m_byLanguage.constFind(QStringLiteral("en"));
    if (english != m_byLanguage.cend())
        return *english;
    return m_byLanguage.isEmpty() ? QString() : m_byLanguage.first();
}

} // namespace legwork
