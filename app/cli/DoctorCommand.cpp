// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "Doctor.h"
#include "cli/Commands.h"
#include "cli/Session.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::DoctorCommand)
};

/// A profile that cannot be opened is what support is asked about most, so the bundle then holds what there is.
void bundleWithoutProfile(const QString& file, const Error& error, const Session& session, Output& out)
{
    SupportBundle bundle;
    Json json = Json::object();
    json.set(QStringLiteral("kind"), toString(error.kind));
    json.set(QStringLiteral("code"), error.code);
    json.set(QStringLiteral("versions"), Doctor::versions());
    bundle.add(QStringLiteral("doctor.json"), json.toPrettyBytes());
    addLogs(session.profileFolder(), bundle);
    if (bundle.write(file))
        out.message(Words::tr("Wrote %1 with the logs and versions only.").arg(file));
}

Result<int> examine(const Arguments& arguments, Session& session)
{
    const QString file = arguments.value(QStringLiteral("--support-bundle"));
    auto composition = session.reader();
    if (!composition) {
        if (!file.isEmpty())
            bundleWithoutProfile(file, composition.error(), session, session.out());
        return fail(composition.error());
    }
    Doctor doctor(**composition);
    const std::vector<Doctor::Check> checks = doctor.examine(session.stop());
    if (!file.isEmpty()) {
        const auto bundle = doctor.bundle(checks);
        if (!bundle)
            return fail(bundle.error());
        if (auto written = bundle->write(file); !written)
            return fail(written.error());
    }
    bool isWell = true;
    for (const Doctor::Check& check : checks)
        isWell = isWell && check.health != Doctor::Health::Bad;
    if (session.out().isJson()) {
        Json json = Json::object();
        json.set(QStringLiteral("ok"), isWell);
        json.set(QStringLiteral("checks"), toJson(checks));
        json.set(QStringLiteral("versions"), Doctor::versions());
        json.set(QStringLiteral("supportBundle"), file.isEmpty() ? Json() : Json(file));
        session.out().document(json);
        return isWell ? exitCode::kDone : exitCode::kNeedsPerson;
    }
    for (const Doctor::Check& check : checks) {
        const QString health = check.health == Doctor::Health::Good  ? Words::tr("ok")
                               : check.health == Doctor::Health::Bad ? Words::tr("PROBLEM")
                                                                     : Words::tr("?");
        session.out().text(
            QStringLiteral("%1  %2  %3").arg(health.leftJustified(7), check.name.leftJustified(10), check.message));
    }
    for (const Json versions = Doctor::versions(); const auto& [name, version] : versions.members())
        session.out().text(QStringLiteral("%1  %2").arg(
            name.leftJustified(19), version.isString() ? version.toString() : QString::fromLatin1(version.numberText())));
    if (!file.isEmpty())
        session.out().text(
            Words::tr("Wrote %1: checks, versions, runs and logs; no secret, no buyer's data, no database.").arg(file));
    return isWell ? exitCode::kDone : exitCode::kNeedsPerson;
}
} // namespace

std::vector<Command> doctorCommands()
{
    return {{QStringLiteral("doctor"),
             Words::tr("check integrity, disk, clock, keychain, versions"),
             {},
             {{QStringLiteral("--support-bundle"), QStringLiteral("FILE.zip"), Words::tr("write a redacted bundle for support")}},
             {},
             examine}};
}

} // namespace causeway::app::cli
