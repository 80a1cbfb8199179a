// SPDX-License-Identifier: Apache-2.0
#include "tests/support/text_on_page.h"

#include "core/schema/codec.h"

#include <algorithm>
#include <set>
#include <vector>

namespace legwork::test {
namespace {

/// 0: a character by itself; 1: words with spaces between them; 2: without; 3: marks, which belong to what they follow.
int charKind(char32_t character)
{
    if (QChar::isMark(character))
        return 3;
    if (!QChar::isLetterOrNumber(character))
        return 0;
    static const std::set<QChar::Script> kWithoutSpaces{
        QChar::Script_Han, QChar::Script_Hiragana, QChar::Script_Katakana, QChar::Script_Thai,
        QChar::Script_Lao, QChar::Script_Khmer,    QChar::Script_Myanmar};
    return kWithoutSpaces.contains(QChar::script(character)) ? 2 : 1;
}

std::vector<QString> pieces(const Value &value)
{
    QString text;
    fromValue(value, text);
    std::vector<QString> all;
    int run = 0;
    for (const char32_t character : text.toUcs4()) {
        const int kind = charKind(character);
        const bool isOfRun = run != 0 && (kind == run || kind == 3);
        if (!isOfRun) {
            all.emplace_back();
            run = kind == 3 ? 1 : kind;
        }
        all.back() += QString::fromUcs4(&character, 1);
    }
    return all;
}

/// For every piece of `was` and the end: what was inserted before it, and whether it was kept.
struct Edited {
    std::vector<QString> before;
    std::vector<bool> kept;
};

std::optional<Edited> edits(const std::vector<QString> &was, const std::vector<QString> &now)
{
    // fewest[i][j]: changes from was[i...] to now[j...]
    const size_t rows = was.size() + 1;
    const size_t columns = now.size() + 1;
    std::vector<std::vector<size_t>> fewest(rows, std::vector<size_t>(columns));
    for (size_t i = rows; i-- > 0;) {
        for (size_t j = columns; j-- > 0;) {
            if (i == was.size() || j == now.size())
                fewest[i][j] = (was.size() - i) + (now.size() - j);
            else if (was[i] == now[j])
                fewest[i][j] = fewest[i + 1][j + 1];
            else
                fewest[i][j] = 1 + std::min(fewest[i + 1][j], fewest[i][j + 1]);
        }
    }
    if (fewest[0][0] > 500)
        return std::nullopt;
    Edited edited{std::vector<QString>(rows), std::vector<bool>(was.size())};
    for (size_t i = 0, j = 0; i < was.size() || j < now.size();) {
        if (i < was.size() && j < now.size() && was[i] == now[j]) {
            edited.kept[i++] = true;
            ++j;
        } else if (i < was.size() && fewest[i + 1][j] + 1 == fewest[i][j]) {
            ++i;
        } else {
            edited.before[i] += now[j++];
        }
    }
    return edited;
}

} // namespace

std::optional<Value> textOnPage(const Value &was, const Value &one, const Value &two)
{
    const auto base = pieces(was);
    const auto mine = edits(base, pieces(one));
    const auto theirs = edits(base, pieces(two));
    if (!mine || !theirs)
        return std::nullopt;
    QString joined;
    // From one piece that both kept to the next: what stands between is a stretch.
    QString stretches[3];
    bool isChanged[2] = {false, false};
    for (size_t i = 0;; ++i) {
        const Edited *sides[2] = {&*mine, &*theirs};
        for (int s = 0; s < 2; ++s) {
            stretches[s] += sides[s]->before[i];
            isChanged[s] = isChanged[s] || !sides[s]->before[i].isEmpty();
        }
        const bool isEnd = i == base.size();
        const bool isKeptByBoth = !isEnd && mine->kept[i] && theirs->kept[i];
        if (isEnd || isKeptByBoth) {
            if (isChanged[0] && isChanged[1] && stretches[0] != stretches[1])
                return std::nullopt;
            joined += isChanged[0] ? stretches[0] : isChanged[1] ? stretches[1] : stretches[2];
            if (isEnd)
                break;
            joined += base[i];
            for (QString &stretch : stretches)
                stretch.clear();
            isChanged[0] = isChanged[1] = false;
            continue;
        }
        stretches[2] += base[i];
        for (int s = 0; s < 2; ++s) {
            if (sides[s]->kept[i])
                stretches[s] += base[i];
            else
                isChanged[s] = true;
        }
    }
    if (joined.toUtf8().size() > 64 * 1024)
        return std::nullopt;
    return toValue(joined);
}

} // namespace legwork::test
