// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "base/Json.h"

namespace causeway::mapping {

/// A field of the document that the merchant fills by a rule of his own, beside those that are always filled.
struct FieldRule
{
    QString field; ///< NetSuite's name: "memo", "custbody_region"
    QString text;  ///< with {placeholders}; "id:12" names a record, "true" and "false" tick a box
};

/// What a placeholder may stand for. No personal data.
struct FieldFacts
{
    QString orderId, sellerOrderId, store, channel, marketplace, fulfillment, serviceLevel, purchaseDay, replacementOf;
};

/// "memo={store} {orderId}; custbody_region=West; salesRep=id:12". What has not this form is left out: the schema refused it.
[[nodiscard]] std::vector<FieldRule> fieldRules(const QString& setting);
/// Regular expression of the whole setting, for the schema: only fields that carry neither money nor identity.
[[nodiscard]] QString fieldRulesPattern();
/// Null when nothing is left to write, because what the placeholders stand for is empty.
[[nodiscard]] Json fieldValue(const FieldRule& rule, const FieldFacts& facts);

} // namespace causeway::mapping
