// SPDX-License-Identifier: Apache-2.0
#include "core/storage/search_words.h"

#include "core/storage/search_typos.h"

#include <algorithm>
#include <bit>
#include <sqlite3.h>
#include <tuple>

namespace legwork::storage {
namespace {

constexpr char kSlot[] = "legwork-search-words";

quint32 lettersOf(std::string_view word)
{
    quint32 letters = 0;
    for (const char c : word)
        letters |= c >= 'a' && c <= 'z' ? 1U << unsigned(c - 'a') : 0U;
    return letters;
}

} // namespace

Result<SearchWords *> SearchWords::of(sqlite::Connection &connection)
{
    auto *words = static_cast<SearchWords *>(sqlite3_get_clientdata(connection.handle(), kSlot));
    // What a writer has read may be rolled back, and its numbers given again.
    const bool isKept = sqlite3_db_readonly(connection.handle(), "main") == 1;
    if (!words || !isKept) {
        words = new SearchWords;
        sqlite3_set_clientdata(connection.handle(), kSlot, words,
                               [](void *held) { delete static_cast<SearchWords *>(held); });
    }
    if (auto read = words->readMore(connection); !read)
        return forward(read);
    return words;
}

Status SearchWords::add(sqlite::Connection &writer, const std::vector<QByteArray> &words)
{
    for (const QByteArray &word : words) {
        const auto kept =
            writer.run("INSERT OR IGNORE INTO search_word(word) VALUES(?)", QString::fromLatin1(word));
        if (!kept)
            return kept;
    }
    return {};
}

Status SearchWords::readMore(sqlite::Connection &connection)
{
    auto more = connection.prepare("SELECT no, word FROM search_word WHERE no > ? ORDER BY no");
    if (!more)
        return forward(more);
    more->bind(m_last);
    for (auto got = more->step();; got = more->step()) {
        if (!got)
            return forward(got);
        if (!*got)
            return {};
        m_last = more->integer(0);
        const QByteArray word = more->text(1).toLatin1();
        m_words.push_back({lettersOf({word.constData(), size_t(word.size())}), quint32(m_text.size()),
                           quint32(word.size())});
        m_text += word;
    }
}

std::optional<std::vector<QByteArray>> SearchWords::beginning(std::string_view typed, size_t most) const
{
    std::vector<QByteArray> words;
    const quint32 letters = lettersOf(typed);
    for (const Word &word : m_words) {
        if ((letters & ~word.letters) != 0)
            continue;
        const std::string_view text(m_text.constData() + word.from, word.length);
        if (!text.starts_with(typed))
            continue;
        if (words.size() == most)
            return std::nullopt;
        words.emplace_back(text.data(), qsizetype(text.size()));
    }
    return words;
}

std::vector<QByteArray> SearchWords::meant(std::string_view typed, size_t most) const
{
    struct Meant {
        int typos;
        size_t more; // letters still to be typed, or typed too many
        std::string_view word;
    };
    std::vector<Meant> found;
    const quint32 letters = lettersOf(typed);
    const int allowed = std::max(1, typosAllowed(typed.size()));
    for (const Word &word : m_words) {
        // A letter that the word does not have is an error each.
        if (std::popcount(letters & ~word.letters) > allowed || word.length + size_t(allowed) < typed.size())
            continue;
        const std::string_view text(m_text.constData() + word.from, word.length);
        const int typos = text == typed ? -1 : typosToMean(typed, text);
        if (typos < 0)
            continue;
        const size_t more =
            text.size() > typed.size() ? text.size() - typed.size() : typed.size() - text.size();
        found.push_back({typos, more, text});
    }
    const auto isNearer = [](const Meant &a, const Meant &b) {
        return std::tie(a.typos, a.more, a.word) < std::tie(b.typos, b.more, b.word);
    };
    const auto kept = std::min(most, found.size());
    std::partial_sort(found.begin(), found.begin() + qsizetype(kept), found.end(), isNearer);
    std::vector<QByteArray> words;
    for (size_t i = 0; i < kept; ++i)
        words.emplace_back(found[i].word.data(), qsizetype(found[i].word.size()));
    return words;
}

} // namespace legwork::storage
