// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/FieldRules.h"

#include <QRegularExpression>

#include "mapping/Draft.h"
#include "mapping/ShipTo.h"

namespace causeway::mapping {

namespace {
constexpr qsizetype kLongest = 300;

const QString kField =
    QStringLiteral("(custbody_(?!amz_)[a-z0-9_]+|memo|message|class|department|location|salesRep|partner|leadSource|"
                   "terms|customForm|shipComplete)");
const QString kText = QStringLiteral("([^{};=]|\\{(orderId|sellerOrderId|store|channel|marketplace|fulfillment|serviceLevel|"
                                     "purchaseDay|replacementOf)\\})+");

QString replaced(QString text, const FieldFacts& facts)
{
    const std::pair<const char*, const QString*> placeholders[] = {{"{orderId}", &facts.orderId},
                                                                   {"{sellerOrderId}", &facts.sellerOrderId},
                                                                   {"{store}", &facts.store},
                                                                   {"{channel}", &facts.channel},
                                                                   {"{marketplace}", &facts.marketplace},
                                                                   {"{fulfillment}", &facts.fulfillment},
                                                                   {"{serviceLevel}", &facts.serviceLevel},
                                                                   {"{purchaseDay}", &facts.purchaseDay},
                                                                   {"{replacementOf}", &facts.replacementOf}};
    for (const auto& [name, value] : placeholders)
        text.replace(QString::fromLatin1(name), *value);
    return text;
}
} // namespace

QString fieldRulesPattern()
{
    const QString rule = QStringLiteral("\\s*%1\\s*=%2").arg(kField, kText);
    return QStringLiteral("^(%1(;%1)*;?\\s*)?$").arg(rule);
}

std::vector<FieldRule> fieldRules(const QString& setting)
{
    std::vector<FieldRule> rules;
    if (!QRegularExpression(fieldRulesPattern()).match(setting).hasMatch())
        return rules;
    for (const QString& one : setting.split(u';', Qt::SkipEmptyParts)) {
        const FieldRule rule{one.section(u'=', 0, 0).trimmed(), one.section(u'=', 1).trimmed()};
        if (!rule.field.isEmpty() && !rule.text.isEmpty())
            rules.push_back(rule);
    }
    return rules;
}

Json fieldValue(const FieldRule& rule, const FieldFacts& facts)
{
    static const QRegularExpression kId(QStringLiteral("^id:(-?[0-9]+)$"));
    if (const auto id = kId.match(rule.text); id.hasMatch())
        return reference(id.captured(1));
    if (rule.text == QStringLiteral("true") || rule.text == QStringLiteral("false"))
        return rule.text == QStringLiteral("true");
    const QString text = fitted(replaced(rule.text, facts).simplified(), kLongest);
    return text.isEmpty() ? Json() : Json(text);
}

} // namespace causeway::mapping
