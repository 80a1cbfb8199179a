// SPDX-License-Identifier: Apache-2.0
#include "app/player/page_driver.h"

#include "qml/session/rows_model.h"
#include "qml/shell/shell.h"

#include <QJsonObject>
#include <QMetaMethod>
#include <QMetaProperty>
#include <QQuickItem>

#include <array>
#include <optional>

namespace legwork {
namespace {

constexpr int kArgumentsMax = 8;

tl::unexpected<Error> lacks(const char *code, const QString &what)
{
    return fail(QString::fromLatin1(code), Advice::GiveUp, {what});
}

/// Values as a method wants them; nothing where one cannot be had.
std::optional<QVariantList> converted(const QMetaMethod &method, const QVariantList &arguments)
{
    QVariantList fitting;
    for (int i = 0; i < arguments.size(); ++i) {
        const QMetaType wanted = method.parameterMetaType(i);
        QVariant argument = arguments.at(i);
        if (wanted != QMetaType::fromType<QVariant>() && argument.metaType() != wanted
            && !argument.convert(wanted))
            return std::nullopt;
        fitting.append(argument);
    }
    return fitting;
}

QVariant invoke(QObject *object, const QMetaMethod &method, QVariantList &arguments)
{
    std::array<QGenericArgument, kArgumentsMax> given;
    const QMetaType any = QMetaType::fromType<QVariant>();
    for (int i = 0; i < arguments.size(); ++i) {
        const QMetaType wanted = method.parameterMetaType(i);
        given[size_t(i)] = wanted == any ? QGenericArgument("QVariant", &arguments[i])
                                         : QGenericArgument(wanted.name(), arguments[i].constData());
    }
    const QMetaType returned = method.returnMetaType();
    QVariant answer;
    QGenericReturnArgument place;
    if (returned == any) {
        place = QGenericReturnArgument("QVariant", &answer);
    } else if (returned.id() != QMetaType::Void) {
        answer = QVariant(returned);
        place = QGenericReturnArgument(returned.name(), answer.data());
    }
    method.invoke(object, Qt::DirectConnection, place, given[0], given[1], given[2], given[3], given[4],
                  given[5], given[6], given[7]);
    return answer;
}

} // namespace

Result<QObject *> PageDriver::find(const QString &object) const
{
    QObject *page = m_shell.topPage();
    if (!page)
        return lacks("player.no-object", QStringLiteral("page"));
    if (object == QLatin1String("page"))
        return page;
    auto *found = page->property("model").value<QObject *>();
    for (const QString &part : object.split(u'.', Qt::SkipEmptyParts))
        found = found ? found->property(part.toLatin1().constData()).value<QObject *>() : nullptr;
    if (!found)
        return lacks("player.no-object", object.isEmpty() ? QStringLiteral("model") : object);
    return found;
}

Result<QVariant> PageDriver::property(const QString &object, const QString &name) const
{
    const auto found = find(object);
    if (!found)
        return forward(found);
    const int index = (*found)->metaObject()->indexOfProperty(name.toLatin1().constData());
    if (index < 0)
        return lacks("player.no-property", name);
    return (*found)->metaObject()->property(index).read(*found);
}

Status PageDriver::setProperty(const QString &object, const QString &name, const QVariant &value) const
{
    const auto found = find(object);
    if (!found)
        return forward(found);
    const int index = (*found)->metaObject()->indexOfProperty(name.toLatin1().constData());
    if (index < 0)
        return lacks("player.no-property", name);
    if (!(*found)->metaObject()->property(index).write(*found, value))
        return lacks("player.bad-argument", name);
    return {};
}

Result<QVariant> PageDriver::call(const QString &object, const QString &name,
                                  const QVariantList &arguments) const
{
    const auto found = find(object);
    if (!found)
        return forward(found);
    const QMetaObject *type = (*found)->metaObject();
    bool isNamed = false;
    for (int i = type->methodCount() - 1; i >= 0; --i) {
        const QMetaMethod method = type->method(i);
        if (method.name() != name.toLatin1() || method.parameterCount() != arguments.size()
            || arguments.size() > kArgumentsMax)
            continue;
        isNamed = true;
        if (auto fitting = converted(method, arguments))
            return invoke(*found, method, *fitting);
    }
    return lacks(isNamed ? "player.bad-argument" : "player.no-method", name);
}

Result<QJsonArray> PageDriver::rows(const QString &object, const QString &list) const
{
    const auto value = property(object, list);
    if (!value)
        return forward(value);
    const auto *model = qobject_cast<RowsModelBase *>(value->value<QObject *>());
    if (!model)
        return lacks("player.no-object", list);
    QJsonArray rows;
    for (int i = 0; i < model->count(); ++i)
        rows.append(jsonOf(model->at(i)));
    return rows;
}

QJsonValue jsonOf(const QVariant &value)
{
    const QMetaObject *gadget = value.metaType().metaObject();
    if (gadget && value.metaType().flags().testFlag(QMetaType::IsGadget)) {
        QJsonObject object;
        for (int i = 0; i < gadget->propertyCount(); ++i) {
            const QMetaProperty property = gadget->property(i);
            object.insert(QLatin1String(property.name()), jsonOf(property.readOnGadget(value.constData())));
        }
        return object;
    }
    if (value.metaType().flags().testFlag(QMetaType::IsEnumeration))
        return value.toInt();
    return QJsonValue::fromVariant(value);
}

} // namespace legwork
