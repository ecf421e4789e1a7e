// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>

#include "amazon/Api.h"
#include "netsuite/Api.h"

namespace causeway::tests {

/// Amazon as a list of prepared pages; keeps what was asked.
class FakeAmazon final : public amazon::Api
{
public:
    [[nodiscard]] Result<amazon::OrderPage> searchOrders(const amazon::OrderSearch& search, const StopToken&) override
    {
        searches.push_back(search);
        if (pages.empty())
            return amazon::OrderPage();
        auto page = pages.front();
        pages.pop_front();
        return page;
    }
    [[nodiscard]] Result<std::optional<amazon::Order>> getOrder(const QString& orderId, const QStringList& includedData,
                                                                const StopToken&) override
    {
        asked += orderId;
        lastIncluded = includedData;
        for (const amazon::Order& order : orders) {
            if (order.orderId == orderId)
                return std::optional<amazon::Order>(order);
        }
        return std::optional<amazon::Order>();
    }
    [[nodiscard]] Result<std::vector<amazon::Participation>> getMarketplaceParticipations(const StopToken&) override
    {
        return std::vector<amazon::Participation>();
    }

    std::vector<amazon::OrderSearch> searches;
    std::deque<Result<amazon::OrderPage>> pages;
    std::vector<amazon::Order> orders;
    QStringList asked, lastIncluded;
};

/// NetSuite as one function for queries and one for writes; keeps what was asked.
class FakeNetSuite final : public netsuite::Api
{
public:
    using Rows = std::vector<netsuite::SuiteQlRow>;
    struct Query
    {
        QString text;
        QStringList values;
    };
    struct Write
    {
        QString operation, type, id;
        Json body;
    };

    [[nodiscard]] Result<netsuite::CreatedRecord> create(const QString& type, const Json& body, const StopToken&) override
    {
        writes.push_back({QStringLiteral("create"), type, {}, body});
        if (refusal)
            return fail(*refusal);
        return netsuite::CreatedRecord{QString::number(++lastId)};
    }
    [[nodiscard]] Result<netsuite::CreatedRecord> transform(const QString& fromType, const QString& fromId, const QString& type,
                                                            const Json& body, const StopToken&) override
    {
        writes.push_back({QStringLiteral("transform:") + fromType, type, fromId, body});
        if (refusal)
            return fail(*refusal);
        return netsuite::CreatedRecord{QString::number(++lastId)};
    }
    [[nodiscard]] Result<void> patch(const QString& type, const QString& id, const Json& body, const StopToken&) override
    {
        writes.push_back({QStringLiteral("patch"), type, id, body});
        if (refusal)
            return fail(*refusal);
        return {};
    }
    [[nodiscard]] Result<std::optional<Json>> get(const QString&, const QString&, bool, const StopToken&) override
    {
        return std::optional<Json>();
    }
    [[nodiscard]] Result<Rows> suiteQl(const QString& query, const QStringList& values, const StopToken&) override
    {
        queries.push_back({query, values});
        return answer ? answer(query, values) : Result<Rows>(Rows());
    }
    [[nodiscard]] Result<Json> readCatalogue(const StopToken&) override { return Json(); }
    [[nodiscard]] Result<std::vector<netsuite::PermissionCheck>> checkPermissions(const StopToken&) override
    {
        return std::vector<netsuite::PermissionCheck>();
    }

    std::function<Result<Rows>(const QString&, const QStringList&)> answer;
    std::optional<Error> refusal;
    std::vector<Query> queries;
    std::vector<Write> writes;
    int lastId = 4710;
};

/// A row from "name=value" pairs.
inline netsuite::SuiteQlRow row(const std::vector<std::pair<const char*, const char*>>& columns)
{
    netsuite::SuiteQlRow result;
    for (const auto& [name, value] : columns)
        result[QString::fromLatin1(name)] = QString::fromUtf8(value);
    return result;
}

} // namespace causeway::tests
