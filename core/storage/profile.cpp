// SPDX-License-Identifier: Apache-2.0
#include "core/storage/profile.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace legwork::storage {
namespace {
constexpr int kFormat = 1;

QString pathOf(const QString &folder) { return QDir(folder).filePath(QStringLiteral("profile.json")); }

tl::unexpected<Error> unreadable(const QString &why)
{
    return fail(QStringLiteral("storage.profile"), Advice::GiveUp, {why});
}
} // namespace

Result<std::optional<Profile>> loadProfile(const QString &folder)
{
    QFile file(pathOf(folder));
    if (!file.exists())
        return std::optional<Profile>();
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file.errorString());
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    if (json.value(QLatin1String("format")).toInt() > kFormat)
        return fail(QStringLiteral("storage.newer-schema"), Advice::Update);
    const auto install = Uuid::fromText(json.value(QLatin1String("install")).toString());
    Profile profile;
    profile.install = install.value_or(Uuid());
    profile.keyName = json.value(QLatin1String("keyName")).toString();
    profile.keyCheck = QByteArray::fromHex(json.value(QLatin1String("keyCheck")).toString().toLatin1());
    if (!install || profile.keyName.isEmpty() || profile.keyCheck.size() != 8)
        return unreadable(QStringLiteral("profile.json"));
    return std::optional<Profile>(std::move(profile));
}

Status saveProfile(const QString &folder, const Profile &profile)
{
    QSaveFile file(pathOf(folder));
    const QJsonObject json{
        {QStringLiteral("format"), kFormat},
        {QStringLiteral("install"), profile.install.toText()},
        {QStringLiteral("keyName"), profile.keyName},
        {QStringLiteral("keyCheck"), QString::fromLatin1(profile.keyCheck.toHex())},
    };
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(json).toJson()) < 0 || !file.commit())
        return fail(QStringLiteral("storage.io"), Advice::Retry, {file.errorString()});
    return {};
}

} // namespace legwork::storage
