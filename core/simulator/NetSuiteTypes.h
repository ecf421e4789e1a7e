// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <vector>

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace causeway::simulator {

/// What the account has switched on; decides which fields exist.
struct AccountFeatures
{
    bool oneWorld = true, multiLocation = true, multiCurrency = true, suiteTax = false;
    bool advancedShipping = true; ///< off: a fulfillment makes the invoice at the same time
    bool billInAdvance = false;   ///< preference "Invoice in advance of fulfillment"
};

enum class FieldKind
{
    Text,
    Number,
    Integer,
    Boolean,
    Date,
    DateTime,
    Enumeration,
    Reference,
    Address,
    Sublist,
    ReadOnly
};
enum class NeedsFeature
{
    None,
    OneWorld,
    MultiLocation,
    MultiCurrency,
    SuiteTax
};

struct FieldDef
{
    QString name; ///< REST spelling
    FieldKind kind = FieldKind::Text;
    QString target;    ///< record type of a reference; element name of a sublist
    int maxLength = 0; ///< text: characters, 0 = not checked
    NeedsFeature needs = NeedsFeature::None;
};

struct RecordType
{
    QString name;         ///< REST spelling: "salesOrder"
    QString group;        ///< external ids are unique within it: "entity", "transaction", "item", …
    QString sqlType;      ///< transaction.type, e.g. "SalesOrd"; empty for others
    QString permission;   ///< e.g. TRAN_SALESORD
    QString numberPrefix; ///< "SO"
    bool posts = false;   ///< needs an open period
    bool isOpen = false;  ///< fields are not checked by name (record types that later flows will need in full)
    std::vector<FieldDef> fields;
    std::map<QString, std::vector<FieldDef>> sublists;
};

/// nullptr when the type is unknown. Letter case of the name does not matter.
[[nodiscard]] const RecordType* recordType(QStringView name);
[[nodiscard]] const std::vector<RecordType>& recordTypes();
/// The documents that follow a sales order.
[[nodiscard]] std::vector<RecordType> documentTypes();
[[nodiscard]] const std::vector<FieldDef>& addressFields();
[[nodiscard]] bool isAvailable(const FieldDef& field, const AccountFeatures& features);

/// A custom field of the account; script id in lower case.
struct CustomField
{
    QString scriptId, label;
    QString kind; ///< "BODY", "COLUMN", "ITEM", "ENTITY"
    bool isNumber = false, isBoolean = false;
    int maxLength = 300; ///< texts: characters
};
[[nodiscard]] std::vector<CustomField> companyCustomFields();
[[nodiscard]] CustomField customFieldOf(const QString& scriptId, const QString& label);

} // namespace causeway::simulator
