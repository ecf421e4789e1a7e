// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "FakeTransport.h"
#include "amazon/Client.h"
#include "testkit/FakeClock.h"

/// The real Amazon client of one store over prepared answers.
namespace causeway::tests::amazon_world {

class NoStore final : public http::RateLimitStore
{
public:
    std::optional<http::BucketState> load(const QString&, const QString&) override { return {}; }
    void save(const QString&, const QString&, const http::BucketState&) override {}
};

class Secrets final : public security::SecretSource
{
public:
    Result<security::Secret> get(const QString& name) const override
    {
        const auto found = values.find(name);
        return found == values.end() ? security::Secret() : security::Secret(found->second);
    }
    Result<QStringList> names() const override { return QStringList(); }
    bool isReadOnly() const override { return true; }
    Result<void> set(const QString&, const security::Secret&) override { return {}; }
    Result<void> remove(const QString&) override { return {}; }
    std::map<QString, QByteArray> values{{QStringLiteral("amazon.clientSecret"), "cs+1/2"},
                                         {QStringLiteral("store.us.refreshToken"), "Atzr|x&y"}};
};

inline config::Store usStore()
{
    config::Store store;
    store.id = QStringLiteral("us");
    store.sellerId = QStringLiteral("A1EXAMPLE");
    store.region = QStringLiteral("na");
    return store;
}

inline config::AmazonSettings application()
{
    return {QStringLiteral("amzn1.application-oa2-client.1"), {}};
}

struct World
{
    FakeClock clock;
    FakeTransport transport;
    NoStore store;
    Secrets secrets;
    http::HttpClient http{transport, clock, Log()};
    http::RateLimiter limiter{clock, store};
    security::TokenCache tokens{clock};
    http::CallCounters counters;
    amazon::Client client{application(), usStore(), http, limiter, tokens, secrets, counters};

    void signsIn(const QByteArray& token = "Atza|1")
    {
        transport.answer(200, R"({"access_token":")" + token + R"(","token_type":"bearer","expires_in":3600})");
    }
    Result<amazon::OrderPage> search(const QString& pageToken = {})
    {
        amazon::OrderSearch search;
        search.lastUpdatedAfterMs = clock.nowMs() - 3'600'000;
        search.lastUpdatedBeforeMs = clock.nowMs() - 120'000;
        search.marketplaceIds = {QStringLiteral("ATVPDKIKX0DER"), QStringLiteral("A2EUQ1WTGCTBG2")};
        search.fulfilledBy = QStringLiteral("MERCHANT");
        search.includedData = {QStringLiteral("BUYER"), QStringLiteral("RECIPIENT"), QStringLiteral("PROCEEDS"),
                               QStringLiteral("FULFILLMENT"), QStringLiteral("TAX")};
        search.paginationToken = pageToken;
        return client.searchOrders(search, {});
    }
};

} // namespace causeway::tests::amazon_world
