// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"
#include "mapping/ShipmentSettings.h"
#include "netsuite/Api.h"

namespace causeway::flows {

/// Shipped item fulfillments of this store's Amazon orders, by SuiteQL. Cursor: {"confirmedTo": ms, "window":
/// {"after","startedAt", "lastId"}}: a window is read in pages of ascending id; confirmedTo moves to the window's start when its
/// last page is stored. Content:
/// {"id","number","date","salesOrder":{"id","number"},"order","fulfillment","doNotShip","foreign","shipMethod",
/// "lines":[[item,quantity]…],"tracking":[…]}: what a plan depends on and nothing that our own writes change. lastmodifieddate
/// is compared with a day of overlap, because NetSuite does not say in which zone it reads a query's time (netsuite.md 4).
class ShipmentFetch final
{
public:
    explicit ShipmentFetch(FlowContext& context);
    [[nodiscard]] Result<Page> fetch(const Cursor& cursor, const FetchRequest& request);

private:
    using Rows = std::vector<netsuite::SuiteQlRow>;
    [[nodiscard]] Result<Page> fetchKeys(const QStringList& keys);
    [[nodiscard]] Result<Rows> headers(const QString& where, const QStringList& values);
    /// Lines and tracking numbers of these rows, and the items made of all.
    [[nodiscard]] Result<std::vector<SourceItem>> items(const Rows& rows);
    [[nodiscard]] SourceItem itemOf(const netsuite::SuiteQlRow& row, Json lines, Json tracking, bool knowsTracking) const;
    [[nodiscard]] bool isOtherStores(const netsuite::SuiteQlRow& row) const;
    [[nodiscard]] QString field(const char* ours) const; ///< empty when the account lacks it

    FlowContext& m_context;
    mapping::ShipmentSettings m_settings;
    QString m_ownPrefix;
};

} // namespace causeway::flows
