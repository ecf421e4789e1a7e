// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/V1Amounts.h"

#include <QSet>

namespace causeway::settlement::v1_amounts {

namespace {
struct Source
{
    Column amount, label;
    const char* amountType;
};
constexpr std::array kSources{
    Source{Column::ShipmentFeeAmount, Column::ShipmentFeeType, "Shipment-Fees"},
    Source{Column::OrderFeeAmount, Column::OrderFeeType, "Order-Fees"},
    Source{Column::PriceAmount, Column::PriceType, "ItemPrice"},
    Source{Column::ItemFeeAmount, Column::ItemFeeType, "ItemFees"},
    Source{Column::MiscFeeAmount, Column::Count, "Misc-Fee"},
    Source{Column::OtherFeeAmount, Column::OtherFeeReason, "Other-Fee"},
    Source{Column::PromotionAmount, Column::PromotionType, "Promotion"},
    Source{Column::DirectPaymentAmount, Column::DirectPaymentType, "Direct-Payment"},
    Source{Column::OtherAmount, Column::Count, "other-transaction"},
};

/// Reasons for which Amazon pays for lost or damaged stock of FBA.
bool isReimbursement(const QString& label)
{
    static const QSet<QString> kReasons{QStringLiteral("WAREHOUSE_DAMAGE"),
                                        QStringLiteral("WAREHOUSE_LOST"),
                                        QStringLiteral("WAREHOUSE_LOST_MANUAL"),
                                        QStringLiteral("MISSING_FROM_INBOUND"),
                                        QStringLiteral("MISSING_FROM_INBOUND_CLAWBACK"),
                                        QStringLiteral("REVERSAL_REIMBURSEMENT"),
                                        QStringLiteral("COMPENSATED_CLAWBACK"),
                                        QStringLiteral("CS_ERROR_ITEMS"),
                                        QStringLiteral("FREE_REPLACEMENT_REFUND_ITEMS"),
                                        QStringLiteral("RE_EVALUATION")};
    return kReasons.contains(label.toUpper());
}
} // namespace

std::vector<Part> of(const Columns& columns, const std::function<QString(Column)>& text)
{
    std::vector<Part> parts;
    const QString transaction = text(Column::TransactionType);
    for (const Source& source : kSources) {
        if (columns.cell(source.amount).isEmpty())
            continue;
        Part part;
        part.column = source.amount;
        part.part = static_cast<int>(parts.size());
        part.transactionType = transaction;
        part.amountType = QString::fromLatin1(source.amountType);
        part.amountDescription = source.label == Column::Count ? QString() : text(source.label);
        part.originalLabel =
            QStringList{transaction, QString::fromLatin1(nameOf(source.amount)), part.amountDescription}.join(u'|');
        if (source.amount == Column::ItemFeeAmount && transaction == QStringLiteral("ServiceFee")) {
            // Advertising: the fee type names the kind; the amount beside it is what V2 calls the total, the other one its tax.
            part.amountType = part.amountDescription;
            part.amountDescription = QStringLiteral("TransactionTotalAmount");
        } else if (source.amount == Column::OtherFeeAmount) {
            if (const QString kind = text(Column::ItemFeeType); !kind.isEmpty())
                part.amountType = kind;
        } else if (source.amount == Column::OtherAmount) {
            part.transactionType = QStringLiteral("other-transaction");
            part.amountDescription = transaction;
            if (isReimbursement(transaction))
                part.amountType = QStringLiteral("FBA Inventory Reimbursement");
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

} // namespace causeway::settlement::v1_amounts
