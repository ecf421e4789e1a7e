// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/FinanceCalls.h"

#include <QCoreApplication>

#include "amazon/UsagePlans.h"
#include "base/Clock.h"

namespace causeway::amazon {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::amazon::FinanceCalls)
};

const QString kTransactions = QStringLiteral("/finances/2024-06-19/transactions");

const QStringList& financeRoles()
{
    static const QStringList kRoles{QStringLiteral("Finance and Accounting")};
    return kRoles;
}

/// What Amazon would answer with an empty list instead of an error, or with a 400 that names no reason.
Result<void> check(const TransactionSearch& search)
{
    const auto refuse = [](const QString& why) {
        return fail(ErrorKind::Invalid, why, Words::tr("Choose another range of days."), QStringLiteral("bad-range"));
    };
    const bool hasIdentifier = !search.orderId.isEmpty() || !search.groupId.isEmpty();
    if (!search.orderId.isEmpty() && !search.groupId.isEmpty())
        return refuse(Words::tr("Postings can be listed by order or by settlement, not by both."));
    if (search.postedAfterMs.has_value() != search.postedBeforeMs.has_value() || (!search.postedAfterMs && !hasIdentifier))
        return refuse(Words::tr("A list of postings needs a first and a last time."));
    if (!search.postedAfterMs)
        return {};
    if (*search.postedBeforeMs <= *search.postedAfterMs)
        return refuse(Words::tr("The last time of a list of postings must be later than the first."));
    if (*search.postedBeforeMs - *search.postedAfterMs > kLongestFinanceRangeMs)
        return refuse(Words::tr("Amazon lists at most 180 days of postings at once."));
    return {};
}
} // namespace

Result<TransactionPage> FinanceCalls::list(const TransactionSearch& search, const StopToken& stop)
{
    if (const auto fine = check(search); !fine)
        return fail(fine.error());
    QUrlQuery query;
    if (search.postedAfterMs) {
        addToQuery(query, QStringLiteral("postedAfter"), toIso8601(*search.postedAfterMs));
        addToQuery(query, QStringLiteral("postedBefore"), toIso8601(*search.postedBeforeMs));
    }
    addToQuery(query, QStringLiteral("marketplaceId"), search.marketplaceId);
    addToQuery(query, QStringLiteral("transactionStatus"), search.status);
    if (!search.orderId.isEmpty() || !search.groupId.isEmpty()) {
        const bool isOrder = !search.orderId.isEmpty();
        addToQuery(query, QStringLiteral("relatedIdentifierName"),
                   isOrder ? QStringLiteral("ORDER_ID") : QStringLiteral("FINANCIAL_EVENT_GROUP_ID"));
        addToQuery(query, QStringLiteral("relatedIdentifierValue"), isOrder ? search.orderId : search.groupId);
    }
    addToQuery(query, QStringLiteral("nextToken"), search.nextToken); // together with the others, unlike reports and feeds
    const auto json = m_caller.get(usage_plans::listTransactions(), kTransactions, query, financeRoles(), stop);
    if (!json)
        return fail(json.error());
    const Json& payload = (*json)[u"payload"];
    const Json& list = payload[u"transactions"];
    if (!payload.isObject() || (!list.isNull() && !list.isArray()))
        return fail(ErrorKind::Invalid, Words::tr("Amazon's list of postings cannot be read."),
                    Words::tr("Update the program; if this is the newest version, send a support bundle."),
                    QStringLiteral("unreadable"));
    TransactionPage page;
    page.nextToken = payload[u"nextToken"].toString();
    for (const Json& source : list.items()) {
        auto transaction = readTransaction(source);
        if (transaction) {
            page.transactions.push_back(std::move(*transaction));
            continue;
        }
        TransactionPage::Undecodable lost{source[u"transactionId"].toString(), {}, transaction.error(), source};
        for (const Json& related : source[u"relatedIdentifiers"].items()) {
            if (related[u"relatedIdentifierName"].toString() == QStringLiteral("ORDER_ID"))
                lost.orderId = related[u"relatedIdentifierValue"].toString();
        }
        page.undecodable.push_back(std::move(lost));
    }
    return page;
}

} // namespace causeway::amazon
