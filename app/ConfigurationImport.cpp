// SPDX-License-Identifier: GPL-3.0-or-later
#include "ConfigurationImport.h"

#include <algorithm>

#include <QCoreApplication>
#include <QList>

#include "Composition.h"
#include "config/ConfigurationReader.h"
#include "config/ConfigurationWriter.h"
#include "engine/AccountChange.h"

namespace causeway::app {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::ConfigurationImport)
};

/// The order of stores is kept; that of mappings and flows means nothing.
QList<QByteArray> comparable(const QString& section, const Json& part)
{
    if (!part.isArray())
        return {part.toCanonicalBytes()};
    QList<QByteArray> entries;
    for (const Json& entry : part.items())
        entries << entry.toCanonicalBytes();
    if (section != config::sections::kStores)
        std::sort(entries.begin(), entries.end());
    return entries;
}

/// Sections whose content differs, compared as the file would show them.
QStringList differences(const config::Configuration& before, const config::Configuration& after, const QStringList& sections)
{
    const Json old = config::writeConfiguration(before);
    const Json young = config::writeConfiguration(after);
    QStringList changed;
    for (const QString& section : sections) {
        const QString first = section.section(u'.', 0, 0);
        const QString second = section.section(u'.', 1);
        const Json& oldPart = second.isEmpty() ? old[first] : old[first][second];
        const Json& newPart = second.isEmpty() ? young[first] : young[first][second];
        if (comparable(section, oldPart) != comparable(section, newPart))
            changed << section;
    }
    return changed;
}
} // namespace

Result<ImportReport> importConfiguration(Composition& composition, const QByteArray& file, bool dryRun, const QString& actor)
{
    const auto before = composition.configuration();
    if (!before)
        return fail(before.error());
    const config::ConfigurationReader reader(knownFlows(composition.flows()));
    config::ReadConfiguration read = reader.read(file, *before);
    ImportReport report;
    report.isDryRun = dryRun;
    report.problems = std::move(read.problems);
    if (!report.problems.empty())
        return report;
    auto problems = composition.database().read([&](db::Connection& connection) {
        return engine::accountChangeProblems(connection, *before, read.configuration, read.sections);
    });
    if (!problems)
        return fail(problems.error());
    report.problems = std::move(*problems);
    if (!report.problems.empty())
        return report;
    report.changed = differences(*before, read.configuration, read.sections);
    if (dryRun || report.changed.isEmpty())
        return report;
    if (auto applied = composition.engine().applyConfiguration(read.configuration, report.changed, engine::Actor{actor});
        !applied)
        return fail(applied.error());
    return report;
}

} // namespace causeway::app
