// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/raw_loop.h"

#include "core/schema/codec.h"
#include "core/storage/sqlite/connection.h"
#include "tests/bench/bench.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

namespace legwork::bench {
namespace {

constexpr int kFields[] = {field::Contact::name,
                           field::Contact::department,
                           field::Contact::post,
                           field::Contact::mobile,
                           field::Contact::officePhone,
                           field::Contact::email,
                           field::Contact::memberType,
                           field::Contact::hobbies,
                           field::Contact::businessInterests,
                           field::Contact::personalInterests,
                           field::Contact::externalRef,
                           field::Contact::accountId};

void must(const Status &done)
{
    if (!done)
        giveUp(done.error().code + u' ' + done.error().arguments.join(u' '));
}

double elapsedMs(const QElapsedTimer &timer) { return double(timer.nsecsElapsed()) / 1e6; }

} // namespace

std::vector<Contact> sampleContacts(int count, const Uuid &scope, Id<Account> account)
{
    std::vector<Contact> rows;
    rows.reserve(size_t(count));
    const QStringList names = {QStringLiteral("王建国"), QStringLiteral("陈丽华"),
                               QStringLiteral("Zhang Wei"), QStringLiteral("刘洋")};
    for (int i = 0; i < count; ++i) {
        const QString number = QString::number(i);
        Contact row;
        row.id = Id<Contact>::generate();
        row.scope = scope;
        row.accountId = account;
        row.name = names[i % names.size()] + number;
        row.department = QStringLiteral("采购部 Purchasing ") + number;
        row.post = QStringLiteral("副总经理");
        row.mobile = QStringLiteral("+86 139 0000 ") + number.rightJustified(4, u'0');
        row.officePhone = QStringLiteral("0512-6666") + number;
        row.email = QStringLiteral("contact%1@example.cn").arg(i);
        row.memberType = QStringLiteral("member-%1").arg(i % 7);
        row.hobbies = StringSet({QStringLiteral("钓鱼"), QStringLiteral("羽毛球")});
        row.businessInterests = QStringLiteral("希望缩短交货周期，降低库存 %1").arg(i);
        row.personalInterests = QStringLiteral("年内完成晋升考核 %1").arg(i);
        row.externalRef = QStringLiteral("crm-%1").arg(i);
        rows.push_back(std::move(row));
    }
    return rows;
}

RawTimes rawLoop(const QString &folder, const std::vector<Contact> &rows, int updates, int commits)
{
    using sqlite::Connection;
    const QString path = QDir(folder).filePath(QStringLiteral("raw.db"));
    QFile::remove(path);
    QFile::remove(path + QStringLiteral("-wal"));
    const SecretKey key = SecretKey::generate();
    auto connection = Connection::open(path, key, Connection::Mode::Writer);
    if (!connection)
        giveUp(connection.error().code);
    Connection &db = **connection;
    must(db.execute(
        "CREATE TABLE t(_row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, f1 TEXT, f2 TEXT, f3 TEXT,"
        " f4 TEXT, f5 TEXT, f6 TEXT, f7 TEXT, f8 TEXT, f9 TEXT, f10 TEXT, f11 TEXT, f12 BLOB)"));
    RawTimes times;
    QElapsedTimer timer;
    timer.start();
    must(db.execute("BEGIN IMMEDIATE"));
    for (const Contact &row : rows) {
        const std::vector<Value> values = fieldValues(row);
        auto insert = db.prepare("INSERT INTO t VALUES(NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert->bind(row.id);
        for (int fieldNo : kFields)
            insert->bindNext(values[size_t(fieldNo - 1)]);
        must(insert->run());
    }
    must(db.execute("COMMIT"));
    times.insertMs = elapsedMs(timer);

    const auto update = [&](int i) {
        must(db.run("UPDATE t SET f2 = ? WHERE id = ?", QStringLiteral("部门 %1").arg(i),
                    rows[size_t(i) * 7919 % rows.size()].id));
    };
    timer.start();
    must(db.execute("BEGIN IMMEDIATE"));
    for (int i = 0; i < updates; ++i)
        update(i);
    must(db.execute("COMMIT"));
    times.updateMs = elapsedMs(timer);

    timer.start();
    for (int i = 0; i < commits; ++i) {
        must(db.execute("BEGIN IMMEDIATE"));
        update(i);
        must(db.execute("COMMIT"));
    }
    times.commitMs = commits > 0 ? elapsedMs(timer) / commits : 0;
    return times;
}

} // namespace legwork::bench
