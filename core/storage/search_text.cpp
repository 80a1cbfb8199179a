// SPDX-License-Identifier: Apache-2.0
#include "core/storage/search_text.h"

#include "core/storage/pinyin.h"

#include <QStringList>

#include <algorithm>

namespace legwork::storage {
namespace {

constexpr qsizetype kSoundMax = 64; // characters of a name that are found by their sound
constexpr size_t kVariantsMax = 8;  // rows of readings
constexpr qsizetype kCutMax = 24;   // letters
constexpr size_t kCutsMax = 6;
constexpr qsizetype kSyllableMax = 6; // letters of "zhuang"
constexpr qsizetype kKnownWordMin = 3;

struct Plain {
    char32_t from;
    char32_t to;
};
// Letters that are not a letter and a mark, and what is typed for them.
constexpr Plain kPlain[] = {{0xe6, 'a'},  {0xf8, 'o'},  {0xdf, 's'}, {0x142, 'l'},
                            {0x111, 'd'}, {0x153, 'o'}, {0x131, 'i'}};

bool isMark(char32_t c)
{
    return QChar::category(c) == QChar::Mark_NonSpacing || QChar::category(c) == QChar::Mark_Enclosing;
}

/// One character without width, accent and case.
char32_t plain(char32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0xff01 && c <= 0xff5e)
        return plain(c - 0xfee0);
    if (c == 0x3000)
        return ' ';
    if (c >= 0x2000 && (c < 0x1f00 || c > 0x1fff))
        return c; // nothing there has case and accents that people leave out
    if (QChar::decompositionTag(c) == QChar::Canonical) {
        const QString parts = QChar::decomposition(c);
        if (!parts.isEmpty() && parts.at(0).isLetter())
            return plain(parts.at(0).unicode());
    }
    c = QChar::toCaseFolded(c);
    for (const Plain &letter : kPlain) {
        if (letter.from == c)
            return letter.to;
    }
    return c;
}

char32_t characterAt(const QString &text, qsizetype at, qsizetype &length)
{
    const QChar c = text.at(at);
    if (c.isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate()) {
        length = 2;
        return QChar::surrogateToUcs4(c, text.at(at + 1));
    }
    length = 1;
    return c.unicode();
}

bool isWordCharacter(char32_t c) { return QChar::isLetterOrNumber(c) || QChar::isMark(c); }
bool isAsciiWord(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// What is read of a name: per character its readings, or the letter or digit itself.
std::vector<std::vector<QString>> readingsOf(const QString &name)
{
    std::vector<std::vector<QString>> readings;
    bool hasHan = false;
    const QString plainName = folded(name.left(kSoundMax * 2)).text;
    for (qsizetype i = 0; i < plainName.size() && readings.size() < size_t(kSoundMax); ++i) {
        const char16_t c = plainName.at(i).unicode();
        if (const Readings known = pinyinOf(c); known.count > 0) {
            hasHan = true;
            std::vector<QString> of;
            for (size_t n = 0; n < known.count; ++n)
                of.push_back(
                    QString::fromLatin1(known.syllables[n].data(), qsizetype(known.syllables[n].size())));
            readings.push_back(std::move(of));
        } else if (isAsciiWord(c)) {
            readings.push_back({QString(QChar(c))});
        }
    }
    return hasHan ? readings : std::vector<std::vector<QString>>();
}

/// Every row of one reading each, as long as there are not too many; then later characters keep their usual reading.
std::vector<QStringList> rowsOf(const std::vector<std::vector<QString>> &readings)
{
    std::vector<QStringList> rows{{}};
    for (const auto &of : readings) {
        const size_t held = rows.size();
        const size_t taken = held * of.size() <= kVariantsMax ? of.size() : 1;
        for (size_t second = 1; second < taken; ++second) {
            for (size_t i = 0; i < held; ++i)
                rows.push_back(rows[i] + QStringList(of[second]));
        }
        for (size_t i = 0; i < held; ++i)
            rows[i].append(of.front());
    }
    return rows;
}

void cut(const QString &letters, qsizetype from, QStringList &sofar, std::vector<QStringList> &cuts)
{
    if (cuts.size() == kCutsMax)
        return;
    const QByteArray rest = letters.mid(from).toLatin1();
    if (beginsSyllable({rest.constData(), size_t(rest.size())})) {
        cuts.push_back(sofar + QStringList(letters.mid(from)));
        if (rest.size() == 1)
            return;
    }
    for (qsizetype length = std::min(kSyllableMax, rest.size() - 1); length > 0; --length) {
        if (!isSyllable({rest.constData(), size_t(length)}))
            continue;
        sofar.append(letters.mid(from, length));
        cut(letters, from + length, sofar, cuts);
        sofar.removeLast();
    }
}

} // namespace

bool isHan(char32_t c)
{
    return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x323af);
}

FoldedText folded(const QString &text)
{
    FoldedText made;
    made.text.reserve(text.size());
    made.at.reserve(size_t(text.size()) + 1);
    qsizetype length = 1;
    for (qsizetype i = 0; i < text.size(); i += length) {
        const char32_t c = characterAt(text, i, length);
        if (c >= 0x300 && isMark(c))
            continue;
        const char32_t to = plain(c);
        if (QChar::requiresSurrogates(to)) {
            made.text += QChar(QChar::highSurrogate(to));
            made.text += QChar(QChar::lowSurrogate(to));
            made.at.push_back(int(i));
        } else {
            made.text += QChar(char16_t(to));
        }
        made.at.push_back(int(i));
    }
    made.at.push_back(int(text.size()));
    return made;
}

std::vector<TypedWord> typedWords(const QString &typed)
{
    std::vector<TypedWord> words;
    TypedWord word;
    const auto finish = [&] {
        if (!word.text.isEmpty())
            words.push_back(std::move(word));
        word = {};
    };
    const QString text = folded(typed.left(qsizetype(kWordsMax) * kLettersMax * 2)).text;
    qsizetype length = 1;
    for (qsizetype i = 0; i < text.size() && words.size() < kWordsMax; i += length) {
        const char32_t c = characterAt(text, i, length);
        if (!isWordCharacter(c)) {
            finish();
            continue;
        }
        const auto kind = isHan(c) ? TypedWord::Han : isAsciiWord(c) ? TypedWord::Latin : TypedWord::Other;
        const bool goesOn = !word.text.isEmpty() && (kind == TypedWord::Han) == (word.kind == TypedWord::Han);
        if (!goesOn)
            finish();
        if (word.text.isEmpty())
            word.kind = kind;
        else if (kind == TypedWord::Other)
            word.kind = kind;
        if (word.text.size() < kLettersMax)
            word.text += QStringView(text).mid(i, length);
    }
    if (words.size() < kWordsMax)
        finish();
    return words;
}

QString searchable(const QString &text)
{
    const QString from = folded(text).text;
    QString spaced;
    spaced.reserve(from.size() * 3);
    qsizetype length = 1;
    for (qsizetype i = 0; i < from.size(); i += length) {
        const char32_t c = characterAt(from, i, length);
        if (!isHan(c)) {
            // A NUL would end the text for the tokenizer.
            spaced += c == 0 ? QStringView(u" ") : QStringView(from).mid(i, length);
            continue;
        }
        spaced += u' ';
        spaced += QStringView(from).mid(i, length);
        qsizetype next = 0;
        if (i + length < from.size() && isHan(characterAt(from, i + length, next)))
            spaced += QStringView(from).mid(i + length, next);
        spaced += u' ';
    }
    return spaced;
}

std::vector<QByteArray> latinWords(const QString &text)
{
    std::vector<QByteArray> words;
    const QString from = folded(text).text;
    QByteArray word;
    bool isLatin = true;
    bool hasLetter = false;
    const auto finish = [&] {
        if (isLatin && hasLetter && word.size() >= kKnownWordMin)
            words.push_back(word);
        word.clear();
        isLatin = true;
        hasLetter = false;
    };
    for (const QChar c : from) {
        if (isAsciiWord(c.unicode())) {
            word += char(c.unicode());
            hasLetter = hasLetter || c.isLower();
        } else if (c.isLetterOrNumber() && !isHan(c.unicode())) {
            isLatin = false;
        } else {
            finish();
        }
    }
    finish();
    return words;
}

Sound soundOf(const QString &name)
{
    Sound sound;
    const auto readings = readingsOf(name);
    if (readings.empty())
        return sound;
    QStringList initialRows;
    for (const QStringList &row : rowsOf(readings)) {
        QString initials;
        for (const QString &syllable : row)
            initials += syllable.at(0);
        sound.syllables +=
            row.join(u' ') + QStringLiteral(" 0 "); // no syllable: a phrase must not go on in the next row
        if (initialRows.contains(initials))
            continue;
        initialRows.append(initials);
        for (qsizetype i = 0; i < initials.size(); ++i)
            sound.initials += initials.mid(i, 3) + u' ';
    }
    return sound;
}

std::vector<QStringList> syllablesOf(const QString &letters)
{
    std::vector<QStringList> cuts;
    if (letters.size() < 2 || letters.size() > kCutMax)
        return cuts;
    QString typed = letters;
    typed.replace(u'v', u'u');
    QStringList sofar;
    cut(typed, 0, sofar, cuts);
    std::stable_sort(cuts.begin(), cuts.end(),
                     [](const QStringList &a, const QStringList &b) { return a.size() < b.size(); });
    return cuts;
}

} // namespace legwork::storage
