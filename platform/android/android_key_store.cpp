// SPDX-License-Identifier: Apache-2.0
#include "platform/android/android_key_store.h"

#include <QCoreApplication>
#include <QHash>
#include <QJniEnvironment>
#include <QJniObject>

#include <array>
#include <optional>

namespace legwork {
namespace {

constexpr const char *kVault = "org/legwork/app/KeyVault";
constexpr const char *kTakesName =
    "(Landroid/content/Context;Ljava/lang/String;)Lorg/legwork/app/KeyVault$Answer;";
constexpr const char *kTakesKey =
    "(Landroid/content/Context;Ljava/lang/String;[B)Lorg/legwork/app/KeyVault$Answer;";

jobject appContext() { return QNativeInterface::QAndroidApplication::context(); }

Status statusOf(const QJniObject &answer)
{
    static const QHash<QString, Advice> advice{
        {QStringLiteral("keystore.not-found"), Advice::AskUser},
        {QStringLiteral("keystore.unavailable"), Advice::Retry},
        {QStringLiteral("keystore.invalidated"), Advice::GiveUp},
    };
    if (!answer.isValid())
        return fail(QStringLiteral("keystore.failed"), Advice::GiveUp,
                    {QStringLiteral("no answer from Java")});
    const QString code = answer.getObjectField<jstring>("code").toString();
    if (code.isEmpty())
        return {};
    if (const auto known = advice.constFind(code); known != advice.constEnd())
        return fail(code, *known);
    return fail(QStringLiteral("keystore.failed"), Advice::GiveUp,
                {answer.getObjectField<jstring>("detail").toString()});
}

/// The 32 bytes of the answer, whose Java copy is wiped.
std::optional<SecretKey> keyOf(const QJniObject &answer)
{
    QJniEnvironment environment;
    const QJniObject field = answer.getObjectField("bytes", "[B");
    const auto array = field.object<jbyteArray>();
    if (!array || environment->GetArrayLength(array) != SecretKey::kSize)
        return std::nullopt;
    std::array<char, SecretKey::kSize> bytes{};
    environment->GetByteArrayRegion(array, 0, SecretKey::kSize, reinterpret_cast<jbyte *>(bytes.data()));
    auto key = SecretKey::fromBytes({bytes.data(), SecretKey::kSize});
    wipe(bytes.data(), bytes.size());
    environment->SetByteArrayRegion(array, 0, SecretKey::kSize, reinterpret_cast<jbyte *>(bytes.data()));
    return key;
}

} // namespace

Result<SecretKey> AndroidKeyStore::load(const QString &name)
{
    const QJniObject answer = QJniObject::callStaticObjectMethod(
        kVault, "load", kTakesName, appContext(), QJniObject::fromString(name).object<jstring>());
    if (const Status status = statusOf(answer); !status)
        return forward(status);
    auto key = keyOf(answer);
    if (!key)
        return fail(QStringLiteral("keystore.invalidated"), Advice::GiveUp);
    return std::move(*key);
}

Status AndroidKeyStore::save(const QString &name, const SecretKey &key)
{
    QJniEnvironment environment;
    const QJniObject bytes = QJniObject::fromLocalRef(environment->NewByteArray(SecretKey::kSize));
    environment->SetByteArrayRegion(bytes.object<jbyteArray>(), 0, SecretKey::kSize,
                                    reinterpret_cast<const jbyte *>(key.bytes().data()));
    const Status status = statusOf(QJniObject::callStaticObjectMethod(
        kVault, "save", kTakesKey, appContext(), QJniObject::fromString(name).object<jstring>(),
        bytes.object<jbyteArray>()));
    const std::array<jbyte, SecretKey::kSize> zeros{};
    environment->SetByteArrayRegion(bytes.object<jbyteArray>(), 0, SecretKey::kSize, zeros.data());
    if (!status)
        return status;
    const Result<SecretKey> back = load(name);
    if (!back)
        return forward(back);
    if (back->bytes() != key.bytes())
        return fail(QStringLiteral("keystore.failed"), Advice::GiveUp,
                    {QStringLiteral("the key reads back differently")});
    return {};
}

Status AndroidKeyStore::remove(const QString &name)
{
    return statusOf(QJniObject::callStaticObjectMethod(kVault, "remove", kTakesName, appContext(),
                                                       QJniObject::fromString(name).object<jstring>()));
}

} // namespace legwork
