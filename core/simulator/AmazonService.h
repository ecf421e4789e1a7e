// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator/AmazonCore.h"
#include "simulator/AmazonDocuments.h"
#include "simulator/AmazonFeeds.h"
#include "simulator/AmazonFinances.h"
#include "simulator/AmazonOrderJson.h"
#include "simulator/AmazonReports.h"
#include "simulator/AmazonSettlements.h"
#include "simulator/AmazonShipments.h"
#include "simulator/HttpServer.h"
#include "simulator/LwaTokens.h"
#include "simulator/TokenBuckets.h"

namespace causeway::simulator {

/// The door of the simulated Amazon: signs in, checks what all operations check, hands each to its service.
class AmazonService final : public HttpService
{
public:
    explicit AmazonService(AmazonCore& core);

    [[nodiscard]] HttpAnswer handle(const HttpCall& call) override;
    [[nodiscard]] HttpAnswer serverError(const HttpCall& call, int status) override;
    [[nodiscard]] HttpAnswer throttled(const HttpCall& call) override;
    void expireToken(const HttpCall& call) override;
    [[nodiscard]] bool isSignIn(const HttpCall& call) const override;

    [[nodiscard]] LwaTokens& tokens() { return m_tokens; }
    [[nodiscard]] AmazonDocuments& documents() { return m_documents; }
    [[nodiscard]] AmazonReports& reports() { return m_reports; }
    [[nodiscard]] const AmazonFeeds& feeds() const { return m_feeds; }

private:
    /// Everything that is checked before an operation does its work.
    HttpAnswer guarded(const HttpCall& call, const QString& operation);
    HttpAnswer operate(const HttpCall& call, const QString& operation, const CompanyStore& seller);
    HttpAnswer participations(const HttpCall& call, const CompanyStore& seller) const;
    HttpAnswer search(const HttpCall& call, const CompanyStore& seller);
    HttpAnswer getOrder(const HttpCall& call, const CompanyStore& seller);
    OrderView viewFor(const QStringList& included, const CompanyStore& seller) const;

    AmazonCore& m_core;
    LwaTokens m_tokens;
    TokenBuckets m_buckets;
    AmazonDocuments m_documents;
    AmazonShipments m_shipments;
    AmazonSettlements m_settlements;
    AmazonReports m_reports;
    AmazonFinances m_finances;
    AmazonFeeds m_feeds;
};

} // namespace causeway::simulator
