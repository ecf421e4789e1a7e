// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QByteArray>
#include <QString>
#include <QStringList>

#include "base/Clock.h"
#include "base/Result.h"
#include "simulator/AmazonSim.h"
#include "simulator/Faults.h"
#include "simulator/NetSuiteSim.h"

namespace causeway::simulator {

struct Options
{
    quint64 seed = 1;                       ///< same seed, same world, keys and faults
    QString world = QStringLiteral("demo"); ///< "demo" (the demo company), "mixed" (n orders of every case, all stores), "plain"
                                            ///< (n simple importable MFN orders of store us) or "empty" (company without orders)
    int orders = 60;
    int latencyMs = 0, jitterMs = 0;
    FaultPlan faults;
    bool enforceRates = true;
    int rateSpeed = 1;   ///< Amazon's token buckets refill so much faster
    int concurrency = 5; ///< NetSuite requests at the same time
    bool oneWorld = true, multiLocation = true, multiCurrency = true, suiteTax = false;
    quint16 amazonPort = 0, netSuitePort = 0; ///< 0 = chosen by the system
    Clock* clock = nullptr;                   ///< null = system
    QStringList flows; ///< flows the program has: those of issue 3 are in the demo and mixed configuration only when named here
    int variancePerMille = 40; ///< plain world: orders whose total NetSuite computes differently
};

/// What the two worlds say about each other: the end state that tests compare.
struct Proof
{
    int importable = 0;        ///< orders that orders-mfn has to import
    int imported = 0;          ///< of those, with exactly one sales order
    QStringList missing;       ///< Amazon order ids without a sales order
    QStringList duplicated;    ///< Amazon order ids with more than one
    QStringList fba;           ///< FBA orders of Amazon's channel with a sales order made through REST: for orders-fba only
    QStringList notImportable; ///< Amazon order ids with a sales order made through REST although they are pending or MCF
    QStringList repeatedConfirmations; ///< "order/package" that Amazon was told again without a change; not part of isGood()
    QStringList wrongTotal;            ///< sales order total + recorded variance differs from Amazon's grand total
    QStringList wrongLines;            ///< quantities per item differ
    [[nodiscard]] bool isGood() const
    {
        return missing.isEmpty() && duplicated.isEmpty() && notImportable.isEmpty() && wrongTotal.isEmpty() &&
               wrongLines.isEmpty();
    }
    [[nodiscard]] QString summary() const;
};

/// Amazon (LWA and Selling Partner API) and NetSuite (REST) on 127.0.0.1, with one invented company in both. Own HTTP threads;
/// every function is thread-safe. Must outlive its clients' calls; the destructor stops both servers.
/// Both servers also answer GET /__sim/state (JSON), POST /__sim/faults (a FaultPlan as JSON object) and POST /__sim/script (a
/// FaultRule).
class Simulation final
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Simulation>> start(const Options& options);
    ~Simulation();
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    [[nodiscard]] QString amazonUrl() const;   ///< "http://127.0.0.1:1234": endpoint of every store
    [[nodiscard]] QString tokenUrl() const;    ///< Login with Amazon
    [[nodiscard]] QString netSuiteUrl() const; ///< suiteTalkUrl
    /// Configuration file (docs/interface.md section 5) of the sample company, pointing at these addresses.
    [[nodiscard]] QByteArray configuration() const;
    /// Secrets file (docs/interface.md section 6).
    [[nodiscard]] QByteArray secrets() const;

    [[nodiscard]] AmazonSim& amazon();
    [[nodiscard]] NetSuiteSim& netSuite();

    void setFaults(const FaultPlan& plan); ///< both services
    /// The second act of a world: what OrderCase names "…Later" happens at Amazon.
    void changeLater();
    /// The company's warehouse ships what is new since the last time, most of it (NetSuiteSim::shipDemoOrders), and what Amazon
    /// shows shipped gets the parcels that Amazon shows; how many item fulfillments that made.
    int letWarehouseShip();
    [[nodiscard]] Faults& amazonFaults();
    [[nodiscard]] Faults& netSuiteFaults();

    /// Compares both worlds. store empty = all. Orders that cannot be imported on purpose (unknown SKU, …) or that the list call
    /// hides are left out unless strict.
    [[nodiscard]] Proof proof(const QString& store = {}, bool strict = false) const;
    [[nodiscard]] QByteArray stateJson() const;
    void stop();

private:
    class Impl;
    explicit Simulation(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace causeway::simulator
