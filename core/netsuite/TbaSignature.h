// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

#include "http/HttpMessage.h"
#include "security/Secret.h"

namespace causeway::netsuite {

/// What an OAuth 1.0a signature is made from (netsuite.md 2.5). The JSON body is not signed, the realm neither.
struct TbaSignature
{
    security::Secret consumerKey, consumerSecret, tokenId, tokenSecret;
    QByteArray nonce;     ///< 6 to 64 letters and digits, never used twice
    qint64 timestamp = 0; ///< seconds since 1970 by NetSuite's clock

    /// Base64 of the HMAC-SHA256.
    [[nodiscard]] QByteArray of(http::Method method, const QUrl& url) const;
    /// The whole value of the Authorization header.
    [[nodiscard]] QByteArray header(const QString& realm, http::Method method, const QUrl& url) const;
};

} // namespace causeway::netsuite
