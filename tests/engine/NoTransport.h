// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ScriptedFlow.h"
#include "testkit/TestProfile.h"

namespace causeway::tests {

/// A network that nobody needs.
class NoTransport final : public http::HttpTransport
{
public:
    [[nodiscard]] Result<http::HttpResponse> send(const http::HttpRequest&, const StopToken&) override
    {
        return fail(ErrorKind::Unavailable, QStringLiteral("There is no network in this test."));
    }
};

/// A registry of one scripted flow; the flow stays the registry's.
[[nodiscard]] inline std::vector<std::unique_ptr<flows::Flow>> scripted(ScriptedFlow*& flow)
{
    auto made = std::make_unique<ScriptedFlow>();
    flow = made.get();
    std::vector<std::unique_ptr<flows::Flow>> all;
    all.push_back(std::move(made));
    return all;
}

} // namespace causeway::tests
