// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "http/HttpTransport.h"

namespace causeway::tests {

/// HttpTransport that answers from a function and remembers what was sent. Thread-safe; the function is called unlocked.
class FakeTransport final : public http::HttpTransport
{
public:
    using Answer = std::function<Result<http::HttpResponse>(const http::HttpRequest&)>;
    explicit FakeTransport(Answer answer = {}) : m_answer(std::move(answer)) {}

    void setAnswer(Answer answer) { m_answer = std::move(answer); }
    [[nodiscard]] Result<http::HttpResponse> send(const http::HttpRequest& request, const StopToken& stop) override;
    [[nodiscard]] std::vector<http::HttpRequest> requests() const;
    void forget();

private:
    Answer m_answer;
    mutable std::mutex m_mutex;
    std::vector<http::HttpRequest> m_requests;
};

/// Value of a request's header; empty when absent.
[[nodiscard]] QByteArray headerOf(const http::HttpRequest& request, const QByteArray& name);

} // namespace causeway::tests
