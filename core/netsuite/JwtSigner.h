// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "base/Result.h"
#include "security/Secret.h"

namespace causeway::netsuite {

struct JwtClaims
{
    QString keyId;    ///< header "kid": the certificate id NetSuite shows after the upload
    QString issuer;   ///< "iss": client id of the integration record
    QString audience; ///< "aud": the token URL
    QStringList scopes;
    qint64 issuedAtMs = 0; ///< UTC ms by NetSuite's clock
};

/// Signs the JWT that asks for an access token (netsuite.md 2.3): ES256 with an EC P-256 key, PS256 with an RSA key of at least
/// 3072 bit. RS256 is refused by NetSuite. Stateless; any thread.
class JwtSigner final
{
public:
    static constexpr qint64 kLifeSeconds = 300; ///< NetSuite takes up to an hour; the assertion is used at once

    /// Auth with a remedy when the key cannot be read or is of another kind. The result buys a token: treat it as a secret.
    [[nodiscard]] static Result<security::Secret> sign(const security::Secret& privateKeyPem, const JwtClaims& claims);
};

} // namespace causeway::netsuite
