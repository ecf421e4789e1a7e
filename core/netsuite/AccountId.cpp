// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/AccountId.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "base/Text.h"

namespace causeway::netsuite {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::netsuite::AccountId)
};
} // namespace

Result<AccountId> AccountId::parse(QStringView text)
{
    static const QRegularExpression kForm(QStringLiteral("\\A[A-Z0-9]{1,30}(_[A-Z0-9]{1,10})?\\z"));
    QString realm = text.trimmed().toString().toUpper();
    realm.replace(u'-', u'_');
    if (!kForm.match(realm).hasMatch())
        return fail(
            ErrorKind::Invalid, Words::tr("“%1” is not a NetSuite account id.").arg(elided(safeText(text), 40)),
            Words::tr("Copy it from Setup, Company, Company Information in NetSuite; it looks like 1234567 or 1234567_SB1."),
            QStringLiteral("account-id"));
    return AccountId(std::move(realm));
}

QString AccountId::hostLabel() const
{
    QString label = m_realm.toLower();
    label.replace(u'_', u'-');
    return label;
}

bool AccountId::isSandbox() const
{
    return m_realm.contains(QStringLiteral("_SB")) || m_realm.contains(QStringLiteral("_RP"));
}

} // namespace causeway::netsuite
