// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/SecretSource.h"

#include <QRegularExpression>

namespace causeway::security {

bool isSecretName(QStringView name)
{
    static const QRegularExpression pattern(QStringLiteral(
        "\\A(amazon\\.clientSecret|store\\.[a-z0-9][a-z0-9-]{0,31}\\.refreshToken|netsuite\\.(privateKey|consumerKey|"
        "consumerSecret|tokenId|tokenSecret)|smtp\\.password)\\z"));
    return pattern.match(name.toString()).hasMatch();
}

} // namespace causeway::security
