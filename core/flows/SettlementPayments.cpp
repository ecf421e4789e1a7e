// SPDX-License-Identifier: GPL-3.0-or-later
#include "flows/SettlementPayments.h"

#include <algorithm>
#include <map>

#include <QCoreApplication>

#include "flows/SettlementLookUp.h"

namespace causeway::flows {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::flows::SettlementPayments)
};

using Unbilled = mapping::SettlementSettings::Unbilled;

/// Adds in place; Defect on overflow.
Result<void> add(Money& place, const Money& amount)
{
    auto sum = place.plus(amount);
    if (!sum)
        return fail(sum.error());
    place = std::move(*sum);
    return {};
}

struct OrderSums
{
    std::vector<settlement::CategorySum> paid, got;
    Money toSeller, toBuyer; ///< what the buyer paid, what the buyer got back (negative)
};

class Division
{
public:
    Division(const QString& recordKey, const QString& currency, const mapping::SettlementSettings& settings,
             const PlanContext& context)
        : m_key(recordKey),
          m_currency(currency),
          m_settings(settings),
          m_context(context),
          m_facts(context.lookups[u"settlements"][recordKey]),
          m_zero(Money::zero(currency))
    {
        m_result.paid = m_result.bookedElsewhere = m_result.variance = m_zero;
        const auto tolerance = Money::parse(context.store.defaults.varianceTolerance, currency);
        m_tolerance = tolerance ? tolerance->absolute().minorUnits() : 0;
        for (const Json& refund : m_facts[u"refunds"].items())
            m_refunds[refund[u"order"].toString()].push_back(&refund);
        m_part = context.store.keyPart(context.configuration.netSuite ? context.configuration.netSuite->account : QString());
    }

    Result<SettlementPayments> run()
    {
        auto sums = settledSumsOf(m_facts[u"sums"], m_currency);
        if (!sums)
            return fail(sums.error());
        std::map<QString, OrderSums> orders;
        for (SettledSum& one : *sums) {
            if (one.party == settlement::Party::Amazon || one.sum.detail.isEmpty()) {
                m_result.rest.push_back(std::move(one.sum));
                continue;
            }
            auto [place, isNew] = orders.try_emplace(one.sum.detail);
            OrderSums& order = place->second;
            if (isNew)
                order.toSeller = order.toBuyer = m_zero;
            const bool isPaid = one.party == settlement::Party::BuyerPaid;
            if (auto added = add(isPaid ? order.toSeller : order.toBuyer, one.sum.sum); !added)
                return fail(added.error());
            (isPaid ? order.paid : order.got).push_back(std::move(one.sum));
        }
        for (auto& [id, order] : orders) {
            if (auto divided = pay(id, order); !divided)
                return fail(divided.error());
            if (auto divided = giveBack(id, order); !divided)
                return fail(divided.error());
        }
        return std::move(m_result);
    }

private:
    void toJournal(std::vector<settlement::CategorySum>& sums)
    {
        std::move(sums.begin(), sums.end(), std::back_inserter(m_result.rest));
        sums.clear();
    }

    Result<void> note(const QString& order, const Money& amount, PaymentVariance::Cause cause)
    {
        if (amount.isZero())
            return {};
        m_result.variances.push_back({order, amount, cause, amount.absolute().minorUnits() > m_tolerance});
        return add(m_result.variance, amount);
    }

    /// Amount of a column of NetSuite; nothing when it shows none.
    [[nodiscard]] Money amountOf(const Json& json) const
    {
        const QString text = json.isString() ? json.toString() : QString();
        const auto amount = text.isEmpty() ? Result<Money>(m_zero) : Money::parse(text, m_currency);
        return amount ? amount->absolute() : m_zero;
    }

    Result<void> pay(const QString& id, OrderSums& order)
    {
        if (order.paid.empty())
            return {};
        if (!(order.toSeller.minorUnits() > 0)) {
            toJournal(order.paid); // a sale for nothing: only what the categories say
            return {};
        }
        Money cash = m_zero, open = m_zero;
        std::vector<std::pair<QString, Money>> invoices;
        QString customer;
        bool isBilled = false;
        for (const Json& document : m_context.lookups[u"documents"][id].items()) {
            isBilled = true;
            if (document[u"type"].toString() == QStringLiteral("CashSale")) {
                if (auto added = add(cash, amountOf(document[u"total"])); !added)
                    return added;
                continue;
            }
            const Money unpaid = amountOf(document[u"unpaid"]);
            customer = document[u"entity"].toString();
            if (unpaid.isZero())
                continue;
            invoices.emplace_back(document[u"id"].toString(), unpaid);
            if (auto added = add(open, unpaid); !added)
                return added;
        }
        if (!isBilled) {
            if (m_settings.unbilled == Unbilled::Wait)
                m_result.unbilled << id;
            else
                toJournal(order.paid);
            return {};
        }
        Money left = order.toSeller;
        if (!cash.isZero()) {
            const Money before = amountOf(m_facts[u"settledBefore"][id]);
            const qint64 room = std::max<qint64>(0, cash.minorUnits() - before.minorUnits());
            const Money booked(std::min(room, left.minorUnits()), m_currency);
            if (auto added = add(m_result.bookedElsewhere, booked); !added)
                return added;
            left = Money(left.minorUnits() - booked.minorUnits(), m_currency);
        }
        const Json& own = m_context.lookups[u"payments"][settlementPaymentKey(m_part, m_key, id)];
        const bool isPaid = own.isString();
        const Money amount = isPaid ? amountOf(own) : Money(std::min(left.minorUnits(), open.minorUnits()), m_currency);
        if (!amount.isZero()) {
            OrderPayment payment{id, customer, amount, {}};
            qint64 rest = amount.minorUnits();
            for (const auto& [invoice, unpaid] : invoices) {
                const qint64 part = std::min(rest, unpaid.minorUnits());
                if (part > 0)
                    payment.invoices.emplace_back(invoice, Money(part, m_currency));
                rest -= part;
            }
            m_result.payments.push_back(std::move(payment));
            if (auto added = add(m_result.paid, amount); !added)
                return added;
            left = Money(left.minorUnits() - amount.minorUnits(), m_currency);
        }
        return note(id, left,
                    !cash.isZero()             ? PaymentVariance::Cause::MoreThanCashSale
                    : open.isZero() && !isPaid ? PaymentVariance::Cause::PaidAlready
                                               : PaymentVariance::Cause::MoreThanInvoice);
    }

    Result<void> giveBack(const QString& id, OrderSums& order)
    {
        if (order.got.empty())
            return {};
        Money booked = m_zero;
        const auto refunds = m_refunds.find(id);
        if (refunds == m_refunds.end()) {
            toJournal(order.got);
            return {};
        }
        bool isOpen = false;
        for (const Json* refund : refunds->second) {
            isOpen = isOpen || !(*refund)[u"booked"].toBool();
            if (auto added = add(booked, amountOf((*refund)[u"amount"])); !added)
                return added;
        }
        if (isOpen) {
            m_result.openRefunds << id;
            return {};
        }
        auto elsewhere = m_result.bookedElsewhere.minus(booked);
        auto difference = order.toBuyer.plus(booked);
        if (!elsewhere || !difference)
            return fail(!elsewhere ? elsewhere.error() : difference.error());
        m_result.bookedElsewhere = std::move(*elsewhere);
        return note(id, *difference, PaymentVariance::Cause::RefundDiffers);
    }

    QString m_key, m_currency, m_part;
    const mapping::SettlementSettings& m_settings;
    const PlanContext& m_context;
    const Json& m_facts;
    std::map<QString, std::vector<const Json*>> m_refunds; ///< by order
    Money m_zero;
    qint64 m_tolerance = 0;
    SettlementPayments m_result;
};
} // namespace

QString describe(PaymentVariance::Cause cause)
{
    switch (cause) {
    case PaymentVariance::Cause::MoreThanInvoice:
        return Words::tr("more than the invoice");
    case PaymentVariance::Cause::PaidAlready:
        return Words::tr("the invoice is paid already");
    case PaymentVariance::Cause::MoreThanCashSale:
        return Words::tr("more than the cash sale");
    case PaymentVariance::Cause::RefundDiffers:
        return Words::tr("the refund in NetSuite differs");
    }
    return {};
}

Result<SettlementPayments> divideSettlement(const QString& recordKey, const QString& currency,
                                            const mapping::SettlementSettings& settings, const PlanContext& context)
{
    return Division(recordKey, currency, settings, context).run();
}

} // namespace causeway::flows
