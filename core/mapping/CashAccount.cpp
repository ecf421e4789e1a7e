// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/CashAccount.h"

#include <QCoreApplication>

namespace causeway::mapping {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::CashAccount)
};
} // namespace

Result<void> setCashAccount(Draft& draft, const QString& setting, const MappingSnapshot& mappings)
{
    if (setting == QStringLiteral("undeposited-funds")) {
        draft.set(QStringLiteral("undepFunds"), true, Words::tr("Setting: money goes to undeposited funds"));
        return {};
    }
    const QString mapped = setting.isEmpty() ? mappings.value(u"account", u"clearing").value_or(QString()) : setting;
    if (const auto id = referenceId(mapped, u"account")) {
        draft.set(QStringLiteral("account"), reference(*id),
                  setting.isEmpty() ? Words::tr("Mapping: account “clearing”") : Words::tr("Setting: account of cash sales"));
        return {};
    }
    if (!setting.isEmpty())
        return fail(ErrorKind::Invalid, Words::tr("The setting “cashAccount” is neither account:ID nor undeposited-funds."),
                    Words::tr("Correct it in the settings of this flow."), QStringLiteral("cash-account"));
    Error error = Error::make(ErrorKind::Unmapped, Words::tr("Cash sales need an account, and none is mapped as “clearing”."),
                              Words::tr("Map the key “clearing” of the mapping “account”, or set cashAccount."),
                              QStringLiteral("no-account"));
    error.causeKey = QStringLiteral("clearing");
    return fail(std::move(error));
}

} // namespace causeway::mapping
