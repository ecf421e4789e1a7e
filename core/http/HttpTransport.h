// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "base/StopSource.h"
#include "http/HttpMessage.h"

namespace causeway::http {

/// Sends one request and blocks the calling worker thread until a complete answer or a failure. Interface: faked in tests.
///
/// Contract: at most one request reaches the wire per call (docs/architecture.md section 6); redirects are returned, not
/// followed; only complete and well-framed answers are returned. Errors:
/// - Unavailable: surely nothing was executed (DNS, refused, TLS, or any failure of a GET)
/// - Unclear: a write may have been executed (reset, time-out, cut answer, stop during the call)
/// - Cancelled: stopped before the first byte of a body left; a read may be stopped at any time
/// - Defect: a write without a body or a read with one
/// - Storage: the body could not be written to HttpRequest::sink
/// - Invalid: plain http to a host that is not loopback, or another scheme
/// Error::code of a failed call: dns, refused, tls, proxy, proxy-auth, timeout, deadline, closed, cut, too-large, stopped,
/// network, sink. Error texts never contain the URL, headers or QNetworkReply::errorString().
class HttpTransport
{
public:
    virtual ~HttpTransport() = default;
    [[nodiscard]] virtual Result<HttpResponse> send(const HttpRequest& request, const StopToken& stop) = 0;
};

} // namespace causeway::http
