// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "netsuite/Client.h"
#include "netsuite/KeyPair.h"
#include "testkit/FakeClock.h"
#include "testkit/FakeTransport.h"

/// A NetSuite account on a wire that exists only in memory, for the tests of netsuite/Client.
namespace causeway::tests::netsuite_world {

using namespace causeway::netsuite;
using http::HttpRequest;
using http::HttpResponse;
using Answer = Result<HttpResponse>;

inline const QByteArray kJson = "application/vnd.oracle.resource+json; type=error; charset=UTF-8";

class Secrets final : public security::SecretSource
{
public:
    [[nodiscard]] Result<security::Secret> get(const QString& name) const override
    {
        const auto found = values.find(name);
        return found == values.end() ? security::Secret() : security::Secret(found->second);
    }
    [[nodiscard]] Result<QStringList> names() const override { return QStringList(); }
    [[nodiscard]] bool isReadOnly() const override { return true; }
    [[nodiscard]] Result<void> set(const QString&, const security::Secret&) override { return {}; }
    [[nodiscard]] Result<void> remove(const QString&) override { return {}; }
    std::map<QString, QByteArray> values;
};

class NoStore final : public http::RateLimitStore
{
public:
    [[nodiscard]] std::optional<http::BucketState> load(const QString&, const QString&) override { return std::nullopt; }
    void save(const QString&, const QString&, const http::BucketState&) override {}
};

inline const KeyPair& keyPair()
{
    static const KeyPair pair = *KeyPair::create(KeyKind::EcP256, QStringLiteral("Causeway"), FakeClock::kStart);
    return pair;
}

inline bool isTokenRequest(const HttpRequest& request)
{
    return request.url.path().endsWith(QStringLiteral("/oauth2/v1/token"));
}

inline HttpResponse json(int status, const QByteArray& body, http::Headers headers = {})
{
    headers.emplace_back("Content-Type", kJson);
    return {status, headers, body};
}

inline HttpResponse refusal(int status, const QByteArray& code, const QByteArray& detail, const QByteArray& path = {})
{
    Json entry = Json::object({{QStringLiteral("detail"), QString::fromUtf8(detail)}});
    entry.setIfPresent(QStringLiteral("o:errorCode"), QString::fromUtf8(code));
    entry.setIfPresent(QStringLiteral("o:errorPath"), QString::fromUtf8(path));
    const Json body = Json::object({{QStringLiteral("title"), QStringLiteral("Bad Request")},
                                    {QStringLiteral("status"), status},
                                    {QStringLiteral("o:errorDetails"), Json::array({entry})}});
    return json(status, body.toBytes(), {{"X-N-OperationId", "operation-7"}, {"X-NetSuite-JobId", "job-9"}});
}

inline HttpResponse created(const QByteArray& location)
{
    return {204, {{"Location", location}}, {}};
}

/// One account on a wire that exists only in memory. Tokens are "token-1", "token-2", …
struct World
{
    explicit World(const QString& auth = QStringLiteral("oauth2"), int concurrency = 5)
    {
        settings.account = QStringLiteral("1234567_SB1");
        settings.auth = auth;
        settings.clientId = QStringLiteral("client-1");
        settings.certificateId = QStringLiteral("certificate-1");
        settings.concurrency = concurrency;
        secrets.values = {{QStringLiteral("netsuite.privateKey"), keyPair().privateKeyPem.reveal()},
                          {QStringLiteral("netsuite.consumerKey"), "consumer-key-canary"},
                          {QStringLiteral("netsuite.consumerSecret"), "consumer-secret-canary"},
                          {QStringLiteral("netsuite.tokenId"), "token-id-canary"},
                          {QStringLiteral("netsuite.tokenSecret"), "token-secret-canary"}};
        transport.setAnswer([this](const HttpRequest& request) -> Answer {
            if (isTokenRequest(request) && !tokenAnswer)
                return json(200, QByteArray(R"({"access_token":"token-)") + QByteArray::number(++tokens) +
                                     R"(","expires_in":"3600","token_type":"bearer"})");
            return isTokenRequest(request) ? tokenAnswer(request) : answer(request);
        });
    }
    void answers(Answer same)
    {
        answer = [same](const HttpRequest&) { return same; };
    }
    /// Requests but those for a token.
    [[nodiscard]] std::vector<HttpRequest> calls() const
    {
        std::vector<HttpRequest> result;
        for (const HttpRequest& request : transport.requests()) {
            if (!isTokenRequest(request))
                result.push_back(request);
        }
        return result;
    }
    [[nodiscard]] int tokenCalls() const { return static_cast<int>(transport.requests().size() - calls().size()); }
    Client& client()
    {
        if (!m_client)
            m_client = std::make_unique<Client>(settings, httpClient, limiter, cache, secrets, counters);
        return *m_client;
    }

    FakeClock clock;
    FakeTransport transport;
    FakeTransport::Answer answer, tokenAnswer;
    int tokens = 0;
    Log log;
    http::HttpClient httpClient{transport, clock, log};
    NoStore store;
    http::RateLimiter limiter{clock, store};
    security::TokenCache cache{clock};
    Secrets secrets;
    http::CallCounters counters;
    config::NetSuiteSettings settings;
    StopToken stop;

private:
    std::unique_ptr<Client> m_client;
};

inline Json order()
{
    return Json::object({{QStringLiteral("externalId"), QStringLiteral("AMZ-SO-ABC234-113-1111111-2222222")}});
}

inline QString kindOf(const Error& error)
{
    return toString(error.kind);
}

} // namespace causeway::tests::netsuite_world
