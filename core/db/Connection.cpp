// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Connection.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include "db/SqlError.h"

namespace causeway::db {

namespace {
/// Qt binds a null QString or QByteArray as NULL; here an empty text is a text, and NULL is written as QVariant().
QVariant bound(const QVariant& value)
{
    if (value.metaType() == QMetaType::fromType<QString>() && value.toString().isNull())
        return QStringLiteral("");
    if (value.metaType() == QMetaType::fromType<QByteArray>() && value.toByteArray().isNull())
        return QByteArray("");
    return value;
}

Result<void> run(QSqlQuery& query, const QString& sql, const QVariantList& values)
{
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return fail(toError(query.lastError()));
    for (const QVariant& value : values)
        query.addBindValue(bound(value));
    if (!query.exec())
        return fail(toError(query.lastError()));
    return {};
}
} // namespace

qint64 Row::integer(int column) const
{
    return m_query.value(column).toLongLong();
}

QString Row::text(int column) const
{
    return m_query.value(column).toString();
}

QByteArray Row::bytes(int column) const
{
    return m_query.value(column).toByteArray();
}

bool Row::isNull(int column) const
{
    return m_query.isNull(column);
}

std::optional<qint64> Row::optionalInteger(int column) const
{
    if (m_query.isNull(column))
        return std::nullopt;
    return m_query.value(column).toLongLong();
}

Result<qint64> Connection::execute(const QString& sql, const QVariantList& values)
{
    QSqlQuery query(m_database);
    if (auto ran = run(query, sql, values); !ran)
        return fail(ran.error());
    const qint64 changed = query.numRowsAffected();
    query.finish();
    return changed;
}

Result<void> Connection::query(const QString& sql, const QVariantList& values, const std::function<void(const Row&)>& onRow)
{
    QSqlQuery query(m_database);
    if (auto ran = run(query, sql, values); !ran)
        return fail(ran.error());
    const Row row(query);
    while (query.next())
        onRow(row);
    // next() also ends on an error (damaged page, lock): half a list must not look like a whole one.
    if (query.lastError().isValid())
        return fail(toError(query.lastError()));
    query.finish();
    return {};
}

Result<void> Connection::executeEach(const QString& sql, const std::vector<QVariantList>& all)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return fail(toError(query.lastError()));
    for (const QVariantList& values : all) {
        for (qsizetype i = 0; i < values.size(); ++i)
            query.bindValue(static_cast<int>(i), bound(values[i]));
        if (!query.exec())
            return fail(toError(query.lastError()));
    }
    query.finish();
    return {};
}

Result<qint64> Connection::insert(const QString& sql, const QVariantList& values)
{
    QSqlQuery query(m_database);
    if (auto ran = run(query, sql, values); !ran)
        return fail(ran.error());
    const qint64 id = query.lastInsertId().toLongLong();
    query.finish();
    return id;
}

} // namespace causeway::db
