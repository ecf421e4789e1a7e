// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/SecretsFile.h"

#include <QCoreApplication>
#include <QFile>

#include "base/FileAccess.h"
#include "base/Json.h"
#include "base/Text.h"

namespace causeway::security {

namespace {
constexpr qint64 kLargestFile = 1024LL * 1024;

QString tr(const char* text)
{
    return QCoreApplication::translate("SecretsFile", text);
}

tl::unexpected<Error> readOnly()
{
    return fail(ErrorKind::Invalid, tr("Secrets are read from a file, so they cannot be changed here."),
                tr("Edit the secrets file."), QStringLiteral("secrets-file-read-only"));
}
} // namespace

Result<SecretsFile> SecretsFile::open(const QString& file)
{
    const auto refuse = [&](const QString& message, const QString& remedy, const QString& code) {
        return fail(ErrorKind::Invalid, message.arg(safeText(file)), remedy, code);
    };
    QFile input(file);
    if (!input.open(QFile::ReadOnly))
        return refuse(tr("The secrets file %1 cannot be read."), tr("Check the name and the rights of the file."),
                      QStringLiteral("secrets-file"));
    if (!file_access::isPrivate(file))
        return refuse(tr("Other users of this computer may read the secrets file %1."),
                      tr("Give the file to its owner only, for example with “chmod 600”."), QStringLiteral("secrets-file-mode"));
    const Secret bytes(input.read(kLargestFile + 1));
    const auto json = bytes.reveal().size() > kLargestFile ? fail(ErrorKind::Invalid, {}) : Json::parse(bytes.reveal());
    if (!json || !json->isObject())
        return refuse(tr("The secrets file %1 is not a JSON object of names and texts."), tr("Correct the file."),
                      QStringLiteral("secrets-file"));
    SecretsFile secrets;
    secrets.m_file = file;
    for (const auto& [name, value] : json->members()) {
        const bool known = isSecretName(name);
        if (!known || !value.isString()) {
            Error error = Error::make(ErrorKind::Invalid,
                                      known ? tr("The secret %1 is not a text.").arg(name)
                                            : tr("“%1” is not the name of a secret.").arg(safeText(elided(name, 60))),
                                      tr("Correct the secrets file."), QStringLiteral("secrets-file"));
            error.path = elided(name, 60);
            return fail(std::move(error));
        }
        secrets.m_secrets.insert_or_assign(name, Secret(value.toString().toUtf8()));
    }
    return secrets;
}

Result<Secret> SecretsFile::get(const QString& name) const
{
    const auto found = m_secrets.find(name);
    return found == m_secrets.end() ? Secret() : found->second;
}

Result<QStringList> SecretsFile::names() const
{
    QStringList all;
    for (const auto& [name, value] : m_secrets)
        all << name;
    return all;
}

Result<void> SecretsFile::set(const QString& /*name*/, const Secret& /*value*/)
{
    return readOnly();
}

Result<void> SecretsFile::remove(const QString& /*name*/)
{
    return readOnly();
}

QString SecretsFile::remedyForMissing(const QString& name) const
{
    return tr("Add the key “%1” to the secrets file %2 and start the program again: the file is read once, at the start.")
        .arg(name, safeText(m_file));
}

} // namespace causeway::security
