// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"
#include "mapping/BillingSettings.h"
#include "netsuite/Api.h"

namespace causeway::flows {

/// Sales orders of this store's Amazon orders of which something is fulfilled and not billed (status E pending billing /
/// partially fulfilled, F pending billing), by SuiteQL. Cursor: {"confirmedTo": ms, "window":
/// {"stream","after","startedAt","lastId"}}: a window is read in pages of ascending id; confirmedTo moves to its start when the
/// last page is stored. Content:
/// {"id","number","order","foreign","currency","fulfilled":[[line,quantity]…],"fulfilledOn"}: what a plan depends on and nothing
/// that our own bills change. lastmodifieddate is compared with a day of overlap, because NetSuite does not say in which zone it
/// reads a query's time (netsuite.md section 4).
class BillingFetch final
{
public:
    explicit BillingFetch(FlowContext& context);
    [[nodiscard]] Result<Page> fetch(const Cursor& cursor, const FetchRequest& request);

private:
    using Rows = std::vector<netsuite::SuiteQlRow>;
    [[nodiscard]] Result<Page> fetchKeys(const QStringList& keys);
    [[nodiscard]] Result<Rows> headers(const QString& where, const QStringList& values);
    [[nodiscard]] Result<std::vector<SourceItem>> items(const Rows& rows);
    [[nodiscard]] QString orderIdField() const; ///< empty when the account lacks it

    FlowContext& m_context;
    mapping::BillingSettings m_settings;
    QString m_ownPrefix;
};

} // namespace causeway::flows
