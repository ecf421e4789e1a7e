// SPDX-License-Identifier: GPL-3.0-or-later
// The demo world: everyday orders of five stores, one of every kind and oddity, and sales orders that somebody else made.
#include <algorithm>
#include <cmath>

#include <QJsonArray>
#include <QJsonObject>

#include "simulator/DemoCompany.h"
#include "simulator/OrderCases.h"
#include "simulator/OrderMaker.h"

namespace causeway::simulator {
namespace {

QJsonObject ref(const QString& id)
{
    return {{QStringLiteral("id"), id}};
}

class DemoWorld final
{
public:
    DemoWorld(AmazonSim& amazon, NetSuiteSim& netSuite, const WorldOptions& options)
        : m_amazon(amazon),
          m_netSuite(netSuite),
          m_options(options),
          m_stores(companyStores(options.seed)),
          m_maker(options.seed, options.nowMs)
    {
    }

    void fill()
    {
        for (int i = 0; i < m_options.orders; ++i)
            m_amazon.addOrder(m_maker.order(m_stores[static_cast<size_t>(i) % m_stores.size()]));
        addKinds();
        addStates();
        addMoney();
        addSkuOddities();
        addHostileText();
        addMadeElsewhere();
        addVariances();
        addAfterSales();
    }

private:
    const CompanyStore& store(const char* id) const
    {
        return *std::find_if(m_stores.begin(), m_stores.end(), [&](const CompanyStore& s) { return s.id == QLatin1String(id); });
    }

    /// An unshipped order of this store that edit() turns into something special.
    template<class Edit>
    QString add(const char* storeId, const char* oddity, Edit edit)
    {
        AmazonOrder order = m_maker.order(store(storeId));
        order.status = QStringLiteral("UNSHIPPED");
        for (SimOrderItem& item : order.items)
            item.fulfilled = 0;
        order.oddity = QString::fromLatin1(oddity);
        edit(order);
        return m_amazon.addOrder(order);
    }

    void addKinds()
    {
        for (int i = 0; i < 2; ++i) {
            add("us", "seller-fulfilled-prime", [](AmazonOrder& o) {
                o.programs = {QStringLiteral("PRIME")};
                o.serviceLevel = QStringLiteral("NEXT_DAY");
            });
        }
        for (const char* id : {"us", "de", "gb", "jp"}) {
            add(id, "fba", [](AmazonOrder& o) {
                o.fulfilledBy = QStringLiteral("AMAZON");
                o.programs = {QStringLiteral("PRIME")};
                o.status = QStringLiteral("SHIPPED");
                for (SimOrderItem& item : o.items)
                    item.fulfilled = item.quantity;
            });
        }
        const auto business = [](const QString& company, const QString& purchaseOrder) {
            return [=](AmazonOrder& o) {
                o.programs = {QStringLiteral("AMAZON_BUSINESS")};
                o.buyerCompany = company;
                o.buyerPurchaseOrder = purchaseOrder;
                o.address->companyName = company;
                o.address->type = QStringLiteral("COMMERCIAL");
                o.items.front().priceDesignation = QStringLiteral("BUSINESS_PRICE");
            };
        };
        add("us", "business", business(QStringLiteral("Summit Guides & Sons, LLC"), QStringLiteral("PO-2026/4471")));
        add("de", "business", business(QStringLiteral("Bergführer Groß & Söhne GmbH"), QStringLiteral("Bestellung 99-Ä")));
        const QString original = add("us", "replaced", [](AmazonOrder& o) {
            o.status = QStringLiteral("SHIPPED");
            for (SimOrderItem& item : o.items)
                item.fulfilled = item.quantity;
        });
        add("us", "replacement", [&](AmazonOrder& o) {
            o.replacementOf = original;
            for (SimOrderItem& item : o.items) {
                item.unitPrice = item.itemTax = item.shipping = item.shippingTax = 0;
                item.promotionIds.clear();
            }
        });
        add("jp", "cash-on-delivery", [](AmazonOrder& o) {
            o.paymentMethod = QStringLiteral("CashOnDelivery");
            o.items.front().codFee = 330;
        });
        add("us", "no-buyer-data", [](AmazonOrder& o) {
            o.buyerName.clear();
            o.buyerEmail.clear();
            o.address.reset();
            o.items.front().itemTax = o.items.front().shippingTax = 0;
        });
        add("de", "pick-up-point", [](AmazonOrder& o) {
            o.address->type = QStringLiteral("PICKUP_POINT");
            o.address->line1 = QStringLiteral("Packstation 142");
            o.address->line2 = QStringLiteral("Postnummer 81276354");
            o.items.front().iossNumber = QStringLiteral("IM2760000742");
        });
    }

    void addStates()
    {
        for (const char* id : {"us", "jp"}) {
            add(id, "pending", [](AmazonOrder& o) {
                o.status = QStringLiteral("PENDING");
                o.pricesHidden = true;
            });
        }
        for (const char* id : {"us", "de"}) {
            add(id, "cancelled", [](AmazonOrder& o) {
                o.status = QStringLiteral("CANCELLED");
                o.cancelledBy = QStringLiteral("BUYER");
            });
        }
        add("us", "cancel-requested", [](AmazonOrder& o) {
            for (SimOrderItem& item : o.items)
                item.cancellationRequest = QStringLiteral("Ordered by mistake");
        });
        add("us", "partially-shipped", [this](AmazonOrder& o) {
            o.items = {m_maker.item(store("us"), QStringLiteral("NF-BOTTLE-MOSS-BLU"), 3),
                       m_maker.item(store("us"), QStringLiteral("NF-ROPE-PEAK-ORG"))};
            m_maker.setTax(o, store("us"));
            o.status = QStringLiteral("PARTIALLY_SHIPPED");
            o.items.front().fulfilled = 1;
        });
    }

    void addMoney()
    {
        for (const char* id : {"us", "jp"}) {
            add(id, "gift-wrap", [&](AmazonOrder& o) {
                SimOrderItem& item = o.items.front();
                item.giftWrapLevel = QStringLiteral("PREMIUM");
                item.giftMessage = QStringLiteral("Happy trails! 🎁 お誕生日おめでとう");
                item.giftWrap = o.currency == QStringLiteral("JPY") ? 450 : 499;
                m_maker.setTax(o, store(id));
            });
        }
        for (const char* id : {"us", "us", "de"}) {
            add(id, "promotion", [&](AmazonOrder& o) {
                SimOrderItem& item = o.items.front();
                item.shipping = 599;
                item.shippingDiscount = 599;
                item.itemDiscount = item.itemAmount() / 10;
                item.promotionIds = {QStringLiteral("NF-AUTUMN-10"), QStringLiteral("Amazon-Free-Shipping")};
                o.discountsPositive = o.currency == QStringLiteral("EUR");
                m_maker.setTax(o, store(id));
            });
        }
        add("gb", "marketplace-tax", [](AmazonOrder& o) {
            for (SimOrderItem& item : o.items)
                item.itemTax = std::llround(static_cast<double>(item.itemAmount()) * 0.2);
        });
        add("ca", "seller-tax", [](AmazonOrder&) {}); // all Canadian orders: the company collects the tax itself
    }

    void addSkuOddities()
    {
        const auto withSku = [this](const char* id, const char* oddity, const QString& sku) {
            add(id, oddity, [&](AmazonOrder& o) {
                SimOrderItem line = m_maker.item(store(id), sku);
                line.title = sku == odd::kAliasSku ? QStringLiteral("Northfield Stove Bundle") : line.title;
                o.items = {line};
                m_maker.setTax(o, store(id));
            });
        };
        withSku("us", "unknown-sku", odd::kUnknownSkus[0]);
        withSku("us", "unknown-sku", odd::kUnknownSkus[0]);
        withSku("us", "unknown-sku", odd::kUnknownSkus[1]);
        withSku("de", "unknown-sku", odd::kUnknownSkus[1]);
        withSku("us", "sku-letter-case-ok", odd::kCaseSku);
        withSku("ca", "sku-letter-case", odd::kCaseSku);
        withSku("us", "alias", odd::kAliasSku);
        withSku("us", "sku-collision", odd::kCollisionSku);
        withSku("us", "inactive-item", odd::kInactiveSku);
    }

    void addHostileText()
    {
        const auto name = [this](const QString& text) {
            add("us", "hostile-text", [&](AmazonOrder& o) {
                o.buyerName = o.address->name = text;
                o.items.front().title = text;
            });
        };
        name(QStringLiteral("<img src=x onerror=alert(1)><a href=\"http://evil.example\">Click</a> &lt;b&gt;"));
        name(QStringLiteral("=cmd|' /C calc'!A0"));
        name(QStringLiteral("Robert'); DROP TABLE orders;-- \"x\""));
        name(QStringLiteral("Bidi \u202egnp.exe\u202c end\u200b\u2028line"));
        name(QStringLiteral("Bell\a tab\t escape\u001b[31mred"));
        name(QStringLiteral("Zoë 🏕️ Ñandú 山田 👩‍👩‍👧 Camper"));
        add("us", "hostile-text", [](AmazonOrder& o) {
            o.buyerName = o.address->name = QStringLiteral("Very Long Name ").repeated(9).trimmed();
            o.address->line1 = QStringLiteral("1234 Extremely Long Boulevard Name ").repeated(6).trimmed();
            o.address->line2 = QStringLiteral("🏔️").repeated(90);
            o.items.front().title = QStringLiteral("Long title with many words ").repeated(25);
        });
    }

    /// What a person or another tool entered in NetSuite before: lines for the goods, one for shipping, one for tax.
    void enterInNetSuite(const QString& orderId, const QString& externalId, const QString& madeBy, qint64 extra)
    {
        const AmazonOrder order = *m_amazon.order(orderId);
        const CompanyStore& place = store(order.store.toLatin1().constData());
        const double scale = order.currency == QStringLiteral("JPY") ? 1.0 : 100.0;
        QJsonArray lines;
        const auto line = [&](const QString& item, qint64 quantity, qint64 amount) {
            const double value = static_cast<double>(amount) / scale;
            lines.append(QJsonObject{{QStringLiteral("item"), ref(item)},
                                     {QStringLiteral("quantity"), quantity},
                                     {QStringLiteral("rate"), value / static_cast<double>(quantity)},
                                     {QStringLiteral("amount"), value}});
        };
        qint64 tax = 0, shipping = 0;
        for (const SimOrderItem& item : order.items) {
            line(m_netSuite.itemIdOf(item.sku), item.quantity, item.itemAmount() + extra);
            extra = 0;
            tax += item.tax();
            shipping += item.shipping;
        }
        if (shipping != 0)
            line(QStringLiteral("501"), 1, shipping);
        if (tax != 0)
            line(QStringLiteral("504"), 1, tax);
        QJsonObject body{{QStringLiteral("entity"), ref(place.houseCustomer)},
                         {QStringLiteral("subsidiary"), ref(place.subsidiary)},
                         {QStringLiteral("currency"),
                          ref(order.currency == QStringLiteral("EUR") ? QStringLiteral("4") : QStringLiteral("1"))},
                         {QStringLiteral("otherRefNum"), order.orderId},
                         {QStringLiteral("orderStatus"), ref(QStringLiteral("B"))},
                         {QStringLiteral("location"), ref(place.location)},
                         {QStringLiteral("memo"), QStringLiteral("Entered by %1").arg(madeBy)},
                         {QStringLiteral("item"), QJsonObject{{QStringLiteral("items"), lines}}}};
        if (!externalId.isEmpty())
            body.insert(QStringLiteral("externalId"), externalId);
        m_netSuite.addSalesOrder(body, madeBy);
    }

    void addMadeElsewhere()
    {
        const auto plain = [](AmazonOrder& o) {
            for (SimOrderItem& item : o.items)
                item.itemDiscount = item.shippingDiscount = 0;
        };
        enterInNetSuite(add("us", "made-by-hand", plain), {}, QStringLiteral("hand"), 0);
        enterInNetSuite(add("de", "made-by-hand", plain), {}, QStringLiteral("hand"), 0);
        const QString other = add("us", "made-by-other-tool", plain);
        enterInNetSuite(other, QStringLiteral("CELIGO-%1").arg(other), QStringLiteral("other tool"), 0);
        enterInNetSuite(add("us", "made-by-hand-differs", plain), {}, QStringLiteral("hand"), 1000);
    }

    /// What happens after the sale, each once; "…Later" waits for Simulation::changeLater().
    void addAfterSales()
    {
        OrderCases cases(m_amazon, m_maker, m_options.nowMs);
        const auto all = [&](const char* id, std::initializer_list<OrderCase> kinds) {
            for (const OrderCase kind : kinds)
                cases.add(kind, store(id));
        };
        all("us", {OrderCase::FbaOpenLater, OrderCase::Mcf, OrderCase::CancelLater, OrderCase::RequestLater,
                   OrderCase::CancelLineLater, OrderCase::TwoPackages, OrderCase::MerchantReturn, OrderCase::FbaReturn,
                   OrderCase::RefundedFully, OrderCase::RefundedTwice, OrderCase::RefundLater, OrderCase::Hidden});
        all("ca", {OrderCase::MerchantReturn});
        all("de", {OrderCase::FbaReturn, OrderCase::MerchantReturn, OrderCase::RefundedInPart});
        all("gb", {OrderCase::RefundedFully});
        all("jp", {OrderCase::FbaReturn, OrderCase::RefundedTwice});
        // Each of its kinds in turn: price reduction, held back, goodwill, restocking fee, shipping, A-to-z claim, chargeback.
        all("us", {OrderCase::RefundedInPart, OrderCase::RefundedInPart, OrderCase::RefundedInPart, OrderCase::RefundedInPart,
                   OrderCase::RefundedInPart, OrderCase::RefundedInPart, OrderCase::RefundedInPart});
    }

    void addVariances()
    {
        const auto shipTo = [this](const char* city, const char* state, const char* zip) {
            add("us", "variance", [&](AmazonOrder& o) {
                o.address->city = QString::fromLatin1(city);
                o.address->state = QString::fromLatin1(state);
                o.address->postalCode = QString::fromLatin1(zip);
                o.items.front().shipping = 799;
                m_maker.setTax(o, store("us"));
            });
        };
        shipTo("Santa Fe", "NM", "87501");  // NetSuite adds tax of its own
        shipTo("Honolulu", "HI", "96813");  // … taxes the shipping cost
        shipTo("Anchorage", "AK", "99501"); // … adds a carrier surcharge
    }

    AmazonSim& m_amazon;
    NetSuiteSim& m_netSuite;
    WorldOptions m_options;
    std::vector<CompanyStore> m_stores;
    OrderMaker m_maker;
};

} // namespace

void fillDemoWorld(AmazonSim& amazon, NetSuiteSim& netSuite, const WorldOptions& options)
{
    DemoWorld(amazon, netSuite, options).fill();
}

} // namespace causeway::simulator
