// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/Columns.h"

#include <algorithm>

#include <QCoreApplication>
#include <QStringList>

namespace causeway::settlement {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::settlement::Columns)
};

constexpr std::array<const char*, static_cast<std::size_t>(Column::Count)> kNames{
    "settlement-id",
    "settlement-start-date",
    "settlement-end-date",
    "deposit-date",
    "total-amount",
    "currency",
    "transaction-type",
    "order-id",
    "merchant-order-id",
    "adjustment-id",
    "shipment-id",
    "marketplace-name",
    "fulfillment-id",
    "posted-date",
    "posted-date-time",
    "order-item-code",
    "merchant-order-item-id",
    "merchant-adjustment-item-id",
    "sku",
    "quantity-purchased",
    "promotion-id",
    "amount-type",
    "amount-description",
    "amount",
    "shipment-fee-type",
    "shipment-fee-amount",
    "order-fee-type",
    "order-fee-amount",
    "price-type",
    "price-amount",
    "item-related-fee-type",
    "item-related-fee-amount",
    "misc-fee-amount",
    "other-fee-amount",
    "other-fee-reason-description",
    "promotion-type",
    "promotion-amount",
    "direct-payment-type",
    "direct-payment-amount",
    "other-amount",
};

/// Header names differ in case, blanks and underscores between downloads.
QByteArray normalised(QByteArrayView name)
{
    QByteArray result = name.trimmed().toByteArray().toLower();
    std::replace_if(
        result.begin(), result.end(), [](char c) { return c == ' ' || c == '_'; }, '-');
    return result;
}
} // namespace

const char* nameOf(Column column)
{
    return kNames[static_cast<std::size_t>(column)];
}

Result<Columns> Columns::of(QByteArrayView header)
{
    Columns columns;
    columns.m_places.fill(-1);
    columns.split(header);
    columns.m_count = static_cast<qsizetype>(columns.m_cells.size());
    for (std::size_t i = 0; i < columns.m_cells.size(); ++i) {
        const QByteArray name = normalised(columns.m_cells[i]);
        const auto known = std::find_if(kNames.begin(), kNames.end(), [&](const char* one) { return name == one; });
        if (known == kNames.end())
            continue;
        int& place = columns.m_places[static_cast<std::size_t>(known - kNames.begin())];
        if (place >= 0)
            return fail(ErrorKind::Invalid, Words::tr("The column “%1” comes twice.").arg(QString::fromLatin1(name)),
                        Words::tr("Download the report again; do not edit it."), QStringLiteral("not-a-settlement"));
        place = static_cast<int>(i);
    }
    const bool isV2 = columns.has(Column::Amount) && columns.has(Column::AmountType);
    const bool isV1 = columns.has(Column::PriceAmount) || columns.has(Column::OtherAmount);
    QStringList missing;
    for (const Column column : {Column::SettlementId, Column::TotalAmount, Column::TransactionType}) {
        if (!columns.has(column))
            missing << QString::fromLatin1(nameOf(column));
    }
    if (!isV2 && !isV1)
        missing << QString::fromLatin1(nameOf(Column::Amount));
    if (isV2 && !columns.has(Column::AmountDescription))
        missing << QString::fromLatin1(nameOf(Column::AmountDescription));
    if (!missing.isEmpty())
        return fail(ErrorKind::Invalid,
                    Words::tr("This is no settlement report: the first line lacks %1.").arg(missing.join(QStringLiteral(", "))),
                    Words::tr("In Seller Central, choose Payments, Reports Repository, and the flat file of version 2."),
                    QStringLiteral("not-a-settlement"));
    columns.m_layout = isV2 ? Layout::V2 : Layout::V1;
    return columns;
}

void Columns::split(QByteArrayView line)
{
    m_cells.clear();
    qsizetype from = 0;
    for (;;) {
        const qsizetype to = line.indexOf('\t', from);
        m_cells.push_back(to < 0 ? line.sliced(from) : line.sliced(from, to - from));
        if (to < 0)
            return;
        from = to + 1;
    }
}

QByteArrayView Columns::cell(Column column) const
{
    const int place = m_places[index(column)];
    if (place < 0 || static_cast<std::size_t>(place) >= m_cells.size())
        return {};
    return m_cells[static_cast<std::size_t>(place)].trimmed();
}

bool Columns::hasSurplus() const
{
    for (std::size_t i = static_cast<std::size_t>(m_count); i < m_cells.size(); ++i) {
        if (!m_cells[i].trimmed().isEmpty())
            return true;
    }
    return false;
}

} // namespace causeway::settlement
