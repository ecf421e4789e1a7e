// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <QByteArray>
#include <QDate>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace causeway {
class Clock;
}

namespace causeway::simulator {

class Faults;
class HttpService;

/// One line of a document. Amounts in minor units of the document's currency.
struct SimLine
{
    int line = 0;
    QString itemId, itemName;
    double quantity = 0;
    std::optional<double> rate;
    qint64 amount = 0;
    bool isClosed = false;
    QJsonObject fields; ///< as kept, REST names
};

/// A record as the simulated NetSuite keeps it.
struct SimDocument
{
    QString type, id, externalId, tranId, otherRefNum, entity, subsidiary, currency, orderStatus;
    qint64 subtotal = 0, tax = 0, shipping = 0, shippingTax = 0, total = 0; ///< minor units, computed by NetSuite
    std::vector<SimLine> lines;
    QJsonObject fields; ///< body fields as kept, REST names
    qint64 createdMs = 0, modifiedMs = 0;
    QString madeBy; ///< "rest", "hand", "other tool"
    /// Text of a body field, empty when absent; references give their id.
    [[nodiscard]] QString text(const QString& field) const;
};

/// One committed change, in order.
struct SimWrite
{
    qint64 atMs = 0;
    QString operation, type, id, externalId; ///< operation: create, patch, upsert, delete
};

/// The simulated NetSuite account: token endpoint, REST record service, SuiteQL on SQLite, metadata catalogue. Thread-safe.
/// Tables and columns of SuiteQL: NetSuiteTables.cpp.
class NetSuiteSim final
{
public:
    struct Settings
    {
        quint64 seed = 1;
        int concurrency = 5;
        bool oneWorld = true, multiLocation = true, multiCurrency = true, suiteTax = false;
        Clock* clock = nullptr;
    };
    NetSuiteSim(Settings settings, Faults& faults);
    ~NetSuiteSim();

    // Sign-in facts for the configuration and secrets files.
    [[nodiscard]] QString account() const;
    [[nodiscard]] QString clientId() const;
    [[nodiscard]] QString certificateId() const;
    [[nodiscard]] QByteArray privateKeyPem() const;
    [[nodiscard]] QString consumerKey() const;
    [[nodiscard]] QString consumerSecret() const;
    [[nodiscard]] QString tokenId() const;
    [[nodiscard]] QString tokenSecret() const;
    /// As an administrator uploads it: certificate or public key PEM; returns its certificate id.
    QString uploadCertificate(const QByteArray& pem);
    void revokeCertificate(const QString& certificateId);
    void expireTokens();

    // The world.
    /// Returns the item's id. type: SuiteQL item type, "InvtPart", "NonInvtPart", "OthCharge", "Service", "Kit", "Discount".
    QString addItem(const QString& itemId, const QString& displayName, const QString& type = QStringLiteral("InvtPart"),
                    const QString& id = {}, const QJsonObject& fields = {});
    [[nodiscard]] QString itemIdOf(const QString& name) const; ///< internal id of an item name, empty when none
    void setItemInactive(const QString& id, bool inactive);
    void setItemFields(const QString& id, const QJsonObject& fields);
    QString addCustomer(const QJsonObject& fields, const QString& id = {});
    /// A sales order that somebody else made. No checks. externalId may be empty.
    QString addSalesOrderByHand(const QString& otherRefNum, const QString& externalId, const QString& customerId,
                                const QString& currencyId, qint64 totalMinor, const QString& madeBy = QStringLiteral("hand"));
    /// Any sales order that did not come through REST; body with REST names. Returns its id.
    QString addSalesOrder(const QJsonObject& body, const QString& madeBy = QStringLiteral("hand"));
    bool removeDocument(const QString& id);
    /// A person edits a document in NetSuite's own window.
    bool editDocument(const QString& id, const QJsonObject& fields);
    void closePeriod(QDate month);
    void openPeriod(QDate month);
    /// Writes whose lines name this item are refused with USER_ERROR and this text (a customer's script); empty text ends it.
    void makeReject(const QString& itemName, const QString& text);
    /// SuiteQL tables of this permission show no rows, records answer 403; e.g. "LIST_ITEM", "TRAN_SALESORD".
    void removePermission(const QString& permissionId);
    void removeField(const QString& scriptId); ///< a custom field the account lacks
    void addField(const QString& scriptId, const QString& label);
    void setConcurrency(int requests);

    // Questions.
    [[nodiscard]] std::vector<SimDocument> documents(const QString& type) const; ///< by id
    [[nodiscard]] std::optional<SimDocument> document(const QString& type, const QString& idOrEid) const;
    [[nodiscard]] std::vector<SimDocument> byOtherRefNum(const QString& otherRefNum) const; ///< sales orders
    [[nodiscard]] std::vector<SimWrite> writes() const;                                     ///< committed through REST
    [[nodiscard]] std::map<QString, qint64> calls() const; ///< "token", "suiteql", "POST salesOrder", "GET customer", …
    [[nodiscard]] qint64 callCount() const;                ///< all but "token"
    void resetCalls();
    [[nodiscard]] QStringList violations() const;
    [[nodiscard]] qint64 throttled() const;

    [[nodiscard]] HttpService& service();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace causeway::simulator
