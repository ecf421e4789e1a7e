// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QDir>

#include "Backup.h"
#include "cli/Commands.h"
#include "cli/Session.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::BackupCommands)
};

Json factsJson(const backup::Facts& facts)
{
    Json json = Json::object();
    json.set(QStringLiteral("file"), facts.file);
    json.set(QStringLiteral("bytes"), facts.bytes);
    json.set(QStringLiteral("records"), facts.records);
    return json;
}

Result<int> create(const Arguments& arguments, Session& session)
{
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    const auto facts = backup::create(**composition, arguments.words.value(0));
    if (!facts)
        return fail(facts.error());
    if (session.out().isJson())
        session.out().document(factsJson(*facts));
    else
        session.out().text(Words::tr("Wrote %1 (%2 records, %3 bytes). The master key is not in it: keep that safe too.")
                               .arg(QDir::toNativeSeparators(facts->file))
                               .arg(facts->records)
                               .arg(facts->bytes));
    return exitCode::kDone;
}

Result<int> verify(const Arguments& arguments, Session& session)
{
    const auto facts = backup::verify(arguments.words.first(), session.profileOptions());
    if (!facts)
        return fail(facts.error());
    if (session.out().isJson()) {
        Json json = factsJson(*facts);
        json.set(QStringLiteral("ok"), true);
        session.out().document(json);
    } else {
        session.out().text(Words::tr("%1 is undamaged and opens with this profile's master key (%2 records).")
                               .arg(QDir::toNativeSeparators(facts->file))
                               .arg(facts->records));
    }
    return exitCode::kDone;
}

Result<int> restore(const Arguments& arguments, Session& session)
{
    const auto restored = backup::restore(arguments.words.first(), session.profileOptions());
    if (!restored)
        return fail(restored.error());
    if (session.out().isJson()) {
        Json json = factsJson(restored->backup);
        json.set(QStringLiteral("restored"), true);
        json.set(QStringLiteral("oldDatabase"), restored->oldDatabase.isEmpty() ? Json() : Json(restored->oldDatabase));
        session.out().document(json);
        return exitCode::kDone;
    }
    session.out().text(
        Words::tr("Restored %1 (%2 records). The next run reads again from the backup's time and looks up before every send.")
            .arg(QDir::toNativeSeparators(restored->backup.file))
            .arg(restored->backup.records));
    if (!restored->oldDatabase.isEmpty())
        session.out().text(Words::tr("The old database is kept as %1.").arg(QDir::toNativeSeparators(restored->oldDatabase)));
    return exitCode::kDone;
}
} // namespace

std::vector<Command> backupCommands()
{
    return {
        {QStringLiteral("backup create"),
         Words::tr("write a copy of the profile's database"),
         {{QStringLiteral("FILE"), false}},
         {},
         Words::tr("Without FILE it goes to the folder \"backups\" of the profile. It holds sealed data only; the master key is "
                   "not in it."),
         create},
        {QStringLiteral("backup verify"),
         Words::tr("check a backup: undamaged, and this profile's"),
         {{QStringLiteral("FILE")}},
         {},
         {},
         verify},
        {QStringLiteral("backup restore"),
         Words::tr("replace the profile's database by a backup"),
         {{QStringLiteral("FILE")}},
         {},
         Words::tr("Verifies first, keeps the old database beside the new one. No other step is needed: nothing is sent twice."),
         restore}};
}

} // namespace causeway::app::cli
