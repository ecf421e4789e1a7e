// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/QtHttpTransport.h"

namespace causeway::tests {

/// The real transport, with Amazon's own addresses led to a simulator: a set-up that nobody prepared knows no other addresses.
/// Everything else that would leave this computer is refused.
class RedirectTransport final : public http::HttpTransport
{
public:
    RedirectTransport(QString amazonUrl, QString tokenUrl) : m_amazon(std::move(amazonUrl)), m_token(std::move(tokenUrl)) {}

    [[nodiscard]] Result<http::HttpResponse> send(const http::HttpRequest& request, const StopToken& stop) override
    {
        http::HttpRequest led = request;
        QString url = request.url.toString(QUrl::FullyEncoded);
        url.replace(QStringLiteral("https://api.amazon.com/auth/o2/token"), m_token);
        for (const char* region : {"na", "eu", "fe"})
            url.replace(QStringLiteral("https://sellingpartnerapi-%1.amazon.com").arg(QLatin1StringView(region)), m_amazon);
        led.url = QUrl(url);
        if (led.url.host() != QLatin1StringView("127.0.0.1"))
            return fail(ErrorKind::Invalid, QStringLiteral("%1 is not on this computer.").arg(led.url.host()));
        return m_real.send(led, stop);
    }

private:
    http::QtHttpTransport m_real;
    QString m_amazon, m_token;
};

} // namespace causeway::tests
