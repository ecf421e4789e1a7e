// SPDX-License-Identifier: GPL-3.0-or-later
#include "MasterKey.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include "base/FileAccess.h"
#include "security/Vault.h"

namespace causeway::app {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::MasterKey)
};

tl::unexpected<Error> storage(const char* code, const QString& message, const QString& remedy)
{
    return fail(ErrorKind::Storage, message, remedy, QString::fromLatin1(code));
}

/// Hex text: editors and copy tools do not change it.
Result<security::Secret> decoded(const QByteArray& text)
{
    const QByteArray bytes = QByteArray::fromHex(text.trimmed());
    if (bytes.size() != security::Vault::kKeyBytes)
        return storage(
            "no-key", Words::tr("The profile's master key is damaged."),
            Words::tr("Put the key back from your own safe copy. Without it, stored secrets and bodies cannot be read."));
    return security::Secret(bytes);
}
} // namespace

MasterKey::MasterKey(Place place, QString file, QString installId, security::Keychain& keychain)
    : m_place(place), m_file(std::move(file)), m_installId(std::move(installId)), m_keychain(keychain)
{
}

QString MasterKey::keychainEntry() const
{
    return QStringLiteral("master-key/") + m_installId;
}

Result<security::Secret> MasterKey::create()
{
    Result<security::Secret> key = security::Vault::newMasterKey();
    if (!key)
        return key;
    const QByteArray text = key->reveal().toHex();
    if (m_place == Place::Keychain) {
        if (auto stored = m_keychain.write(keychainEntry(), security::Secret(text)); !stored)
            return fail(stored.error());
        return key;
    }
    if (auto written = file_access::writePrivateFile(m_file, text + '\n'); !written)
        return fail(written.error());
    return key;
}

Result<security::Secret> MasterKey::read() const
{
    if (m_place == Place::Keychain) {
        const Result<security::Secret> stored = m_keychain.read(keychainEntry());
        if (!stored)
            return fail(stored.error());
        if (stored->isEmpty()) // it was stored by init, so the keychain is closed or another user's: never "not configured"
            return fail(security::keychainError(security::KeychainTrouble::Locked));
        return decoded(stored->reveal());
    }
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return storage("no-key", Words::tr("The profile's master key %1 cannot be read.").arg(QDir::toNativeSeparators(m_file)),
                       Words::tr("Put the file back. Without it, stored secrets and bodies cannot be read."));
    if (!file_access::isPrivate(m_file))
        return storage("open-key",
                       Words::tr("Others can read the profile's master key %1.").arg(QDir::toNativeSeparators(m_file)),
                       Words::tr("Take the rights away from group and others (chmod 600)."));
    return decoded(file.readAll());
}

} // namespace causeway::app
