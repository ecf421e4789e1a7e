// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <tl/expected.hpp>
#include <vector>

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include "simulator/NetSuiteSim.h"
#include "simulator/NetSuiteTables.h"
#include "simulator/NetSuiteTypes.h"

namespace causeway::simulator {

/// A refusal in NetSuite's terms: HTTP status, o:errorCode, detail and o:errorPath.
struct RestError
{
    int status = 400;
    QString code, detail, path;
};

struct NetSuiteRecord
{
    const RecordType* type = nullptr;
    qint64 id = 0;
    QString externalId;
    QJsonObject body; ///< REST names; references as {"id"}; sublists as {"items":[…]}
    qint64 createdMs = 0, modifiedMs = 0;
    QString madeBy;
};

/// How misspelt names and wrong values are treated: X-NetSuite-PropertyNameValidation and -PropertyValueValidation.
enum class Validation
{
    Ignore,
    Warning,
    Error
};

struct WriteOptions
{
    Validation names = Validation::Warning, values = Validation::Error;
    QStringList replaceSublists;
    QString madeBy = QStringLiteral("rest");
    bool checked = true; ///< false: put there by a person, no rules
    QStringList* warnings = nullptr;
};

/// The account's records and the rules for writing them. Every commit also reaches the SuiteQL tables. Not thread-safe:
/// NetSuiteSim locks.
class NetSuiteRecords final
{
public:
    NetSuiteRecords(const AccountFeatures& features, std::function<qint64()> nowMs);

    [[nodiscard]] tl::expected<qint64, RestError> create(const RecordType& type, const QJsonObject& body,
                                                         const WriteOptions& options, qint64 wantedId = 0);
    [[nodiscard]] tl::expected<void, RestError> patch(const RecordType& type, qint64 id, const QJsonObject& body,
                                                      const WriteOptions& options);
    bool remove(const RecordType& type, qint64 id);

    [[nodiscard]] const NetSuiteRecord* find(const RecordType& type, qint64 id) const;
    [[nodiscard]] const NetSuiteRecord* findExternal(const RecordType& type, const QString& externalId) const;
    [[nodiscard]] std::vector<const NetSuiteRecord*> all(const RecordType& type) const;
    [[nodiscard]] qint64 itemByName(const QString& name) const;

    void addCustomField(const CustomField& field);
    void removeCustomField(const QString& scriptId);
    [[nodiscard]] const std::vector<CustomField>& customFields() const { return m_customFields; }
    [[nodiscard]] const AccountFeatures& features() const { return m_features; }
    void setPeriod(QDate month, bool closed);
    void setReject(const QString& itemName, const QString& text);
    [[nodiscard]] QString currencySymbol(const QJsonObject& body) const;
    [[nodiscard]] SimDocument document(const NetSuiteRecord& record) const;
    [[nodiscard]] const std::vector<SimWrite>& writes() const { return m_writes; }
    [[nodiscard]] NetSuiteTables& tables() { return m_tables; }

private:
    using Checked = tl::expected<QJsonObject, RestError>;
    [[nodiscard]] Checked checkObject(const QJsonObject& given, const std::vector<FieldDef>& fields, const RecordType& type,
                                      const QString& kind, const QString& path, const WriteOptions& options) const;
    [[nodiscard]] tl::expected<QJsonValue, RestError> checkValue(const FieldDef& field, const QJsonValue& value,
                                                                 const RecordType& type, const QString& path,
                                                                 const WriteOptions& options) const;
    [[nodiscard]] tl::expected<QJsonValue, RestError> checkReference(const FieldDef& field, const QJsonValue& value,
                                                                     const QString& path) const;
    [[nodiscard]] std::optional<RestError> checkRules(const RecordType& type, QJsonObject& body) const;
    [[nodiscard]] std::optional<RestError> checkCustomer(QJsonObject& body) const;
    [[nodiscard]] std::optional<RestError> checkSalesOrder(QJsonObject& body) const;
    [[nodiscard]] std::optional<RestError> checkPeriod(const QJsonObject& body) const;
    [[nodiscard]] const CustomField* customField(const QString& name) const;
    void computeTotals(QJsonObject& body) const;
    void merge(QJsonObject& into, const QJsonObject& change, const WriteOptions& options) const;
    void commit(NetSuiteRecord& record, const QString& operation);
    void project(const NetSuiteRecord& record);
    void projectTransaction(const NetSuiteRecord& record);

    AccountFeatures m_features;
    std::function<qint64()> m_nowMs;
    NetSuiteTables m_tables;
    std::vector<CustomField> m_customFields;
    std::map<std::pair<QString, qint64>, NetSuiteRecord> m_records; ///< by group and id
    std::map<std::pair<QString, QString>, qint64> m_externalIds;    ///< by group and external id in lower case
    std::map<QString, qint64> m_nextId, m_nextNumber;
    std::set<QString> m_closedMonths;     ///< "2026-11"
    std::map<QString, QString> m_rejects; ///< item id -> text
    std::vector<SimWrite> m_writes;
};

/// id of a reference as kept; empty when absent.
[[nodiscard]] QString referenceId(const QJsonObject& body, const QString& field);
[[nodiscard]] QJsonArray linesOf(const QJsonObject& body, const QString& sublist);

} // namespace causeway::simulator
