// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "db/AttemptWrites.h"
#include "db/CommandWrites.h"
#include "db/Database.h"
#include "db/InstanceTable.h"
#include "db/OrderFactWrites.h"
#include "db/PayloadTable.h"
#include "db/RecordTable.h"
#include "db/RecordWrites.h"
#include "db/RunWrites.h"
#include "db/ViewTables.h"

namespace causeway::db {

/// Prints why when a Result is an error; use as QVERIFY2(result, why(result)).
template<class T>
const char* why(const Result<T>& result)
{
    thread_local QByteArray text;
    text = result ? QByteArray("fine") : result.error().message.toUtf8() + " [" + result.error().code.toUtf8() + "]";
    return text.constData();
}
#define VERIFY_OK(expression)                                                                                                    \
    do {                                                                                                                         \
        const auto& verified = (expression);                                                                                     \
        QVERIFY2(verified.has_value(), causeway::db::why(verified));                                                             \
    } while (false)

/// A real database file in its own folder.
struct DatabaseFixture
{
    static constexpr qint64 kNow = 1'780'000'000'000;
    const QString flow = QStringLiteral("orders-mfn"), store = QStringLiteral("us");
    QTemporaryDir folder;
    std::unique_ptr<Database> database;

    [[nodiscard]] QString file() const { return folder.filePath(QStringLiteral("causeway.sqlite")); }

    [[nodiscard]] Result<void> create() const
    {
        InstanceRow instance;
        instance.installId = QStringLiteral("install-1");
        instance.keyMark = QByteArray("mark");
        instance.createdAt = kNow;
        return InstanceTable::createProfile(file(), instance);
    }
    [[nodiscard]] Result<void> open()
    {
        auto opened = Database::open(file(), Database::Access::Writer, Log());
        if (!opened)
            return fail(opened.error());
        database = std::move(*opened);
        return {};
    }
    [[nodiscard]] Result<void> start()
    {
        if (auto created = create(); !created)
            return created;
        return open();
    }

    [[nodiscard]] Result<qint64> execute(const QString& sql, const QVariantList& values = {}) const
    {
        return database->write([&](Transaction& tx) { return tx.execute(sql, values); });
    }
    [[nodiscard]] qint64 number(const QString& sql, const QVariantList& values = {}) const
    {
        auto read = database->read([&](Connection& connection) -> Result<qint64> {
            qint64 value = -1;
            if (auto ran = connection.query(sql, values, [&](const Row& row) { value = row.integer(0); }); !ran)
                return fail(ran.error());
            return value;
        });
        return read ? *read : -2;
    }

    [[nodiscard]] Result<UpsertedRecord> source(const QString& key, const QString& revision = QStringLiteral("r1"),
                                                qint64 now = kNow, const QString& waiting = {}, const QString& skip = {}) const
    {
        return database->write([&](Transaction& tx) {
            SourceRow row;
            row.key = key;
            row.order = key;
            row.revision = revision;
            row.sourceUpdatedAt = now;
            row.amount = Money(1'250, QStringLiteral("USD"));
            row.waitingReason = waiting;
            row.skipReason = skip;
            return RecordWrites(tx).upsertSource(flow, store, row, {}, now);
        });
    }
    [[nodiscard]] Result<std::vector<RecordRow>> claim(qint64 epoch, int limit, qint64 now = kNow) const
    {
        return database->write([&](Transaction& tx) { return RecordWrites(tx).claim(flow, store, epoch, limit, now); });
    }
    [[nodiscard]] RecordRow record(RecordId id) const
    {
        auto found = database->read([&](Connection& connection) { return RecordReads(connection).find(id); });
        return found && *found ? **found : RecordRow();
    }
    [[nodiscard]] Result<CommandRow> plan(RecordId record, const QString& key, const QString& hash = QStringLiteral("h1"),
                                          const QString& type = QStringLiteral("salesOrder"), int position = 0,
                                          qint64 now = kNow) const
    {
        return database->write([&](Transaction& tx) {
            PlannedCommand command;
            command.target = QStringLiteral("netsuite");
            command.key = key;
            command.operation = QStringLiteral("create");
            command.type = type;
            command.bodyHash = hash;
            command.position = position;
            return CommandWrites(tx).plan(record, command, now);
        });
    }
};

} // namespace causeway::db
