// SPDX-License-Identifier: GPL-3.0-or-later
#include "bank/CsvStatement.h"

#include <array>
#include <optional>

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

#include "bank/CsvRecords.h"
#include "base/Currency.h"
#include "settlement/DateFormat.h"
#include "settlement/NumberFormat.h"
#include "settlement/TextEncoding.h"

namespace causeway::bank::csv {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::bank::CsvStatement)
};

constexpr std::size_t kHeaderWithin = 40;
constexpr qint64 kDayMs = 86'400'000;

enum class Field
{
    ValueDate,
    Date,
    Amount,
    Debit,
    Credit,
    Sign,
    Currency,
    Reference,
    Text,
    Count
};
constexpr auto kFields = static_cast<std::size_t>(Field::Count);
constexpr std::size_t at(Field field)
{
    return static_cast<std::size_t>(field);
}

/// Column names without accents, blanks and punctuation, in lower case. Several columns may hold text; of every other field the
/// first one counts.
struct Name
{
    Field field;
    const char* names; ///< separated by blanks
};
constexpr std::array kNames{
    Name{Field::ValueDate,
         "valuedate valuta valutadatum wertstellung wertstellungstag datedevaleur datevaleur fechavalor fvalor"},
    Name{Field::Date, "date bookingdate postingdate posteddate dateposted transactiondate completeddate buchungstag "
                      "buchungsdatum buchung datum "
                      "datecomptable datedecomptabilisation dateoperation datedoperation datedeloperation fecha fechaoperacion "
                      "fechadeoperacion "
                      "fechacontable foperacion"},
    Name{Field::Amount, "amount betrag umsatz montant importe cantidad transactionamount umsatzbetrag montantdeloperation"},
    Name{Field::Debit,
         "debit debits debitamount withdrawal withdrawals paidout moneyout soll belastung lastschrift cargo cargos debe"},
    Name{Field::Credit,
         "credit credits creditamount deposit deposits paidin moneyin haben gutschrift abono abonos haber ingresos"},
    Name{Field::Sign, "sollhaben sh dc debitcredit creditdebit creditdebitindicator drcr sens signe signo debehaber"},
    Name{Field::Currency, "currency currencycode ccy wahrung waehrung devise divisa moneda"},
    Name{Field::Reference, "fitid id transactionid transactionreference bankreference reference referenz buchungsreferenz "
                           "numerodereference referencia "
                           "reference1"},
    Name{Field::Text,
         "description memo details narrative payee name particulars transactiondescription beneficiary verwendungszweck "
         "buchungstext "
         "beguenstigterzahlungspflichtiger begunstigterzahlungspflichtiger auftraggeberbegunstigter auftraggeber "
         "zahlungsempfanger "
         "zahlungspflichtiger empfanger libelle libelleoperation libelledeloperation intitule concepto descripcion detalle "
         "observaciones ordenante movimiento"},
};

QString folded(const QString& heading)
{
    static const QRegularExpression kUnit(QStringLiteral("[(\\[]\\s*([A-Za-z]{3}|€|\\$|£)\\s*[)\\]]"));
    QString plain = heading;
    plain.remove(kUnit);
    QString result;
    for (const QChar c : plain.normalized(QString::NormalizationForm_KD).toLower()) {
        if (c == u'ß')
            result += QStringLiteral("ss");
        else if (c.isLetterOrNumber())
            result += c;
    }
    return result;
}

/// "Betrag (EUR)": the currency stands in the heading.
QString unitOf(const QString& heading)
{
    static const QRegularExpression kUnit(QStringLiteral("[(\\[]\\s*([A-Z]{3})\\s*[)\\]]"));
    const QString code = kUnit.match(heading).captured(1);
    return isCurrencyCode(code) ? code : QString();
}

struct Header
{
    std::size_t record = 0;
    std::array<int, kFields> place{};
    std::vector<int> texts;
    QString currency;

    [[nodiscard]] bool has(Field field) const { return place[at(field)] >= 0; }
    [[nodiscard]] bool isWhole() const
    {
        return (has(Field::ValueDate) || has(Field::Date)) && (has(Field::Amount) || (has(Field::Debit) && has(Field::Credit)));
    }
};

std::optional<Field> fieldNamed(const QString& name)
{
    for (const Name& known : kNames) {
        if (!name.isEmpty() && QString::fromLatin1(known.names).split(u' ').contains(name))
            return known.field;
    }
    return std::nullopt;
}

Header headerOf(const CsvRecord& record, const settlement::TextEncoding& encoding)
{
    Header header;
    header.place.fill(-1);
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        const QString heading = encoding.decode(record.fields[i]).trimmed();
        const auto field = fieldNamed(folded(heading));
        if (!field)
            continue;
        if (*field == Field::Text)
            header.texts.push_back(static_cast<int>(i));
        if (header.place[at(*field)] < 0) {
            header.place[at(*field)] = static_cast<int>(i);
            if (header.currency.isEmpty() && *field != Field::Text)
                header.currency = unitOf(heading);
        }
    }
    return header;
}

struct Table
{
    std::vector<CsvRecord> records;
    Header header;
};

/// With the delimiter that lets a header be seen.
Result<Table> tableOf(QByteArrayView bytes, const settlement::TextEncoding& encoding)
{
    std::optional<Error> trouble;
    for (const char delimiter : {';', '\t', ','}) {
        auto records = csvRecords(bytes, delimiter);
        if (!records) {
            trouble = records.error();
            continue;
        }
        for (std::size_t i = 0; i < records->size() && i < kHeaderWithin; ++i) {
            Header header = headerOf((*records)[i], encoding);
            if (!header.isWhole())
                continue;
            header.record = i;
            return Table{std::move(*records), std::move(header)};
        }
    }
    if (trouble)
        return fail(*trouble);
    return fail(ErrorKind::Invalid, Words::tr("This is no bank statement: no line names a date and an amount."),
                Words::tr("Export the bookings as CSV with headings, or as OFX."), QStringLiteral("not-a-statement"));
}

class Reader
{
public:
    Reader(Table table, const settlement::TextEncoding& encoding, Statement& statement, const QString& currency)
        : m_table(std::move(table)), m_encoding(encoding), m_statement(statement), m_currency(currency)
    {
    }

    Result<std::vector<detail::RawLine>> run()
    {
        QString first; // the currency tells how many digits an amount has
        for (std::size_t i = m_table.header.record + 1; i < m_table.records.size(); ++i) {
            const CsvRecord& record = m_table.records[i];
            m_dates.learn(dateText(record));
            if (first.isEmpty())
                first = currencyOf(record);
            for (const Field field : {Field::Amount, Field::Debit, Field::Credit})
                m_numbers.learn(withoutSymbol(cell(record, field)));
        }
        if (auto decided = m_numbers.decide(minorUnitDigits(first)); !decided)
            return fail(decided.error());
        std::vector<detail::RawLine> lines;
        for (std::size_t i = m_table.header.record + 1; i < m_table.records.size(); ++i) {
            if (auto line = read(m_table.records[i]))
                lines.push_back(std::move(*line));
        }
        return lines;
    }

private:
    [[nodiscard]] QString cellAt(const CsvRecord& record, int place) const
    {
        return place >= 0 && static_cast<std::size_t>(place) < record.fields.size()
                   ? m_encoding.decode(record.fields[static_cast<std::size_t>(place)]).trimmed()
                   : QString();
    }
    [[nodiscard]] QString cell(const CsvRecord& record, Field field) const
    {
        return cellAt(record, m_table.header.place[at(field)]);
    }
    [[nodiscard]] QString dateText(const CsvRecord& record) const
    {
        const QString value = cell(record, Field::ValueDate);
        return withSlashes(value.isEmpty() ? cell(record, Field::Date) : value);
    }
    /// "03.05.26" and "03-05-2026" in the words of DateFormat; dotted dates begin with the day.
    static QString withSlashes(const QString& text)
    {
        static const QRegularExpression kShortDotted(QStringLiteral("^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{2})$"));
        static const QRegularExpression kDashed(QStringLiteral("^(\\d{1,2})-(\\d{1,2})-(\\d{2}|\\d{4})$"));
        static const QRegularExpression kCompact(QStringLiteral("^(20\\d{2})(\\d{2})(\\d{2})$"));
        if (const auto match = kShortDotted.match(text); match.hasMatch())
            return QStringLiteral("%1.%2.20%3").arg(match.captured(1), match.captured(2), match.captured(3));
        if (const auto match = kDashed.match(text); match.hasMatch())
            return QString(text).replace(u'-', u'/');
        if (const auto match = kCompact.match(text); match.hasMatch())
            return QStringLiteral("%1-%2-%3").arg(match.captured(1), match.captured(2), match.captured(3));
        return text;
    }
    /// "€ 12,30", "12.30 EUR", "1'234.00" without what is no part of the number. Other letters stay and make it no amount: "12.00
    /// DR" is a debit.
    static QString withoutSymbol(QString text)
    {
        static const QRegularExpression kSymbol(QStringLiteral("[€$£¥'\u2019]|^[A-Z]{3}(?![A-Z])\\s*|\\s*(?<![A-Z])[A-Z]{3}$"));
        text.remove(kSymbol);
        return text.trimmed();
    }
    [[nodiscard]] QString currencyOf(const CsvRecord& record) const
    {
        const QString own = cell(record, Field::Currency).toUpper();
        return !own.isEmpty() ? own : !m_table.header.currency.isEmpty() ? m_table.header.currency : m_currency;
    }

    std::optional<detail::RawLine> read(const CsvRecord& record)
    {
        const QString date = dateText(record);
        const bool hasAmount = !cell(record, Field::Amount).isEmpty() || !cell(record, Field::Debit).isEmpty() ||
                               !cell(record, Field::Credit).isEmpty();
        const auto refuse = [&](const QString& column, const QString& why) {
            detail::note(m_statement, record.line, column, why);
            return std::nullopt;
        };
        if (date.isEmpty() && !hasAmount)
            return std::nullopt; // a foot line: balance, "end of statement"
        const auto day = m_dates.read(date);
        if (!day)
            return refuse(QStringLiteral("date"), date.isEmpty() ? Words::tr("The booking has no date.") : day.error().message);
        const QString currency = currencyOf(record);
        if (!isCurrencyCode(currency))
            return refuse(QStringLiteral("currency"), currency.isEmpty()
                                                          ? Words::tr("The file names no currency.")
                                                          : Words::tr("“%1” is no currency.").arg(currency.left(20)));
        auto amount = amountOf(record, currency);
        if (!amount)
            return refuse(QStringLiteral("amount"), amount.error().message);
        detail::RawLine line;
        line.fileLine = record.line;
        line.reference = cell(record, Field::Reference);
        line.dayMs = day->utcMs - ((day->utcMs % kDayMs) + kDayMs) % kDayMs;
        line.amount = std::move(*amount);
        QStringList texts;
        for (const int place : m_table.header.texts)
            texts << cellAt(record, place);
        line.text = texts.join(u' ');
        return line;
    }

    [[nodiscard]] Result<Money> amountOf(const CsvRecord& record, const QString& currency) const
    {
        if (const QString text = cell(record, Field::Amount); !text.isEmpty()) {
            auto amount = m_numbers.read(withoutSymbol(text), currency);
            return amount ? signedBy(record, std::move(*amount)) : amount;
        }
        Money sum = Money::zero(currency);
        bool found = false;
        for (const Field field : {Field::Credit, Field::Debit}) {
            const QString text = cell(record, field);
            if (text.isEmpty())
                continue;
            auto amount = m_numbers.read(withoutSymbol(text), currency);
            if (!amount)
                return amount;
            // A debit is money that leaves, whether the bank writes a minus or not.
            auto next = sum.plus(field == Field::Debit ? amount->absolute().negated() : *amount);
            if (!next)
                return next;
            sum = std::move(*next);
            found = true;
        }
        if (!found)
            return fail(ErrorKind::Invalid, Words::tr("The booking has no amount."));
        return sum;
    }
    [[nodiscard]] Result<Money> signedBy(const CsvRecord& record, Money amount) const
    {
        const QString sign = cell(record, Field::Sign).toUpper();
        if (sign.isEmpty())
            return amount;
        static const QStringList kOut{QStringLiteral("S"),     QStringLiteral("D"),     QStringLiteral("DR"),
                                      QStringLiteral("DBIT"),  QStringLiteral("DEBIT"), QStringLiteral("SOLL"),
                                      QStringLiteral("DÉBIT"), QStringLiteral("DEBE"),  QStringLiteral("CARGO"),
                                      QStringLiteral("-")};
        static const QStringList kIn{QStringLiteral("H"),      QStringLiteral("C"),      QStringLiteral("CR"),
                                     QStringLiteral("CRDT"),   QStringLiteral("CREDIT"), QStringLiteral("HABEN"),
                                     QStringLiteral("CRÉDIT"), QStringLiteral("HABER"),  QStringLiteral("ABONO"),
                                     QStringLiteral("+")};
        if (kOut.contains(sign))
            return amount.absolute().negated();
        if (kIn.contains(sign))
            return amount.absolute();
        return fail(ErrorKind::Invalid, Words::tr("“%1” is neither debit nor credit.").arg(sign.left(20)));
    }

    Table m_table;
    const settlement::TextEncoding& m_encoding;
    Statement& m_statement;
    QString m_currency;
    settlement::DateFormat m_dates;
    settlement::NumberFormat m_numbers;
};
} // namespace

Result<Statement> read(const QByteArray& bytes, const QString& account, const QString& currency)
{
    QByteArrayView view(bytes);
    if (view.startsWith("\xEF\xBB\xBF"))
        view = view.sliced(3);
    settlement::TextEncoding encoding;
    encoding.learn(view);
    encoding.decide();
    Statement statement;
    statement.format = Statement::Format::Csv;
    statement.encoding = encoding.name();
    auto table = tableOf(view, encoding);
    if (!table)
        return fail(table.error());
    auto raw = Reader(std::move(*table), encoding, statement, currency).run();
    if (!raw)
        return fail(raw.error());
    statement.lines = detail::keyed(*raw, account);
    return statement;
}

} // namespace causeway::bank::csv
