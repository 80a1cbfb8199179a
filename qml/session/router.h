// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QUrl>
#include <QVariantMap>
#include <QtQml/qqmlregistration.h>

#include <map>
#include <vector>

class QQmlEngine;
class QJSEngine;

namespace legwork {

/// Which pages are open, as a path from a main place to the page on top. The window shows the top one on a
/// phone, the place and the top one side by side on a tablet. Pages and C++ drive it alike.
class Router : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(QString place READ place NOTIFY changed)
    Q_PROPERTY(QString page READ page NOTIFY changed)
    Q_PROPERTY(int depth READ depth NOTIFY changed)
    Q_PROPERTY(QString detailPage READ detailPage NOTIFY changed)
    Q_PROPERTY(QVariantMap detail READ detail NOTIFY changed)
    QML_ELEMENT
    QML_SINGLETON

public:
    enum Kind {
        Place, ///< A main place: it stands in the bar and begins a new path.
        Gate,  ///< Fills the window and hides the bar: enrolment, unlocking.
        Detail ///< Opened from another page.
    };
    Q_ENUM(Kind)

    // Not default-constructible: the engine would then make one of its own instead of asking create().
    explicit Router(QObject *parent)
        : QAbstractListModel(parent)
    {
    }
    static Router *create(QQmlEngine *engine, QJSEngine *);
    /// Makes this router the one that the pages of `engine` get; call before loading anything.
    void attachTo(QQmlEngine *engine);

    void addPage(const QString &name, Kind kind, const QUrl &source);
    [[nodiscard]] QStringList pageNames() const;

    [[nodiscard]] QString place() const;
    [[nodiscard]] QString page() const;
    [[nodiscard]] int depth() const { return int(m_path.size()); }
    /// The page chosen on the place, empty when there is none, and its arguments: what a list shows as chosen.
    [[nodiscard]] QString detailPage() const;
    [[nodiscard]] QVariantMap detail() const;

    /// Opens a page on top; a place or a gate begins a new path. `arguments` become the page's properties.
    /// False when there is no such page.
    Q_INVOKABLE bool openPage(const QString &name, const QVariantMap &arguments = {});
    /// Opens a page directly above the place, closing what was open there: choosing in a list.
    Q_INVOKABLE bool showDetail(const QString &name, const QVariantMap &arguments = {});
    /// Closes the page on top; false when only the place is open.
    Q_INVOKABLE bool back();

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void changed();

private:
    struct Page {
        Kind kind;
        QUrl source;
    };
    struct Step {
        QString name;
        QVariantMap arguments;
    };

    void shorten(int depth);

    std::map<QString, Page> m_pages;
    std::vector<Step> m_path;
};

} // namespace legwork
