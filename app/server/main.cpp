// SPDX-License-Identifier: Apache-2.0
#include "app/server/demo_seed.h"
#include "app/server/options.h"
#include "app/server/rights_listing.h"
#include "core/base/key.h"
#include "sync/server/blobs/folder_blobs.h"
#include "sync/server/blobs/postgres_blobs.h"
#include "sync/server/endpoints.h"
#include "sync/server/housekeeping.h"
#include "sync/server/http/http_server.h"
#include "sync/server/log.h"
#include "sync/server/private_file.h"
#include "sync/server/store/embedded_store.h"
#include "sync/server/store/postgres_store.h"
#include "sync/server/tls/certificate.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QUrl>

#include <chrono>
#include <cstdio>
#include <sys/prctl.h>
#include <sys/stat.h>

namespace legwork {
namespace {

using namespace legwork::server;

/// The server's time is the wall clock's: it is what devices' stamps are brought to.
class ServerClock final : public Clock
{
public:
    [[nodiscard]] EditStamp now() const override
    {
        const auto up = std::chrono::steady_clock::now().time_since_epoch();
        return {Instant{QDateTime::currentMSecsSinceEpoch()}, m_run,
                std::chrono::duration_cast<std::chrono::milliseconds>(up).count()};
    }

private:
    const Uuid m_run = Uuid::generate();
};

void print(FILE *to, const QString &text)
{
    std::fputs(text.toUtf8().constData(), to);
    std::fflush(to);
}

int end(const Error &error)
{
    print(stderr, QStringLiteral("legwork-server: %1 %2\n").arg(error.code, error.arguments.join(u' ')));
    return 1;
}

/// The token for administration, made at the first start; its hash.
Result<QByteArray> adminToken(const QDir &data)
{
    const QString path = data.filePath(QStringLiteral("admin.token"));
    if (!QFileInfo::exists(path)) {
        const QByteArray made = SecretKey::generate().bytes().toByteArray().toBase64(
            QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        if (auto written = writePrivateFile(path, made); !written)
            return forward(written);
    }
    const auto token = readPrivateFile(path, 1024);
    if (!token)
        return forward(token);
    return tokenHash(token->trimmed());
}

Result<Certificate> certificateOf(const CertificateFiles &files, const ServerOptions &options)
{
    const bool haveCertificate = QFileInfo::exists(files.certificate);
    const bool haveKey = QFileInfo::exists(files.key);
    if (haveCertificate != haveKey)
        return fail(QStringLiteral("server.file"), Advice::AskUser,
                    {haveKey ? files.certificate : files.key});
    if (!haveCertificate) {
        QStringList hosts = options.hosts;
        if (!options.isLoopback())
            hosts += options.address;
        if (auto made = makeDevelopmentCertificate(files, hosts); !made)
            return forward(made);
    }
    auto certificate = readCertificate(files);
    if (certificate && certificate->isDevelopment && !options.isLoopback()
        && !options.allowsDevelopmentCertificate)
        return fail(QStringLiteral("server.development-certificate"), Advice::AskUser, {options.address});
    return certificate;
}

Result<std::unique_ptr<ServerStore>> openStore(const ServerOptions &options)
{
    if (options.database.isEmpty())
        return EmbeddedStore::open(options.data);
    // The folder holds the certificate and the administration's token all the same.
    if (!QDir(options.data).mkpath(QStringLiteral(".")))
        return fail(QStringLiteral("server.data-folder"), Advice::AskUser, {options.data});
    return PostgresStore::open(options.database);
}

/// Edits that could not be decided, one line each, without what they say: that is their author's.
Status seeToDeadLetters(ServerStore &store, const ServerOptions &options)
{
    auto transaction = store.write();
    if (!transaction)
        return forward(transaction);
    for (const qint64 no : options.deadLettersToRelease)
        (*transaction)->dropDeadLetter(no);
    const auto letters = (*transaction)->deadLetters();
    if (auto done = (*transaction)->commit(); !done)
        return done;
    for (const DeadLetter &letter : letters) {
        const EntitySpec *spec = entity(letter.operation.entityNo);
        QStringList fields;
        for (const FieldEdit &edit : letter.operation.fields) {
            const FieldSpec *field = spec ? spec->field(edit.fieldNo) : nullptr;
            fields += field ? QString::fromLatin1(field->name) : QString::number(edit.fieldNo);
        }
        print(stdout,
              QStringLiteral("%1 %2 device %3 operation %4 %5 %6 %7\n")
                  .arg(letter.no)
                  .arg(letter.receivedAt.toLocal().toUTC().toString(Qt::ISODate), letter.device.toText())
                  .arg(letter.operation.opNo)
                  .arg(spec ? QString::fromLatin1(spec->table) : QString::number(letter.operation.entityNo),
                       letter.operation.rowId.toText(), fields.join(u',')));
    }
    return {};
}

/// Where the bytes of attachments lie: with the rows, so that what one server begins another can go on with.
Result<std::unique_ptr<BlobVault>> openVault(const ServerOptions &options, const Clock &clock)
{
    if (options.database.isEmpty()) {
        auto blobs = openFolderBlobs(options.data);
        if (!blobs)
            return forward(blobs);
        return std::make_unique<BlobVault>(std::move(blobs->index), std::move(blobs->bytes), clock);
    }
    auto blobs = openPostgresBlobs(options.database);
    if (!blobs)
        return forward(blobs);
    return std::make_unique<BlobVault>(std::move(blobs->index), std::move(blobs->bytes), clock);
}

int run(const ServerOptions &options)
{
    const ServerClock clock;
    Log log(clock,
            [](const QByteArray &line) { std::fwrite(line.constData(), 1, size_t(line.size()), stderr); });
    const QDir data(options.data);

    auto store = openStore(options);
    if (!store)
        return end(store.error());
    const auto vault = openVault(options, clock);
    if (!vault)
        return end(vault.error());
    if (options.seedsDemo) {
        if (auto seeded = seedDemo(**store, clock.now().wall); !seeded)
            return end(seeded.error());
    }
    if (options.listsDeadLetters || !options.deadLettersToRelease.empty()) {
        const auto seen = seeToDeadLetters(**store, options);
        return seen ? 0 : end(seen.error());
    }
    if (!options.rightsToList.empty() || !options.rightsToChange.empty()) {
        const auto text = seeToRights(**store, clock, options.rightsToChange, options.rightsToList);
        if (!text)
            return end(text.error());
        print(stdout, *text);
        return 0;
    }
    const auto admin = adminToken(data);
    if (!admin)
        return end(admin.error());
    if (!data.mkpath(QStringLiteral("tls")))
        return end(
            {QStringLiteral("server.data-folder"), Advice::AskUser, {data.filePath(QStringLiteral("tls"))}});
    const CertificateFiles files{data.filePath(QStringLiteral("tls/cert.pem")),
                                 data.filePath(QStringLiteral("tls/key.pem"))};
    const auto certificate = certificateOf(files, options);
    if (!certificate)
        return end(certificate.error());

    // Only a certificate that no device knows by itself goes into the link.
    QString authority;
    if (certificate->isDevelopment) {
        authority = QStringLiteral("&ca=")
                    + QString::fromLatin1(certificate->der.toBase64(QByteArray::Base64UrlEncoding
                                                                    | QByteArray::OmitTrailingEquals));
    }
    QString url;
    const auto link = [&](const QString &code) {
        return QStringLiteral("legwork://enrol?server=%1&code=%2%3").arg(url, code, authority);
    };
    Endpoints endpoints(**store, clock, log, {*admin, link, vault->get(), true});
    HttpSettings settings;
    settings.address = options.address;
    settings.port = options.port;
    settings.certificatePath = files.certificate;
    settings.keyPath = files.key;
    auto server = HttpServer::start(settings, endpoints, log);
    if (!server)
        return end(server.error());
    url = options.url((*server)->port());

    Enrolment enrolment(**store, clock);
    for (const Uuid &person : options.issueCodesFor) {
        const auto code = enrolment.issueCode(person);
        if (!code)
            return end(code.error());
        print(stdout, QStringLiteral("enrol %1 %2\n").arg(person.toText(), link(*code)));
    }
    const Housekeeping housekeeping(**store, **vault, clock, log);
    print(stdout, QStringLiteral("listening %1\n").arg(url));
    log.event("started", {{QStringLiteral("port"), int((*server)->port())}});
    (*server)->run();
    server->reset();
    if (auto tidy = (*store)->tidyUp(); !tidy)
        return end(tidy.error());
    log.event("stopped");
    return 0;
}

} // namespace
} // namespace legwork

int main(int argc, char **argv)
{
    ::umask(077);
    ::prctl(PR_SET_DUMPABLE, 0); // no core file with keys and rows in it
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    QString text;
    int exitCode = 0;
    const auto options = legwork::parseOptions(arguments, text, exitCode);
    if (!options) {
        std::fputs(text.toUtf8().constData(), exitCode == 0 ? stdout : stderr);
        return exitCode;
    }
    return legwork::run(*options);
}
