// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/SignInErrors.h"

#include <QCoreApplication>

#include "base/Text.h"

namespace causeway::netsuite::sign_in {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::netsuite::SignInErrors)
};
constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 60 * kMinuteMs;
} // namespace

QString clockDifference(qint64 offsetMs)
{
    const qint64 difference = qAbs(offsetMs);
    if (difference < kWorthSayingMs)
        return {};
    const QString amount = difference < 2 * kHourMs ? Words::tr("%1 minutes").arg((difference + kMinuteMs / 2) / kMinuteMs)
                                                    : Words::tr("%1 hours").arg((difference + kHourMs / 2) / kHourMs);
    return QStringLiteral(" ") + (offsetMs > 0 ? Words::tr("This computer's clock is %1 behind NetSuite's.").arg(amount)
                                               : Words::tr("This computer's clock is %1 ahead of NetSuite's.").arg(amount));
}

Error refused(const QString& account, const QString& code, qint64 clockOffsetMs)
{
    const QString clock = clockDifference(clockOffsetMs);
    Error error = Error::make(
        ErrorKind::Auth, Words::tr("NetSuite refused the sign-in to the account %1.").arg(account) + clock,
        clock.isEmpty()
            ? Words::tr("NetSuite names the cause only in Setup, Users/Roles, User Management, View Login Audit Trail. Often the "
                        "certificate has ended or was revoked, or the role or user was changed or made inactive.")
            : Words::tr("Set the clock of this computer to the right time and zone. If NetSuite refuses again, look into Setup, "
                        "Users/Roles, User Management, View Login Audit Trail."));
    error.code = elided(safeText(code), 80);
    error.causeKey = QStringLiteral("sign-in");
    return error;
}

QString requestIdOf(const http::HttpResponse& response)
{
    QStringList ids;
    for (const char* name : {"X-N-OperationId", "X-NetSuite-JobId"}) {
        const QString id = safeText(QString::fromLatin1(response.header(name).left(60)));
        if (!id.isEmpty())
            ids << id;
    }
    return ids.join(u' ');
}

} // namespace causeway::netsuite::sign_in
