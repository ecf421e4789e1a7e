// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>
#include <QUrl>

/// Addresses of pages that people look at. They are built from ids only, never taken from a payload, and lead to the account's
/// own NetSuite host and to Seller Central: nothing a remote sent decides where a browser goes.
namespace causeway::engine::links {

/// https://<account>.app.netsuite.com/…; nothing when the account or the internal id has not the form of one. type: REST record
/// type, e.g. "salesOrder"; what Amazon keeps (shipmentConfirmation) has no page there.
[[nodiscard]] std::optional<QUrl> netSuite(const QString& account, const QString& type, const QString& id);
/// The order's page in the Seller Central of its marketplace; nothing when one of the ids is not Amazon's.
[[nodiscard]] std::optional<QUrl> sellerCentral(const QString& marketplaceId, const QString& orderId);
/// Whether the text is an Amazon order id (3-7-7 digits).
[[nodiscard]] bool isOrderId(const QString& text);

} // namespace causeway::engine::links
