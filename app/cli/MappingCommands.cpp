// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QSet>

#include "CsvFile.h"
#include "base/Text.h"
#include "cli/Commands.h"
#include "cli/Session.h"
#include "config/MappingForm.h"
#include "db/ViewTables.h"

namespace causeway::app::cli {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::app::cli::MappingCommands)
};

Result<void> checkKind(const QString& kind)
{
    if (config::mappingKinds().contains(kind))
        return {};
    Error error = config::checkMapping({kind, {}, {}, {}}).error();
    error.code = QStringLiteral("usage");
    return fail(std::move(error));
}

Json mappingJson(const config::Mapping& mapping)
{
    Json json = Json::object();
    json.set(QStringLiteral("kind"), mapping.kind);
    json.set(QStringLiteral("store"), mapping.store.isEmpty() ? Json() : Json(mapping.store));
    json.set(QStringLiteral("key"), mapping.key);
    json.set(QStringLiteral("value"), mapping.value);
    return json;
}

Result<int> list(const Arguments& arguments, Session& session)
{
    const QString kind = arguments.words.first();
    if (auto known = checkKind(kind); !known)
        return fail(known.error());
    const Result<int> limit = arguments.number(QStringLiteral("--limit"), 100'000, 1, 1'000'000);
    if (!limit)
        return fail(limit.error());
    auto composition = session.reader();
    if (!composition)
        return fail(composition.error());
    const auto mappings =
        session.read([&](db::Connection& connection) { return db::ConfigurationReads(connection).mappings(kind); });
    if (!mappings)
        return fail(mappings.error());
    Json array = Json::array();
    std::vector<QStringList> rows;
    for (const config::Mapping& mapping : *mappings) {
        if (static_cast<int>(rows.size()) >= *limit)
            break;
        array.append(mappingJson(mapping));
        rows.push_back({mapping.store.isEmpty() ? Words::tr("(all)") : mapping.store, mapping.key, mapping.value});
    }
    if (session.out().isJson())
        session.out().document(array);
    else
        session.out().table({Words::tr("STORE"), Words::tr("KEY"), Words::tr("VALUE")}, rows, Words::tr("There is no entry."));
    return exitCode::kDone;
}

void printSaved(int saved, int ready, Output& out)
{
    if (out.isJson()) {
        out.document(Json::object({{QStringLiteral("saved"), saved}, {QStringLiteral("ready"), ready}}));
        return;
    }
    out.text(Words::tr("Saved %n mapping(s).", nullptr, saved));
    if (ready > 0)
        out.text(Words::tr("%n record(s) that lacked it are ready again; the next run works on them.", nullptr, ready));
}

Result<int> set(const Arguments& arguments, Session& session)
{
    const config::Mapping mapping{arguments.words[0], arguments.value(QStringLiteral("--store")), arguments.words[1],
                                  arguments.words[2]};
    if (auto known = checkKind(mapping.kind); !known)
        return fail(known.error());
    if (auto form = config::checkMapping(mapping); !form)
        return fail(form.error());
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    if (!mapping.store.isEmpty()) {
        if (const auto store = storeNamed(**composition, mapping.store); !store)
            return fail(store.error());
    }
    const Result<int> ready = (*composition)->engine().setMapping(mapping, Session::actor());
    if (!ready)
        return fail(ready.error());
    printSaved(1, *ready, session.out());
    return exitCode::kDone;
}

Error badLine(int line, const QString& message, const QString& remedy)
{
    Error error = Error::make(ErrorKind::Invalid, message, remedy, QStringLiteral("csv"));
    error.path = Words::tr("line %1").arg(line);
    return error;
}

/// Columns by their heading, in any order.
struct Columns
{
    qsizetype key = -1;
    qsizetype value = -1;
    qsizetype store = -1;
    qsizetype count = 0;
};

Result<Columns> columnsOf(const CsvRow& heading)
{
    Columns columns;
    columns.count = heading.cells.size();
    for (qsizetype i = 0; i < heading.cells.size(); ++i) {
        const QString name = heading.cells[i].trimmed().toLower();
        qsizetype* column = name == QStringLiteral("key")     ? &columns.key
                            : name == QStringLiteral("value") ? &columns.value
                            : name == QStringLiteral("store") ? &columns.store
                                                              : nullptr;
        if (column == nullptr || *column >= 0)
            return fail(
                badLine(heading.line,
                        Words::tr("\"%1\" is not a column, or stands there twice.").arg(elided(safeText(heading.cells[i]), 40)),
                        Words::tr("The first line must name the columns key, value and, if wanted, store.")));
        *column = i;
    }
    if (columns.key < 0 || columns.value < 0)
        return fail(badLine(heading.line, Words::tr("The columns key and value are needed."),
                            Words::tr("The first line must name the columns key, value and, if wanted, store.")));
    return columns;
}

struct Rows
{
    std::vector<config::Mapping> mappings;
    std::vector<Error> problems;
};

Rows checkedRows(const QString& kind, const std::vector<CsvRow>& rows, const Columns& columns, const QStringList& stores)
{
    Rows result;
    QHash<QString, int> seen;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const CsvRow& row = rows[i];
        if (row.cells.size() != columns.count) {
            result.problems.push_back(
                badLine(row.line, Words::tr("It has %1 cells instead of %2.").arg(row.cells.size()).arg(columns.count),
                        Words::tr("Check commas and quotes.")));
            continue;
        }
        config::Mapping mapping{kind, columns.store < 0 ? QString() : row.cells[columns.store].trimmed(),
                                row.cells[columns.key].trimmed(), row.cells[columns.value].trimmed()};
        if (!mapping.store.isEmpty() && !stores.contains(mapping.store))
            result.problems.push_back(badLine(row.line,
                                              Words::tr("There is no store \"%1\".").arg(elided(safeText(mapping.store), 40)),
                                              Words::tr("Stores: %1. Empty means all.").arg(stores.join(QStringLiteral(", ")))));
        if (auto form = config::checkMapping(mapping); !form)
            result.problems.push_back(badLine(row.line, form.error().message, form.error().remedy));
        const QString key = mapping.store + u'\n' + mapping.key;
        if (seen.contains(key))
            result.problems.push_back(badLine(row.line, Words::tr("The key stands in line %1 already.").arg(seen[key]),
                                              Words::tr("Remove one of the two.")));
        seen.insert(key, row.line);
        result.mappings.push_back(std::move(mapping));
    }
    return result;
}

Result<int> importFile(const Arguments& arguments, Session& session)
{
    const QString kind = arguments.words[0];
    const QString file = arguments.words[1];
    if (auto known = checkKind(kind); !known)
        return fail(known.error());
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    const Result<QByteArray> bytes = readInput(file);
    if (!bytes)
        return fail(bytes.error());
    const auto rows = readCsv(*bytes);
    if (!rows)
        return fail(rows.error());
    if (rows->empty())
        return fail(badLine(1, Words::tr("The file is empty."),
                            Words::tr("The first line must name the columns key, value and, if wanted, store.")));
    const auto columns = columnsOf(rows->front());
    if (!columns)
        return fail(columns.error());
    const auto configuration = (*composition)->configuration();
    if (!configuration)
        return fail(configuration.error());
    QStringList stores;
    for (const config::Store& store : configuration->stores)
        stores << store.id;
    const Rows checked = checkedRows(kind, *rows, *columns, stores);
    if (!checked.problems.empty()) {
        Error summary = Error::make(
            ErrorKind::Invalid,
            Words::tr("The file has %n wrong line(s); nothing was changed.", nullptr, static_cast<int>(checked.problems.size())),
            Words::tr("Correct the lines named and import the file again."), QStringLiteral("csv"));
        summary.path = checked.problems.front().path;
        session.out().error(summary, checked.problems);
        return exitCode::kUsage;
    }
    const Result<int> ready = (*composition)->engine().setMappings(checked.mappings, Session::actor());
    if (!ready)
        return fail(ready.error());
    printSaved(static_cast<int>(checked.mappings.size()), *ready, session.out());
    return exitCode::kDone;
}

Json reportJson(const engine::Engine::SkuReport& report)
{
    Json json = Json::object();
    json.set(QStringLiteral("store"), report.store);
    Json fields = Json::array();
    for (const QString& field : report.fields)
        fields.append(field);
    json.set(QStringLiteral("fields"), std::move(fields));
    json.set(QStringLiteral("caseSensitive"), report.isCaseSensitive);
    json.set(QStringLiteral("collisions"), report.collisions);
    Json spellings = Json::array();
    for (const auto& one : report.spellings) {
        Json names = Json::array();
        for (const QString& name : one.names)
            names.append(name);
        spellings.append(Json::object({{QStringLiteral("field"), one.field}, {QStringLiteral("names"), std::move(names)}}));
    }
    json.set(QStringLiteral("spellings"), std::move(spellings));
    Json aliases = Json::array();
    for (const auto& alias : report.aliases) {
        Json one = mappingJson(alias.mapping);
        one.set(QStringLiteral("problem"), alias.problem);
        aliases.append(std::move(one));
    }
    json.set(QStringLiteral("aliases"), std::move(aliases));
    return json;
}

void printReport(const engine::Engine::SkuReport& report, Output& out)
{
    out.text(Words::tr("Store %1: SKUs are looked for in %2, letter case %3.")
                 .arg(report.store, report.fields.join(QStringLiteral(", ")),
                      report.isCaseSensitive ? Words::tr("matters") : Words::tr("does not matter")));
    out.text(report.isCaseSensitive
                 ? Words::tr("Without letter case %n item(s) could not be told apart any more.", nullptr, report.collisions)
                 : Words::tr("%n item(s) cannot be told apart because letter case does not matter.", nullptr, report.collisions));
    for (const auto& one : report.spellings)
        out.text(QStringLiteral("  %1: %2").arg(one.field, safeText(one.names.join(QStringLiteral(", ")))));
    for (const auto& alias : report.aliases)
        out.text(Words::tr("Alias %1 = %2: %3").arg(safeText(alias.mapping.key), alias.mapping.value, safeText(alias.problem)));
}

Result<int> check(const Arguments& arguments, Session& session)
{
    const QString kind = arguments.words.first();
    if (auto known = checkKind(kind); !known)
        return fail(known.error());
    if (kind != QStringLiteral("sku"))
        return fail(usageError(Words::tr("Mappings of the kind %1 cannot be checked.").arg(kind), Words::tr("KIND is sku.")));
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    const auto configuration = (*composition)->configuration();
    if (!configuration)
        return fail(configuration.error());
    const QString wanted = arguments.value(QStringLiteral("--store"));
    if (!wanted.isEmpty()) {
        if (const auto store = storeNamed(**composition, wanted); !store)
            return fail(store.error());
    }
    Json array = Json::array();
    bool isClean = true;
    for (const config::Store& store : configuration->stores) {
        if (!wanted.isEmpty() && store.id != wanted)
            continue;
        const auto report = (*composition)->engine().checkSkus(store.id, session.stop());
        if (!report)
            return fail(report.error());
        isClean = isClean && report->aliases.empty() && (report->isCaseSensitive || report->collisions == 0);
        if (session.out().isJson())
            array.append(reportJson(*report));
        else
            printReport(*report, session.out());
    }
    if (session.out().isJson())
        session.out().document(array);
    return isClean ? exitCode::kDone : exitCode::kNeedsPerson;
}

Result<int> suggest(const Arguments& arguments, Session& session)
{
    const QString kind = arguments.words.first();
    if (auto known = checkKind(kind); !known)
        return fail(known.error());
    auto composition = session.writer();
    if (!composition)
        return fail(composition.error());
    const auto suggestions = (*composition)->engine().suggestMappings(kind, session.stop());
    if (!suggestions)
        return fail(suggestions.error());
    Json array = Json::array();
    std::vector<QStringList> rows;
    for (const auto& one : *suggestions) {
        Json json = Json::object();
        json.set(QStringLiteral("key"), one.key);
        json.set(QStringLiteral("name"), one.name);
        json.set(QStringLiteral("value"), one.value);
        json.set(QStringLiteral("evidence"), one.evidence);
        json.set(QStringLiteral("sure"), one.sure);
        array.append(std::move(json));
        rows.push_back({one.key, one.value, one.sure ? Words::tr("recognised") : Words::tr("please check"), one.evidence});
    }
    if (session.out().isJson())
        session.out().document(array);
    else
        session.out().table({Words::tr("KEY"), Words::tr("PROPOSED"), Words::tr("CONFIDENCE"), Words::tr("BECAUSE")}, rows,
                            Words::tr("Nothing is missing."));
    return exitCode::kDone;
}
} // namespace

std::vector<Command> mappingCommands()
{
    const QString kinds = Words::tr("KIND is %1.").arg(config::mappingKinds().join(QStringLiteral(", ")));
    return {
        {QStringLiteral("mappings list"),
         Words::tr("list the mappings of a kind"),
         {{QStringLiteral("KIND")}},
         {{QStringLiteral("--limit"), QStringLiteral("N"), Words::tr("at most so many")}},
         kinds,
         list},
        {QStringLiteral("mappings set"),
         Words::tr("save one mapping"),
         {{QStringLiteral("KIND")}, {QStringLiteral("KEY")}, {QStringLiteral("VALUE")}},
         {{QStringLiteral("--store"), QStringLiteral("ID"), Words::tr("only for this store; all stores when left out")}},
         kinds + u' ' +
             Words::tr(
                 "Values are item:ID, account:ID, shipitem:ID or salestaxitem:ID. Records that lacked it become ready again."),
         set},
        {QStringLiteral("mappings suggest"),
         Words::tr("propose the mappings of a kind that are missing, with the evidence; saves nothing"),
         {{QStringLiteral("KIND")}},
         {},
         Words::tr("KIND is carrier: every ship item of NetSuite without a carrier, recognised by its name; or account: every "
                   "group of settlement categories that was seen and has no account, recognised by name and type."),
         suggest},
        {QStringLiteral("mappings check"),
         Words::tr("what the SKU match would stumble over: names that differ in letter case only, aliases that lead nowhere"),
         {{QStringLiteral("KIND")}},
         {{QStringLiteral("--store"), QStringLiteral("ID"), Words::tr("only this store")}},
         Words::tr("KIND is sku. Asks NetSuite and changes nothing; ends with 1 when something was found that stops orders."),
         check},
        {QStringLiteral("mappings import"),
         Words::tr("save the mappings of a CSV file"),
         {{QStringLiteral("KIND")}, {QStringLiteral("FILE.csv")}},
         {},
         kinds + u' ' +
             Words::tr("The first line names the columns key, value and, if wanted, store. When any line is wrong, nothing is "
                       "changed."),
         importFile}};
}

} // namespace causeway::app::cli
