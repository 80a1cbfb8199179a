// SPDX-License-Identifier: Apache-2.0
#include "core/importing/names.h"

#include "core/importing/words.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <vector>

namespace legwork::importing {
namespace {

bool isWord(QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); }

std::vector<quint32> pairsOf(QStringView text)
{
    std::vector<quint32> pairs;
    for (qsizetype i = 0; i + 1 < text.size(); ++i)
        pairs.push_back((quint32(text[i].unicode()) << 16) | text[i + 1].unicode());
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

} // namespace

QString foldedText(QStringView text)
{
    QString folded = text.toString().normalized(QString::NormalizationForm_KC).toLower();
    folded.erase(std::remove_if(folded.begin(), folded.end(), [](QChar c) { return !isWord(c); }),
                 folded.end());
    return folded;
}

QString foldedName(QStringView name)
{
    // Western forms are words of their own at the end, so they go before the blanks do.
    QString words = name.toString().normalized(QString::NormalizationForm_KC).toLower();
    for (QChar &c : words) {
        if (!isWord(c))
            c = u' ';
    }
    QStringList parts = words.split(u' ', Qt::SkipEmptyParts);
    while (parts.size() > 1 && isOneOf(parts.last(), words::kWesternForms))
        parts.removeLast();
    QString folded = parts.join(QString());
    const QStringView form = longestEnding(folded, words::kChineseForms);
    if (!form.isEmpty() && folded.size() > form.size() + 1)
        folded.chop(form.size());
    return folded;
}

QString foldedCity(QStringView city)
{
    QString folded = foldedText(city);
    if (folded.size() > 2 && folded.endsWith(words::kCity))
        folded.chop(1);
    return folded;
}

double similarity(QStringView a, QStringView b)
{
    if (a == b)
        return 1;
    const auto pairsA = pairsOf(a);
    const auto pairsB = pairsOf(b);
    if (pairsA.empty() || pairsB.empty())
        return 0;
    size_t common = 0;
    for (size_t i = 0, j = 0; i < pairsA.size() && j < pairsB.size();) {
        if (pairsA[i] == pairsB[j]) {
            ++common;
            ++i;
            ++j;
        } else if (pairsA[i] < pairsB[j]) {
            ++i;
        } else {
            ++j;
        }
    }
    return 2.0 * double(common) / double(pairsA.size() + pairsB.size());
}

} // namespace legwork::importing
