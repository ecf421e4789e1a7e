// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "amazon/Order.h"
#include "base/Json.h"

namespace causeway::mapping {

/// The line "Amazon …" that we keep in a customer's address book. Its label says of which order (time of purchase) the address is
/// and carries a mark of what was written: so NetSuite itself tells whether a person changed the line since, also after our own
/// copies of addresses were erased, and an older order never replaces the address of a newer one.
///
///   Amazon 2026-11-23T10:00:00Z (1f3a9c2b)
struct AddressLabel
{
    qint64 purchasedAtMs = 0;
    QString mark; ///< 8 hex digits of a hash of the parts of the address that NetSuite keeps as they are written

    [[nodiscard]] static AddressLabel of(const Json& address, qint64 purchasedAtMs);
    /// Nullopt: not a label of ours.
    [[nodiscard]] static std::optional<AddressLabel> parse(const QString& label);
    [[nodiscard]] QString toString() const;
};

/// Mark of an address subrecord: addressee, attention, street, city and postcode, whatever their blanks and letter case. States,
/// countries and phones do not count: NetSuite may write them in its own way.
[[nodiscard]] QString addressMark(const Json& address);
/// The address-book line of a new customer.
[[nodiscard]] Json newAddressLine(const Json& address, qint64 purchasedAtMs);

/// lines: the customer's address book as NetSuite shows it (items of "addressBook"). The line to send so that ours holds this
/// address: with the key of the sublist, "internalId", so that this line is changed and none is added. Nullopt: nothing to write,
/// because it is there, is of a newer order, was changed by a person, or cannot be told from other lines. Pure.
[[nodiscard]] std::optional<Json> addressLineChange(const Json& lines, const Json& address, qint64 purchasedAtMs);

} // namespace causeway::mapping
