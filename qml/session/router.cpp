// SPDX-License-Identifier: Apache-2.0
#include "qml/session/router.h"

#include <QJSEngine>
#include <QQmlEngine>

namespace legwork {

namespace {
constexpr char kEngineProperty[] = "legworkRouter";
enum Role { NameRole = Qt::UserRole + 1, SourceRole, ArgumentsRole, GateRole };
} // namespace

Router *Router::create(QQmlEngine *engine, QJSEngine *)
{
    auto *router = engine->property(kEngineProperty).value<Router *>();
    return router ? router : new Router(engine); // a page shown alone, without a shell
}

void Router::attachTo(QQmlEngine *engine)
{
    QJSEngine::setObjectOwnership(this, QJSEngine::CppOwnership);
    engine->setProperty(kEngineProperty, QVariant::fromValue(this));
}

void Router::addPage(const QString &name, Kind kind, const QUrl &source)
{
    m_pages.insert_or_assign(name, Page{kind, source});
}

QStringList Router::pageNames() const
{
    QStringList names;
    for (const auto &[name, page] : m_pages)
        names.append(name);
    return names;
}

QString Router::place() const { return m_path.empty() ? QString() : m_path.front().name; }

QString Router::detailPage() const { return depth() > 1 ? m_path[1].name : QString(); }

QVariantMap Router::detail() const { return depth() > 1 ? m_path[1].arguments : QVariantMap(); }

QString Router::page() const { return m_path.empty() ? QString() : m_path.back().name; }

bool Router::openPage(const QString &name, const QVariantMap &arguments)
{
    const auto known = m_pages.find(name);
    if (known == m_pages.end())
        return false;
    if (!m_path.empty() && m_path.back().name == name && m_path.back().arguments == arguments)
        return true;
    if (known->second.kind != Detail) {
        if (!m_path.empty() && m_path.front().name == name && m_path.front().arguments == arguments)
            shorten(1); // keep the place as it is, with its scroll position
        else
            shorten(0);
    }
    if (m_path.empty() || known->second.kind == Detail) {
        beginInsertRows({}, depth(), depth());
        m_path.push_back({name, arguments});
        endInsertRows();
    }
    Q_EMIT changed();
    return true;
}

bool Router::showDetail(const QString &name, const QVariantMap &arguments)
{
    const auto known = m_pages.find(name);
    if (known == m_pages.end() || known->second.kind != Detail)
        return false;
    if (depth() == 2 && m_path.back().name == name && m_path.back().arguments == arguments)
        return true;
    shorten(1);
    return openPage(name, arguments);
}

bool Router::back()
{
    if (depth() <= 1)
        return false;
    shorten(depth() - 1);
    Q_EMIT changed();
    return true;
}

void Router::shorten(int depthWanted)
{
    if (depth() <= depthWanted)
        return;
    beginRemoveRows({}, depthWanted, depth() - 1);
    m_path.erase(m_path.begin() + depthWanted, m_path.end());
    endRemoveRows();
}

int Router::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : depth(); }

QVariant Router::data(const QModelIndex &index, int role) const
{
    if (index.row() < 0 || index.row() >= depth())
        return {};
    const Step &step = m_path[size_t(index.row())];
    const Page &page = m_pages.at(step.name);
    switch (role) {
    case NameRole:
        return step.name;
    case SourceRole:
        return page.source;
    case ArgumentsRole:
        return step.arguments;
    case GateRole:
        return page.kind == Gate;
    default:
        return {};
    }
}

QHash<int, QByteArray> Router::roleNames() const
{
    return {{NameRole, "name"}, {SourceRole, "source_"}, {ArgumentsRole, "arguments_"}, {GateRole, "gate"}};
}

} // namespace legwork
