// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <QByteArray>

#include "simulator/HttpServer.h"

namespace causeway::simulator {

struct AmazonCore;
struct CompanyStore;
class AmazonSettlements;

/// listTransactions of Finances 2024-06-19 (spapi.md 5.3): the postings of AmazonLedger. What was held back is listed as
/// DEFERRED, once it is free as DEFERRED_RELEASED and a second time, as a RELEASED transaction of its own.
class AmazonFinances final
{
public:
    AmazonFinances(AmazonCore& core, AmazonSettlements& settlements) : m_core(core), m_settlements(settlements) {}

    [[nodiscard]] HttpAnswer listTransactions(const HttpCall& call, const CompanyStore& seller);

private:
    struct Page
    {
        QByteArray query; ///< the token works only with the arguments it came from
        qint64 untilMs = 0;
        size_t offset = 0;
        bool isEmptyNext = false;
    };
    AmazonCore& m_core;
    AmazonSettlements& m_settlements;
    std::map<QString, Page> m_pages;
};

} // namespace causeway::simulator
