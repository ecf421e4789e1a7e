// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <tl/expected.hpp>
#include <vector>

#include <QString>
#include <QStringList>
#include <QVariantMap>

#include "simulator/NetSuiteTypes.h"

struct sqlite3;

namespace causeway::simulator {

/// Rows as SuiteQL answers them: lower-case column -> text, null columns absent.
struct SuiteQlPage
{
    std::vector<QJsonObject> rows;
    qint64 total = 0;
};

/// The tables that SuiteQL sees, in an SQLite database in memory. Clients see views, so that a missing permission (no rows) or a
/// field the account lacks (no column) is one changed view. Not thread-safe: NetSuiteSim locks.
class NetSuiteTables final
{
public:
    NetSuiteTables(const AccountFeatures& features, std::function<qint64()> nowMs);
    ~NetSuiteTables();
    NetSuiteTables(const NetSuiteTables&) = delete;
    NetSuiteTables& operator=(const NetSuiteTables&) = delete;

    /// Inserts or replaces by the table's key. Unknown columns are ignored, empty texts are null as in Oracle.
    void put(const QString& table, const QVariantMap& row);
    void remove(const QString& table, const QString& column, const QVariant& value);
    void addCustomField(const CustomField& field);
    void removeCustomField(const QString& scriptId);
    void removePermission(const QString& permissionId);

    /// The error is NetSuite's sentence for 400.
    [[nodiscard]] tl::expected<SuiteQlPage, QString> query(const QString& suiteQl, const QStringList& values, qint64 limit,
                                                           qint64 offset);

private:
    struct Column
    {
        QString name, type;
        bool isHidden = false;
    };
    struct Table
    {
        QString name, permission;
        std::vector<Column> columns; ///< the first is the key
        bool isReadable = true, isHidden = false;
    };
    void createTables(const AccountFeatures& features);
    void rebuildView(const Table& table);
    void execute(const QString& sql);
    Table* find(const QString& name);

    sqlite3* m_database = nullptr;
    std::vector<Table> m_tables;
    std::function<qint64()> m_nowMs;
};

/// Oracle's dialect, as SuiteQL speaks it, to SQLite's. The error is NetSuite's sentence.
[[nodiscard]] tl::expected<QString, QString> translateSuiteQl(const QString& suiteQl);
[[nodiscard]] QString orderStatusLabel(const QString& letter);
/// "Invoice : Open" for CustInvc and A; the letter itself when unknown.
[[nodiscard]] QString statusLabel(const QString& sqlType, const QString& letter);

} // namespace causeway::simulator
