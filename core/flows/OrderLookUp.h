// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amazon/Order.h"
#include "flows/Flow.h"

namespace causeway::flows {

/// What plans of orders need to know from NetSuite, in few queries: {"items":[rows of SkuMatcher], "documents":{internal id:
/// {"name","type","status","amendments","fields":{column: text},"lines":[see readOrderLines],"address":{…}}}}. Documents are
/// those that were written before: what a person may have changed there. Lines only for orders with something cancelled or
/// with other units than were written; the address and the shipping cost (one call each) only when Amazon's has changed.
/// "amendments": how many were done when it was read. And, when the address of customers follows the newest order,
/// "customers":{key of the buyer: {"id","newest": time of the newest order here,"lines":[items of the address
/// book]}}: one query, and one call for each customer of ours.
class OrderLookUp final
{
public:
    explicit OrderLookUp(FlowContext& context) : m_context(context) {}
    [[nodiscard]] Result<Json> lookUp(std::span<const Record> records);

private:
    struct Document
    {
        QString id;
        int amendments = 0;
        bool needsLines = false, needsAddress = false, needsShipping = false;
    };
    [[nodiscard]] std::optional<Document> documentOf(const amazon::Order& order, const Record& record) const;
    [[nodiscard]] bool hasOtherUnits(const amazon::Order& order, const QString& key, const Record& record) const;
    static void setFromRecord(Json& json, const Json& record, const Document& document);
    [[nodiscard]] Result<Json> readDocuments(const std::vector<Document>& documents);
    [[nodiscard]] Result<void> readHeaders(const QStringList& ids, std::map<QString, Json>& byId);
    [[nodiscard]] Result<void> readLines(const QStringList& ids, std::map<QString, Json>& byId);
    [[nodiscard]] Result<Json> readCustomers(const std::map<QString, qint64>& newest); ///< by key of the buyer
    FlowContext& m_context;
};

} // namespace causeway::flows
