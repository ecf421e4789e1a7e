// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>

#include "amazon/Order.h"
#include "flows/Flow.h"
#include "mapping/MappingInput.h"
#include "mapping/OrderMapper.h"
#include "mapping/OrderVariance.h"

namespace causeway::flows {

/// What a sales order (or invoice, or cash sale) that exists needs in addition, as one PATCH. It is compared with what was sent
/// so far (body of the sales order plus earlier amendments), so that the same amendment is never sent twice and a change back is
/// sent too. Key: <sales order key>-U-<12 hex: 2 of the ordinal, 10 of the body hash>; the ordinal is the number of amendments
/// done before, so that keys sort in the order of sending. A field that a person changed in NetSuite since it was written is
/// never overwritten. Pure.
class OrderAmendment final
{
public:
    OrderAmendment(const amazon::Order& order, QString key, mapping::OrderDocument document, const mapping::MappingInput& input,
                   const Record& record, const PlanContext& context);

    /// The change that setAddress() would make to what was sent; empty when there is none.
    [[nodiscard]] static std::optional<Json> addressChange(const amazon::Order& order, const Json& sent, const Json& edit,
                                                           const mapping::OrderSettings& settings);
    /// Fields as sent so far: the body of the document with its amendments, without lines; null when a body was erased.
    [[nodiscard]] static Json sentFields(const QString& key, const std::map<QString, Receipt>& receipts,
                                         const std::map<QString, Json>& sentBodies);

    /// Closes the lines that are still open, or only flags the order. Rejected when it was shipped or billed already.
    [[nodiscard]] Result<void> cancel();
    /// Closes the lines of items that Amazon cancelled alone. Rejected when such a line was shipped already.
    [[nodiscard]] Result<void> cancelItems();
    /// Changes quantities and amounts of lines of which Amazon's order now has fewer or more units; see OrderLineChanges.
    [[nodiscard]] Result<void> changeLines(const mapping::MappedOrder& wanted);
    /// changeLines() found something: what NetSuite computed so far is about to be another amount.
    [[nodiscard]] bool changesLines() const { return m_changesLines; }
    void setAddress();
    void setDoNotShip();
    void setVariance(const mapping::OrderVariance& variance);

    /// Not empty: a person decides first.
    [[nodiscard]] const QString& reviewReason() const { return m_reviewReason; }
    /// Conflict when a person changed in NetSuite what would be changed now.
    [[nodiscard]] Result<void> checkEdits() const;
    /// Earlier amendments whose result was not read back yet, then the new one, if any.
    [[nodiscard]] std::vector<Command> commands();

private:
    [[nodiscard]] const Json& shown() const; ///< the document as lookUp() read it; null when it did not
    [[nodiscard]] Result<void> checkField(const QString& name, const Json& wanted) const;
    [[nodiscard]] Result<void> checkAddress() const;
    [[nodiscard]] Error editedByAPerson(const QString& field, const QString& versions) const;
    [[nodiscard]] bool isOpenLine(const Json& line) const;
    void closeLines(const QStringList& numbers, const QString& from);
    void addLines(const Json::Array& lines, const QString& from);
    [[nodiscard]] bool hasField(const QString& field) const;
    [[nodiscard]] Command command(const QString& key, const Json& body) const;
    void set(const QString& path, Json value, const QString& from);

    const amazon::Order& m_order;
    QString m_key;
    mapping::OrderDocument m_document;
    const mapping::MappingInput& m_input;
    const Record& m_record;
    const PlanContext& m_context;

    // What NetSuite should hold now, from everything sent so far.
    Json m_sent = Json::object();
    Json m_sentLines;                       ///< of the body it was made with
    std::map<QString, Json> m_amendedLines; ///< by number: what amendments wrote over them
    std::set<QString> m_closed;
    bool m_isComplete = true; ///< no sent body was erased
    int m_done = 0;
    std::vector<Command> m_unread;

    Json m_body = Json::object();
    std::vector<std::pair<QString, QString>> m_origins;
    bool m_isPersonal = false, m_closesLines = false, m_isReadBack = false, m_changesLines = false;
    QString m_reviewReason;
};

} // namespace causeway::flows
