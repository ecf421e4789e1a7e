// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QByteArray>
#include <QString>

#include "simulator/AmazonSim.h"
#include "simulator/Company.h"
#include "simulator/NetSuiteSim.h"

namespace causeway::simulator {

struct WorldOptions
{
    quint64 seed = 1;
    int orders = 60;
    int variancePerMille = 40;
    qint64 nowMs = 0;
};

/// "plain": simple importable merchant orders of store us, everything mapped; a share ships to New Mexico, where NetSuite adds
/// tax of its own.
void fillPlainWorld(AmazonSim& amazon, const WorldOptions& options);
/// "mixed": orders of every case (OrderCase) over all stores, everything mapped; changeLater() is its second act.
void fillMixedWorld(AmazonSim& amazon, const WorldOptions& options);
/// "demo": all stores, every kind of order and oddity that the flows must cope with, and documents that somebody else made in
/// NetSuite.
void fillDemoWorld(AmazonSim& amazon, NetSuiteSim& netSuite, const WorldOptions& options);

struct Addresses
{
    QString amazon, token, netSuite;
    int netSuiteConcurrency = 5; ///< requests that the account takes at the same time
};
/// flows: what the program has; only those are named.
[[nodiscard]] QByteArray sampleConfiguration(const Addresses& addresses, const NetSuiteSim& netSuite, const QString& world,
                                             quint64 seed, bool oneWorld, bool multiLocation, const QStringList& flows = {});
[[nodiscard]] QByteArray sampleSecrets(const NetSuiteSim& netSuite, const QString& world, quint64 seed);

/// Oddities that keep an order out of NetSuite until a person helps.
[[nodiscard]] bool blocksImport(const QString& oddity);

} // namespace causeway::simulator
