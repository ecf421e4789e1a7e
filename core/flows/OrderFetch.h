// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amazon/Api.h"
#include "flows/Flow.h"
#include "mapping/OrderSettings.h"

namespace causeway::flows {

/// Reads orders of one store in windows of "last updated". Cursor: {"confirmedTo": ms, "window": {…}, "since": {…}}, where a
/// window is
/// {"from","after","before","token","startedAt","seen"}: the place inside a window that is being read page by page. confirmedTo
/// moves only when every page of a window is stored; a crash repeats at most one page; a page token that Amazon refuses, or one
/// of another day, begins the window again. Windows overlap and end two minutes ago (spapi.md section 4.1). The streams "sweep"
/// and "month" read further back and end a little earlier, so that what they find is what the main one should have shown;
/// "report" is OrderReport.
class OrderFetch final
{
public:
    /// Orders that Amazon fulfils for the flow "orders-fba", otherwise those of the merchant.
    explicit OrderFetch(FlowContext& context);

    [[nodiscard]] Result<Page> fetch(const Cursor& cursor, const FetchRequest& request);

private:
    struct Window
    {
        qint64 from = 0; ///< what was asked for: tells windows of different requests apart
        qint64 afterMs = 0, beforeMs = 0, startedAtMs = 0;
        QString token;
        QStringList seen; ///< short hashes of the page tokens so far: the same one twice would be an endless loop
    };
    [[nodiscard]] Result<Page> fetchKeys(const QStringList& keys, bool mayBeBroken);
    [[nodiscard]] Window nextWindow(const Cursor& cursor, const FetchRequest& request) const;
    [[nodiscard]] Result<amazon::OrderPage> read(Window& window);
    [[nodiscard]] amazon::OrderSearch search(const Window& window) const;
    [[nodiscard]] qint64 latestEndMs() const;

    FlowContext& m_context;
    mapping::OrderSettings m_settings;
};

} // namespace causeway::flows
