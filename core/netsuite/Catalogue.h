// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <QStringList>

#include "base/Json.h"
#include "base/Result.h"
#include "base/StopSource.h"

namespace causeway::netsuite {

class Client;

/// What one account has, read from its metadata catalogue and a few queries. The catalogue is the last word on what may be sent
/// (netsuite.md 6.10); tables that the account or the role does not show are left empty, never an error.
struct Catalogue
{
    bool oneWorld = false, multiLocation = false, multiCurrency = false, suiteTax = false;
    bool legacyTaxInRest = false; ///< item lines take "taxCode"; most legacy-tax accounts do not (netsuite.md 6.6)
    bool classes = false, departments = false;
    /// Field names per "salesOrder", "salesOrder.item" (a line), "customer"; custom fields included.
    std::map<QString, QStringList> fields;
    QStringList customFields;              ///< script ids of all custom fields the role may see, lower case
    std::map<QString, QString> currencies; ///< ISO code -> internal id
    struct Subsidiary
    {
        QString id, name, currency; ///< ISO code
    };
    std::vector<Subsidiary> subsidiaries; ///< active ones, by id
    struct Named
    {
        QString id, name;
    };
    std::vector<Named> locations;                   ///< active ones, by id
    std::vector<Named> classNames, departmentNames; ///< the same, for people only
    QString company;                                ///< name of the root subsidiary; empty when unknown

    /// Errors: those of Client; Rejected when the account shows no sales orders at all.
    [[nodiscard]] static Result<Catalogue> read(Client& client, const StopToken& stop);
    /// {"features":{…},"fields":{"salesOrder":[…],"salesOrder.item":[…],"customer":[…]},"customFields":[…],"currencies":{"USD":"1"},
    /// "subsidiaries":[{"id","name","currency"}],"locations":[{"id","name"}],"classes":[…],"departments":[…],"company":"…"}
    [[nodiscard]] Json toJson() const;
};

} // namespace causeway::netsuite
