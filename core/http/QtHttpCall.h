// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QNetworkReply>
#include <QNetworkRequest>

#include "base/Result.h"
#include "base/StopSource.h"
#include "http/HttpMessage.h"
#include "http/OneShotBody.h"

class QNetworkAccessManager;

namespace causeway::http {

/// One request of QtHttpTransport: sends it, waits in a local event loop, and says honestly what is known about its outcome.
/// Created, used once and destroyed in one thread.
class QtHttpCall final
{
public:
    QtHttpCall(QNetworkAccessManager& manager, const HttpRequest& request, const StopToken& stop);
    ~QtHttpCall();
    QtHttpCall(const QtHttpCall&) = delete;
    QtHttpCall& operator=(const QtHttpCall&) = delete;

    [[nodiscard]] Result<HttpResponse> run();

private:
    enum class Abort
    {
        None,
        Stopped,
        Deadline,
        TooLarge,
        NotWritten ///< the sink took no more
    };

    [[nodiscard]] QNetworkRequest prepared() const;
    void start();
    void wait();
    void collect();
    void abort(Abort reason);
    [[nodiscard]] Result<HttpResponse> answer();
    /// The body goes to the sink: only that of a 200.
    [[nodiscard]] bool isStreamed() const;
    [[nodiscard]] int status() const;
    [[nodiscard]] bool isComplete(int status) const;
    /// Inflates a gzip body; false when it is not whole, too large or packed in another way.
    [[nodiscard]] bool unpack();
    /// Turns a failure into Unavailable, Unclear or Cancelled by what can have left this computer.
    [[nodiscard]] Error failure() const;

    QNetworkAccessManager& m_manager;
    const HttpRequest& m_request;
    const StopToken& m_stop;
    OneShotBody m_body; // before m_reply: Qt reads from it until the reply is gone
    std::unique_ptr<QNetworkReply> m_reply;
    QByteArray m_received; ///< what did not go to the sink
    qint64 m_size = 0;     ///< of the body so far
    Abort m_abort = Abort::None;
};

} // namespace causeway::http
