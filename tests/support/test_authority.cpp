// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_authority.h"

#include <QHostAddress>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace legwork::test {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

template<class Write>
QByteArray pem(Write write)
{
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> out(BIO_new(BIO_s_mem()), BIO_free_all);
    if (write(out.get()) != 1)
        qFatal("cannot write PEM");
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(out.get(), &bytes);
    return QByteArray(bytes, size);
}

QByteArray certificatePem(X509 *certificate)
{
    return pem([certificate](BIO *out) { return PEM_write_bio_X509(out, certificate); });
}

void extend(X509 *certificate, X509 *issuer, int what, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
        X509V3_EXT_conf_nid(nullptr, &context, what, value.constData()), X509_EXTENSION_free);
    if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1)
        qFatal("cannot make a certificate extension");
}

Certificate blank(EVP_PKEY *key, const QByteArray &name, const QDateTime &from, const QDateTime &until)
{
    Certificate certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), 2);
    quint32 serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial);
    ASN1_TIME_set(X509_getm_notBefore(certificate.get()), from.toSecsSinceEpoch());
    ASN1_TIME_set(X509_getm_notAfter(certificate.get()), until.toSecsSinceEpoch());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(name.constData()), int(name.size()),
                               -1, 0);
    X509_set_pubkey(certificate.get(), key);
    return certificate;
}

} // namespace

struct TestAuthority::Keys {
    Key key{EVP_EC_gen("P-256"), EVP_PKEY_free};
    Certificate certificate{nullptr, X509_free};
};

TestAuthority::TestAuthority()
    : m_keys(std::make_unique<Keys>())
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_keys->certificate =
        blank(m_keys->key.get(), "Legwork test authority", now.addYears(-20), now.addYears(20));
    X509 *certificate = m_keys->certificate.get();
    X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
    extend(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE");
    extend(certificate, certificate, NID_key_usage, "critical,keyCertSign");
    extend(certificate, certificate, NID_subject_key_identifier, "hash");
    X509_sign(certificate, m_keys->key.get(), EVP_sha256());
}

TestAuthority::~TestAuthority() = default;

QByteArray TestAuthority::certificate() const { return certificatePem(m_keys->certificate.get()); }

Credentials TestAuthority::issue(const CertificateWish &wish) const
{
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const Certificate certificate = blank(key.get(), "legwork test server", wish.from, wish.until);
    X509 *issuer = m_keys->certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer));
    QStringList names;
    for (const QString &name : wish.names)
        names.append((QHostAddress(name).isNull() ? QStringLiteral("DNS:") : QStringLiteral("IP:")) + name);
    extend(certificate.get(), issuer, NID_subject_alt_name, names.join(u',').toLatin1());
    extend(certificate.get(), issuer, NID_authority_key_identifier, "keyid");
    X509_sign(certificate.get(), m_keys->key.get(), EVP_sha256());
    const QByteArray keyPem = pem([&key](BIO *out) {
        return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    return {certificatePem(certificate.get()), keyPem};
}

} // namespace legwork::test
