// SPDX-License-Identifier: GPL-3.0-or-later
#include "testkit/FakeTransport.h"

namespace causeway::tests {

Result<http::HttpResponse> FakeTransport::send(const http::HttpRequest& request, const StopToken&)
{
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back(request);
    }
    if (!m_answer)
        return fail(ErrorKind::Defect, QStringLiteral("The test gave no answer."));
    return m_answer(request);
}

std::vector<http::HttpRequest> FakeTransport::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

void FakeTransport::forget()
{
    const std::lock_guard lock(m_mutex);
    m_requests.clear();
}

QByteArray headerOf(const http::HttpRequest& request, const QByteArray& name)
{
    for (const auto& [key, value] : request.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace causeway::tests
