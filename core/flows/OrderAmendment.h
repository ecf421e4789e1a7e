// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "amazon/Order.h"
#include "flows/Flow.h"
#include "mapping/MappingInput.h"
#include "mapping/OrderVariance.h"

namespace causeway::flows {

/// What a sales order that exists needs in addition, as one PATCH. It is compared with what was sent so far (body of the sales
/// order plus earlier amendments), so that the same amendment is never sent twice and a change back is sent too. Key: <sales
/// order key>-U-<12 hex: 2 of the ordinal, 10 of the body hash>; the ordinal is the number of amendments done before, so that
/// keys sort in the order of sending. Pure.
class OrderAmendment final
{
public:
    OrderAmendment(const amazon::Order& order, QString key, const mapping::MappingInput& input, const Record& record,
                   const PlanContext& context);

    /// Closes the lines that are still open, or only flags the order. Rejected when it was shipped or billed already.
    [[nodiscard]] Result<void> cancel();
    void setAddress();
    void setDoNotShip();
    void setVariance(const mapping::OrderVariance& variance);

    /// Earlier amendments whose result was not read back yet, then the new one, if any.
    [[nodiscard]] std::vector<Command> commands();

private:
    [[nodiscard]] bool hasField(const QString& field) const;
    [[nodiscard]] Command command(const QString& key, const Json& body) const;
    void set(const QString& path, Json value, const QString& from);

    const amazon::Order& m_order;
    QString m_key;
    const mapping::MappingInput& m_input;
    const Record& m_record;
    const PlanContext& m_context;

    // What NetSuite should hold now, from everything sent so far.
    Json m_sent = Json::object();
    std::set<QString> m_closed;
    bool m_isComplete = true; ///< no sent body was erased
    int m_done = 0;
    std::vector<Command> m_unread;

    Json m_body = Json::object();
    std::vector<std::pair<QString, QString>> m_origins;
    bool m_isPersonal = false, m_closesLines = false, m_changesTotals = false;
};

} // namespace causeway::flows
