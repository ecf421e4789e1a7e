// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/PlanFields.h"

#include <algorithm>

#include <QCoreApplication>

#include "db/RecordTable.h"
#include "pages/SettlementWords.h"
#include "reading/Names.h"

namespace causeway::ui::plan {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PlanFields)
};

bool isReference(const Json& value)
{
    return value.isObject() && (value.contains(u"receipt") || (value.contains(u"id") && value.size() <= 2));
}

void walk(const Json& value, const QString& path, const QString& label, const QString& section, bool locked,
          std::vector<PlanField>& out)
{
    if (value.isObject() && !isReference(value)) {
        for (const auto& [key, member] : value.members()) {
            const QString inner = path.isEmpty() ? key : path + u'.' + key;
            const bool list = member.isObject() && member.contains(u"items") && member[u"items"].isArray();
            // NetSuite wraps lists as {"items":[…]}; the word "items" says nothing to a person.
            walk(member, inner, key, path.isEmpty() && member.isObject() && !isReference(member) && !list ? key : section, locked,
                 out);
        }
        return;
    }
    if (value.isArray()) {
        int line = 0;
        for (const Json& item : value.items()) {
            const QString inner = QStringLiteral("%1[%2]").arg(path).arg(line);
            walk(item, inner, label, Words::tr("Line %1").arg(line + 1), true, out);
            ++line;
        }
        return;
    }
    PlanField field;
    field.path = path;
    field.label = label;
    field.section = section;
    field.value = value;
    static const QStringList kKeys{QStringLiteral("externalId"), QStringLiteral("otherRefNum"), QStringLiteral("entity"),
                                   QStringLiteral("currency"), QStringLiteral("custbody_amz_order_id")};
    field.locked = locked || kKeys.contains(path) || path.contains(QStringLiteral("variance")) ||
                   path.contains(QStringLiteral("Cost")) || path.contains(QStringLiteral("mount")) || value.contains(u"receipt");
    out.push_back(std::move(field));
}

} // namespace

std::vector<PlanField> fields(const Json& body, const QHash<QString, QString>& origins)
{
    std::vector<PlanField> out;
    walk(body, {}, {}, {}, false, out);
    for (PlanField& field : out) {
        field.origin = origins.value(field.path);
        // An origin may name the object around the value: item.items[0] or shippingAddress.
        for (QString path = field.path; field.origin.isEmpty() && !path.isEmpty();) {
            const qsizetype cut = std::max(path.lastIndexOf(u'.'), path.endsWith(u']') ? path.lastIndexOf(u'[') : qsizetype(-1));
            path = cut > 0 ? path.left(cut) : QString();
            field.origin = origins.value(path);
        }
    }
    // Header fields first, then lists in their order; sections stay together.
    std::stable_sort(out.begin(), out.end(),
                     [](const PlanField& a, const PlanField& b) { return a.section.isEmpty() && !b.section.isEmpty(); });
    return out;
}

Result<std::vector<PlannedWrite>> read(Session& session, RecordId record)
{
    struct Rows
    {
        std::vector<db::CommandRow> commands;
        std::vector<QHash<QString, QString>> origins;
    };
    auto rows = session.database.read([&](db::Connection& connection) -> Result<Rows> {
        const db::RecordReads reads(connection);
        Rows found;
        auto commands = reads.commands(record);
        if (!commands)
            return fail(commands.error());
        found.commands = std::move(*commands);
        for (const db::CommandRow& command : found.commands) {
            auto origins = reads.origins(command.id);
            if (!origins)
                return fail(origins.error());
            QHash<QString, QString> byField;
            for (const auto& [field, source] : *origins)
                byField.insert(field, source);
            found.origins.push_back(std::move(byField));
        }
        return found;
    });
    if (!rows)
        return fail(rows.error());
    std::vector<PlannedWrite> writes;
    for (std::size_t i = 0; i < rows->commands.size(); ++i) {
        PlannedWrite write;
        write.command = rows->commands[i];
        if (write.command.body.isValid()) {
            if (auto bytes = session.engine.payload(write.command.body); bytes && *bytes) {
                if (auto body = Json::parse(**bytes))
                    write.body = engine::Engine::masked(*body, write.command.type);
            }
        }
        write.fields = fields(write.body, rows->origins[i]);
        if (write.command.operation == QLatin1StringView("patch")) {
            for (const PlannedWrite& earlier : writes) {
                if (earlier.command.type == write.command.type)
                    write.before = merged(write.before, earlier.body);
            }
        }
        writes.push_back(std::move(write));
    }
    return writes;
}

Json patch(const PlanField& field, const QString& text)
{
    Json value;
    if (isReference(field.value)) {
        value = Json::object();
        value.set(QStringLiteral("id"), text);
    } else if (field.value.isBool()) {
        value = Json(text.compare(QStringLiteral("true"), Qt::CaseInsensitive) == 0 ||
                     text.compare(Words::tr("yes"), Qt::CaseInsensitive) == 0);
    } else if (auto number = Decimal::parse(text); field.value.isNumber() && number) {
        value = Json(*number);
    } else {
        value = Json(text);
    }
    const QStringList parts = field.path.split(u'.');
    for (auto part = parts.crbegin(); part != parts.crend(); ++part) {
        Json outer = Json::object();
        outer.set(*part, std::move(value));
        value = std::move(outer);
    }
    return value;
}

Json merged(const Json& into, const Json& patch)
{
    if (!patch.isObject())
        return patch;
    Json out = into.isObject() ? into : Json::object();
    for (const auto& [key, value] : patch.members()) {
        if (value.isNull())
            out.remove(key);
        else
            out.set(key, merged(out[key], value));
    }
    return out;
}

QString shown(const PlanField& field, const Json& value, const Names& names)
{
    return field.label == QLatin1StringView("memo") && value.isString() ? settlement_words::memo(value.toString())
                                                                        : names.value(field.label, value);
}

QString editText(const Json& value)
{
    if (value.isObject())
        return value[u"id"].isNumber() ? QString::fromLatin1(value[u"id"].numberText()) : value[u"id"].toString();
    if (value.isNumber())
        return QString::fromLatin1(value.numberText());
    if (value.isBool())
        return value.toBool() ? Words::tr("yes") : Words::tr("no");
    return value.toString();
}

} // namespace causeway::ui::plan
