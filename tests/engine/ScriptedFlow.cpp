// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ScriptedFlow.h"

#include <algorithm>

namespace causeway::tests {

namespace {
Json text(const char16_t* value)
{
    return Json(QString::fromUtf16(value));
}
} // namespace

ScriptedFlow::ScriptedFlow()
{
    m_spec.id = kId;
    m_spec.title = QStringLiteral("Scripted");
    m_spec.settings = Json::object();
}

void ScriptedFlow::put(const QString& key, const Json& content)
{
    const std::lock_guard lock(m_mutex);
    m_source.emplace_back(key, content);
}

void ScriptedFlow::put(const QString& key, const QString& customer, const QString& total)
{
    put(key, Json::object({{QStringLiteral("customer"), Json(customer)}, {QStringLiteral("total"), Json(total)}}));
}

void ScriptedFlow::plant(const QString& key, const QString& total)
{
    const std::lock_guard lock(m_mutex);
    m_documents[orderKey(key)] = {QString::number(m_nextId++), orderKey(key), QStringLiteral("salesOrder"),
                                  Json::object({{QStringLiteral("total"), Json(total)}}), 0};
}

std::map<QString, ScriptedFlow::Document> ScriptedFlow::documents() const
{
    const std::lock_guard lock(m_mutex);
    return m_documents;
}

int ScriptedFlow::sends(const QString& key) const
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_sends.find(key);
    return it == m_sends.end() ? 0 : it->second;
}

int ScriptedFlow::allSends() const
{
    const std::lock_guard lock(m_mutex);
    int all = 0;
    for (const auto& entry : m_sends)
        all += entry.second;
    return all;
}

std::optional<Error> ScriptedFlow::next(std::vector<ErrorKind>& kinds)
{
    const std::lock_guard lock(m_mutex);
    if (kinds.empty())
        return std::nullopt;
    const ErrorKind kind = kinds.front();
    kinds.erase(kinds.begin());
    return Error::make(kind, QStringLiteral("As scripted."));
}

Result<flows::Page> ScriptedFlow::fetch(const flows::Cursor& cursor, const flows::FetchRequest& request,
                                        flows::FlowContext& context)
{
    if (auto error = next(m_fetchErrors)) {
        if (error->kind == ErrorKind::RateLimited)
            error->retryAtMs = context.clock.nowMs() + 60'000;
        return fail(*error);
    }
    const std::lock_guard lock(m_mutex);
    flows::Page page;
    const auto from = static_cast<std::size_t>(cursor[u"read"].toInteger().value_or(0));
    const auto add = [&](const QString& key, const Json& content) {
        flows::SourceItem item;
        item.key = key;
        item.orderId = key;
        item.updatedAtMs = context.clock.nowMs();
        item.content = content.toBytes();
        item.waitingReason = content[u"wait"].toString();
        item.skipReason = content[u"skip"].toString();
        page.items.push_back(std::move(item));
    };
    if (!request.keys.isEmpty()) {
        for (const QString& key : request.keys) {
            const auto it =
                std::find_if(m_source.rbegin(), m_source.rend(), [&](const auto& entry) { return entry.first == key; });
            if (it != m_source.rend())
                add(it->first, it->second);
        }
        return page;
    }
    constexpr std::size_t kPageSize = 3;
    const std::size_t until =
        request.stream == QStringLiteral("sweep") ? m_source.size() : std::min(from + kPageSize, m_source.size());
    for (std::size_t i = request.stream == QStringLiteral("sweep") ? 0 : from; i < until; ++i)
        add(m_source[i].first, m_source[i].second);
    page.next = Json::object({{QStringLiteral("read"), Json(static_cast<qint64>(until))}});
    page.more = until < m_source.size();
    return page;
}

Result<Json> ScriptedFlow::lookUp(std::span<const flows::Record> records, flows::FlowContext&)
{
    if (auto error = next(m_lookUpErrors))
        return fail(*error);
    const std::lock_guard lock(m_mutex);
    for (const flows::Record& record : records) {
        if (!m_badKey.isEmpty() && record.key == m_badKey)
            return fail(ErrorKind::Rejected, QStringLiteral("One of these cannot be looked up."));
    }
    Json skus = Json::array();
    for (const QString& sku : m_skus)
        skus.append(Json(sku));
    return Json::object({{QStringLiteral("skus"), std::move(skus)}});
}

Result<flows::Plan> ScriptedFlow::plan(const flows::Record& record, const flows::PlanContext& context) const
{
    auto content = Json::parse(record.content);
    if (!content)
        return fail(content.error());
    const Json& source = *content;
    const QString sku = source[u"sku"].toString();
    const auto& skus = context.lookups[u"skus"].items();
    if (!sku.isEmpty() && std::find(skus.begin(), skus.end(), Json(sku)) == skus.end()) {
        Error error = Error::make(ErrorKind::Unmapped, QStringLiteral("No item for this SKU."), QStringLiteral("Map it."),
                                  QStringLiteral("no-item"));
        error.causeKey = sku;
        return fail(std::move(error));
    }
    flows::Plan plan;
    flows::Command customer;
    customer.target = QStringLiteral("netsuite");
    customer.key = customerKey(source[u"customer"].toString());
    customer.operation = QStringLiteral("create");
    customer.type = QStringLiteral("customer");
    customer.body =
        Json::object({{QStringLiteral("companyName"), source[u"customer"]}, {QStringLiteral("seenOn"), Json(record.key)}});
    plan.commands.push_back(customer);

    flows::Command order;
    order.target = QStringLiteral("netsuite");
    order.key = orderKey(record.key);
    order.operation = QStringLiteral("create");
    order.type = QStringLiteral("salesOrder");
    order.body = Json::object({{QStringLiteral("entity"), Json::object({{QStringLiteral("receipt"), Json(customer.key)}})},
                               {QStringLiteral("total"), source[u"total"]}});
    order.body.setIfPresent(QStringLiteral("memo"), source[u"note"]);
    order.fingerprint = Json::object({{QStringLiteral("total"), source[u"total"]}});
    order.dependsOn = {customer.key};
    order.readBack = true;
    order.origins = {{QStringLiteral("total"), QStringLiteral("the source")}};
    plan.commands.push_back(order);

    if (const auto seen = context.observed.find(order.key);
        seen != context.observed.end() && seen->second[u"total"] != source[u"total"]) {
        flows::Command amendment;
        amendment.target = QStringLiteral("netsuite");
        amendment.key = order.key + QStringLiteral("-U-variance");
        amendment.operation = QStringLiteral("patch");
        amendment.type = QStringLiteral("salesOrder");
        amendment.body = Json::object({{QStringLiteral("variance"), seen->second[u"total"]}});
        amendment.dependsOn = {order.key};
        plan.commands.push_back(std::move(amendment));
        plan.variance = Json::object({{QStringLiteral("total"), text(u"0.10")}, {QStringLiteral("currency"), text(u"USD")}});
        plan.varianceOver = true;
    }
    // A changed note after the order was made is a patch of its own.
    const auto sent = context.sentBodies.find(order.key);
    if (sent != context.sentBodies.end() && !record.edit.contains(u"memo") && source[u"note"] != sent->second[u"memo"]) {
        flows::Command patch;
        patch.target = QStringLiteral("netsuite");
        patch.key = order.key + QStringLiteral("-U-note");
        patch.operation = QStringLiteral("patch");
        patch.type = QStringLiteral("salesOrder");
        patch.body = Json::object({{QStringLiteral("memo"), source[u"note"]}});
        patch.dependsOn = {order.key};
        plan.commands.push_back(std::move(patch));
    }
    return plan;
}

Result<std::vector<flows::Found>> ScriptedFlow::find(std::span<const flows::Command> commands, flows::FlowContext& context)
{
    if (auto error = next(m_findErrors))
        return fail(*error);
    const std::lock_guard lock(m_mutex);
    arriveLocked(context.clock.nowMs());
    ++m_finds;
    std::vector<flows::Found> found;
    for (const flows::Command& command : commands) {
        m_looked.insert(command.key);
        const auto it = m_documents.find(command.key);
        if (it == m_documents.end())
            continue;
        flows::Found one;
        one.commandKey = command.key;
        one.remoteId = it->second.id;
        one.remoteName = QStringLiteral("SO") + it->second.id;
        one.matches = command.fingerprint.size() == 0 || it->second.body[u"total"] == command.fingerprint[u"total"];
        if (!one.matches)
            one.difference = QStringLiteral("another total");
        found.push_back(std::move(one));
    }
    return found;
}

std::vector<flows::Outcome> ScriptedFlow::send(std::span<const flows::Command> commands, flows::FlowContext& context)
{
    std::vector<flows::Outcome> outcomes;
    for (const flows::Command& command : commands)
        outcomes.push_back(sendOne(command, context.clock.nowMs()));
    return outcomes;
}

void ScriptedFlow::arrive(qint64 nowMs)
{
    const std::lock_guard lock(m_mutex);
    arriveLocked(nowMs);
}

void ScriptedFlow::arriveLocked(qint64 nowMs)
{
    for (auto& [at, late] : m_late) {
        if (at > nowMs || late.id.isEmpty())
            continue;
        Document& document = m_documents[late.key];
        if (document.id.isEmpty())
            document = late;
        ++document.writes;
        late.id.clear();
    }
}

flows::Outcome ScriptedFlow::sendOne(const flows::Command& command, qint64 now)
{
    if (onSend)
        onSend(command);
    if (crash && !crash->onSend())
        return Error::make(ErrorKind::Unclear, QStringLiteral("Nobody is left."));
    const std::lock_guard lock(m_mutex);
    Fate fate = Fate::Works;
    if (auto& fates = m_fates[command.key]; !fates.empty()) {
        fate = fates.front();
        fates.erase(fates.begin());
    }
    switch (fate) {
    case Fate::RateLimited: {
        Error error = Error::make(ErrorKind::RateLimited, QStringLiteral("Too many."));
        error.retryAtMs = now + 5'000;
        error.httpStatus = 429;
        return error;
    }
    case Fate::Unavailable:
        return Error::make(ErrorKind::Unavailable, QStringLiteral("Nobody there."));
    case Fate::SignedOut:
        return Error::make(ErrorKind::Auth, QStringLiteral("Signed out."));
    default:
        break;
    }
    ++m_sends[command.key];
    m_blindSend = m_blindSend || m_looked.erase(command.key) == 0;
    if (fate == Fate::LostRequest)
        return Error::make(ErrorKind::Unclear, QStringLiteral("The line went dead."));
    if (fate == Fate::Rejected) {
        Error error = Error::make(ErrorKind::Rejected, QStringLiteral("The period is closed."), QStringLiteral("Open it."),
                                  QStringLiteral("PERIOD"));
        error.httpStatus = 400;
        return error;
    }
    if (command.operation == QStringLiteral("patch")) {
        Document& document = m_documents[command.dependsOn.front()];
        for (const auto& [name, value] : command.body.members())
            document.body.set(name, value);
        if (crash && !crash->onAnswer())
            return Error::make(ErrorKind::Unclear, QStringLiteral("Nobody is left."));
        return flows::Receipt{document.id, QStringLiteral("SO") + document.id, QStringLiteral("updated")};
    }
    const bool died = crash && !crash->onAnswer();
    if (died || fate == Fate::Late) {
        m_late.emplace_back(now + kLateMs, Document{QString::number(m_nextId++), command.key, command.type, command.body, 0});
        return Error::make(ErrorKind::Unclear, QStringLiteral("Nobody is left."));
    }
    Document& document = m_documents[command.key];
    if (document.id.isEmpty())
        document = {QString::number(m_nextId++), command.key, command.type, command.body, 0};
    ++document.writes;
    if (fate == Fate::LostAnswer)
        return Error::make(ErrorKind::Unclear, QStringLiteral("The answer was lost."));
    return flows::Receipt{document.id, QStringLiteral("SO") + document.id, QStringLiteral("created")};
}

Result<std::map<QString, Json>> ScriptedFlow::readBack(std::span<const flows::Command> commands,
                                                       const std::map<QString, flows::Receipt>&, flows::FlowContext&)
{
    const std::lock_guard lock(m_mutex);
    std::map<QString, Json> seen;
    for (const flows::Command& command : commands) {
        const auto it = m_documents.find(command.key);
        if (it == m_documents.end())
            continue;
        if (m_isUnread) {
            seen[command.key] = Json();
            continue;
        }
        seen[command.key] = Json::object(
            {{QStringLiteral("total"), m_observedTotal.isEmpty() ? it->second.body[u"total"] : Json(m_observedTotal)}});
    }
    return seen;
}

bool ScriptedFlow::cures(const config::Mapping& mapping, const QString& causeCode, const QString& causeKey) const
{
    return mapping.kind == QStringLiteral("sku") && causeCode == QStringLiteral("no-item") && mapping.key == causeKey;
}

} // namespace causeway::tests
