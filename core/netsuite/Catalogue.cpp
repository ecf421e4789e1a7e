// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/Catalogue.h"

#include <QCoreApplication>

#include "netsuite/Client.h"

namespace causeway::netsuite {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::netsuite::Catalogue)
};

const QString kSalesOrder = QStringLiteral("salesOrder");
const QString kSalesOrderLine = QStringLiteral("salesOrder.item");
const QString kCustomer = QStringLiteral("customer");

/// The schema a "$ref" points to ("#/components/schemas/NAME"), or the value itself.
const Json& resolved(const Json& schemas, const Json& value)
{
    const Json* reference = value.find(u"$ref");
    return reference == nullptr ? value : schemas[reference->toString().section(u'/', -1)];
}

QStringList namesOf(const Json& schema)
{
    QStringList names;
    for (const auto& [name, property] : schema[u"properties"].members())
        names << name;
    return names;
}

/// A value that the account does not show is simply not known: only failures of the connection are errors.
Result<std::vector<SuiteQlRow>> tolerant(Client& client, const QString& query, const StopToken& stop)
{
    auto rows = client.suiteQl(query, {}, stop);
    const bool isAbsent =
        !rows && (rows.error().httpStatus == 400 || rows.error().httpStatus == 403 || rows.error().httpStatus == 404);
    if (isAbsent)
        return std::vector<SuiteQlRow>{};
    return rows;
}

QString value(const SuiteQlRow& row, const QString& column)
{
    const auto found = row.find(column);
    return found == row.end() ? QString() : found->second;
}

Json list(const QStringList& texts)
{
    Json array = Json::array();
    for (const QString& text : texts)
        array.append(text);
    return array;
}

/// Reads one catalogue step by step; the first error ends it.
class Reader
{
public:
    Reader(Client& client, const StopToken& stop) : m_client(client), m_stop(stop) {}

    [[nodiscard]] Result<Catalogue> run()
    {
        for (const auto step :
             {&Reader::readFields, &Reader::readFeatures, &Reader::readCustomFields, &Reader::readCurrencies,
              &Reader::readSubsidiaries, &Reader::readLocations, &Reader::readClasses, &Reader::readDepartments}) {
            if (auto done = (this->*step)(); !done)
                return fail(done.error());
        }
        return m_result;
    }

private:
    [[nodiscard]] Result<void> readFields()
    {
        const auto json = m_client.metadata({kSalesOrder, kCustomer}, m_stop);
        if (!json)
            return fail(json.error());
        const Json& schemas = (*json)[u"components"][u"schemas"];
        const Json& order = schemas[kSalesOrder];
        const Json& lines = resolved(schemas, order[u"properties"][u"item"]);
        const Json& line = resolved(schemas, resolved(schemas, lines[u"properties"][u"items"])[u"items"]);
        m_result.fields[kSalesOrder] = namesOf(order);
        m_result.fields[kSalesOrderLine] = namesOf(line);
        m_result.fields[kCustomer] = namesOf(schemas[kCustomer]);
        if (m_result.fields[kSalesOrder].isEmpty() || m_result.fields[kSalesOrderLine].isEmpty())
            return fail(ErrorKind::Auth, Words::tr("NetSuite does not show the fields of sales orders."),
                        Words::tr("Give the role the permission “Sales Order” (Edit) and test the connection again."),
                        QStringLiteral("no-metadata"));
        return {};
    }

    [[nodiscard]] bool has(const QString& record, const QString& field) const
    {
        const auto found = m_result.fields.find(record);
        return found != m_result.fields.end() && found->second.contains(field);
    }

    [[nodiscard]] Result<void> readFeatures()
    {
        // What can be sent is decided by the property; the switch on "Enable Features" only tells stock by location and SuiteTax
        // apart.
        m_result.oneWorld = has(kSalesOrder, QStringLiteral("subsidiary"));
        m_result.multiCurrency = has(kSalesOrder, QStringLiteral("currency"));
        m_result.classes = has(kSalesOrder, QStringLiteral("class"));
        m_result.departments = has(kSalesOrder, QStringLiteral("department"));
        m_result.legacyTaxInRest = has(kSalesOrderLine, QStringLiteral("taxCode"));
        m_result.multiLocation = has(kSalesOrderLine, QStringLiteral("location"));
        m_result.suiteTax = has(kSalesOrder, QStringLiteral("taxDetailsOverride"));
        const auto rows = tolerant(m_client, QStringLiteral("SELECT id, isactive FROM companyfeaturesetup ORDER BY id"), m_stop);
        if (!rows)
            return fail(rows.error());
        for (const SuiteQlRow& row : *rows) {
            const bool isActive = value(row, QStringLiteral("isactive")) == QStringLiteral("T");
            const QString id = value(row, QStringLiteral("id")).toUpper();
            if (id == QStringLiteral("MULTILOCINVT"))
                m_result.multiLocation = isActive && m_result.multiLocation;
            else if (id == QStringLiteral("TAX_OVERHAUL"))
                m_result.suiteTax = isActive;
        }
        return {};
    }

    [[nodiscard]] Result<void> readCustomFields()
    {
        const auto rows = tolerant(m_client, QStringLiteral("SELECT scriptid FROM customfield ORDER BY scriptid"), m_stop);
        if (!rows)
            return fail(rows.error());
        for (const SuiteQlRow& row : *rows)
            m_result.customFields << value(row, QStringLiteral("scriptid")).toLower();
        for (const auto& [record, names] : m_result.fields) {
            for (const QString& name : names) {
                if (name.startsWith(u"cust") && name.contains(u'_'))
                    m_result.customFields << name.toLower();
            }
        }
        m_result.customFields.removeAll(QString());
        m_result.customFields.removeDuplicates();
        m_result.customFields.sort();
        return {};
    }

    [[nodiscard]] Result<void> readCurrencies()
    {
        const auto rows = tolerant(m_client, QStringLiteral("SELECT id, symbol FROM currency ORDER BY id"), m_stop);
        if (!rows)
            return fail(rows.error());
        for (const SuiteQlRow& row : *rows) {
            const QString symbol = value(row, QStringLiteral("symbol")).trimmed().toUpper();
            if (!symbol.isEmpty())
                m_result.currencies.emplace(symbol, value(row, QStringLiteral("id")));
        }
        return {};
    }

    [[nodiscard]] QString symbolOf(const QString& currencyId) const
    {
        for (const auto& [symbol, id] : m_result.currencies) {
            if (id == currencyId)
                return symbol;
        }
        return currencyId;
    }

    [[nodiscard]] Result<void> readSubsidiaries()
    {
        if (!m_result.oneWorld)
            return {};
        const auto rows = tolerant(
            m_client, QStringLiteral("SELECT id, name, currency, parent FROM subsidiary WHERE isinactive = 'F' ORDER BY id"),
            m_stop);
        if (!rows)
            return fail(rows.error());
        for (const SuiteQlRow& row : *rows) {
            const QString name = value(row, QStringLiteral("name"));
            if (value(row, QStringLiteral("parent")).isEmpty() && m_result.company.isEmpty())
                m_result.company = name;
            m_result.subsidiaries.push_back(
                {value(row, QStringLiteral("id")), name, symbolOf(value(row, QStringLiteral("currency")))});
        }
        return {};
    }

    [[nodiscard]] Result<void> readLocations() { return readNames(QStringLiteral("location"), m_result.locations); }
    [[nodiscard]] Result<void> readClasses()
    {
        return m_result.classes ? readNames(QStringLiteral("classification"), m_result.classNames) : Result<void>();
    }
    [[nodiscard]] Result<void> readDepartments()
    {
        return m_result.departments ? readNames(QStringLiteral("department"), m_result.departmentNames) : Result<void>();
    }

    [[nodiscard]] Result<void> readNames(const QString& table, std::vector<Catalogue::Named>& into)
    {
        const auto rows =
            tolerant(m_client, QStringLiteral("SELECT id, name FROM %1 WHERE isinactive = 'F' ORDER BY id").arg(table), m_stop);
        if (!rows)
            return fail(rows.error());
        for (const SuiteQlRow& row : *rows)
            into.push_back({value(row, QStringLiteral("id")), value(row, QStringLiteral("name"))});
        return {};
    }

    Client& m_client;
    const StopToken& m_stop;
    Catalogue m_result;
};
} // namespace

Result<Catalogue> Catalogue::read(Client& client, const StopToken& stop)
{
    return Reader(client, stop).run();
}

Json Catalogue::toJson() const
{
    Json fieldLists = Json::object();
    for (const auto& [record, names] : fields)
        fieldLists.set(record, list(names));
    Json currencyIds = Json::object();
    for (const auto& [symbol, id] : currencies)
        currencyIds.set(symbol, id);
    Json subsidiaryList = Json::array();
    for (const Subsidiary& subsidiary : subsidiaries)
        subsidiaryList.append(Json::object({{QStringLiteral("id"), subsidiary.id},
                                            {QStringLiteral("name"), subsidiary.name},
                                            {QStringLiteral("currency"), subsidiary.currency}}));
    const auto named = [](const std::vector<Named>& rows) {
        Json json = Json::array();
        for (const Named& one : rows)
            json.append(Json::object({{QStringLiteral("id"), one.id}, {QStringLiteral("name"), one.name}}));
        return json;
    };
    return Json::object({{QStringLiteral("features"), Json::object({{QStringLiteral("oneWorld"), oneWorld},
                                                                    {QStringLiteral("multiLocation"), multiLocation},
                                                                    {QStringLiteral("multiCurrency"), multiCurrency},
                                                                    {QStringLiteral("suiteTax"), suiteTax},
                                                                    {QStringLiteral("legacyTaxInRest"), legacyTaxInRest},
                                                                    {QStringLiteral("classes"), classes},
                                                                    {QStringLiteral("departments"), departments}})},
                         {QStringLiteral("fields"), fieldLists},
                         {QStringLiteral("customFields"), list(customFields)},
                         {QStringLiteral("currencies"), currencyIds},
                         {QStringLiteral("subsidiaries"), subsidiaryList},
                         {QStringLiteral("locations"), named(locations)},
                         {QStringLiteral("classes"), named(classNames)},
                         {QStringLiteral("departments"), named(departmentNames)},
                         {QStringLiteral("company"), company}});
}

} // namespace causeway::netsuite
