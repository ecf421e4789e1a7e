// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/HttpTransport.h"

namespace causeway::http {

/// HttpTransport over QNetworkAccessManager: one manager per calling thread (six connections a host each), manual redirects,
/// TLS >= 1.2, writes from a sequential body so that Qt cannot repeat them (docs/reliability.md finding 1). Thread-safe.
class QtHttpTransport final : public HttpTransport
{
public:
    QtHttpTransport() = default;
    [[nodiscard]] Result<HttpResponse> send(const HttpRequest& request, const StopToken& stop) override;
};

} // namespace causeway::http
