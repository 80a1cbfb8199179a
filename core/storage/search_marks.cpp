// SPDX-License-Identifier: Apache-2.0
#include "core/storage/search_marks.h"

#include "core/storage/pinyin.h"
#include "core/storage/search_typos.h"

#include <algorithm>

namespace legwork::storage {
namespace {

bool isLetter(QChar c) { return c.isLetterOrNumber() && !isHan(c.unicode()); }

/// A character that is said: Chinese, or a letter or digit that is read as it is.
struct Said {
    int at; ///< In the folded text.
    QChar letter;
    Readings readings;
};

std::vector<Said> saidIn(const QString &text)
{
    std::vector<Said> all;
    for (int i = 0; i < int(text.size()); ++i) {
        const QChar c = text.at(i);
        const Readings readings = pinyinOf(c.unicode());
        if (readings.count > 0 || isLetter(c))
            all.push_back({i, c, readings});
    }
    return all;
}

bool saysInitial(const Said &said, char letter)
{
    if (said.readings.count == 0)
        return said.letter == QLatin1Char(letter);
    for (size_t n = 0; n < said.readings.count; ++n) {
        if (said.readings.syllables[n].front() == letter)
            return true;
    }
    return false;
}

/// How many characters from `first` on sound as the letters, the last of which may have only begun; 0: they do not.
size_t syllablesFrom(const std::vector<Said> &said, size_t first, std::string_view letters)
{
    if (first == said.size())
        return 0;
    const Readings &readings = said[first].readings;
    for (size_t n = 0; n < readings.count; ++n) {
        const std::string_view syllable = readings.syllables[n];
        if (syllable.starts_with(letters))
            return 1;
        if (!letters.starts_with(syllable))
            continue;
        if (const size_t more = syllablesFrom(said, first + 1, letters.substr(syllable.size())); more > 0)
            return more + 1;
    }
    return 0;
}

size_t initialsFrom(const std::vector<Said> &said, size_t first, std::string_view letters)
{
    if (first + letters.size() > said.size())
        return 0;
    bool hasHan = false;
    for (size_t i = 0; i < letters.size(); ++i) {
        if (!saysInitial(said[first + i], letters[i]))
            return 0;
        hasHan = hasHan || said[first + i].readings.count > 0;
    }
    return hasHan ? letters.size() : 0;
}

/// Marks of one word, in the folded text.
class WordMarks
{
public:
    explicit WordMarks(const QString &text)
        : m_text(text)
    {
    }

    std::vector<Mark> of(const TypedWord &word)
    {
        auto marks = written(word);
        if (!marks.empty() || word.kind != TypedWord::Latin)
            return marks;
        const QByteArray latin = word.text.toLatin1();
        const std::string_view letters(latin.constData(), size_t(latin.size()));
        marks = sounding(letters);
        return marks.empty() ? meant(letters) : marks;
    }

private:
    [[nodiscard]] std::vector<Mark> written(const TypedWord &word) const
    {
        std::vector<Mark> marks;
        for (qsizetype at = m_text.indexOf(word.text); at >= 0; at = m_text.indexOf(word.text, at + 1)) {
            const bool beginsWord = word.kind == TypedWord::Han || at == 0 || !isLetter(m_text.at(at - 1));
            if (beginsWord)
                marks.push_back({int(at), int(word.text.size())});
        }
        return marks;
    }

    [[nodiscard]] std::vector<Mark> sounding(std::string_view letters)
    {
        if (m_said.empty())
            m_said = saidIn(m_text);
        for (size_t first = 0; first < m_said.size(); ++first) {
            size_t count = initialsFrom(m_said, first, letters);
            if (count == 0)
                count = syllablesFrom(m_said, first, letters);
            if (count == 0)
                continue;
            const int from = m_said[first].at;
            return {{from, m_said[first + count - 1].at + 1 - from}};
        }
        return {};
    }

    [[nodiscard]] std::vector<Mark> meant(std::string_view letters) const
    {
        std::vector<Mark> marks;
        for (int from = 0; from < int(m_text.size());) {
            int to = from;
            while (to < int(m_text.size()) && isLetter(m_text.at(to)))
                ++to;
            const QByteArray word = m_text.mid(from, to - from).toLatin1();
            if (to > from && typosToMean(letters, {word.constData(), size_t(word.size())}) >= 0)
                marks.push_back({from, to - from});
            from = to + 1;
        }
        return marks;
    }

    const QString &m_text;
    std::vector<Said> m_said;
};

} // namespace

std::vector<Mark> marksIn(const QString &text, const std::vector<TypedWord> &words)
{
    const FoldedText plain = folded(text);
    WordMarks of(plain.text);
    std::vector<Mark> marks;
    for (const TypedWord &word : words) {
        for (const Mark &mark : of.of(word)) {
            const int from = plain.at[size_t(mark.from)];
            marks.push_back({from, plain.at[size_t(mark.from + mark.length)] - from});
        }
    }
    std::sort(marks.begin(), marks.end(), [](const Mark &a, const Mark &b) { return a.from < b.from; });
    std::vector<Mark> apart;
    for (const Mark &mark : marks) {
        if (!apart.empty() && mark.from <= apart.back().from + apart.back().length) {
            const int to = std::max(apart.back().from + apart.back().length, mark.from + mark.length);
            apart.back().length = to - apart.back().from;
        } else {
            apart.push_back(mark);
        }
    }
    return apart;
}

} // namespace legwork::storage
