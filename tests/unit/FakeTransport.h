// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <vector>

#include <QUrlQuery>

#include "http/HttpTransport.h"

namespace causeway::tests {

/// Answers prepared requests in order and keeps what was asked.
class FakeTransport final : public http::HttpTransport
{
public:
    [[nodiscard]] Result<http::HttpResponse> send(const http::HttpRequest& request, const StopToken&) override
    {
        requests.push_back(request);
        if (answers.empty())
            return fail(ErrorKind::Defect, QStringLiteral("the test prepared no answer"));
        auto answer = answers.front();
        answers.pop_front();
        if (answer && answer->status == 200 && request.sink != nullptr) { // as QtHttpCall does
            answer->streamed = answer->body.size();
            if (answer->streamed > request.maxBodyBytes)
                return fail(ErrorKind::Unavailable, QStringLiteral("too large"), {}, QStringLiteral("too-large"));
            if (request.sink->write(answer->body) != answer->streamed)
                return fail(ErrorKind::Storage, QStringLiteral("not written"), {}, QStringLiteral("sink"));
            answer->body.clear();
        }
        return answer;
    }
    void answer(int status, const QByteArray& body, const http::Headers& headers = {})
    {
        http::HttpResponse response{status, headers, body};
        response.headers.emplace_back("content-type", "application/json; charset=utf-8");
        response.headers.emplace_back("x-amzn-RequestId", "req-1");
        answers.push_back(std::move(response));
    }
    void fails(ErrorKind kind) { answers.push_back(fail(kind, QStringLiteral("no network"))); }

    std::vector<http::HttpRequest> requests;
    std::deque<Result<http::HttpResponse>> answers;
};

} // namespace causeway::tests
