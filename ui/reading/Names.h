// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QDate>
#include <QHash>
#include <QObject>

#include "Session.h"
#include "base/Json.h"
#include "db/BookAccountTable.h"
#include "reading/References.h"

namespace causeway::ui {

class ChangeHub;

/// What the ids of stores, accounts, subsidiaries and the like are called: people read names, the engine works with ids. Accounts
/// are those that NetSuite showed last. UI thread.
class Names final : public QObject
{
    Q_OBJECT
public:
    Names(Session& session, ChangeHub& changes, QObject* parent = nullptr);

    [[nodiscard]] QString company() const; ///< "Northfield Outdoor"; the account's id until NetSuite was asked
    [[nodiscard]] QString netSuiteAccount() const { return m_netSuiteAccount; } ///< empty while none is set up
    [[nodiscard]] bool isSandbox() const;                                       ///< of that account
    [[nodiscard]] QStringList stores() const { return m_storeIds; }             ///< ids, in the configuration's order
    [[nodiscard]] QString store(const QString& id) const;                       ///< "Amazon US"; the id while it has no name
    /// The day on which a deposit of this store is expected (settlement::depositDay).
    [[nodiscard]] std::optional<QDate> depositDay(const QString& store, std::optional<qint64> depositMs) const;
    [[nodiscard]] QString connection(const QString& name) const; ///< of "netsuite", "amazon:us"
    void refreshAccounts(); ///< reads them again; accountsChanged() follows when there is something new
    [[nodiscard]] QString account(const QString& id) const; ///< "4010 Amazon sales"; the id while NetSuite was not asked
    [[nodiscard]] QStringList accountNames() const;         ///< of those that can be posted to, by number
    /// The internal id of what a person typed: an account number, a name, or the id itself ("58", "account:58"). Numbers come
    /// first, because they are what people see. Empty: no such account.
    [[nodiscard]] QString accountIn(const QString& text) const;

    /// A planned value as people read it: a reference of a field ("account", "subsidiary", "location", "class", "department",
    /// "currency") by name with its id behind, anything else, and what NetSuite did not show, as it is.
    [[nodiscard]] QString value(const QString& field, const Json& value) const;
    /// The name of an internal id of such a field; empty while it is not known.
    [[nodiscard]] QString reference(const QString& field, const QString& id) const;
    [[nodiscard]] const References& references() const { return m_references; } ///< valid until the next event

Q_SIGNALS:
    void accountsChanged();
    void storesChanged();
    void companyChanged(); ///< name, or account

private:
    void readStores();
    void readCatalogue();

    Session& m_session;
    QString m_company, m_netSuiteAccount;
    QStringList m_storeIds;
    QHash<QString, QString> m_stores, m_zones;
    References m_references;
    std::vector<db::BookAccountRow> m_accounts;
    QHash<QString, QString> m_accountNames;
};

} // namespace causeway::ui
