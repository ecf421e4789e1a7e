// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "base/Json.h"
#include "base/Money.h"

namespace causeway::config {

struct NetSuiteSettings
{
    QString account;                         ///< as typed, e.g. "1234567_SB1"; either spelling
    QString auth = QStringLiteral("oauth2"); ///< "oauth2" or "tba"
    QString clientId;
    QString certificateId;
    QString suiteTalkUrl; ///< empty = the real service
    QString restletUrl;
    int concurrency = 5;
    QString timeZone; ///< IANA id of the company's time zone, in which NetSuite states days; empty = each store's own
    std::vector<std::pair<QString, QString>>
        fields; ///< our field id -> the account's own, e.g. custbody_amz_order_id -> custbody_mine
    friend bool operator==(const NetSuiteSettings&, const NetSuiteSettings&) = default;
    [[nodiscard]] QString field(const QString& ours) const; ///< the account's own id, or ours
};

struct AmazonSettings
{
    QString clientId;
    QString tokenUrl; ///< empty = the real service
    friend bool operator==(const AmazonSettings&, const AmazonSettings&) = default;
};

enum class CustomerMode
{
    PerBuyer,
    PerMarketplace,
    Fixed
};
[[nodiscard]] QString toString(CustomerMode mode);
[[nodiscard]] std::optional<CustomerMode> customerModeFromString(QStringView text);

struct StoreDefaults
{
    QString subsidiary, location, fbaLocation, classId, department; ///< NetSuite internal ids; empty = not set
    QString currency;                                               ///< ISO code
    CustomerMode customerMode = CustomerMode::PerBuyer;
    QString customerId;                              ///< for Fixed; also the house customer for orders without a buyer e-mail
    QString shipMethod;                              ///< ship item id
    QStringList skuFields{QStringLiteral("itemid")}; ///< NetSuite item fields, in the order tried
    bool skuCaseSensitive = true;
    QString varianceTolerance = QStringLiteral("0.01"); ///< amount text in the store's currency
    friend bool operator==(const StoreDefaults&, const StoreDefaults&) = default;
};

struct Store
{
    QString id; ///< short name, [a-z0-9-]+
    QString name;
    QString sellerId;
    QString region;   ///< "na", "eu", "fe"
    QString endpoint; ///< empty = the region's own
    QStringList marketplaces;
    QString timeZone;
    StoreDefaults defaults;
    friend bool operator==(const Store&, const Store&) = default;
    /// Six base32 characters of a hash of NetSuite account + seller id: the <S> of every external id (reliability.md section e).
    [[nodiscard]] QString keyPart(const QString& netSuiteAccount) const;
};

struct Mapping
{
    QString kind;  ///< sku, carrier, shipMethod, tax, channel, account, item
    QString store; ///< empty = all stores; the store's own entry wins
    QString key;
    QString value;
    friend bool operator==(const Mapping&, const Mapping&) = default;
};

enum class FlowMode
{
    Preview,
    Guarded,
    Auto
};
[[nodiscard]] QString toString(FlowMode mode);
[[nodiscard]] std::optional<FlowMode> flowModeFromString(QStringView text);

struct FlowSettings
{
    QString flow;
    QString store;
    bool enabled = false;
    FlowMode mode = FlowMode::Preview;
    QString schedule = QStringLiteral("manual"); ///< grammar: config/Schedule
    Json settings = Json::object();
    Json rules = Json::object(); ///< guarded mode
    friend bool operator==(const FlowSettings&, const FlowSettings&) = default;
};

struct Retention
{
    int personalDataDays = 30;
    int payloadDays = 365;
    friend bool operator==(const Retention&, const Retention&) = default;
};

/// Names of the parts that one import replaces, as Engine::applyConfiguration takes them: the sections of the file, and of
/// "mappings" each kind by itself ("mappings.sku").
namespace sections {
inline const QString kNetSuite = QStringLiteral("netsuite");
inline const QString kAmazon = QStringLiteral("amazon");
inline const QString kStores = QStringLiteral("stores");
inline const QString kMappings = QStringLiteral("mappings"); ///< kMappings + '.' + kind
inline const QString kFlows = QStringLiteral("flows");
inline const QString kNotifications = QStringLiteral("notifications");
inline const QString kRetention = QStringLiteral("retention");
} // namespace sections

/// The whole configuration of a profile (interface.md section 5). A value; holds no secret.
struct Configuration
{
    std::optional<NetSuiteSettings> netSuite;
    std::optional<AmazonSettings> amazon;
    std::vector<Store> stores;
    std::vector<Mapping> mappings;
    std::vector<FlowSettings> flows;
    Json notifications; ///< validated, kept as given
    Retention retention;

    [[nodiscard]] const Store* store(QStringView id) const;
    [[nodiscard]] const FlowSettings* flow(QStringView flow, QStringView store) const;
    friend bool operator==(const Configuration&, const Configuration&) = default;
};

} // namespace causeway::config
