// SPDX-License-Identifier: GPL-3.0-or-later
// What the simulated NetSuite checks and computes when a record is written.
#include <algorithm>
#include <cmath>

#include <QDateTime>
#include <QRegularExpression>

#include "base/Currency.h"
#include "simulator/NetSuiteRecords.h"

namespace causeway::simulator {
namespace {

RestError refused(const QString& code, const QString& detail, const QString& path = {})
{
    return refusal(detail, path, code);
}

RestError invalidValue(const QString& value, const QString& field, const QString& path)
{
    return invalidFieldValue(value, field, path);
}

QString asText(const QJsonValue& value)
{
    return value.isDouble()   ? QString::number(value.toDouble())
           : value.isString() ? value.toString()
                              : QStringLiteral("(object)");
}

// Tax and shipping as this account computes them by itself. The demo company has a sales tax nexus of its own in New Mexico,
// taxes shipping in Hawaii, and a carrier surcharge for Alaska: the sources of differences against Amazon's figures.
constexpr double kNexusRate = 0.05125, kShippingTaxRate = 0.045, kSurcharge = 2.0;

} // namespace

tl::expected<QJsonObject, RestError> NetSuiteRecords::checkObject(const QJsonObject& given, const std::vector<FieldDef>& fields,
                                                                  const RecordType& type, const QString& kind,
                                                                  const QString& path, const WriteOptions& options) const
{
    QJsonObject result;
    for (auto it = given.begin(); it != given.end(); ++it) {
        const QString place = path.isEmpty() ? it.key() : path + QLatin1Char('.') + it.key();
        const auto known = std::find_if(fields.begin(), fields.end(), [&](const FieldDef& f) { return f.name == it.key(); });
        if (known != fields.end() && isAvailable(*known, m_features)) {
            if (known->kind == FieldKind::ReadOnly)
                continue;
            auto value = checkValue(*known, it.value(), type, place, options);
            if (!value) {
                if (options.values == Validation::Error)
                    return tl::unexpected<RestError>(value.error());
                continue;
            }
            result.insert(it.key(), *value);
            continue;
        }
        const CustomField* custom = customField(it.key());
        if (custom && custom->kind == kind) {
            const QJsonValue& value = it.value();
            const bool fits = value.isNull() || (custom->isBoolean  ? value.isBool()
                                                 : custom->isNumber ? value.isDouble()
                                                                    : value.isString() || value.isDouble());
            if (!fits)
                return tl::unexpected<RestError>(invalidValue(asText(value), it.key(), place));
            if (value.toString().size() > custom->maxLength)
                return tl::unexpected<RestError>(
                    refused(QStringLiteral("INVALID_CONTENT"),
                            QStringLiteral("The field %1 contained more than the maximum number ( %2 ) of characters allowed.")
                                .arg(it.key())
                                .arg(custom->maxLength),
                            place));
            result.insert(it.key(), value);
            continue;
        }
        if (type.isOpen && !it.key().startsWith(u"cust")) {
            result.insert(it.key(), it.value());
            continue;
        }
        if (options.names == Validation::Error)
            return tl::unexpected<RestError>(refused(QStringLiteral("INVALID_CONTENT"),
                                                     QStringLiteral("Unknown reference or field '%1'.").arg(it.key()), place));
        if (options.names == Validation::Warning && options.warnings)
            *options.warnings += QStringLiteral("Unknown field '%1' was ignored.").arg(place);
    }
    return result;
}

tl::expected<QJsonValue, RestError> NetSuiteRecords::checkValue(const FieldDef& field, const QJsonValue& value,
                                                                const RecordType& type, const QString& path,
                                                                const WriteOptions& options) const
{
    const auto wrong = [&] { return tl::unexpected<RestError>(invalidValue(asText(value), field.name, path)); };
    if (value.isNull())
        return value;
    switch (field.kind) {
    case FieldKind::Text:
        if (!value.isString())
            return wrong();
        if (field.maxLength > 0 && value.toString().size() > field.maxLength)
            return tl::unexpected<RestError>(
                refused(QStringLiteral("INVALID_CONTENT"),
                        QStringLiteral("The field %1 contained more than the maximum number ( %2 ) of characters allowed.")
                            .arg(field.name)
                            .arg(field.maxLength),
                        path));
        if (field.name == QStringLiteral("email")) {
            static const QRegularExpression kMail(QStringLiteral(R"(^[^@\s]+@[^@\s]+\.[^@\s]+$)"));
            if (!kMail.match(value.toString()).hasMatch())
                return wrong();
        }
        if ((field.name == QStringLiteral("phone") || field.name == QStringLiteral("addrPhone")) &&
            value.toString().count(QRegularExpression(QStringLiteral("[0-9]"))) < 7)
            return tl::unexpected<RestError>(
                refused(QStringLiteral("USER_ERROR"), QStringLiteral("Phone number should have seven digits or more."), path));
        return value;
    case FieldKind::Number:
        return value.isDouble() ? tl::expected<QJsonValue, RestError>(value) : wrong();
    case FieldKind::Integer:
        return value.isDouble() && value.toDouble() == std::floor(value.toDouble()) ? tl::expected<QJsonValue, RestError>(value)
                                                                                    : wrong();
    case FieldKind::Boolean:
        return value.isBool() ? tl::expected<QJsonValue, RestError>(value) : wrong();
    case FieldKind::Date:
        return QDate::fromString(value.toString(), Qt::ISODate).isValid() && value.toString().size() == 10
                   ? tl::expected<QJsonValue, RestError>(value)
                   : wrong();
    case FieldKind::DateTime:
        return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).isValid() ? tl::expected<QJsonValue, RestError>(value)
                                                                                    : wrong();
    case FieldKind::Enumeration: {
        // The shape of undepFunds is not documented: a box by SOAP, an enumeration by the REST browser.
        const QString id = value.isString() ? value.toString()
                           : value.isBool() && field.name == QStringLiteral("undepFunds")
                               ? (value.toBool() ? QStringLiteral("T") : QStringLiteral("F"))
                               : value[QStringLiteral("id")].toString();
        const bool isCountry = field.name == QStringLiteral("country");
        static const QRegularExpression kCountry(QStringLiteral("^[A-Z]{2}$"));
        if (id.isEmpty() || (isCountry && !kCountry.match(id).hasMatch()) ||
            (field.name == QStringLiteral("orderStatus") && id != QStringLiteral("A") && id != QStringLiteral("B")))
            return tl::unexpected<RestError>(invalidValue(id, field.name, path));
        return QJsonObject{{QStringLiteral("id"), id}};
    }
    case FieldKind::Reference:
        return checkReference(field, value, path);
    case FieldKind::Address: {
        if (!value.isObject())
            return wrong();
        auto address = checkObject(value.toObject(), addressFields(), type, QStringLiteral("ADDRESS"), path, options);
        return address ? tl::expected<QJsonValue, RestError>(*address) : tl::unexpected<RestError>(address.error());
    }
    case FieldKind::Sublist: {
        if (!value[QStringLiteral("items")].isArray())
            return wrong();
        QJsonArray lines;
        int index = 0;
        for (const QJsonValue& line : value[QStringLiteral("items")].toArray()) {
            auto checked = checkObject(line.toObject(), type.sublists.at(field.name), type, QStringLiteral("COLUMN"),
                                       QStringLiteral("%1.items[%2]").arg(path).arg(index++), options);
            if (!checked)
                return tl::unexpected<RestError>(checked.error());
            lines.append(*checked);
        }
        return QJsonObject{{QStringLiteral("items"), lines}};
    }
    case FieldKind::ReadOnly:
        break;
    }
    return value;
}

tl::expected<QJsonValue, RestError> NetSuiteRecords::checkReference(const FieldDef& field, const QJsonValue& value,
                                                                    const QString& path) const
{
    const QJsonObject object = value.toObject();
    QString id = value.isString()   ? value.toString()
                 : value.isDouble() ? QString::number(value.toDouble())
                                    : object[QStringLiteral("id")].toVariant().toString();
    const QString typeName = field.target == QStringLiteral("item") ? QStringLiteral("inventoryItem") : field.target;
    const RecordType* type = recordType(typeName);
    if (id.isEmpty() && object.contains(QStringLiteral("externalId")) && type) {
        const NetSuiteRecord* record = findExternal(*type, object[QStringLiteral("externalId")].toString());
        id = record ? QString::number(record->id) : QString();
        if (!record)
            return tl::unexpected<RestError>(invalidValue(object[QStringLiteral("externalId")].toString(), field.name, path));
    }
    if (id.isEmpty())
        return tl::unexpected<RestError>(invalidValue(asText(value), field.name, path));
    // Price level -1 is "custom": no record stands behind it.
    if (field.target == QStringLiteral("priceLevel") && id == QStringLiteral("-1"))
        return QJsonObject{{QStringLiteral("id"), id}};
    if (type) {
        const NetSuiteRecord* record = find(*type, id.toLongLong());
        if (!record || record->body[QStringLiteral("isInactive")].toBool())
            return tl::unexpected<RestError>(invalidValue(id, field.name, path));
    }
    return QJsonObject{{QStringLiteral("id"), id}};
}

std::optional<RestError> NetSuiteRecords::checkRules(const RecordType& type, QJsonObject& body, qint64 id) const
{
    if (type.name == QStringLiteral("customer"))
        return checkCustomer(body);
    if (type.posts) {
        if (auto error = checkPeriod(body))
            return error;
    }
    if (isMovement(type))
        return checkMovement(type, body, id);
    if (isSalesDocument(type)) {
        if (auto error = checkSalesOrder(body))
            return error;
        return type.name == QStringLiteral("salesOrder") ? checkShippedLines(body, id) : checkSalesDocument(type, body, id);
    }
    return type.group == QStringLiteral("transaction") ? checkMoney(type, body, id) : std::nullopt;
}

std::optional<RestError> NetSuiteRecords::checkCustomer(QJsonObject& body) const
{
    const bool isPerson = body.value(QStringLiteral("isPerson")).toBool();
    QStringList missing;
    if (!isPerson && body.value(QStringLiteral("companyName")).toString().isEmpty())
        missing += QStringLiteral("Company Name");
    if (isPerson && body.value(QStringLiteral("lastName")).toString().isEmpty())
        missing += QStringLiteral("Last Name");
    if (m_features.oneWorld && referenceId(body, QStringLiteral("subsidiary")).isEmpty())
        missing += QStringLiteral("Primary Subsidiary");
    if (!missing.isEmpty())
        return refused(QStringLiteral("USER_ERROR"),
                       QStringLiteral("Please enter value(s) for: %1").arg(missing.join(QStringLiteral(", "))));
    if (m_features.multiCurrency && referenceId(body, QStringLiteral("currency")).isEmpty())
        body.insert(QStringLiteral("currency"), QJsonObject{{QStringLiteral("id"), QStringLiteral("1")}});
    return std::nullopt;
}

std::optional<RestError> NetSuiteRecords::checkPeriod(const QJsonObject& body) const
{
    const QString text = body[QStringLiteral("tranDate")].toString();
    const QDate date =
        text.isEmpty() ? QDateTime::fromMSecsSinceEpoch(m_nowMs(), Qt::UTC).date() : QDate::fromString(text, Qt::ISODate);
    if (!m_closedMonths.contains(date.toString(u"yyyy-MM")))
        return std::nullopt;
    return refused(QStringLiteral("USER_ERROR"),
                   QStringLiteral("The transaction date you specified is not within the date range of your accounting period, or "
                                  "the period is closed."),
                   QStringLiteral("tranDate"));
}

std::optional<RestError> NetSuiteRecords::checkSalesOrder(QJsonObject& body) const
{
    const QString entityId = referenceId(body, QStringLiteral("entity"));
    if (entityId.isEmpty())
        return refused(QStringLiteral("USER_ERROR"), QStringLiteral("Please enter value(s) for: Customer"),
                       QStringLiteral("entity"));
    const QJsonArray lines = linesOf(body, QStringLiteral("item"));
    if (lines.isEmpty())
        return refused(QStringLiteral("USER_ERROR"),
                       QStringLiteral("You must enter at least one line item for this transaction."), QStringLiteral("item"));
    const NetSuiteRecord& customer = *find(*recordType(u"customer"), entityId.toLongLong());
    if (m_features.oneWorld) {
        const QString own = referenceId(customer.body, QStringLiteral("subsidiary")),
                      given = referenceId(body, QStringLiteral("subsidiary"));
        if (!given.isEmpty() && given != own)
            return invalidValue(given, QStringLiteral("subsidiary"), QStringLiteral("subsidiary"));
        body.insert(QStringLiteral("subsidiary"), QJsonObject{{QStringLiteral("id"), own}});
    }
    if (m_features.multiCurrency) {
        QStringList allowed{referenceId(customer.body, QStringLiteral("currency"))};
        for (const QJsonValue& line : linesOf(customer.body, QStringLiteral("currencyList")))
            allowed += referenceId(line.toObject(), QStringLiteral("currency"));
        const QString given = referenceId(body, QStringLiteral("currency"));
        if (given.isEmpty())
            body.insert(QStringLiteral("currency"), QJsonObject{{QStringLiteral("id"), allowed.first()}});
        else if (!allowed.contains(given))
            return refused(QStringLiteral("USER_ERROR"),
                           QStringLiteral("Invalid currency reference key %1 for entity %2.").arg(given, entityId),
                           QStringLiteral("currency"));
    }
    const QString subsidiary = referenceId(body, QStringLiteral("subsidiary"));
    const auto wrongLocation = [&](const QString& id) {
        const NetSuiteRecord* location = find(*recordType(u"location"), id.toLongLong());
        return m_features.oneWorld && location && referenceId(location->body, QStringLiteral("subsidiary")) != subsidiary;
    };
    if (const QString id = referenceId(body, QStringLiteral("location")); !id.isEmpty() && wrongLocation(id))
        return invalidValue(id, QStringLiteral("location"), QStringLiteral("location"));
    for (int i = 0; i < lines.size(); ++i) {
        const QJsonObject line = lines[i].toObject();
        const QString place = QStringLiteral("item.items[%1]").arg(i), itemId = referenceId(line, QStringLiteral("item"));
        if (itemId.isEmpty())
            return refused(QStringLiteral("USER_ERROR"), QStringLiteral("Please choose an item to add"),
                           place + QStringLiteral(".item"));
        if (const auto reject = m_rejects.find(itemId); reject != m_rejects.end())
            return refused(QStringLiteral("USER_ERROR"), reject->second);
        if (const QString id = referenceId(line, QStringLiteral("location")); !id.isEmpty() && wrongLocation(id))
            return invalidValue(id, QStringLiteral("location"), place + QStringLiteral(".location"));
        if (line[QStringLiteral("quantity")].toDouble(1) < 0)
            return refused(QStringLiteral("USER_ERROR"), QStringLiteral("Quantity must be positive."),
                           place + QStringLiteral(".quantity"));
    }
    return std::nullopt;
}

/// What left the house stays on the order.
std::optional<RestError> NetSuiteRecords::checkShippedLines(const QJsonObject& body, qint64 id) const
{
    if (id == 0 || !hasDependents(id))
        return std::nullopt;
    const QJsonArray lines = linesOf(body, QStringLiteral("item"));
    for (int i = 0; i < lines.size(); ++i) {
        const double moved = taken(id, lines[i][QStringLiteral("line")].toInt(), {QStringLiteral("itemFulfillment")}, 0);
        if (lines[i][QStringLiteral("quantity")].toDouble(1) < moved)
            return refused(QStringLiteral("USER_ERROR"),
                           QStringLiteral("The quantity cannot be less than the quantity fulfilled (%1).").arg(moved),
                           QStringLiteral("item.items[%1].quantity").arg(i));
    }
    return std::nullopt;
}

void NetSuiteRecords::computeTotals(QJsonObject& body) const
{
    const double scale = std::pow(10.0, minorUnitDigits(currencySymbol(body)));
    const auto minor = [&](double amount) { return std::llround(amount * scale); };
    const auto major = [&](qint64 amount) { return static_cast<double>(amount) / scale; };
    QJsonArray lines;
    qint64 subtotal = 0, goods = 0;
    for (const QJsonValue& value : linesOf(body, QStringLiteral("item"))) {
        QJsonObject line = value.toObject();
        const double quantity = line.value(QStringLiteral("quantity")).toDouble(1);
        const NetSuiteRecord* item = find(*recordType(u"inventoryItem"), referenceId(line, QStringLiteral("item")).toLongLong());
        const QString price = referenceId(line, QStringLiteral("price"));
        // A price level other than custom brings its own rate, whatever was sent.
        if (item && !price.isEmpty() && price != QStringLiteral("-1")) {
            line.insert(QStringLiteral("rate"), item->body.value(QStringLiteral("basePrice")).toDouble());
            line.remove(QStringLiteral("amount"));
        }
        const qint64 amount = line.value(QStringLiteral("amount")).isDouble()
                                  ? minor(line.value(QStringLiteral("amount")).toDouble())
                                  : minor(line.value(QStringLiteral("rate")).toDouble() * quantity);
        line.insert(QStringLiteral("amount"), major(amount));
        line.insert(QStringLiteral("quantity"), quantity);
        lines.append(line);
        subtotal += amount;
        if (item && item->body.value(QStringLiteral("itemType")).toString() == QStringLiteral("InvtPart"))
            goods += amount;
    }
    body.insert(QStringLiteral("item"), QJsonObject{{QStringLiteral("items"), lines}});

    const QString state = body.value(QStringLiteral("shippingAddress"))[QStringLiteral("state")].toString();
    const bool isUs = body.value(QStringLiteral("shippingAddress"))[QStringLiteral("country")][QStringLiteral("id")].toString() ==
                      QStringLiteral("US");
    qint64 shipping = minor(body.value(QStringLiteral("shippingCost")).toDouble());
    if (isUs && state == QStringLiteral("AK") && shipping > 0 && !body.contains(QStringLiteral("simSurcharged"))) {
        shipping += minor(kSurcharge);
        body.insert(QStringLiteral("shippingCost"), major(shipping));
        body.insert(QStringLiteral("simSurcharged"), true); // once, not at every save
    }
    qint64 tax = 0, shippingTax = 0;
    if (m_features.suiteTax && body.value(QStringLiteral("taxDetailsOverride")).toBool()) {
        for (const QJsonValue& detail : linesOf(body, QStringLiteral("taxDetails")))
            tax += minor(detail[QStringLiteral("taxAmount")].toDouble());
    } else if (isUs) {
        if (state == QStringLiteral("NM"))
            tax = std::llround(static_cast<double>(goods) * kNexusRate);
        if (state == QStringLiteral("HI"))
            shippingTax = std::llround(static_cast<double>(shipping) * kShippingTaxRate);
    }
    body.insert(QStringLiteral("subtotal"), major(subtotal));
    body.insert(QStringLiteral("taxTotal"), major(tax + shippingTax));
    body.insert(QStringLiteral("shippingTaxAmount"), major(shippingTax));
    body.insert(QStringLiteral("total"),
                major(subtotal + shipping + minor(body.value(QStringLiteral("handlingCost")).toDouble()) + tax + shippingTax));
}

} // namespace causeway::simulator
