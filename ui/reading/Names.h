// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QHash>
#include <QObject>

#include "Session.h"
#include "db/BookAccountTable.h"

namespace causeway::ui {

class ChangeHub;

/// What the ids of stores and accounts are called: people read names, the engine works with ids. Accounts are those that NetSuite
/// showed last. UI thread.
class Names final : public QObject
{
    Q_OBJECT
public:
    Names(Session& session, ChangeHub& changes, QObject* parent = nullptr);

    [[nodiscard]] QString store(const QString& id) const;        ///< "Amazon US"; the id while it has no name
    [[nodiscard]] QString connection(const QString& name) const; ///< of "netsuite", "amazon:us"
    void refreshAccounts(); ///< reads them again; accountsChanged() follows when there is something new
    [[nodiscard]] QString account(const QString& id) const; ///< "4010 Amazon sales"; the id while NetSuite was not asked
    [[nodiscard]] QStringList accountNames() const;         ///< of those that can be posted to, by number
    /// The internal id of what a person typed: an account number, a name, or the id itself ("58", "account:58"). Numbers come
    /// first, because they are what people see. Empty: no such account.
    [[nodiscard]] QString accountIn(const QString& text) const;

Q_SIGNALS:
    void accountsChanged();

private:
    void readStores();

    Session& m_session;
    QHash<QString, QString> m_stores;
    std::vector<db::BookAccountRow> m_accounts;
    QHash<QString, QString> m_accountNames;
};

} // namespace causeway::ui
