// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "cli/Commands.h"
#include "cli/RowJson.h"
#include "cli/Session.h"
#include "engine/Links.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::CustomerCommands)
};

Result<int> duplicates(const Arguments& arguments, Session& session)
{
    Q_UNUSED(arguments)
    auto composition = session.writer(); // it signs in
    if (!composition)
        return fail(composition.error());
    const auto configuration = (*composition)->configuration();
    if (!configuration)
        return fail(configuration.error());
    const auto found = (*composition)->engine().duplicateCustomers(session.stop());
    if (!found)
        return fail(found.error());
    const QString account = configuration->netSuite ? configuration->netSuite->account : QString();
    Json array = Json::array();
    std::vector<QStringList> rows;
    for (const auto& buyer : *found) {
        Json customers = Json::array();
        for (const auto& customer : buyer.customers) {
            Json json = Json::object({{QStringLiteral("id"), Json(customer.id)}});
            json.set(QStringLiteral("externalId"), customer.externalId.isEmpty() ? Json() : Json(customer.externalId));
            json.set(QStringLiteral("ours"), customer.isOurs);
            json.set(QStringLiteral("salesOrders"), customer.salesOrders);
            if (const auto url = engine::links::netSuite(account, QStringLiteral("customer"), customer.id))
                json.set(QStringLiteral("url"), url->toString());
            customers.append(std::move(json));
            rows.push_back({buyer.address, customer.id, customer.externalId, customer.isOurs ? Words::tr("Causeway") : QString(),
                            QString::number(customer.salesOrders)});
        }
        array.append(Json::object({{QStringLiteral("address"), Json(buyer.address)}, {QStringLiteral("customers"), customers}}));
    }
    if (session.out().isJson())
        session.out().document(array);
    else
        session.out().table({Words::tr("BUYER"), Words::tr("CUSTOMER"), Words::tr("EXTERNAL ID"), Words::tr("MADE BY"),
                             Words::tr("SALES ORDERS")},
                            rows, Words::tr("No buyer has more than one customer in NetSuite."));
    return found->empty() ? exitCode::kDone : exitCode::kNeedsPerson;
}
} // namespace

std::vector<Command> customerCommands()
{
    return {{QStringLiteral("customers duplicates"),
             Words::tr("customers in NetSuite with the same anonymised address of Amazon"),
             {},
             {},
             Words::tr("Reads NetSuite and changes nothing. Ends with 1 when there are any; they are merged in NetSuite."),
             duplicates}};
}

} // namespace causeway::app::cli
