// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <vector>

#include <QString>

#include "base/Json.h"
#include "base/Result.h"
#include "base/StopSource.h"

namespace causeway::netsuite {

/// One row of a SuiteQL answer: lower-case column -> text; null columns are absent.
using SuiteQlRow = std::map<QString, QString>;

struct CreatedRecord
{
    QString id;
};

/// What this account has: read from its catalogue, kept as JSON (see Catalogue::toJson for the shape).
struct PermissionCheck
{
    QString name;     ///< permission in NetSuite's own words, e.g. "Sales Order"
    QString id;       ///< e.g. TRAN_SALESORD
    QString level;    ///< VIEW, CREATE, EDIT, FULL
    QString neededBy; ///< flow titles
    bool found = false;
    QString why; ///< when not found: what was tried and what NetSuite said
};

/// NetSuite REST of one account. Interface so that flows can be tested without HTTP; the real one is netsuite/Client.
/// Thread-safe; blocks the calling worker. Takes a concurrency slot per call.
/// Errors: RateLimited, Auth, Unavailable (reads), Unclear (writes), Rejected (with NetSuite's code, its own words and path),
/// Invalid.
class Api
{
public:
    virtual ~Api() = default;
    /// POST /record/v1/{type}; body carries externalId. 204 + Location.
    [[nodiscard]] virtual Result<CreatedRecord> create(const QString& type, const Json& body, const StopToken& stop) = 0;
    /// POST /record/v1/{fromType}/{fromId}/!transform/{type}: a new document made from another one (fulfillment, invoice, credit
    /// memo …), with what the body overrides; body carries externalId. 204 + Location.
    [[nodiscard]] virtual Result<CreatedRecord> transform(const QString& fromType, const QString& fromId, const QString& type,
                                                          const Json& body, const StopToken& stop) = 0;
    /// PATCH /record/v1/{type}/{id}
    [[nodiscard]] virtual Result<void> patch(const QString& type, const QString& id, const Json& body, const StopToken& stop) = 0;
    /// GET /record/v1/{type}/{id} or eid:{externalId}; empty optional when there is none.
    [[nodiscard]] virtual Result<std::optional<Json>> get(const QString& type, const QString& idOrEid, bool expandSubResources,
                                                          const StopToken& stop) = 0;
    /// POST /query/v1/suiteql, all pages; values are bound. The query must have a unique ORDER BY.
    [[nodiscard]] virtual Result<std::vector<SuiteQlRow>> suiteQl(const QString& query, const QStringList& values,
                                                                  const StopToken& stop) = 0;
    /// Features, custom fields, subsidiaries, currencies of the account (netsuite/Catalogue).
    [[nodiscard]] virtual Result<Json> readCatalogue(const StopToken& stop) = 0;
    [[nodiscard]] virtual Result<std::vector<PermissionCheck>> checkPermissions(const StopToken& stop) = 0;
};

} // namespace causeway::netsuite
