// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/Names.h"

#include <algorithm>
#include <utility>

#include <QRegularExpression>

#include "Format.h"
#include "base/Text.h"
#include "db/ViewTables.h"
#include "netsuite/AccountId.h"
#include "reading/ChangeHub.h"
#include "settlement/DepositDay.h"

namespace causeway::ui {

namespace {

/// Without the marks that isolate remote text on screen.
QString plain(QString text)
{
    return text.remove(QChar(0x2068)).remove(QChar(0x2069)).simplified();
}

} // namespace

Names::Names(Session& session, ChangeHub& changes, QObject* parent) : QObject(parent), m_session(session)
{
    readStores();
    readCatalogue();
    refreshAccounts();
    connect(&changes, &ChangeHub::changed, this, [this](int topics) {
        if ((topics & (ChangeHub::Flows | ChangeHub::Connections)) != 0)
            readStores();
        if ((topics & ChangeHub::Connections) != 0)
            readCatalogue();
    });
}

void Names::readStores()
{
    auto configuration = m_session.configuration();
    if (!configuration)
        return; // the page that shows the names says so
    const QString account = configuration->netSuite ? configuration->netSuite->account : QString();
    const bool isOther = account != std::exchange(m_netSuiteAccount, account);
    const QHash<QString, QString> before = std::exchange(m_stores, {});
    const QStringList idsBefore = std::exchange(m_storeIds, {});
    m_zones.clear();
    for (const config::Store& store : configuration->stores) {
        m_storeIds << store.id;
        m_stores.insert(store.id, store.name);
        m_zones.insert(store.id, store.timeZone);
    }
    if (isOther)
        Q_EMIT companyChanged();
    if (m_storeIds != idsBefore || m_stores != before)
        Q_EMIT storesChanged();
}

void Names::readCatalogue()
{
    auto connections =
        m_session.database.read([](db::Connection& connection) { return db::ConfigurationReads(connection).connections(); });
    if (!connections)
        return; // the ids stay in sight
    m_references = References();
    QString company;
    for (const db::ConnectionRow& row : *connections) {
        if (row.name != QLatin1StringView("netsuite"))
            continue;
        m_references = References(row.catalogue);
        company = row.accountName;
    }
    if (company != std::exchange(m_company, company))
        Q_EMIT companyChanged();
}

QString Names::company() const
{
    if (!m_session.company.isEmpty())
        return m_session.company;
    if (m_netSuiteAccount.isEmpty())
        return tr("New company");
    return m_company.isEmpty() ? m_netSuiteAccount : safeText(m_company);
}

bool Names::isSandbox() const
{
    const auto account = netsuite::AccountId::parse(m_netSuiteAccount);
    return !m_session.demo && account && account->isSandbox();
}

std::optional<QDate> Names::depositDay(const QString& store, std::optional<qint64> depositMs) const
{
    return depositMs ? std::optional(settlement::depositDay(*depositMs, m_zones.value(store))) : std::nullopt;
}

QString Names::reference(const QString& field, const QString& id) const
{
    if (field == QLatin1StringView("account"))
        return m_accountNames.value(id);
    return m_references.name(field, id);
}

QString Names::value(const QString& field, const Json& value) const
{
    if (value.isObject() && value.size() == 1 && value.contains(u"id")) {
        const QString id = value[u"id"].isNumber() ? QString::fromLatin1(value[u"id"].numberText()) : value[u"id"].toString();
        if (const QString name = reference(field, id); !name.isEmpty())
            return tr("%1 (id %2)").arg(name, id);
    }
    return format::value(value);
}

QString Names::store(const QString& id) const
{
    const QString name = m_stores.value(id);
    return name.isEmpty() ? id : format::remote(name);
}

QString Names::connection(const QString& name) const
{
    if (name == QLatin1StringView("netsuite"))
        return tr("NetSuite");
    const QString id = name.section(u':', 1);
    const QString named = m_stores.value(id);
    return named.isEmpty() ? tr("Amazon %1").arg(id) : format::remote(named);
}

void Names::refreshAccounts()
{
    auto accounts = m_session.database.read([](db::Connection& connection) { return db::BookAccountTable(connection).list(); });
    if (!accounts)
        return; // the ids stay in sight
    QHash<QString, QString> names;
    for (const db::BookAccountRow& account : *accounts)
        names.insert(account.id, format::remote(account.title()));
    m_accounts = std::move(*accounts);
    if (names != m_accountNames) {
        m_accountNames = std::move(names);
        Q_EMIT accountsChanged();
    }
}

QString Names::account(const QString& id) const
{
    return m_accountNames.value(id, id);
}

QStringList Names::accountNames() const
{
    QStringList names;
    for (const db::BookAccountRow& account : m_accounts) {
        if (account.isOpen)
            names << plain(account.title());
    }
    return names;
}

QString Names::accountIn(const QString& text) const
{
    const QString wanted = plain(text);
    static const QRegularExpression kId(QStringLiteral("^account:\\s*([0-9]+)$"));
    if (const auto match = kId.match(wanted); match.hasMatch())
        return match.captured(1);
    const auto find = [this](auto fits) {
        const auto found = std::find_if(m_accounts.begin(), m_accounts.end(),
                                        [&](const db::BookAccountRow& one) { return one.isOpen && fits(one); });
        return found == m_accounts.end() ? QString() : found->id;
    };
    using Account = db::BookAccountRow;
    QString id = find([&](const Account& one) { return !one.number.isEmpty() && one.number == wanted; });
    if (id.isEmpty())
        id = find([&](const Account& one) { return plain(one.title()).compare(wanted, Qt::CaseInsensitive) == 0; });
    if (id.isEmpty())
        id = find([&](const Account& one) { return one.id == wanted; });
    static const QRegularExpression kDigits(QStringLiteral("^[0-9]+$"));
    if (id.isEmpty() && m_accounts.empty() && kDigits.match(wanted).hasMatch())
        id = wanted; // NetSuite could not be asked: the internal id is taken at its word
    return id;
}

} // namespace causeway::ui
