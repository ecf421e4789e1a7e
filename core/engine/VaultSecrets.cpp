// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/VaultSecrets.h"

#include <QCoreApplication>

#include "db/StateTables.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::VaultSecrets)
};

QByteArray placeOf(const QString& name)
{
    return QByteArrayLiteral("secret:") + name.toUtf8();
}
} // namespace

Result<security::Secret> VaultSecrets::get(const QString& name) const
{
    auto sealedText = m_database.read([&](db::Connection& connection) { return db::SecretTable(connection).load(name); });
    if (!sealedText)
        return fail(sealedText.error());
    if (!*sealedText)
        return security::Secret();
    return m_vault.open(**sealedText, placeOf(name));
}

Result<QStringList> VaultSecrets::names() const
{
    return m_database.read([](db::Connection& connection) { return db::SecretTable(connection).names(); });
}

Result<void> VaultSecrets::set(const QString& name, const security::Secret& value)
{
    if (!security::isSecretName(name))
        return fail(ErrorKind::Invalid, Words::tr("There is no secret of this name."),
                    Words::tr("The names are listed in the documentation of the command line."), QStringLiteral("secret-name"));
    auto sealedText = m_vault.seal(value.reveal(), placeOf(name));
    if (!sealedText)
        return fail(sealedText.error());
    return m_database.write([&](db::Transaction& tx) { return db::SecretTable::save(tx, name, *sealedText, m_clock.nowMs()); });
}

Result<void> VaultSecrets::remove(const QString& name)
{
    return m_database.write([&](db::Transaction& tx) -> Result<void> {
        auto removed = db::SecretTable::remove(tx, name);
        if (!removed)
            return fail(removed.error());
        return {};
    });
}

} // namespace causeway::engine
