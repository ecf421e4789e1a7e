// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mail/Mailer.h"

namespace causeway::mail {

/// SMTP by libcurl; the only file that knows curl. TLS 1.2 or later with the system's authorities, host name checked; without TLS
/// only to loopback. No proxy, no .netrc, no environment.
class CurlMailer final : public Mailer
{
public:
    /// authorities: PEM of certificate authorities to trust instead of the system's; the seam of the tests.
    explicit CurlMailer(QByteArray authorities = {}) : m_authorities(std::move(authorities)) {}
    [[nodiscard]] Result<MailReceipt> send(const Message& message, const MailServer& server, const StopToken& stop) override;
    /// How long a server may take to connect, and for everything. Shortened by tests.
    void setTimeouts(int connectMs, int totalMs)
    {
        m_connectMs = connectMs;
        m_totalMs = totalMs;
    }

private:
    const QByteArray m_authorities;
    int m_connectMs = 15'000;
    int m_totalMs = 60'000;
};

} // namespace causeway::mail
