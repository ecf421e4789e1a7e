// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "cli/Commands.h"
#include "cli/Session.h"
#include "config/Notifications.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::NotificationCommands)
};

Result<int> test(const Arguments&, Session& session)
{
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    const auto configuration = (*composition)->configuration();
    if (!configuration)
        return fail(configuration.error());
    session.out().progress(Words::tr("Sending a test mail…"));
    const auto receipt = (*composition)->engine().sendTestMail(Session::actor(), session.stop());
    if (!receipt)
        return fail(receipt.error());
    const auto notifications = config::Notifications::read(configuration->notifications);
    const int recipients = notifications.smtp ? static_cast<int>(notifications.smtp->to.size()) : 0;
    const int refused = static_cast<int>(receipt->refused.size());
    if (session.out().isJson()) {
        Json refusedJson = Json::array();
        for (const int one : receipt->refused)
            refusedJson.append(Json(one));
        session.out().document(Json::object(
            {{QStringLiteral("sent"), Json(recipients - refused)}, {QStringLiteral("refused"), std::move(refusedJson)}}));
    } else {
        session.out().text(Words::tr("The mail server took the mail for %n recipients.", nullptr, recipients - refused));
        for (const int one : receipt->refused)
            session.out().text(Words::tr("It refused recipient %1 of the list \"to\".").arg(one));
    }
    return refused > 0 ? exitCode::kNeedsPerson : exitCode::kDone;
}
} // namespace

std::vector<Command> notificationCommands()
{
    return {{QStringLiteral("notifications test"),
             Words::tr("send a test mail to the configured recipients"),
             {},
             {},
             Words::tr("Uses the section \"notifications\" of the configuration and the secret smtp.password. "
                       "0: taken for all of them, 1: refused for some, 3: not sent."),
             test}};
}

} // namespace causeway::app::cli
