// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/CustomFields.h"

#include <algorithm>

namespace causeway::netsuite {

namespace {
using Place = CustomField::Place;
constexpr CustomField kFields[] = {
    {"custbody_amz_order_id", Place::Body, "TEXT", "Amazon Order ID"},
    {"custbody_amz_settlement_id", Place::Body, "TEXT", "Amazon Settlement ID"},
    {"custbody_amz_channel", Place::Body, "TEXT", "Amazon Channel"},
    {"custbody_amz_fulfillment", Place::Body, "TEXT", "Amazon Fulfillment"},
    {"custbody_amz_variance_total", Place::Body, "CURRENCY", "Amazon Variance Total"},
    {"custbody_amz_variance_tax", Place::Body, "CURRENCY", "Amazon Variance Tax"},
    {"custbody_amz_variance_shipping", Place::Body, "CURRENCY", "Amazon Variance Shipping"},
    {"custbody_amz_variance_shipping_tax", Place::Body, "CURRENCY", "Amazon Variance Shipping Tax"},
    {"custbody_amz_buyer_po", Place::Body, "TEXT", "Amazon Buyer PO Number"},
    {"custbody_amz_do_not_ship", Place::Body, "CHECKBOX", "Amazon Do Not Ship"},
    {"custbody_amz_shipment_state", Place::Body, "TEXT", "Amazon Shipment State"},
    {"custcol_amz_order_item_id", Place::Column, "TEXT", "Amazon Order Item ID"},
    {"custitem_amz_listed", Place::Item, "CHECKBOX", "Listed on Amazon"},
};

bool contains(const Json& list, const QString& name)
{
    return std::any_of(list.items().begin(), list.items().end(),
                       [&](const Json& item) { return item.toString().compare(name, Qt::CaseInsensitive) == 0; });
}
} // namespace

std::span<const CustomField> customFields()
{
    return kFields;
}

std::vector<FieldCheck> checkFields(const Json& catalogue, const config::NetSuiteSettings& settings)
{
    std::vector<FieldCheck> checks;
    checks.reserve(std::size(kFields));
    for (const CustomField& field : kFields) {
        const QString ours = QString::fromLatin1(field.id);
        FieldCheck check{ours,
                         settings.field(ours),
                         field.place,
                         QString::fromLatin1(field.type),
                         QString::fromLatin1(field.label),
                         FieldState::Missing};
        const bool isKnown = contains(catalogue[u"customFields"], check.accountId);
        // Items are not in the catalogue (it would be several record types); that the field exists has to do.
        const bool isWritable = field.place == Place::Body ? contains(catalogue[u"fields"][u"salesOrder"], check.accountId)
                                : field.place == Place::Column
                                    ? contains(catalogue[u"fields"][u"salesOrder.item"], check.accountId)
                                    : isKnown;
        check.state = isWritable ? FieldState::Ready : isKnown ? FieldState::Hidden : FieldState::Missing;
        checks.push_back(std::move(check));
    }
    return checks;
}

} // namespace causeway::netsuite
