// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/SecretSource.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace causeway::security {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::security::SecretSource)
};
} // namespace

QString SecretSource::remedyForMissing(const QString& name) const
{
    return Words::tr("Enter it in Settings, or with “causeway-cli secret set %1”.").arg(name);
}

bool isSecretName(QStringView name)
{
    static const QRegularExpression pattern(QStringLiteral(
        "\\A(amazon\\.clientSecret|store\\.[a-z0-9][a-z0-9-]{0,31}\\.refreshToken|netsuite\\.(privateKey|consumerKey|"
        "consumerSecret|tokenId|tokenSecret)|smtp\\.password)\\z"));
    return pattern.match(name.toString()).hasMatch();
}

} // namespace causeway::security
