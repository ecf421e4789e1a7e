// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include <QByteArray>
#include <QIODevice>
#include <QString>
#include <QUrl>

namespace causeway::http {

using Headers = std::vector<std::pair<QByteArray, QByteArray>>;

enum class Method
{
    Get,
    Post,
    Put,
    Patch,
    Delete
};
[[nodiscard]] QByteArray toBytes(Method method);
/// Everything but GET may change the other side: sent at most once on the wire.
[[nodiscard]] bool isWrite(Method method);

struct HttpRequest
{
    Method method = Method::Get;
    QUrl url;                       ///< https, or http for loopback hosts only
    Headers headers;                ///< complete, including User-Agent and authorization
    QByteArray body;                ///< writes must not be empty (send "{}")
    int transferTimeoutMs = 60'000; ///< longest silence on the line
    int deadlineMs = 900'000;       ///< whole call; NetSuite cuts a request after 15 minutes
    qint64 maxBodyBytes = 64LL * 1024 * 1024;
    /// When not null: the body of a 200 is written here as it arrives, as it came (not unpacked), and HttpResponse::body stays
    /// empty; what a failed call wrote stays. Any other answer has its body as always. Open for writing; outlives the call.
    QIODevice* sink = nullptr;
    /// When not null: counts how often the request left this computer. Qt repeats a read by itself when a connection closes on
    /// it.
    int* timesSent = nullptr;
};

struct HttpResponse
{
    int status = 0;
    Headers headers;
    QByteArray body;
    qint64 streamed = 0;                                        ///< bytes that went to HttpRequest::sink instead
    [[nodiscard]] QByteArray header(QByteArrayView name) const; ///< case-insensitive; empty when absent
};

} // namespace causeway::http
