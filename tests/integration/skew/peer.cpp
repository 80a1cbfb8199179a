// SPDX-License-Identifier: Apache-2.0
// A device or a server, whole but for network and pages, as a program of its own, so that two versions of the product can
// meet. Built twice: with the schema as it is, and with a later one (newer.py).
//
//   peer make SERVER                     a server with one territory and two people, ann and bo
//   peer serve SERVER                    answers the request on standard input, its token before it in 32 bytes
//   peer enrol SERVER DEVICE PERSON      makes a device of that person
//   peer sync DEVICE PEER SERVER         syncs with `PEER serve SERVER`; prints what was sent, received and refused
//   peer add DEVICE TABLE FIELD VALUE [FIELD VALUE...]     makes a row and prints its id
//   peer set DEVICE TABLE ID FIELD VALUE
//   peer show DEVICE TABLE ID            prints the fields that are set, a line each
//   peer count DEVICE TABLE|outbox|attention
//   peer find DEVICE WORD                prints how many rows are found
//
// Trouble is one line on standard error, its code first, and the end with 1.
#include "core/storage/outbox.h"
#include "core/storage/store.h"
#include "sync/client/sync_session.h"
#include "sync/server/enrolment.h"
#include "sync/server/store/embedded_store.h"
#include "sync/server/sync_service.h"
#include "tests/support/fake_clock.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>

#include <cstdio>

using namespace legwork;

namespace {

Uuid idOf(const char *name) { return Uuid::derive("skew", name); }

template<class T>
T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", qPrintable(result.error().code));
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

void say(const QString &line) { std::printf("%s\n", qPrintable(line)); }

/// The key in a file: what it protects here is nobody's.
class FileKeys final : public DeviceKeyStore
{
public:
    explicit FileKeys(const QString &folder)
        : m_path(folder + QStringLiteral(".key"))
    {
    }
    Result<SecretKey> load(const QString &) override
    {
        QFile file(m_path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(QStringLiteral("keystore.not-found"), Advice::AskUser);
        return std::move(*SecretKey::fromBytes(file.readAll()));
    }
    Status save(const QString &, const SecretKey &key) override
    {
        QFile file(m_path);
        if (!file.open(QIODevice::WriteOnly)
            || file.write(key.bytes().data(), SecretKey::kSize) != SecretKey::kSize)
            return fail(QStringLiteral("keystore.failed"), Advice::GiveUp);
        return {};
    }
    Status remove(const QString &) override { return {}; }

private:
    QString m_path;
};

struct Machine {
    explicit Machine(const QString &folder)
        : keys(folder)
        , store(must(storage::Store::open({folder, &keys, &clock})))
    {
    }
    test::FakeClock clock;
    FileKeys keys;
    std::unique_ptr<storage::Store> store;
};

// ---------------------------------------------------------------- The server

void make(const QString &folder)
{
    auto store = must(server::EmbeddedStore::open(folder));
    auto transaction = must(store->write());
    const auto put = [&](int entityNo, const char *name) {
        const sync::FieldVersion version{1, Instant{1'000}, {}, {}};
        const server::StoredRow row{
            entityNo, idOf(name), idOf("company"), 1,
            1,        false,      version,         {{1, QString::fromUtf8(name), version}}};
        transaction->putRows(std::span(&row, 1));
    };
    put(Company::kEntityNo, "company");
    put(Territory::kEntityNo, "north");
    for (const char *person : {"ann", "bo"}) {
        put(Person::kEntityNo, person);
        transaction->putGrant(idOf(person), {idOf("company"), ScopeKind::Company, server::Right::Read, 1});
        transaction->putGrant(idOf(person), {idOf("north"), ScopeKind::Territory, server::Right::Write, 1});
    }
    transaction->setHead(1);
    must(transaction->commit());
}

void serve(const QString &folder)
{
    auto store = must(server::EmbeddedStore::open(folder));
    const test::FakeClock clock;
    QFile in;
    (void)in.open(stdin, QIODevice::ReadOnly);
    const QByteArray token = in.read(32);
    const auto device = must(store->read())->deviceByToken(server::tokenHash(token));
    sync::FrameReader reader;
    reader.append(in.readAll());
    sync::SyncHeader header;
    std::vector<Operation> operations;
    while (auto message = must(reader.next())) {
        if (auto *head = std::get_if<sync::SyncHeader>(&*message))
            header = *head;
        else if (auto *some = std::get_if<std::vector<Operation>>(&*message))
            operations.insert(operations.end(), some->begin(), some->end());
    }
    server::SyncService service(*store, clock);
    QFile out;
    (void)out.open(stdout, QIODevice::WriteOnly);
    out.write(sync::encode(must(service.push(*device, header, operations))));
    const auto feed = must(service.pull(*device, header));
    while (const auto message = must(feed->next()))
        out.write(sync::encode(*message));
}

void enrol(const QString &folder, const QString &deviceFolder, const QString &person)
{
    auto store = must(server::EmbeddedStore::open(folder));
    Machine machine(deviceFolder);
    server::Enrolment enrolment(*store, machine.clock);
    const QString code = must(enrolment.issueCode(idOf(person.toUtf8().constData())));
    const auto reply = must(enrolment.enrol(sync::enrolRequest(*machine.store, code, person)));
    sync::EnrolmentLink link;
    link.server = QUrl(QStringLiteral("https://server.example"));
    link.code = code;
    must(sync::completeEnrolment(*machine.store, link, person, sync::encode(reply)));
}

// ---------------------------------------------------------------- The device

sync::SyncReport syncOnce(Machine &machine, const QString &peer, const QString &server)
{
    const auto enrolment =
        must(machine.store
                 ->read([](storage::Reader &reader) { return sync::Enrolment::load(reader.connection()); })
                 .result());
    sync::SyncSession session(*machine.store, *enrolment);
    const auto exchange = must(session.begin());
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(peer, {QStringLiteral("serve"), server});
    process.write(enrolment->token);
    process.write(exchange.body);
    process.closeWriteChannel();
    process.waitForFinished(-1);
    if (process.exitCode() != 0)
        return must(session.finish(fail(QStringLiteral("net.cut"), Advice::Retry)));
    return must(session.finish(session.take(process.readAllStandardOutput())));
}

void syncDevice(const QString &folder, const QString &peer, const QString &server)
{
    Machine machine(folder);
    sync::SyncReport sum;
    for (bool hasMore = true; hasMore;) {
        const auto report = syncOnce(machine, peer, server);
        sum.operationsSent += report.operationsSent;
        sum.rowsReceived += report.rowsReceived;
        sum.rejected += report.rejected;
        hasMore = report.hasMore;
    }
    say(QStringLiteral("sent %1 received %2 refused %3")
            .arg(sum.operationsSent)
            .arg(sum.rowsReceived)
            .arg(sum.rejected));
}

const EntitySpec &specOf(const QString &table)
{
    const EntitySpec *spec = entityNamed(table);
    if (!spec)
        must(Status(fail(QStringLiteral("peer.no-table"), Advice::GiveUp)));
    return *spec;
}

const FieldSpec &fieldOf(const EntitySpec &spec, const QString &name)
{
    const FieldSpec *field = spec.fieldNamed(name);
    if (!field)
        must(Status(fail(QStringLiteral("peer.no-field"), Advice::GiveUp)));
    return *field;
}

Value valueOf(const FieldSpec &field, const QString &text)
{
    if (field.type == FieldType::Reference)
        return Uuid::fromText(text)->toBytes();
    return field.type == FieldType::Integer ? Value(text.toLongLong()) : Value(text);
}

void add(const QString &folder, const QString &table, const QStringList &fields)
{
    Machine machine(folder);
    const EntitySpec &spec = specOf(table);
    std::vector<Value> values(spec.fields.size());
    for (qsizetype i = 0; i + 1 < fields.size(); i += 2) {
        const FieldSpec &field = fieldOf(spec, fields[i]);
        values[size_t(field.no - 1)] = valueOf(field, fields[i + 1]);
    }
    const Uuid id = Uuid::generate();
    must(machine.store
             ->write([&](storage::UnitOfWork &unit) {
                 return unit.insertValues(spec, id, idOf("north"), values);
             })
             .result());
    say(id.toText());
}

void set(const QString &folder, const QString &table, const QString &id, const QString &name,
         const QString &text)
{
    Machine machine(folder);
    const EntitySpec &spec = specOf(table);
    const FieldSpec &field = fieldOf(spec, name);
    must(machine.store
             ->write([&](storage::UnitOfWork &unit) {
                 return unit.setField(spec, *Uuid::fromText(id), field.no, valueOf(field, text));
             })
             .result());
}

void show(const QString &folder, const QString &table, const QString &id)
{
    Machine machine(folder);
    const EntitySpec &spec = specOf(table);
    const auto values =
        must(machine.store
                 ->read([&](storage::Reader &reader) -> Result<std::vector<Value>> {
                     std::vector<Value> found;
                     for (const FieldSpec &field : spec.fields) {
                         auto value = reader.connection().single("SELECT " + storage::quoted(field.name)
                                                                     + " FROM " + storage::quoted(spec.table)
                                                                     + " WHERE id = ? AND _deleted = 0",
                                                                 *Uuid::fromText(id));
                         if (!value)
                             return forward(value);
                         found.push_back(std::move(*value));
                     }
                     return found;
                 })
                 .result());
    for (size_t i = 0; i < values.size(); ++i) {
        const auto *text = std::get_if<QString>(&values[i]);
        const auto *number = std::get_if<qint64>(&values[i]);
        if (text || number)
            say(QString::fromLatin1(spec.fields[i].name) + u'=' + (text ? *text : QString::number(*number)));
    }
}

void count(const QString &folder, const QString &what)
{
    Machine machine(folder);
    const std::string sql =
        what == QLatin1String("outbox") ? "SELECT count(*) FROM outbox"
        : what == QLatin1String("attention")
            ? "SELECT count(*) FROM settled WHERE verdict = 3 AND handled = 0"
            : "SELECT count(*) FROM " + storage::quoted(specOf(what).table) + " WHERE _deleted = 0";
    say(QString::number(
        must(machine.store->read([&](storage::Reader &reader) { return reader.connection().number(sql); })
                 .result())));
}

void find(const QString &folder, const QString &word)
{
    Machine machine(folder);
    say(QString::number(
        must(
            machine.store->read([&](storage::Reader &reader) { return reader.search(word, 0, 10); }).result())
            .size()));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments().mid(1);
    const QString deed = words.value(0);
    const QString place = words.value(1);
    if (deed == QLatin1String("make"))
        make(place);
    else if (deed == QLatin1String("serve"))
        serve(place);
    else if (deed == QLatin1String("enrol"))
        enrol(place, words.value(2), words.value(3));
    else if (deed == QLatin1String("sync"))
        syncDevice(place, words.value(2), words.value(3));
    else if (deed == QLatin1String("add"))
        add(place, words.value(2), words.mid(3));
    else if (deed == QLatin1String("set"))
        set(place, words.value(2), words.value(3), words.value(4), words.value(5));
    else if (deed == QLatin1String("show"))
        show(place, words.value(2), words.value(3));
    else if (deed == QLatin1String("count"))
        count(place, words.value(2));
    else if (deed == QLatin1String("find"))
        find(place, words.value(2));
    else
        return 2;
    return 0;
}
