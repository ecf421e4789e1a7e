// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/Endpoints.h"

#include <QCoreApplication>

namespace causeway::netsuite {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::netsuite::Endpoints)
};
} // namespace

Result<Endpoints> Endpoints::of(const config::NetSuiteSettings& settings)
{
    auto account = AccountId::parse(settings.account);
    if (!account)
        return fail(account.error());
    QString suiteTalk = settings.suiteTalkUrl;
    if (suiteTalk.isEmpty())
        suiteTalk = QStringLiteral("https://%1.suitetalk.api.netsuite.com").arg(account->hostLabel());
    while (suiteTalk.endsWith(u'/'))
        suiteTalk.chop(1);
    const QUrl url(suiteTalk, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || url.hasQuery() || url.hasFragment() || !url.userInfo().isEmpty())
        return fail(ErrorKind::Invalid, Words::tr("The address of NetSuite's web services cannot be used."),
                    Words::tr("Leave it empty, or copy it from Company URLs on the page Company Information in NetSuite."),
                    QStringLiteral("suitetalk-url"));
    return Endpoints(std::move(*account), suiteTalk);
}

QUrl Endpoints::record(const QString& pathBelow) const
{
    return QUrl(m_suiteTalk + QStringLiteral("/services/rest/record/v1/") + pathBelow);
}

QUrl Endpoints::suiteQl() const
{
    return QUrl(m_suiteTalk + QStringLiteral("/services/rest/query/v1/suiteql"));
}

QUrl Endpoints::serverTime() const
{
    return QUrl(m_suiteTalk + QStringLiteral("/services/rest/system/v1/serverTime"));
}

QUrl Endpoints::token() const
{
    return QUrl(m_suiteTalk + QStringLiteral("/services/rest/auth/oauth2/v1/token"));
}

QString Endpoints::host() const
{
    return QUrl(m_suiteTalk).host();
}

} // namespace causeway::netsuite
