// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/ConnectionWrites.h"

#include <QVariant>

#include "db/ErrorJson.h"

namespace causeway::db {

namespace {
QString text(const Json& json)
{
    return QString::fromUtf8(json.toBytes());
}

/// Sets columns of one row; the row is made when it is missing.
Result<void> set(Transaction& tx, const QString& name, const QString& columns, QVariantList values)
{
    if (auto made = tx.execute(
            QStringLiteral("INSERT INTO connection(name, state) VALUES (?, 'untested') ON CONFLICT DO NOTHING"), {name});
        !made)
        return fail(made.error());
    values.append(name);
    auto changed = tx.execute(QStringLiteral("UPDATE connection SET ") + columns + QStringLiteral(" WHERE name = ?"), values);
    if (!changed)
        return fail(changed.error());
    return {};
}
} // namespace

Result<void> ConnectionWrites::ok(const QString& name, qint64 now)
{
    return set(m_tx, name, QStringLiteral("state = 'ok', error_json = NULL, paused_at = NULL, last_ok_at = ?"), {now});
}

Result<void> ConnectionWrites::paused(const QString& name, const Error& error, qint64 now)
{
    return set(m_tx, name, QStringLiteral("state = 'paused', error_json = ?, paused_at = coalesce(paused_at, ?)"),
               {text(toJson(error)), now});
}

Result<void> ConnectionWrites::resumed(const QString& name)
{
    return set(m_tx, name, QStringLiteral("state = 'untested', error_json = NULL, paused_at = NULL"), {});
}

Result<void> ConnectionWrites::forget(const QString& name)
{
    const auto removed = m_tx.execute(QStringLiteral("DELETE FROM connection WHERE name = ?"), {name});
    if (!removed)
        return fail(removed.error());
    return {};
}

Result<void> ConnectionWrites::setChecks(const QString& name, const Json& checks)
{
    return set(m_tx, name, QStringLiteral("checks = ?"), {text(checks)});
}

Result<void> ConnectionWrites::setCatalogue(const QString& name, const Json& catalogue)
{
    return set(m_tx, name, QStringLiteral("catalogue = ?"), {text(catalogue)});
}

Result<void> ConnectionWrites::setAccountName(const QString& name, const QString& accountName)
{
    return set(m_tx, name, QStringLiteral("account_name = ?"), {accountName});
}

} // namespace causeway::db
