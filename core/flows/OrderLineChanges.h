// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>

#include "amazon/Order.h"
#include "base/Result.h"
#include "mapping/OrderMapper.h"

namespace causeway::flows {

/// Which lines of a sales order no longer say what Amazon says since it was written: units that were cancelled one by one, or
/// added. Three versions of each line are compared: what was written, what NetSuite shows now, and what Amazon's order gives. A
/// line that Amazon left alone is left alone, whatever a person did with it; one that both changed is a conflict. Charges follow
/// when the lines stand as they were written. Pure.
class OrderLineChanges final
{
public:
    struct Input
    {
        const mapping::MappedOrder& wanted;
        const Json& written;                    ///< lines of the body the sales order was made with
        const std::map<QString, Json>& amended; ///< by line number: what amendments wrote since
        const Json& shown;                      ///< lines as readOrderLines() shows them
        const std::set<QString>& closed;        ///< numbers of lines that were closed by us
        QString documentName, orderItemField;
    };
    explicit OrderLineChanges(Input input) : m_input(std::move(input)) {}

    /// Fills patches(). Conflict "edited-by-person", Rejected "changed-after-shipment", "changed-after-billing".
    [[nodiscard]] Result<void> compare();
    [[nodiscard]] const Json& patches() const { return m_patches; } ///< [{"line","quantity","rate","amount"}…]
    [[nodiscard]] bool adds() const { return m_adds; }              ///< some quantity grows
    [[nodiscard]] bool isBilled() const { return m_isBilled; }

private:
    [[nodiscard]] Result<void> compareProduct(const mapping::OrderLine& product);
    [[nodiscard]] Result<void> compareCharges();
    [[nodiscard]] const Json* shownOf(const QString& orderItemId) const;
    [[nodiscard]] const Json* writtenOf(const QString& orderItemId) const;
    [[nodiscard]] Json asWritten(const Json& line, const QString& number) const;
    [[nodiscard]] bool isOpen(const Json& shown) const;
    [[nodiscard]] Error edited(const QString& number, const QString& written, const QString& shown, const QString& wanted) const;

    Input m_input;
    Json m_patches = Json::array();
    bool m_adds = false, m_isBilled = false;
};

} // namespace causeway::flows
