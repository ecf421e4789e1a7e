// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/Simulation.h"

#include <cmath>
#include <map>
#include <mutex>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include "base/Currency.h"
#include "simulator/Company.h"
#include "simulator/DemoCompany.h"
#include "simulator/Dice.h"
#include "simulator/HttpServer.h"
#include "simulator/OrderCases.h"

namespace causeway::simulator {
namespace {

QJsonObject faultCounts(const Faults& faults)
{
    QJsonObject counts;
    for (const auto& [fault, number] : faults.counts())
        counts.insert(toString(fault), number);
    return counts;
}

QJsonObject callCounts(const std::map<QString, qint64>& calls)
{
    QJsonObject counts;
    for (const auto& [operation, number] : calls)
        counts.insert(operation, number);
    return counts;
}

FaultPlan planFrom(const QJsonObject& json)
{
    const auto share = [&](const char* name) { return json[QLatin1String(name)].toInt(); };
    return {share("lostAnswer"),  share("resetBeforeCommit"), share("slowDrip"),     share("cutBody"),
            share("serverError"), share("throttle"),          share("expiredToken"), share("hang")};
}

QJsonArray confirmationList(const AmazonSim& amazon)
{
    QJsonArray list;
    for (const SimConfirmation& confirmation : amazon.confirmations())
        list.append(QJsonObject{{QStringLiteral("orderId"), confirmation.orderId},
                                {QStringLiteral("package"), confirmation.package.referenceId},
                                {QStringLiteral("tracking"), confirmation.package.trackingNumber},
                                {QStringLiteral("edit"), confirmation.isEdit},
                                {QStringLiteral("repeat"), confirmation.isRepeat},
                                {QStringLiteral("feed"), confirmation.byFeed}});
    return list;
}

HttpAnswer plainJson(int status, const QByteArray& body)
{
    return {status, "application/json", body, {}};
}

/// What left the house before Causeway came: NetSuite gets the parcels that Amazon shows. 1 when that made a fulfillment.
int fulfilAsAmazonShows(NetSuiteSim& netSuite, const AmazonOrder& order, const std::vector<const SimDocument*>& orders)
{
    if (order.isFba() || orders.size() != 1 || orders.front()->orderStatus != QStringLiteral("B"))
        return 0;
    const SimDocument& known = *orders.front();
    const auto lineOf = [&](const QString& orderItemId) {
        for (const SimLine& line : known.lines) {
            if (line.fields.value(QStringLiteral("custcol_amz_order_item_id")).toString() == orderItemId)
                return line.line;
        }
        return 0;
    };
    std::map<int, double> sums;
    std::vector<NetSuitePackage> packages;
    for (const SimPackage& shown : order.packages) {
        NetSuitePackage package{shown.trackingNumber, 1.0, {}, {}};
        for (const SimPackageItem& item : shown.items) {
            const int line = lineOf(item.orderItemId);
            if (line == 0)
                continue;
            package.lines.push_back({line, static_cast<double>(item.quantity)});
            sums[line] += static_cast<double>(item.quantity);
        }
        packages.push_back(std::move(package));
    }
    std::vector<SimLineQuantity> lines;
    lines.reserve(sums.size());
    for (const auto& [line, quantity] : sums)
        lines.push_back({line, quantity});
    return !lines.empty() && netSuite.fulfilByHand(known.id, lines, packages) ? 1 : 0;
}

} // namespace

QString Proof::summary() const
{
    return QStringLiteral(
               "%1 of %2 orders imported; missing %3, duplicated %4, not importable %5, wrong total %6, wrong lines %7")
        .arg(imported)
        .arg(importable)
        .arg(missing.size())
        .arg(duplicated.size())
        .arg(notImportable.size())
        .arg(wrongTotal.join(QLatin1Char(' ')), wrongLines.join(QLatin1Char(' ')));
}

class Simulation::Impl
{
public:
    explicit Impl(const Options& given)
        : options(given),
          clock(given.clock ? *given.clock : systemClock),
          stores(companyStores(given.seed)),
          amazonFaults(given.seed * 2 + 1),
          netSuiteFaults(given.seed * 2 + 2),
          amazon({given.seed, given.enforceRates, given.rateSpeed, &clock}, amazonFaults, stores),
          netSuite(
              {given.seed, given.concurrency, given.oneWorld, given.multiLocation, given.multiCurrency, given.suiteTax, &clock},
              netSuiteFaults)
    {
    }

    std::optional<HttpAnswer> control(const HttpCall& call, Faults& own)
    {
        if (call.path == QStringLiteral("/__sim/state") && call.method == "GET")
            return plainJson(200, self->stateJson());
        const QJsonObject body = QJsonDocument::fromJson(call.body).object();
        if (call.path == QStringLiteral("/__sim/faults") && call.method == "POST") {
            self->setFaults(planFrom(body));
            return plainJson(200, "{}");
        }
        if (call.path == QStringLiteral("/__sim/script") && call.method == "POST") {
            const auto fault = faultFromString(body[QStringLiteral("fault")].toString());
            if (!fault)
                return plainJson(400, R"({"error":"unknown fault"})");
            own.addRule({body[QStringLiteral("method")].toString().toLatin1(), body[QStringLiteral("path")].toString(), *fault,
                         body[QStringLiteral("times")].toInt(1), body[QStringLiteral("skip")].toInt(0)});
            return plainJson(200, "{}");
        }
        // What an administrator does on NetSuite's page "OAuth 2.0 Client Credentials (M2M) Setup".
        if (call.path == QStringLiteral("/__sim/certificate") && call.method == "POST") {
            const QString id = netSuite.uploadCertificate(call.body);
            if (id.isEmpty())
                return plainJson(400, R"({"error":"not a certificate"})");
            return plainJson(200, QJsonDocument(QJsonObject{{QStringLiteral("certificateId"), id}}).toJson());
        }
        // Setup, Accounting, Manage Accounting Periods.
        if (call.path == QStringLiteral("/__sim/periods") && call.method == "POST") {
            for (const auto& [name, isClosed] : {std::pair("close", true), std::pair("open", false)}) {
                for (const QJsonValue& text : body[QLatin1String(name)].toArray()) {
                    const QDate month = QDate::fromString(text.toString() + QStringLiteral("-01"), Qt::ISODate);
                    if (!month.isValid())
                        return plainJson(400, R"({"error":"not a month, as 2026-10"})");
                    isClosed ? netSuite.closePeriod(month) : netSuite.openPeriod(month);
                }
            }
            return plainJson(200, "{}");
        }
        return plainJson(404, R"({"error":"no such control"})");
    }

    Result<void> listen()
    {
        HttpServer::Settings settings{options.amazonPort, options.latencyMs, options.jitterMs, &clock,
                                      [this](const HttpCall& call) { return control(call, amazonFaults); }};
        auto first = HttpServer::start(settings, amazon.service(), amazonFaults);
        if (!first)
            return fail(first.error());
        settings.port = options.netSuitePort;
        settings.control = [this](const HttpCall& call) { return control(call, netSuiteFaults); };
        auto second = HttpServer::start(settings, netSuite.service(), netSuiteFaults);
        if (!second)
            return fail(second.error());
        amazonServer = std::move(*first);
        netSuiteServer = std::move(*second);
        return {};
    }

    QString url(const HttpServer& server) const { return QStringLiteral("http://127.0.0.1:%1").arg(server.port()); }

    Options options;
    SystemClock systemClock;
    Clock& clock;
    std::vector<CompanyStore> stores;
    Faults amazonFaults, netSuiteFaults;
    AmazonSim amazon;
    NetSuiteSim netSuite;
    Simulation* self = nullptr;
    std::mutex warehouse;
    QSet<QString> considered; ///< Amazon order ids that the warehouse has seen: what it left, it leaves
    std::unique_ptr<HttpServer> amazonServer, netSuiteServer; // last: they use all of the above
};

Result<std::unique_ptr<Simulation>> Simulation::start(const Options& options)
{
    auto impl = std::make_unique<Impl>(options);
    const WorldOptions world{options.seed, options.orders, options.variancePerMille, impl->clock.nowMs()};
    if (options.world == QStringLiteral("plain"))
        fillPlainWorld(impl->amazon, world);
    else if (options.world == QStringLiteral("mixed"))
        fillMixedWorld(impl->amazon, world);
    else if (options.world == QStringLiteral("demo"))
        fillDemoWorld(impl->amazon, impl->netSuite, world);
    else if (options.world != QStringLiteral("empty"))
        return fail(ErrorKind::Invalid, QStringLiteral("There is no simulated world named \"%1\".").arg(options.world),
                    QStringLiteral("Choose demo, mixed, plain or empty."));
    std::unique_ptr<Simulation> simulation(new Simulation(std::move(impl)));
    simulation->m_impl->self = simulation.get();
    if (auto listening = simulation->m_impl->listen(); !listening)
        return fail(listening.error());
    simulation->setFaults(options.faults);
    return simulation;
}

Simulation::Simulation(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Simulation::~Simulation() = default;

QString Simulation::amazonUrl() const
{
    return m_impl->url(*m_impl->amazonServer);
}
QString Simulation::tokenUrl() const
{
    return amazonUrl() + QStringLiteral("/auth/o2/token");
}
QString Simulation::netSuiteUrl() const
{
    return m_impl->url(*m_impl->netSuiteServer);
}

QByteArray Simulation::configuration() const
{
    return sampleConfiguration({amazonUrl(), tokenUrl(), netSuiteUrl(), m_impl->options.concurrency}, m_impl->netSuite,
                               m_impl->options.world, m_impl->options.seed, m_impl->options.oneWorld,
                               m_impl->options.multiLocation, m_impl->options.flows);
}

QByteArray Simulation::secrets() const
{
    return sampleSecrets(m_impl->netSuite, m_impl->options.world, m_impl->options.seed);
}

AmazonSim& Simulation::amazon()
{
    return m_impl->amazon;
}
NetSuiteSim& Simulation::netSuite()
{
    return m_impl->netSuite;
}
Faults& Simulation::amazonFaults()
{
    return m_impl->amazonFaults;
}
Faults& Simulation::netSuiteFaults()
{
    return m_impl->netSuiteFaults;
}

void Simulation::setFaults(const FaultPlan& plan)
{
    m_impl->amazonFaults.setPlan(plan);
    m_impl->netSuiteFaults.setPlan(plan);
}

void Simulation::changeLater()
{
    simulator::changeLater(m_impl->amazon);
}

int Simulation::letWarehouseShip()
{
    const std::lock_guard lock(m_impl->warehouse);
    QStringList leave = m_impl->considered.values();
    int count = 0;
    const std::vector<SimDocument> salesOrders = m_impl->netSuite.documents(QStringLiteral("salesOrder"));
    std::map<QString, std::vector<const SimDocument*>> byOrder;
    for (const SimDocument& order : salesOrders)
        byOrder[order.otherRefNum].push_back(&order);
    for (const AmazonOrder& order : m_impl->amazon.orders()) {
        if (order.status == QStringLiteral("UNSHIPPED"))
            continue;
        if (const auto known = byOrder.find(order.orderId); known != byOrder.end() && !m_impl->considered.contains(order.orderId))
            count += fulfilAsAmazonShows(m_impl->netSuite, order, known->second);
        leave << order.orderId;
    }
    const DemoShipments done = m_impl->netSuite.shipDemoOrders(m_impl->options.seed, leave);
    for (const SimDocument& order : salesOrders)
        m_impl->considered << order.otherRefNum;
    return count +
           static_cast<int>(done.complete.size() + done.partial.size() + done.twoPackages.size() + done.withoutTracking.size());
}

void Simulation::stop()
{
    if (m_impl->amazonServer)
        m_impl->amazonServer->stop();
    if (m_impl->netSuiteServer)
        m_impl->netSuiteServer->stop();
}

Proof Simulation::proof(const QString& store, bool strict) const
{
    Proof proof;
    for (const SimConfirmation& confirmation : m_impl->amazon.confirmations()) {
        if (confirmation.isRepeat)
            proof.repeatedConfirmations += confirmation.orderId + QLatin1Char('/') + confirmation.package.referenceId;
    }
    std::map<QString, std::vector<SimDocument>> byOrder;
    for (SimDocument& document : m_impl->netSuite.documents(QStringLiteral("salesOrder")))
        byOrder[document.otherRefNum].push_back(std::move(document));
    for (const AmazonOrder& order : m_impl->amazon.orders(store)) {
        const auto found = byOrder.find(order.orderId);
        const size_t count = found == byOrder.end() ? 0 : found->second.size();
        // What the list call hides only a sweep can find.
        const bool mayBeMissing = !strict && (blocksImport(order.oddity) || order.hiddenFromSearch);
        if (count > 1)
            proof.duplicated += order.orderId;
        if (!order.isImportable()) {
            const bool isOurs = count == 1 && found->second.front().madeBy == QStringLiteral("rest");
            if (isOurs && order.isFba())
                proof.fba += order.orderId;
            else if (isOurs && order.status != QStringLiteral("CANCELLED"))
                proof.notImportable += order.orderId;
            continue;
        }
        if (!mayBeMissing)
            ++proof.importable;
        if (count == 0) {
            if (!mayBeMissing)
                proof.missing += order.orderId;
            continue;
        }
        if (count > 1)
            continue;
        if (!mayBeMissing)
            ++proof.imported;
        const SimDocument& document = found->second.front();
        if (document.madeBy != QStringLiteral("rest"))
            continue; // adopted: somebody else's figures
        const double scale = std::pow(10.0, minorUnitDigits(order.currency));
        const qint64 variance =
            std::llround(document.fields[QStringLiteral("custbody_amz_variance_total")].toVariant().toDouble() * scale);
        if (document.currency != order.currency || document.total + variance != order.total())
            proof.wrongTotal += QStringLiteral("%1 (Amazon %2, NetSuite %3, variance %4)")
                                    .arg(order.orderId, amountText(order.total(), order.currency),
                                         amountText(document.total, document.currency), amountText(variance, order.currency));
        double ordered = 0, booked = 0;
        for (const SimOrderItem& item : order.items)
            ordered += static_cast<double>(item.quantity);
        for (const SimLine& line : document.lines)
            booked += line.itemId.toLongLong() > 1000 ? line.quantity : 0; // below 1000: shipping, tax, discount
        if (ordered != booked)
            proof.wrongLines += order.orderId;
    }
    return proof;
}

QByteArray Simulation::stateJson() const
{
    QJsonObject orders;
    QJsonArray list;
    std::map<QString, int> byStatus;
    for (const AmazonOrder& order : m_impl->amazon.orders()) {
        ++byStatus[order.status];
        list.append(QJsonObject{{QStringLiteral("orderId"), order.orderId},
                                {QStringLiteral("store"), order.store},
                                {QStringLiteral("status"), order.status},
                                {QStringLiteral("fulfilledBy"), order.fulfilledBy},
                                {QStringLiteral("importable"), order.isImportable()},
                                {QStringLiteral("packages"), static_cast<int>(order.packages.size())},
                                {QStringLiteral("oddity"), order.oddity},
                                {QStringLiteral("total"), amountText(order.total(), order.currency)},
                                {QStringLiteral("currency"), order.currency}});
    }
    QJsonArray documents;
    for (const SimDocument& d : m_impl->netSuite.documents(QStringLiteral("salesOrder"))) {
        documents.append(QJsonObject{{QStringLiteral("type"), d.type},
                                     {QStringLiteral("id"), d.id},
                                     {QStringLiteral("tranId"), d.tranId},
                                     {QStringLiteral("externalId"), d.externalId},
                                     {QStringLiteral("otherRefNum"), d.otherRefNum},
                                     {QStringLiteral("total"), amountText(d.total, d.currency)},
                                     {QStringLiteral("currency"), d.currency},
                                     {QStringLiteral("status"), d.orderStatus},
                                     {QStringLiteral("madeBy"), d.madeBy},
                                     {QStringLiteral("lines"), static_cast<int>(d.lines.size())}});
    }
    const Proof proof = this->proof();
    const auto service = [](const std::map<QString, qint64>& calls, const QStringList& violations, qint64 throttled,
                            const Faults& faults) {
        return QJsonObject{{QStringLiteral("calls"), callCounts(calls)},
                           {QStringLiteral("violations"), QJsonArray::fromStringList(violations)},
                           {QStringLiteral("throttled"), throttled},
                           {QStringLiteral("faults"), faultCounts(faults)}};
    };
    const QJsonObject state{
        {QStringLiteral("orders"), list},
        {QStringLiteral("documents"), documents},
        {QStringLiteral("confirmations"), confirmationList(m_impl->amazon)},
        {QStringLiteral("feeds"), m_impl->amazon.feedCount()},
        {QStringLiteral("refunds"), static_cast<int>(m_impl->amazon.refunds().size())},
        {QStringLiteral("returns"), static_cast<int>(m_impl->amazon.returns().size())},
        {QStringLiteral("customers"), static_cast<int>(m_impl->netSuite.documents(QStringLiteral("customer")).size())},
        {QStringLiteral("amazon"),
         service(m_impl->amazon.calls(), m_impl->amazon.violations(), m_impl->amazon.throttled(), m_impl->amazonFaults)},
        {QStringLiteral("netsuite"),
         service(m_impl->netSuite.calls(), m_impl->netSuite.violations(), m_impl->netSuite.throttled(), m_impl->netSuiteFaults)},
        {QStringLiteral("proof"),
         QJsonObject{{QStringLiteral("importable"), proof.importable},
                     {QStringLiteral("imported"), proof.imported},
                     {QStringLiteral("missing"), QJsonArray::fromStringList(proof.missing)},
                     {QStringLiteral("duplicated"), QJsonArray::fromStringList(proof.duplicated)},
                     {QStringLiteral("fba"), QJsonArray::fromStringList(proof.fba)},
                     {QStringLiteral("repeatedConfirmations"), QJsonArray::fromStringList(proof.repeatedConfirmations)},
                     {QStringLiteral("notImportable"), QJsonArray::fromStringList(proof.notImportable)},
                     {QStringLiteral("wrongTotal"), QJsonArray::fromStringList(proof.wrongTotal)},
                     {QStringLiteral("wrongLines"), QJsonArray::fromStringList(proof.wrongLines)}}},
    };
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

} // namespace causeway::simulator
