// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/HttpTransport.h"

namespace causeway::http {

/// HttpTransport over QNetworkAccessManager: one manager per calling thread (six connections a host each), manual redirects,
/// TLS >= 1.2, writes from a sequential body so that Qt cannot repeat them (docs/reliability.md finding 1). HTTP/1.1 only: the
/// cure is measured there, and QNetworkAccessManager never sets TCP_NODELAY, which costs HTTP/2 writes up to 40 ms. No cookies,
/// no cache, no sign-in dialogs; the system's proxy except for loopback. Any thread; on the main thread events are processed
/// while it waits.
class QtHttpTransport final : public HttpTransport
{
public:
    QtHttpTransport();
    /// Closes the calling thread's connections; those of other threads close when their thread ends.
    ~QtHttpTransport() override;
    QtHttpTransport(const QtHttpTransport&) = delete;
    QtHttpTransport& operator=(const QtHttpTransport&) = delete;
    [[nodiscard]] Result<HttpResponse> send(const HttpRequest& request, const StopToken& stop) override;

private:
    quint64 m_number; ///< names this transport in the threads' own lists; never used twice
};

} // namespace causeway::http
