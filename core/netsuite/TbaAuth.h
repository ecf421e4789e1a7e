// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/HttpClient.h"
#include "netsuite/Authorizer.h"
#include "netsuite/Endpoints.h"
#include "security/SecretSource.h"

namespace causeway::netsuite {

/// Token-based authentication for accounts that already have it (no new ones from 2027.1, netsuite.md 2.1). Signs every request
/// anew. Thread-safe; keeps references.
class TbaAuth final : public Authorizer
{
public:
    TbaAuth(Endpoints endpoints, http::HttpClient& http, const security::SecretSource& secrets);

    [[nodiscard]] Result<http::Headers> authorize(const http::HttpRequest& request, const StopToken& stop) override;
    /// True only when the refusal told that our clock was wrong.
    [[nodiscard]] bool refused(const http::Headers& given) override;

private:
    [[nodiscard]] Result<security::Secret> secret(const QString& name) const;
    [[nodiscard]] qint64 serverSeconds() const;

    Endpoints m_endpoints;
    http::HttpClient& m_http;
    const security::SecretSource& m_secrets;
};

} // namespace causeway::netsuite
