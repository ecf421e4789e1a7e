// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/HandEdit.h"

#include <QCoreApplication>
#include <QSet>

#include "base/Text.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::HandEdit)
};

/// In lower case. Money must equal Amazon's; keys are how a document is found again.
bool isProtected(const QString& name)
{
    static const QSet<QString> kNames{
        QStringLiteral("externalid"),   QStringLiteral("otherrefnum"),  QStringLiteral("id"),
        QStringLiteral("tranid"),       QStringLiteral("amount"),       QStringLiteral("rate"),
        QStringLiteral("price"),        QStringLiteral("quantity"),     QStringLiteral("taxamount"),
        QStringLiteral("tax1amt"),      QStringLiteral("tax2amt"),      QStringLiteral("grossamt"),
        QStringLiteral("taxrate"),      QStringLiteral("taxrate1"),     QStringLiteral("taxrate2"),
        QStringLiteral("shippingcost"), QStringLiteral("handlingcost"), QStringLiteral("shippingtaxamt"),
        QStringLiteral("subtotal"),     QStringLiteral("total"),        QStringLiteral("taxtotal"),
        QStringLiteral("discountrate"), QStringLiteral("currency"),     QStringLiteral("exchangerate"),
        QStringLiteral("debit"),        QStringLiteral("credit"),       QStringLiteral("receipt"),
        QStringLiteral("items"),        QStringLiteral("entity"),       QStringLiteral("subsidiary")};
    return kNames.contains(name) || name.startsWith(QStringLiteral("custbody_amz_variance")) ||
           name == QStringLiteral("custbody_amz_order_id") || name == QStringLiteral("custbody_amz_settlement_id") ||
           name == QStringLiteral("custcol_amz_order_item_id");
}

bool holdsProtected(const Json& value)
{
    for (const auto& [key, member] : value.members()) {
        if (isProtected(key.toLower()) || holdsProtected(member))
            return true;
    }
    for (const Json& item : value.items()) {
        if (holdsProtected(item))
            return true;
    }
    return false;
}

Result<void> checkAt(const Json& patch, const Json& body, const QString& path)
{
    for (const auto& [key, member] : patch.members()) {
        const QString here = path.isEmpty() ? safeText(key) : path + u'.' + safeText(key);
        const Json& present = body[key];
        // {"location": {"id": "4"}} picks another record: the id is the value there, not a key.
        const bool reference = member.isObject() && member.size() == 1 && member[u"id"].isString();
        const bool refused = isProtected(key.toLower()) || (!reference && !member.isObject() && holdsProtected(present) &&
                                                            !(present.size() == 1 && present.contains(u"id")));
        if (refused) {
            Error error = Error::make(ErrorKind::Invalid, Words::tr("%1 cannot be edited by hand.").arg(here),
                                      Words::tr("Amounts, lines and keys follow Amazon's order. Correct the mapping or the order "
                                                "itself, or dismiss this record and book it by hand."),
                                      QStringLiteral("protected-field"));
            error.path = here;
            return fail(std::move(error));
        }
        if (member.isObject() && !reference) {
            if (auto inner = checkAt(member, present, here); !inner)
                return inner;
        } else if (member.isArray() && holdsProtected(member)) {
            return checkAt(Json::object({{QStringLiteral("items"), member}}), {}, here);
        }
    }
    return {};
}
} // namespace

Result<void> HandEdit::check(const Json& patch, const Json& body)
{
    if (!patch.isObject())
        return fail(ErrorKind::Invalid, Words::tr("An edit must be a JSON object with the fields to change."), {},
                    QStringLiteral("edit-form"));
    return checkAt(patch, body, {});
}

Json HandEdit::merge(const Json& body, const Json& patch)
{
    if (!patch.isObject())
        return patch;
    Json result = body.isObject() ? body : Json::object();
    for (const auto& [key, member] : patch.members()) {
        if (member.isNull())
            result.remove(key);
        else
            result.set(key, merge(result[key], member));
    }
    return result;
}

} // namespace causeway::engine
