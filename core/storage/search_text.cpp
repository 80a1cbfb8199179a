// SPDX-License-Identifier: Apache-2.0
#include "core/storage/search_text.h"

#include "core/storage/pinyin_initials.h"

#include <QStringList>

namespace legwork::storage {
namespace {

bool isHan(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x3400 && u <= 0x9fff) || (u >= 0xf900 && u <= 0xfaff);
}

QString phrase(const QString &words) { return u'"' + words + u'"'; }

bool isLatin(const QString &word)
{
    for (QChar c : word) {
        if (!c.isLetterOrNumber() || c.unicode() > 0x24f)
            return false;
    }
    return true;
}

} // namespace

QString searchable(const QString &text)
{
    QString spaced;
    spaced.reserve(text.size() * 2);
    for (QChar c : text) {
        if (isHan(c))
            spaced += u' ' + QString(c) + u' ';
        else
            spaced += c;
    }
    return spaced;
}

QString searchQuery(const QString &typed)
{
    // Cut into runs of Chinese and runs of other letters and digits; all else separates.
    QStringList terms;
    QString run;
    bool runIsHan = false;
    const auto finish = [&] {
        if (run.isEmpty())
            return;
        if (runIsHan) {
            QStringList characters;
            for (QChar c : std::as_const(run))
                characters.append(QString(c));
            terms.append(phrase(characters.join(QLatin1Char(' '))));
        } else if (isLatin(run)) {
            const QString lower = run.toLower();
            terms.append(u'(' + phrase(lower) + QStringLiteral("* OR initials : ") + phrase(lower)
                         + QStringLiteral("*)"));
        } else {
            terms.append(phrase(run) + u'*');
        }
        run.clear();
    };
    for (QChar c : typed) {
        const bool han = isHan(c);
        if (!han && !c.isLetterOrNumber() && !c.isSurrogate()) {
            finish();
            continue;
        }
        if (han != runIsHan)
            finish();
        runIsHan = han;
        run += c;
    }
    finish();
    return terms.join(QStringLiteral(" AND "));
}

QString pinyinInitials(const QString &text)
{
    QString initials;
    for (QChar c : text) {
        if (const char letter = pinyinInitial(c.unicode()))
            initials += QLatin1Char(letter);
        else if (c.isLetterOrNumber() && !isHan(c))
            initials += c.toLower();
    }
    return initials;
}

} // namespace legwork::storage
