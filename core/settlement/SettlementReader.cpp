// SPDX-License-Identifier: GPL-3.0-or-later
#include "settlement/SettlementReader.h"

#include <algorithm>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QStringDecoder>

#include "base/Currency.h"
#include "settlement/Columns.h"
#include "settlement/DateFormat.h"
#include "settlement/LineReader.h"
#include "settlement/NumberFormat.h"
#include "settlement/TextEncoding.h"
#include "settlement/V1Amounts.h"

namespace causeway::settlement {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::settlement::SettlementReader)
};
constexpr std::size_t kMostProblems = 1'000;

constexpr std::array kV1AmountColumns{Column::ShipmentFeeAmount, Column::OrderFeeAmount,      Column::PriceAmount,
                                      Column::ItemFeeAmount,     Column::MiscFeeAmount,       Column::OtherFeeAmount,
                                      Column::PromotionAmount,   Column::DirectPaymentAmount, Column::OtherAmount};

/// Amazon's are integers; letters and dashes do no harm.
bool isSettlementId(const QString& id)
{
    constexpr qsizetype kLongest = 40;
    return id.size() <= kLongest && std::all_of(id.begin(), id.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || c == u'-' || c == u'_';
           });
}

/// One reading of one file.
class Reading final
{
public:
    Reading(QIODevice& device, const RowSink& sink) : m_device(device), m_sink(sink) {}
    [[nodiscard]] Result<Summary> run();

private:
    [[nodiscard]] Result<void> rewind();
    [[nodiscard]] Result<Columns> header(LineReader& lines) const;
    [[nodiscard]] Result<void> learn();
    void learnLine(const Columns& columns);
    [[nodiscard]] Result<void> giveOut();
    /// False when the sink said stop.
    [[nodiscard]] bool readLine(qint64 line);
    [[nodiscard]] bool readHead(qint64 line);
    [[nodiscard]] bool emitRow(Row row, QByteArrayView amount, Column column);
    [[nodiscard]] Row common(qint64 line);
    void checkAgainstHead(qint64 line);
    [[nodiscard]] std::optional<qint64> date(Column column, qint64 line, bool* hasTime = nullptr);
    [[nodiscard]] QString text(Column column) const { return m_encoding.decode(m_columns.cell(column)); }
    void problem(qint64 line, Column column, const QString& message);
    [[nodiscard]] static Error broken(const LineReader& lines);

    QIODevice& m_device;
    const RowSink& m_sink;
    Columns m_columns;
    NumberFormat m_numbers;
    DateFormat m_dates;
    TextEncoding m_encoding;
    Summary m_summary;
    bool m_headSeen = false;
    bool m_overflow = false;
    int m_minorDigits = 2; ///< of the file's currency
};

Result<Summary> Reading::run()
{
    if (auto learned = learn(); !learned)
        return fail(learned.error());
    if (auto given = giveOut(); !given)
        return fail(given.error());
    if (!m_headSeen)
        return fail(ErrorKind::Invalid, Words::tr("The file has no row with the settlement's number, period and currency."),
                    Words::tr("Download the report again; do not remove its second line."), QStringLiteral("no-summary-row"));
    if (!isCurrencyCode(m_summary.head.currency))
        return fail(ErrorKind::Invalid,
                    m_summary.head.currency.isEmpty()
                        ? Words::tr("The file does not say its currency.")
                        : Words::tr("The file's currency “%1” is none.").arg(m_summary.head.currency.left(10)),
                    Words::tr("Download the report again; do not edit it."), QStringLiteral("no-currency"));
    m_summary.layout = m_columns.layout();
    m_summary.encoding = m_encoding.name();
    m_summary.decimalPoint = m_numbers.decimalPoint();
    return std::move(m_summary);
}

Error Reading::broken(const LineReader& lines)
{
    if (lines.isTooLong())
        return Error::make(ErrorKind::Invalid, Words::tr("Line %1 is too long to be one of a report.").arg(lines.line() + 1),
                           Words::tr("Download the report again."), QStringLiteral("long-line"));
    return Error::make(ErrorKind::Storage, Words::tr("The file could not be read after line %1.").arg(lines.line()),
                       Words::tr("Download the report again."), QStringLiteral("unreadable-file"));
}

Result<void> Reading::rewind()
{
    if (m_device.isSequential() || !m_device.seek(0))
        return fail(ErrorKind::Storage, Words::tr("The file cannot be read from its beginning."), {},
                    QStringLiteral("not-seekable"));
    return {};
}

Result<Columns> Reading::header(LineReader& lines) const
{
    const auto first = lines.next();
    if (!first)
        return lines.hasFailed() ? Result<Columns>(fail(broken(lines)))
                                 : fail(ErrorKind::Invalid, Words::tr("The file is empty."), {}, QStringLiteral("empty-file"));
    if (first->startsWith("\xFF\xFE") || first->startsWith("\xFE\xFF"))
        return fail(ErrorKind::Invalid, Words::tr("The file is saved as UTF-16, as spreadsheets do."),
                    Words::tr("Use the file as Amazon gave it."), QStringLiteral("utf-16"));
    return Columns::of(*first);
}

/// The first pass: hash, encoding, number format, dates.
Result<void> Reading::learn()
{
    if (auto begun = rewind(); !begun)
        return begun;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!hash.addData(&m_device))
        return fail(ErrorKind::Storage, Words::tr("The file could not be read."), {}, QStringLiteral("unreadable-file"));
    m_summary.sha256 = hash.result().toHex();
    if (auto begun = rewind(); !begun)
        return begun;
    LineReader lines(m_device);
    auto columns = header(lines);
    if (!columns)
        return fail(columns.error());
    m_columns = std::move(*columns);
    m_dates.expectSettlement();
    while (const auto line = lines.next()) {
        m_encoding.learn(*line);
        m_columns.split(*line);
        learnLine(m_columns);
    }
    if (lines.hasFailed())
        return fail(broken(lines));
    m_encoding.decide();
    return m_numbers.decide(m_minorDigits);
}

void Reading::learnLine(const Columns& columns)
{
    const auto learnNumber = [&](Column column) {
        if (const QByteArrayView cell = columns.cell(column); !cell.isEmpty())
            m_numbers.learn(QString::fromLatin1(cell));
    };
    learnNumber(Column::TotalAmount);
    if (columns.layout() == Layout::V2) {
        learnNumber(Column::Amount);
    } else {
        for (const Column column : kV1AmountColumns)
            learnNumber(column);
    }
    for (const Column column :
         {Column::StartDate, Column::EndDate, Column::DepositDate, Column::PostedDate, Column::PostedDateTime}) {
        // Of the many rows only dates with slashes teach something.
        const QByteArrayView cell = columns.cell(column);
        const bool isOfHead = column != Column::PostedDate && column != Column::PostedDateTime;
        if (!cell.isEmpty() && (isOfHead || cell.contains('/')))
            m_dates.learn(QString::fromLatin1(cell));
    }
    if (const QString currency = QString::fromLatin1(columns.cell(Column::Currency)).toUpper(); isCurrencyCode(currency))
        m_minorDigits = minorUnitDigits(currency);
    if (columns.cell(Column::Currency) == "JPY")
        m_encoding.expectJapanese();
}

/// The second pass: rows.
Result<void> Reading::giveOut()
{
    if (auto begun = rewind(); !begun)
        return begun;
    LineReader lines(m_device);
    if (auto columns = header(lines); !columns)
        return fail(columns.error());
    while (const auto line = lines.next()) {
        if (line->trimmed().isEmpty())
            continue;
        m_columns.split(*line);
        if (m_columns.hasSurplus())
            problem(lines.line(), Column::Count, Words::tr("The line has more cells than the first line names."));
        if (!readLine(lines.line()))
            return fail(ErrorKind::Cancelled, Words::tr("Stopped on request."));
        if (m_overflow)
            return fail(ErrorKind::Invalid, Words::tr("The amounts up to line %1 are too large to be summed.").arg(lines.line()),
                        {}, QStringLiteral("overflow"));
    }
    if (lines.hasFailed())
        return fail(broken(lines));
    return {};
}

bool Reading::readLine(qint64 line)
{
    // The summary row is the first one; it has no transaction type. A later row with a total is a second settlement in one file.
    if (m_columns.cell(Column::TransactionType).isEmpty() && (!m_headSeen || !m_columns.cell(Column::TotalAmount).isEmpty()))
        return readHead(line);
    if (!m_headSeen) {
        problem(line, Column::TotalAmount, Words::tr("The row with the total is missing before this line."));
        m_headSeen = true;
        m_summary.head.id = text(Column::SettlementId);
        m_summary.head.currency = text(Column::Currency);
        m_summary.sum = Money::zero(m_summary.head.currency);
    }
    checkAgainstHead(line);
    Row row = common(line);
    if (m_columns.layout() == Layout::V2) {
        const QByteArrayView amount = m_columns.cell(Column::Amount);
        row.amountType = text(Column::AmountType);
        row.amountDescription = text(Column::AmountDescription);
        if (amount.isEmpty()) {
            ++m_summary.emptyLines;
            problem(line, Column::Amount, Words::tr("The line has no amount."));
            return true;
        }
        return emitRow(std::move(row), amount, Column::Amount);
    }
    const auto parts = v1_amounts::of(m_columns, [this](Column column) { return text(column); });
    if (parts.empty())
        ++m_summary.emptyLines; // V1 writes one such line per order item
    for (const v1_amounts::Part& part : parts) {
        Row one = row;
        one.part = part.part;
        one.transactionType = part.transactionType;
        one.amountType = part.amountType;
        one.amountDescription = part.amountDescription;
        one.originalLabel = part.originalLabel;
        if (!emitRow(std::move(one), m_columns.cell(part.column), part.column))
            return false;
    }
    return true;
}

bool Reading::readHead(qint64 line)
{
    if (m_headSeen) {
        problem(line, Column::TotalAmount, Words::tr("This line gives a second total."));
        return true;
    }
    m_headSeen = true;
    Head& head = m_summary.head;
    head.id = text(Column::SettlementId);
    head.currency = text(Column::Currency).toUpper();
    if (head.id.isEmpty())
        problem(line, Column::SettlementId, Words::tr("The settlement has no number."));
    else if (!isSettlementId(head.id)) // it becomes part of external ids and addresses
        problem(line, Column::SettlementId, Words::tr("“%1” is no number of a settlement.").arg(head.id.left(30)));
    if (!isCurrencyCode(head.currency))
        problem(line, Column::Currency, Words::tr("“%1” is no currency.").arg(head.currency.left(10)));
    m_summary.sum = Money::zero(head.currency);
    head.startMs = date(Column::StartDate, line);
    head.endMs = date(Column::EndDate, line);
    head.depositMs = date(Column::DepositDate, line);
    if (const QByteArrayView total = m_columns.cell(Column::TotalAmount); !total.isEmpty()) {
        auto amount = m_numbers.read(m_encoding.decode(total), head.currency);
        if (amount)
            head.total = *amount;
        else
            problem(line, Column::TotalAmount, amount.error().message);
    }
    return true;
}

Row Reading::common(qint64 line)
{
    Row row;
    row.line = line;
    row.transactionType = text(Column::TransactionType);
    row.orderId = text(Column::OrderId);
    row.merchantOrderId = text(Column::MerchantOrderId);
    row.adjustmentId = text(Column::AdjustmentId);
    row.shipmentId = text(Column::ShipmentId);
    row.marketplace = text(Column::MarketplaceName);
    row.fulfillment = text(Column::FulfillmentId);
    row.orderItemId = text(Column::OrderItemCode);
    row.merchantOrderItemId = text(Column::MerchantOrderItemId);
    row.merchantAdjustmentItemId = text(Column::MerchantAdjustmentItemId);
    row.sku = text(Column::Sku);
    row.promotionId = text(Column::PromotionId);
    if (const QByteArrayView quantity = m_columns.cell(Column::QuantityPurchased); !quantity.isEmpty()) {
        bool isNumber = false;
        const qint64 count = quantity.toByteArray().toLongLong(&isNumber);
        if (isNumber)
            row.quantity = count;
        else
            problem(line, Column::QuantityPurchased, Words::tr("“%1” is no quantity.").arg(m_encoding.decode(quantity).left(20)));
    }
    // The time is the better source; only a file without it is read by the day.
    const Column posted = m_columns.cell(Column::PostedDateTime).isEmpty() ? Column::PostedDate : Column::PostedDateTime;
    row.postedAtMs = date(posted, line, &row.postedHasTime);
    return row;
}

void Reading::checkAgainstHead(qint64 line)
{
    if (const QString id = text(Column::SettlementId); !id.isEmpty() && id != m_summary.head.id)
        problem(line, Column::SettlementId,
                Words::tr("The line belongs to settlement %1, the file to %2.").arg(id.left(30), m_summary.head.id.left(30)));
    if (const QString currency = text(Column::Currency).toUpper(); !currency.isEmpty() && currency != m_summary.head.currency)
        problem(line, Column::Currency,
                Words::tr("The line is in %1, the settlement in %2.").arg(currency.left(10), m_summary.head.currency));
}

bool Reading::emitRow(Row row, QByteArrayView amount, Column column)
{
    auto money = m_numbers.read(m_encoding.decode(amount), m_summary.head.currency);
    if (!money) {
        problem(row.line, column, money.error().message);
        return true;
    }
    auto sum = m_summary.sum.plus(*money);
    if (!sum) {
        m_overflow = true;
        return true;
    }
    m_summary.sum = std::move(*sum);
    ++m_summary.rows;
    row.amount = std::move(*money);
    return m_sink(row);
}

std::optional<qint64> Reading::date(Column column, qint64 line, bool* hasTime)
{
    const QByteArrayView cell = m_columns.cell(column);
    if (cell.isEmpty())
        return std::nullopt;
    auto moment = m_dates.read(m_encoding.decode(cell));
    if (!moment) {
        problem(line, column, moment.error().message);
        return std::nullopt;
    }
    if (hasTime)
        *hasTime = moment->hasTime;
    return moment->utcMs;
}

void Reading::problem(qint64 line, Column column, const QString& message)
{
    ++m_summary.problemCount;
    if (m_summary.problems.size() < kMostProblems)
        m_summary.problems.push_back({line, column == Column::Count ? QString() : QString::fromLatin1(nameOf(column)), message});
}
} // namespace

bool isAmazonOrderId(QStringView text)
{
    if (text.size() != 19)
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isDash = i == 3 || i == 11;
        if (isDash ? text.at(i) != u'-' : text.at(i) < u'0' || text.at(i) > u'9')
            return false;
    }
    return true;
}

Result<Summary> readSettlement(QIODevice& device, const RowSink& sink)
{
    return Reading(device, sink).run();
}

} // namespace causeway::settlement
