// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Masking.h"

#include <QSet>

namespace causeway::engine {

namespace {
/// Amazon's and NetSuite's names, in lower case.
const QSet<QString>& personalFields()
{
    static const QSet<QString> kFields{QStringLiteral("buyername"),
                                       QStringLiteral("buyeremail"),
                                       QStringLiteral("buyercompanyname"),
                                       QStringLiteral("buyerpurchaseordernumber"),
                                       QStringLiteral("companyname"),
                                       QStringLiteral("addressline1"),
                                       QStringLiteral("addressline2"),
                                       QStringLiteral("addressline3"),
                                       QStringLiteral("city"),
                                       QStringLiteral("districtorcounty"),
                                       QStringLiteral("municipality"),
                                       QStringLiteral("postalcode"),
                                       QStringLiteral("phone"),
                                       QStringLiteral("altphone"),
                                       QStringLiteral("mobilephone"),
                                       QStringLiteral("homephone"),
                                       QStringLiteral("fax"),
                                       QStringLiteral("email"),
                                       QStringLiteral("altemail"),
                                       QStringLiteral("firstname"),
                                       QStringLiteral("middlename"),
                                       QStringLiteral("lastname"),
                                       QStringLiteral("altname"),
                                       QStringLiteral("entityid"),
                                       QStringLiteral("addr1"),
                                       QStringLiteral("addr2"),
                                       QStringLiteral("addr3"),
                                       QStringLiteral("addressee"),
                                       QStringLiteral("attention"),
                                       QStringLiteral("addrphone"),
                                       QStringLiteral("addrtext"),
                                       QStringLiteral("zip"),
                                       QStringLiteral("giftmessage"),
                                       QStringLiteral("giftmessagetext"),
                                       QStringLiteral("custbody_amz_buyer_po"),
                                       QStringLiteral("custbody_amz_gift_message"),
                                       QStringLiteral("custcol_amz_gift_message"),
                                       QStringLiteral("memo"),
                                       QStringLiteral("message"),
                                       QStringLiteral("printoncheckas"),
                                       QStringLiteral("comments"),
                                       QStringLiteral("latitude"),
                                       QStringLiteral("longitude"),
                                       QStringLiteral("dropofflocation"),
                                       QStringLiteral("addressinstruction")};
    return kFields;
}

/// Objects that are about a person as a whole.
bool isAboutAPerson(const QString& key)
{
    return key.contains(QStringLiteral("address")) || key == QStringLiteral("buyer") || key == QStringLiteral("recipient") ||
           key == QStringLiteral("buyerinfo") || key == QStringLiteral("gift") || key == QStringLiteral("giftoption") ||
           key == QStringLiteral("deliverypreference");
}

bool isHarmless(const QString& key)
{
    static const QSet<QString> kHarmless{
        QStringLiteral("countrycode"),   QStringLiteral("country"), QStringLiteral("state"),
        QStringLiteral("stateorregion"), QStringLiteral("id"),      QStringLiteral("refname"),
        QStringLiteral("addresstype"),   QStringLiteral("receipt"), QStringLiteral("giftwraplevel"),
        QStringLiteral("externalid")};
    return kHarmless.contains(key);
}

/// The configuration may give our fields the account's own names; what such a field holds cannot be told from its name.
bool isForeignField(const QString& key)
{
    return (key.startsWith(QStringLiteral("custbody")) || key.startsWith(QStringLiteral("custcol")) ||
            key.startsWith(QStringLiteral("custentity"))) &&
           !key.startsWith(QStringLiteral("custbody_amz_")) && !key.startsWith(QStringLiteral("custcol_amz_"));
}

QString maskedText(const QString& text)
{
    if (text.isEmpty())
        return text;
    const qsizetype first = text.at(0).isHighSurrogate() && text.size() > 1 ? 2 : 1;
    return text.first(first) + QStringLiteral("\u2022\u2022\u2022");
}

Json masked(const Json& value, bool personal, bool inside)
{
    if (value.isString())
        return personal ? Json(maskedText(value.toString())) : value;
    if (value.isNumber())
        return personal ? Json(QStringLiteral("\u2022\u2022\u2022")) : value;
    if (value.isArray()) {
        Json::Array items;
        for (const Json& item : value.items())
            items.push_back(masked(item, personal, inside));
        return Json::array(std::move(items));
    }
    if (value.isObject()) {
        Json::Object members;
        for (const auto& [key, member] : value.members()) {
            const QString name = key.toLower();
            const bool within = inside || isAboutAPerson(name);
            const bool hide = personalFields().contains(name) || isForeignField(name) || (within && !isHarmless(name));
            members.emplace_back(key, masked(member, hide, within));
        }
        return Json::object(std::move(members));
    }
    return value;
}
} // namespace

Json maskPersonalData(const Json& body)
{
    return masked(body, false, false);
}

} // namespace causeway::engine
