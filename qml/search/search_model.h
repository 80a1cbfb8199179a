// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/recents.h"
#include "core/usecases/search.h"
#include "qml/search/hits_model.h"
#include "qml/session/view_model.h"

#include <atomic>
#include <memory>

namespace legwork {

/// One box over all that is known. Every keystroke is answered; the answer to an older one is given up as soon as there is
/// a newer. While the box is empty: what is pinned, was opened and was looked for before.
class SearchModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    Q_PROPERTY(QString kind READ kind WRITE setKind NOTIFY queryChanged)
    Q_PROPERTY(bool isSearch READ isSearch NOTIFY queryChanged)
    Q_PROPERTY(bool isAnswered READ isAnswered NOTIFY answeredChanged)
    Q_PROPERTY(int hitCount READ hitCount NOTIFY answeredChanged)
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY answeredChanged)
    Q_PROPERTY(legwork::RowsModelBase *hits READ hits CONSTANT)
    QML_ELEMENT

public:
    static constexpr int kLinesOfEach = 4;
    static constexpr int kLinesOfOne = 60;

    using ViewModel::ViewModel;
    ~SearchModel() override;

    [[nodiscard]] QString query() const { return m_query; }
    void setQuery(const QString &query);
    /// Table of the only entity searched; empty: all.
    [[nodiscard]] QString kind() const { return m_kind; }
    void setKind(const QString &kind);
    /// Whether something is looked for, or the box is empty.
    [[nodiscard]] bool isSearch() const { return !m_query.trimmed().isEmpty(); }
    /// Whether what is shown is the answer to what is typed.
    [[nodiscard]] bool isAnswered() const { return m_isAnswered; }
    /// Of hits that are shown.
    [[nodiscard]] int hitCount() const { return m_hitCount; }
    /// Whether there is nothing to show.
    [[nodiscard]] bool isEmpty() const { return m_isEmpty; }
    [[nodiscard]] RowsModelBase *hits() { return &m_hits; }

    /// What was looked for has led somewhere: it is kept.
    Q_INVOKABLE void keepSearch();
    Q_INVOKABLE void forgetSearches();

    void show(const std::vector<usecases::SearchGroup> &groups);
    void show(const usecases::Recents &recents);

Q_SIGNALS:
    void queryChanged();
    void answeredChanged();

protected:
    void load() override;

private:
    void ask();
    void showRows(std::vector<HitRow> rows, int hitCount);

    QString m_query;
    QString m_kind;
    bool m_isAnswered = false;
    int m_hitCount = 0;
    bool m_isEmpty = true;
    HitsModel m_hits;
    /// The number of the latest question; shared with those under way, who stop when theirs is not it.
    std::shared_ptr<std::atomic<int>> m_asked = std::make_shared<std::atomic<int>>(0);
};

} // namespace legwork
