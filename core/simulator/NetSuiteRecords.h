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
    QString editedBy; ///< who changed it last outside REST; empty when nobody
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
    /// POST …/!transform/…: a document made from another; what body says replaces the proposal (NetSuiteTransform.cpp).
    [[nodiscard]] tl::expected<qint64, RestError> transform(const RecordType& from, qint64 fromId, const RecordType& to,
                                                            const QJsonObject& body, const WriteOptions& options);
    bool remove(const RecordType& type, qint64 id);
    [[nodiscard]] bool hasDependents(qint64 transactionId) const;

    [[nodiscard]] const NetSuiteRecord* find(const RecordType& type, qint64 id) const;
    [[nodiscard]] const NetSuiteRecord* findExternal(const RecordType& type, const QString& externalId) const;
    [[nodiscard]] std::vector<const NetSuiteRecord*> all(const RecordType& type) const;
    [[nodiscard]] bool isGoods(const QString& itemId) const; ///< is shipped and received
    [[nodiscard]] qint64 itemByName(const QString& name) const;

    void addCustomField(const CustomField& field);
    void removeCustomField(const QString& scriptId);
    void setAdvancedShipping(bool on) { m_features.advancedShipping = on; }
    void setBillInAdvance(bool on) { m_features.billInAdvance = on; }
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
    /// id: the record that is changed, 0 for a new one.
    [[nodiscard]] std::optional<RestError> checkRules(const RecordType& type, QJsonObject& body, qint64 id) const;
    [[nodiscard]] std::optional<RestError> checkCustomer(QJsonObject& body) const;
    [[nodiscard]] std::optional<RestError> checkSalesOrder(QJsonObject& body) const;
    [[nodiscard]] std::optional<RestError> checkPeriod(const QJsonObject& body) const;
    [[nodiscard]] std::optional<RestError> checkShippedLines(const QJsonObject& body, qint64 id) const;
    // NetSuiteDocumentRules.cpp
    [[nodiscard]] std::optional<RestError> checkSalesDocument(const RecordType& type, QJsonObject& body, qint64 id) const;
    [[nodiscard]] std::optional<RestError> checkMovement(const RecordType& type, QJsonObject& body, qint64 id) const;
    [[nodiscard]] std::optional<RestError> checkQuantities(const RecordType& type, const QJsonObject& body, qint64 id) const;
    // NetSuitePaymentRules.cpp
    [[nodiscard]] std::optional<RestError> checkMoney(const RecordType& type, QJsonObject& body, qint64 id) const;
    [[nodiscard]] std::optional<RestError> checkApply(const RecordType& type, QJsonObject& body, qint64 id) const;
    [[nodiscard]] std::optional<RestError> checkJournal(QJsonObject& body) const;
    [[nodiscard]] std::optional<RestError> checkDeposit(QJsonObject& body, qint64 id) const;
    [[nodiscard]] std::optional<RestError> checkMoneyAccount(QJsonObject& body) const;
    // NetSuiteTransform.cpp
    [[nodiscard]] tl::expected<QJsonObject, RestError> proposal(const NetSuiteRecord& source, const RecordType& to,
                                                                const QJsonObject& body) const;
    void copyTaxDetails(const NetSuiteRecord& source, const QJsonArray& lines, QJsonObject& body) const;
    // NetSuiteStates.cpp
    qint64 insert(NetSuiteRecord record, const WriteOptions& options, qint64 wantedId = 0);
    void store(NetSuiteRecord record, const QString& operation, const WriteOptions& options);
    void link(const NetSuiteRecord& record);
    bool refresh(NetSuiteRecord& record) const; ///< computed quantities, rests and states; true when something changed
    bool refreshOrder(QJsonObject& body, const NetSuiteRecord& record) const;
    bool refreshReturn(QJsonObject& body, const NetSuiteRecord& record) const;
    void refreshMoney(QJsonObject& body, const NetSuiteRecord& record) const;
    [[nodiscard]] std::vector<const NetSuiteRecord*> dependents(qint64 id) const;
    [[nodiscard]] const NetSuiteRecord* transaction(qint64 id) const;
    /// Quantity of this line that documents of these types took, those of exceptId left out.
    [[nodiscard]] double taken(qint64 sourceId, int line, const QStringList& types, qint64 exceptId,
                               bool shippedOnly = false) const;
    /// Open amount in minor units: of an invoice to be paid, of a credit memo or payment to be used.
    [[nodiscard]] qint64 openAmount(const NetSuiteRecord& record, qint64 exceptId = 0) const;
    [[nodiscard]] qint64 minorOf(const QJsonObject& body, double amount) const;
    [[nodiscard]] double majorOf(const QJsonObject& body, qint64 minor) const;
    [[nodiscard]] const CustomField* customField(const QString& name) const;
    void computeTotals(QJsonObject& body) const;
    void merge(QJsonObject& into, const QJsonObject& change, const WriteOptions& options) const;
    void project(const NetSuiteRecord& record);
    void projectTransaction(const NetSuiteRecord& record);
    void projectAccounts(const NetSuiteRecord& record, double total);
    void projectLinks(const NetSuiteRecord& record);
    void projectPackages(const NetSuiteRecord& record);

    AccountFeatures m_features;
    std::function<qint64()> m_nowMs;
    NetSuiteTables m_tables;
    std::vector<CustomField> m_customFields;
    std::map<std::pair<QString, qint64>, NetSuiteRecord> m_records; ///< by group and id
    std::map<std::pair<QString, QString>, qint64> m_externalIds;    ///< by group and external id in lower case
    std::map<QString, qint64> m_nextId, m_nextNumber;
    std::map<qint64, std::set<qint64>> m_dependents, m_sources; ///< transactions: made from it or applied to it, and back
    std::map<QString, qint64> m_trackingIds;
    std::set<QString> m_closedMonths;     ///< "2026-11"
    std::map<QString, QString> m_rejects; ///< item id -> text
    std::vector<SimWrite> m_writes;
};

/// id of a reference as kept; empty when absent.
[[nodiscard]] QString referenceId(const QJsonObject& body, const QString& field);
[[nodiscard]] QJsonArray linesOf(const QJsonObject& body, const QString& sublist);
[[nodiscard]] bool isSalesDocument(const RecordType& type); ///< header, item lines, shipping, tax, total
[[nodiscard]] bool isMovement(const RecordType& type);      ///< item fulfillment or item receipt
/// The state's letter as SuiteQL and REST show it; empty where a type has none.
[[nodiscard]] QString statusOf(const NetSuiteRecord& record);
/// +1 or -1: how lines of this type count in transactionline.
[[nodiscard]] int lineSign(const RecordType& type);

/// Refusals in NetSuite's words.
[[nodiscard]] RestError refusal(const QString& detail, const QString& path = {},
                                const QString& code = QStringLiteral("USER_ERROR"));
[[nodiscard]] RestError invalidFieldValue(const QString& value, const QString& field, const QString& path);

} // namespace causeway::simulator
