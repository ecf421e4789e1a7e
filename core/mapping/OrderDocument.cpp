// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/OrderDocument.h"

#include <QCoreApplication>

namespace causeway::mapping {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::OrderDocument)
};

constexpr OrderDocument kAll[] = {OrderDocument::SalesOrder, OrderDocument::Invoice, OrderDocument::CashSale};
} // namespace

QString recordType(OrderDocument document)
{
    switch (document) {
    case OrderDocument::Invoice:
        return QStringLiteral("invoice");
    case OrderDocument::CashSale:
        return QStringLiteral("cashSale");
    case OrderDocument::SalesOrder:
        break;
    }
    return QStringLiteral("salesOrder");
}

QString transactionType(OrderDocument document)
{
    switch (document) {
    case OrderDocument::Invoice:
        return QStringLiteral("CustInvc");
    case OrderDocument::CashSale:
        return QStringLiteral("CashSale");
    case OrderDocument::SalesOrder:
        break;
    }
    return QStringLiteral("SalesOrd");
}

std::optional<OrderDocument> fromRecordType(QStringView type)
{
    for (const OrderDocument document : kAll) {
        if (type == recordType(document))
            return document;
    }
    return std::nullopt;
}

std::optional<OrderDocument> fromTransactionType(QStringView type)
{
    for (const OrderDocument document : kAll) {
        if (type == transactionType(document))
            return document;
    }
    return std::nullopt;
}

QString nameOf(OrderDocument document)
{
    switch (document) {
    case OrderDocument::Invoice:
        return Words::tr("an invoice");
    case OrderDocument::CashSale:
        return Words::tr("a cash sale");
    case OrderDocument::SalesOrder:
        break;
    }
    return Words::tr("a sales order");
}

} // namespace causeway::mapping
