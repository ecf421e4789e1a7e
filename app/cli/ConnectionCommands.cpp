// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "cli/Commands.h"
#include "cli/Session.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::ConnectionCommands)
};

Json testJson(const engine::ConnectionTest& test)
{
    Json marketplaces = Json::array();
    for (const amazon::Participation& place : test.marketplaces) {
        Json json = Json::object();
        json.set(QStringLiteral("id"), place.marketplaceId);
        json.set(QStringLiteral("name"), place.marketplaceName);
        json.set(QStringLiteral("country"), place.countryCode);
        json.set(QStringLiteral("currency"), place.currency);
        json.set(QStringLiteral("participating"), place.isParticipating);
        json.set(QStringLiteral("suspendedListings"), place.hasSuspendedListings);
        marketplaces.append(json);
    }
    Json permissions = Json::array();
    for (const netsuite::PermissionCheck& check : test.permissions) {
        Json json = Json::object();
        json.set(QStringLiteral("name"), check.name);
        json.set(QStringLiteral("id"), check.id);
        json.set(QStringLiteral("level"), check.level);
        json.set(QStringLiteral("neededBy"), check.neededBy);
        json.set(QStringLiteral("found"), check.found);
        json.setIfPresent(QStringLiteral("why"), check.why);
        permissions.append(json);
    }
    Json fields = Json::array();
    for (const auto& field : test.fields) {
        Json json = Json::object();
        json.set(QStringLiteral("name"), field.name);
        json.set(QStringLiteral("found"), field.found);
        json.set(QStringLiteral("id"), field.id);
        json.set(QStringLiteral("label"), field.label);
        json.set(QStringLiteral("type"), field.type);
        json.set(QStringLiteral("place"), field.place);
        json.set(QStringLiteral("state"), field.state);
        json.set(QStringLiteral("keptHereOnly"), !field.found);
        json.setIfPresent(QStringLiteral("why"), field.why);
        fields.append(json);
    }
    Json json = Json::object();
    json.set(QStringLiteral("name"), test.name);
    json.set(QStringLiteral("ok"), test.ok);
    json.set(QStringLiteral("summary"), test.summary);
    json.set(QStringLiteral("error"), test.error ? toJson(*test.error) : Json());
    json.set(QStringLiteral("marketplaces"), marketplaces);
    json.set(QStringLiteral("permissions"), permissions);
    json.set(QStringLiteral("fields"), fields);
    json.set(QStringLiteral("features"), test.features);
    return json;
}

void print(const engine::ConnectionTest& test, Output& out)
{
    out.text(QStringLiteral("%1  %2  %3").arg(test.ok ? Words::tr("ok     ") : Words::tr("PROBLEM"), test.name, test.summary));
    if (test.error)
        out.text(QStringLiteral("    %1 %2").arg(test.error->message, test.error->remedy));
    for (const amazon::Participation& place : test.marketplaces)
        out.text(QStringLiteral("    %1 %2 (%3, %4)%5")
                     .arg(place.marketplaceId, place.marketplaceName, place.countryCode, place.currency,
                          place.isParticipating ? QString() : Words::tr(": not participating")));
    for (const netsuite::PermissionCheck& check : test.permissions)
        out.text(QStringLiteral("    %1 %2 (%3)%4")
                     .arg(check.found ? Words::tr("has   ") : Words::tr("LACKS "), check.name, check.level,
                          check.why.isEmpty() ? QString() : QStringLiteral(": ") + check.why));
    for (const auto& field : test.fields) {
        out.text(QStringLiteral("    %1 %2 %3 (%4, %5)%6")
                     .arg(field.found ? Words::tr("field ") : Words::tr("NO    "), field.label, field.name, field.type,
                          field.place, field.why.isEmpty() ? QString() : QStringLiteral(": ") + field.why));
    }
}

/// 3: not reached or not signed in. 1: signed in, but something is missing.
int codeOf(const std::vector<engine::ConnectionTest>& tests)
{
    int code = exitCode::kDone;
    for (const engine::ConnectionTest& test : tests) {
        if (test.ok)
            continue;
        const int own = test.error ? exitCodeOf(*test.error) : exitCode::kNeedsPerson;
        code = std::max(code, own == exitCode::kUsage ? exitCode::kNeedsPerson : own);
    }
    return code;
}

Result<int> test(const Arguments& arguments, Session& session)
{
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    const QString name = arguments.words.isEmpty() ? QString() : arguments.words.first();
    session.out().progress(Words::tr("Signing in…"));
    const auto tests = (*composition)->engine().testConnections(name, session.stop());
    if (!tests)
        return fail(tests.error());
    if (session.out().isJson()) {
        Json list = Json::array();
        for (const engine::ConnectionTest& one : *tests)
            list.append(testJson(one));
        session.out().document(list);
    } else {
        for (const engine::ConnectionTest& one : *tests)
            print(one, session.out());
        if (tests->empty())
            session.out().message(Words::tr("No connection is configured: see \"causeway-cli config import\"."));
    }
    return codeOf(*tests);
}
} // namespace

std::vector<Command> connectionCommands()
{
    return {{QStringLiteral("connections test"),
             Words::tr("sign in, check roles and permissions, list marketplaces"),
             {{QStringLiteral("NAME"), false}},
             {},
             Words::tr("NAME is netsuite or amazon:STORE; all connections when left out."),
             test}};
}

} // namespace causeway::app::cli
