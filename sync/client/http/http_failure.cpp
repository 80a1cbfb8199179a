// SPDX-License-Identifier: Apache-2.0
#include "sync/client/http/http_failure.h"

#include <QSslCertificate>

#include <algorithm>

namespace legwork::sync {
namespace {

bool isOnlyTrust(QSslError::SslError error)
{
    switch (error) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateSignatureFailed:
    case QSslError::CertificateUntrusted:
    case QSslError::InvalidCaCertificate:
    case QSslError::CertificateRejected:
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
    case QSslError::NoPeerCertificate:
        return true;
    default:
        return false;
    }
}

Error make(const char16_t *code, Advice advice, QStringList arguments = {})
{
    return Error{QString::fromUtf16(code), advice, std::move(arguments)};
}

} // namespace

Error certificateFailure(const QList<QSslError> &errors, const QString &host)
{
    const auto find = [&errors](auto matches) {
        const auto found = std::find_if(errors.cbegin(), errors.cend(),
                                        [&](const QSslError &error) { return matches(error.error()); });
        return found == errors.cend() ? nullptr : &*found;
    };
    const auto is = [](QSslError::SslError wanted) {
        return [wanted](QSslError::SslError error) { return error == wanted; };
    };
    if (find(isOnlyTrust))
        return make(u"net.certificate", Advice::Retry, {QStringLiteral("untrusted"), host});
    if (find(is(QSslError::HostNameMismatch)))
        return make(u"net.certificate", Advice::Retry, {QStringLiteral("host"), host});
    if (const QSslError *error = find(is(QSslError::CertificateExpired)))
        return make(
            u"net.certificate", Advice::Retry,
            {QStringLiteral("expired"), error->certificate().expiryDate().toUTC().toString(Qt::ISODate)});
    if (const QSslError *error = find(is(QSslError::CertificateNotYetValid)))
        return make(u"net.certificate", Advice::Retry,
                    {QStringLiteral("not-yet-valid"),
                     error->certificate().effectiveDate().toUTC().toString(Qt::ISODate)});
    return make(u"net.certificate", Advice::Retry, {QStringLiteral("other"), host});
}

Error statusFailure(int status)
{
    const QStringList arguments{QString::number(status)};
    if (status == 426)
        return make(u"net.status", Advice::Update, arguments);
    if (status == 408 || status == 425 || status == 429 || status >= 500)
        return make(u"net.status", Advice::Retry, arguments);
    // 404 and 405: this is some other server.
    if (status == 401 || status == 403 || status == 404 || status == 405)
        return make(u"net.status", Advice::AskUser, arguments);
    return make(u"net.status", Advice::GiveUp, arguments);
}

Error networkFailure(QNetworkReply::NetworkError error, const QString &host, bool wasConnected)
{
    switch (error) {
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::BackgroundRequestNotAllowedError:
        return make(u"net.offline", Advice::Retry);
    case QNetworkReply::TimeoutError:
        return make(u"net.timeout", Advice::Retry,
                    {wasConnected ? QStringLiteral("idle") : QStringLiteral("connect")});
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolUnknownError:
        return portalFailure();
    default:
        return wasConnected ? make(u"net.cut", Advice::Retry)
                            : make(u"net.unreachable", Advice::Retry, {host});
    }
}

Error portalFailure() { return make(u"net.portal", Advice::Retry); }

} // namespace legwork::sync
