// SPDX-License-Identifier: Apache-2.0
#include "core/storage/sealed/aes_gcm.h"

#include "core/base/entropy.h"

#include <array>
#include <cstring>
#include <openssl/evp.h>

namespace legwork::sealed {
namespace {

const unsigned char *in(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}
unsigned char *out(QByteArray &bytes, qsizetype at = 0)
{
    return reinterpret_cast<unsigned char *>(bytes.data()) + at;
}

} // namespace

struct AesGcm::Context {
    SecretKey key;
    EVP_CIPHER_CTX *evp = EVP_CIPHER_CTX_new();
    explicit Context(const SecretKey &secret)
        : key(secret.copy())
    {
    }
    ~Context() { EVP_CIPHER_CTX_free(evp); } // wipes what it holds
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;
};

AesGcm::AesGcm(const SecretKey &key)
    : m_context(std::make_unique<Context>(key))
{
}
AesGcm::~AesGcm() = default;
AesGcm::AesGcm(AesGcm &&) noexcept = default;
AesGcm &AesGcm::operator=(AesGcm &&) noexcept = default;

std::optional<QByteArray> AesGcm::seal(QByteArrayView content, QByteArrayView about)
{
    std::array<quint32, kNonceBytes / sizeof(quint32)> nonce{};
    entropy::fill(nonce);
    QByteArray sealed(content.size() + kOverheadBytes, Qt::Uninitialized);
    std::memcpy(sealed.data(), nonce.data(), kNonceBytes);
    EVP_CIPHER_CTX *evp = m_context->evp;
    int length = 0;
    const bool isDone =
        evp
        && EVP_EncryptInit_ex(evp, EVP_aes_256_gcm(), nullptr, in(m_context->key.bytes()), in(sealed)) == 1
        && EVP_EncryptUpdate(evp, nullptr, &length, in(about), int(about.size())) == 1
        && EVP_EncryptUpdate(evp, out(sealed, kNonceBytes), &length, in(content), int(content.size())) == 1
        && EVP_EncryptFinal_ex(evp, out(sealed, kNonceBytes + length), &length) == 1
        && EVP_CIPHER_CTX_ctrl(evp, EVP_CTRL_GCM_GET_TAG, int(kTagBytes),
                               out(sealed, sealed.size() - kTagBytes))
               == 1;
    return isDone ? std::optional(sealed) : std::nullopt;
}

std::optional<QByteArray> AesGcm::open(QByteArrayView sealed, QByteArrayView about)
{
    if (sealed.size() < kOverheadBytes)
        return std::nullopt;
    const QByteArrayView inner = sealed.sliced(kNonceBytes, sealed.size() - kOverheadBytes);
    QByteArray tag = sealed.last(kTagBytes).toByteArray();
    QByteArray content(inner.size(), Qt::Uninitialized);
    EVP_CIPHER_CTX *evp = m_context->evp;
    int length = 0;
    const bool isDone =
        evp
        && EVP_DecryptInit_ex(evp, EVP_aes_256_gcm(), nullptr, in(m_context->key.bytes()), in(sealed)) == 1
        && EVP_DecryptUpdate(evp, nullptr, &length, in(about), int(about.size())) == 1
        && EVP_DecryptUpdate(evp, out(content), &length, in(inner), int(inner.size())) == 1
        && EVP_CIPHER_CTX_ctrl(evp, EVP_CTRL_GCM_SET_TAG, int(kTagBytes), out(tag)) == 1
        && EVP_DecryptFinal_ex(evp, out(content, length), &length) == 1;
    return isDone ? std::optional(content) : std::nullopt;
}

} // namespace legwork::sealed
