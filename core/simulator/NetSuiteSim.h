// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <tl/expected.hpp>
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
    QJsonObject fields;                                                     ///< as kept, REST names
    int orderLine = 0;                                                      ///< line of the document it was made from
    double quantityFulfilled = 0, quantityReceived = 0, quantityBilled = 0; ///< sales order, return authorization
};

/// Which quantity of which line; line of the document it is made from.
struct SimLineQuantity
{
    int orderLine = 0;
    double quantity = 0;
};

struct NetSuitePackage
{
    QString trackingNumber;
    double weight = 0;
    /// For fulfilByHand(): what is in it. NetSuite keeps it only as text, "SKU x 2, SKU x 1".
    std::vector<SimLineQuantity> lines;
    QString description; ///< packageDescr; made from lines when empty
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
    QString status; ///< letter: sales order A–H, fulfillment A picked B packed C shipped, invoice A open B paid in full, …
    QString createdFrom;               ///< id of the document it was made from
    qint64 amountRemaining = 0;        ///< minor units: open on an invoice, unapplied on a credit memo or payment
    std::map<QString, qint64> applied; ///< document id -> minor units, by its own apply list
    std::vector<NetSuitePackage> packages;
    QString editedBy; ///< who changed it last outside REST ("hand"); empty when nobody
    /// Text of a body field, empty when absent; references give their id.
    [[nodiscard]] QString text(const QString& field) const;
};

/// What shipDemoOrders() did: internal ids of sales orders.
struct DemoShipments
{
    QStringList complete, partial, twoPackages, withoutTracking, leftOpen;
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
    bool removeDocument(const QString& id); ///< a sales order
    /// A person edits a document in NetSuite's own window.
    bool editDocument(const QString& id, const QJsonObject& fields);
    bool editCustomer(const QString& id, const QJsonObject& fields);
    // People at work in NetSuite's own window; rules apply as for everybody. The answer is the new document's internal id, or
    // NetSuite's sentence why not. NetSuiteWarehouse.cpp.
    using ByHand = tl::expected<QString, QString>;
    /// An item fulfillment, shipped. No lines: everything that remains. No packages, or a package without a number: shipped
    /// without tracking. shipMethod empty: the order's. shippedAtMs 0: now.
    ByHand fulfilByHand(const QString& salesOrderId, const std::vector<SimLineQuantity>& lines = {},
                        const std::vector<NetSuitePackage>& packages = {}, const QString& shipMethod = {},
                        qint64 shippedAtMs = 0);
    /// type: "invoice" or "cashSale". No lines: everything that is fulfilled and not billed.
    ByHand billByHand(const QString& salesOrderId, const QString& type = QStringLiteral("invoice"),
                      const std::vector<SimLineQuantity>& lines = {});
    /// Any transform, body with REST names.
    ByHand makeByHand(const QString& fromType, const QString& fromId, const QString& type, const QJsonObject& body = {});
    /// Any document made from nothing, body with REST names.
    ByHand enterByHand(const QString& type, const QJsonObject& body);
    /// Any record; REST names, lines with their "line" (or "orderLine", or "doc"); a list of packages replaces the old one. No
    /// rules. SimDocument::editedBy is "hand" from then on; not in writes().
    bool editByHand(const QString& type, const QString& id, const QJsonObject& patch);
    /// Packages of a fulfillment, as somebody corrects them later: all of them anew.
    bool repackByHand(const QString& fulfillmentId, const std::vector<NetSuitePackage>& packages);
    bool deleteByHand(const QString& type, const QString& id);
    /// The demo company's warehouse: ships the merchant's approved orders that wait, most of them whole, some in part, some in
    /// two packages, one in ten without a tracking number, and leaves one in ten. FBA orders and "do not ship" stay.
    /// leave: Amazon order ids that nobody here ships (Amazon shows them shipped already).
    DemoShipments shipDemoOrders(quint64 seed = 1, const QStringList& leave = {});
    /// Off: a fulfillment makes the invoice at the same time.
    void setAdvancedShipping(bool on);
    /// Preference "Invoice in advance of fulfillment"; NetSuite's default is off.
    void setBillInAdvance(bool on);
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

    [[nodiscard]] bool isGoodsItem(const QString& itemId) const; ///< is shipped and received

    [[nodiscard]] HttpService& service();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace causeway::simulator
