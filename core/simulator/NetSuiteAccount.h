// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator/NetSuiteRecords.h"

namespace causeway::simulator {

/// Fills the account of Northfield Outdoor: subsidiaries, currencies, places, accounts, items, house customers, periods,
/// features.
void fillAccount(NetSuiteRecords& records, quint64 seed, QDate today);

/// Names of the feature ids of table companyfeaturesetup.
namespace feature {
inline const QString kOneWorld = QStringLiteral("SUBSIDIARIES"), kMultiLocation = QStringLiteral("MULTILOCINVT"),
                     kMultiCurrency = QStringLiteral("MULTICURRENCY"), kSuiteTax = QStringLiteral("TAX_OVERHAUL");
} // namespace feature

/// Metadata catalogue: OpenAPI 3 of the chosen records, fields as the features allow.
[[nodiscard]] QJsonObject metadataCatalogue(const NetSuiteRecords& records, const QStringList& select, const QString& baseUrl);

} // namespace causeway::simulator
