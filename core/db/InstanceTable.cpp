// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/InstanceTable.h"

#include <QCoreApplication>
#include <QVariant>

#include "db/Database.h"
#include "db/RowSql.h"

namespace causeway::db {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::db)
};

tl::unexpected<Error> missing()
{
    return fail(ErrorKind::Storage, Words::tr("The profile's database is incomplete."),
                Words::tr("Restore the newest good backup."), QStringLiteral("damaged"));
}

Result<void> one(const Result<qint64>& changed)
{
    if (!changed)
        return fail(changed.error());
    if (*changed != 1)
        return missing();
    return {};
}
} // namespace

Result<InstanceRow> InstanceReads::load() const
{
    std::optional<InstanceRow> found;
    auto read = m_connection.query(
        QStringLiteral(R"(
        SELECT install_id, epoch, secrets_mode, key_mark, clean_stop, checked_at, restored_at, demo, created_at FROM instance)"),
        {}, [&](const Row& row) {
            found = InstanceRow{row.text(0),    row.integer(1),         row.text(2),         row.bytes(3),  row.integer(4) != 0,
                                row.integer(5), row.optionalInteger(6), row.integer(7) != 0, row.integer(8)};
        });
    if (!read)
        return fail(read.error());
    if (!found)
        return missing();
    return *found;
}

Result<void> InstanceTable::createProfile(const QString& file, const InstanceRow& instance)
{
    return Database::create(file, [&](Transaction& tx) { return InstanceTable(tx).create(instance); });
}

Result<void> InstanceTable::create(const InstanceRow& instance)
{
    return one(m_tx.execute(QStringLiteral(R"(
        INSERT INTO instance(id, install_id, epoch, schema_min_reader, secrets_mode, key_mark, clean_stop, checked_at, restored_at, demo, created_at)
        VALUES (1, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?))"),
                            {instance.installId, instance.epoch, instance.secretsMode, instance.keyMark,
                             instance.cleanStop ? 1 : 0, instance.checkedAt, row_sql::optionalValue(instance.restoredAt),
                             instance.demo ? 1 : 0, instance.createdAt}));
}

Result<qint64> InstanceTable::nextEpoch()
{
    std::optional<qint64> epoch;
    auto changed = m_tx.query(QStringLiteral("UPDATE instance SET epoch = epoch + 1, clean_stop = 0 RETURNING epoch"), {},
                              [&](const Row& row) { epoch = row.integer(0); });
    if (!changed)
        return fail(changed.error());
    if (!epoch)
        return missing();
    return *epoch;
}

Result<void> InstanceTable::setCleanStop(bool clean)
{
    return one(m_tx.execute(QStringLiteral("UPDATE instance SET clean_stop = ?"), {clean ? 1 : 0}));
}

Result<void> InstanceTable::setCheckedAt(qint64 at)
{
    return one(m_tx.execute(QStringLiteral("UPDATE instance SET checked_at = ?"), {at}));
}

Result<void> InstanceTable::setRestoredAt(std::optional<qint64> at)
{
    return one(m_tx.execute(QStringLiteral("UPDATE instance SET restored_at = ?"), {row_sql::optionalValue(at)}));
}

Result<void> InstanceTable::setKey(const QString& secretsMode, const QByteArray& keyMark)
{
    return one(m_tx.execute(QStringLiteral("UPDATE instance SET secrets_mode = ?, key_mark = ?"), {secretsMode, keyMark}));
}

} // namespace causeway::db
