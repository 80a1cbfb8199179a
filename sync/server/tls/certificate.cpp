// SPDX-License-Identifier: Apache-2.0
#include "sync/server/tls/certificate.h"

#include "sync/server/private_file.h"

#include <QFile>

#include <array>
#include <memory>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace legwork::server {
namespace {

constexpr const char *kDevelopmentName = "Legwork development";
constexpr long kDaySeconds = 24 * 60 * 60;

template<auto kFree>
struct Freed {
    template<class T>
    void operator()(T *object) const
    {
        kFree(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using X509Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;

tl::unexpected<Error> failed()
{
    std::array<char, 256> reason{};
    ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
    return fail(QStringLiteral("server.tls"), Advice::AskUser, {QString::fromLatin1(reason.data())});
}

QByteArray contentOf(BIO *memory)
{
    char *start = nullptr;
    const long length = BIO_get_mem_data(memory, &start);
    return QByteArray(start, qsizetype(length));
}

bool isAddress(const QString &host)
{
    std::unique_ptr<ASN1_OCTET_STRING, Freed<ASN1_OCTET_STRING_free>> address(
        a2i_IPADDRESS(host.toLatin1().constData()));
    return address != nullptr;
}

QByteArray alternativeNames(const QStringList &hosts)
{
    QStringList names{QStringLiteral("DNS:localhost"), QStringLiteral("IP:127.0.0.1"),
                      QStringLiteral("IP:::1")};
    for (const QString &host : hosts)
        names += (isAddress(host) ? QStringLiteral("IP:") : QStringLiteral("DNS:")) + host;
    names.removeDuplicates();
    return names.join(u',').toLatin1();
}

bool addExtension(X509 *certificate, int kind, const char *content)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, content));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool describe(X509 *certificate, EVP_PKEY *key, const QByteArray &names)
{
    std::array<unsigned char, 16> serial{};
    if (RAND_bytes(serial.data(), int(serial.size())) != 1)
        return false;
    serial[0] &= 0x7f; // positive
    const std::unique_ptr<BIGNUM, Freed<BN_free>> number(
        BN_bin2bn(serial.data(), int(serial.size()), nullptr));
    X509_NAME *name = X509_get_subject_name(certificate);
    const auto *text = reinterpret_cast<const unsigned char *>(kDevelopmentName);
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate))
           && X509_set_version(certificate, 2) == 1 // X.509 v3
           && X509_gmtime_adj(X509_getm_notBefore(certificate), -2 * kDaySeconds)
           && X509_gmtime_adj(X509_getm_notAfter(certificate), 3650 * kDaySeconds)
           && X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0) == 1
           && X509_set_issuer_name(certificate, name) == 1
           && X509_set_pubkey(certificate, key) == 1
           // Its own authority, which is what the devices that enrol with it trust.
           && addExtension(certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
           && addExtension(certificate, NID_key_usage, "critical,digitalSignature,keyCertSign")
           && addExtension(certificate, NID_ext_key_usage, "serverAuth")
           && addExtension(certificate, NID_subject_key_identifier, "hash")
           && addExtension(certificate, NID_subject_alt_name, names.constData())
           && X509_sign(certificate, key, EVP_sha256()) > 0;
}

} // namespace

Status makeDevelopmentCertificate(const CertificateFiles &files, const QStringList &hosts)
{
    const Key key(EVP_EC_gen("P-256"));
    const X509Certificate certificate(X509_new());
    if (!key || !certificate || !describe(certificate.get(), key.get(), alternativeNames(hosts)))
        return failed();
    const Memory keyText(BIO_new(BIO_s_mem()));
    const Memory certificateText(BIO_new(BIO_s_mem()));
    if (!keyText || !certificateText
        || PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1
        || PEM_write_bio_X509(certificateText.get(), certificate.get()) != 1)
        return failed();
    if (auto written = writePrivateFile(files.key, contentOf(keyText.get())); !written)
        return written;
    return writePrivateFile(files.certificate, contentOf(certificateText.get()));
}

Result<Certificate> readCertificate(const CertificateFiles &files)
{
    QFile file(files.certificate);
    if (!file.open(QIODevice::ReadOnly))
        return fail(QStringLiteral("server.file"), Advice::AskUser, {files.certificate});
    const QByteArray text = file.readAll();
    const Memory memory(BIO_new_mem_buf(text.constData(), int(text.size())));
    const X509Certificate certificate(memory ? PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr)
                                             : nullptr);
    if (!certificate)
        return failed();
    unsigned char *der = nullptr;
    const int length = i2d_X509(certificate.get(), &der);
    if (length <= 0)
        return failed();
    Certificate read;
    read.der = QByteArray(reinterpret_cast<const char *>(der), length);
    OPENSSL_free(der);
    std::array<char, 128> name{};
    X509_NAME_get_text_by_NID(X509_get_issuer_name(certificate.get()), NID_commonName, name.data(),
                              int(name.size()));
    read.isDevelopment = QByteArrayView(name.data()) == QByteArrayView(kDevelopmentName);
    return read;
}

} // namespace legwork::server
