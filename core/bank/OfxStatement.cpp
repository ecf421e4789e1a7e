// SPDX-License-Identifier: GPL-3.0-or-later
#include "bank/OfxStatement.h"

#include <map>
#include <optional>
#include <set>

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

#include "base/Currency.h"
#include "settlement/NumberFormat.h"
#include "settlement/TextEncoding.h"

namespace causeway::bank::ofx {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::bank::OfxStatement)
};

struct Tag
{
    qint64 line = 0;
    bool isEnd = false;
    QByteArray name;  ///< upper case
    QByteArray value; ///< text up to the next tag, as in the file
};

/// Walks over the tags of the file; both generations of OFX look alike to it. What is no tag is value.
class Tags
{
public:
    explicit Tags(QByteArrayView bytes) : m_bytes(bytes) {}

    bool next(Tag& tag)
    {
        const qsizetype open = find('<', m_at);
        if (open < 0)
            return false;
        count(m_at, open);
        const qsizetype close = find('>', open);
        if (close < 0)
            return false;
        tag.line = m_line;
        QByteArrayView inner = m_bytes.sliced(open + 1, close - open - 1).trimmed();
        tag.isEnd = inner.startsWith('/');
        if (tag.isEnd)
            inner = inner.sliced(1);
        qsizetype length = 0;
        while (length < inner.size() && inner[length] != ' ' && inner[length] != '/' && inner[length] != '\t')
            ++length;
        tag.name = inner.first(length).toByteArray().toUpper();
        const qsizetype after = find('<', close);
        const qsizetype end = after < 0 ? m_bytes.size() : after;
        tag.value = m_bytes.sliced(close + 1, end - close - 1).trimmed().toByteArray();
        count(open, end);
        m_at = end;
        return true;
    }

private:
    [[nodiscard]] qsizetype find(char c, qsizetype from) const { return m_bytes.indexOf(c, from); }
    void count(qsizetype from, qsizetype until)
    {
        for (qsizetype i = from; i < until; ++i)
            m_line += m_bytes[i] == '\n' ? 1 : 0;
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    qint64 m_line = 1;
};

QString unescaped(QString text)
{
    static const QRegularExpression kNumber(QStringLiteral("&#(\\d{1,7});"));
    for (auto match = kNumber.match(text); match.hasMatch(); match = kNumber.match(text, match.capturedStart() + 1)) {
        const uint code = match.captured(1).toUInt();
        if (code < 0x20 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
            continue;
        const auto character = static_cast<char32_t>(code);
        text.replace(match.capturedStart(), match.capturedLength(), QString::fromUcs4(&character, 1));
    }
    return text.replace(QStringLiteral("&lt;"), QStringLiteral("<"))
        .replace(QStringLiteral("&gt;"), QStringLiteral(">"))
        .replace(QStringLiteral("&quot;"), QStringLiteral("\""))
        .replace(QStringLiteral("&apos;"), QStringLiteral("'"))
        .replace(QStringLiteral("&nbsp;"), QStringLiteral(" "))
        .replace(QStringLiteral("&amp;"), QStringLiteral("&"));
}

/// One STMTTRN: its elements by name.
struct Booking
{
    qint64 line = 0;
    QString currency; ///< of its statement
    std::map<QByteArray, QByteArray> elements;
};

struct Found
{
    std::vector<Booking> bookings;
    std::set<QByteArray> accounts;
    bool isOfx = false;
};

Found bookingsIn(QByteArrayView bytes)
{
    Found found;
    Tags tags(bytes);
    Tag tag;
    QString currency;
    bool isOpen = false;
    while (tags.next(tag)) {
        const bool isBooking = tag.name == "STMTTRN";
        if (tag.name == "OFX")
            found.isOfx = true;
        if (tag.name == "STMTRS" || tag.name == "CCSTMTRS")
            currency.clear();
        if (tag.isEnd) {
            isOpen = isOpen && !isBooking && tag.name != "BANKTRANLIST";
            continue;
        }
        if (isBooking) {
            isOpen = true;
            found.bookings.push_back({tag.line, currency, {}});
        } else if (isOpen) {
            found.bookings.back().elements.try_emplace(tag.name, tag.value); // the first counts: a nested aggregate repeats names
        } else if (tag.name == "CURDEF") {
            currency = QString::fromLatin1(tag.value).toUpper();
        } else if (tag.name == "ACCTID") {
            found.accounts.insert(tag.value);
        }
    }
    return found;
}

/// "20260702120000.000[-5:EST]": the day that the bank states, in its own time zone.
std::optional<qint64> dayOf(const QByteArray& text)
{
    if (text.size() < 8)
        return std::nullopt;
    const QDate date = QDate::fromString(QString::fromLatin1(text.left(8)), QStringLiteral("yyyyMMdd"));
    if (!date.isValid())
        return std::nullopt;
    return date.startOfDay(Qt::UTC).toMSecsSinceEpoch();
}

QByteArray element(const Booking& booking, const char* name)
{
    const auto found = booking.elements.find(name);
    return found == booking.elements.end() ? QByteArray() : found->second;
}
} // namespace

Result<Statement> read(const QByteArray& bytes, const QString& account, const QString& currency)
{
    const auto refuse = [](const QString& message, const QString& remedy, const QString& code) {
        return fail(ErrorKind::Invalid, message, remedy, code);
    };
    const Found found = bookingsIn(bytes);
    if (!found.isOfx)
        return refuse(Words::tr("This OFX file is not whole: it has no <OFX> element."),
                      Words::tr("Download the statement again."), QStringLiteral("not-a-statement"));
    if (found.accounts.size() > 1)
        return refuse(Words::tr("The file holds %1 accounts.").arg(found.accounts.size()),
                      Words::tr("Download one file for the account that Amazon pays into."), QStringLiteral("several-accounts"));
    settlement::TextEncoding encoding;
    encoding.learn(bytes);
    encoding.decide();
    Statement statement;
    statement.format = Statement::Format::Ofx;
    statement.encoding = encoding.name();
    settlement::NumberFormat numbers;
    for (const Booking& booking : found.bookings)
        numbers.learn(QString::fromLatin1(element(booking, "TRNAMT")));
    if (auto decided = numbers.decide(minorUnitDigits(
            found.bookings.empty() || found.bookings.front().currency.isEmpty() ? currency : found.bookings.front().currency));
        !decided)
        return fail(decided.error());
    std::vector<detail::RawLine> raw;
    for (const Booking& booking : found.bookings) {
        const auto note = [&](const char* column, const QString& why) {
            detail::note(statement, booking.line, QString::fromLatin1(column), why);
        };
        const QByteArray posted = element(booking, "DTPOSTED");
        const auto day = dayOf(posted);
        if (!day) {
            note("DTPOSTED", posted.isEmpty() ? Words::tr("The booking has no date.")
                                              : Words::tr("“%1” is no date.").arg(QString::fromLatin1(posted.left(40))));
            continue;
        }
        // CURRENCY: the amount is in CURSYM; ORIGCURRENCY only tells what it was before (OFX 2.2, section 5.2).
        const bool isForeign = booking.elements.contains("CURRENCY") && booking.elements.contains("CURSYM");
        const QString stated = isForeign ? QString::fromLatin1(element(booking, "CURSYM")).toUpper() : booking.currency;
        const QString money = stated.isEmpty() ? currency : stated;
        if (!isCurrencyCode(money)) {
            note("CURDEF", Words::tr("The file names no currency."));
            continue;
        }
        auto amount = numbers.read(QString::fromLatin1(element(booking, "TRNAMT")), money);
        if (!amount) {
            note("TRNAMT", amount.error().message);
            continue;
        }
        detail::RawLine line;
        line.fileLine = booking.line;
        line.reference = encoding.decode(element(booking, "FITID"));
        line.dayMs = *day;
        line.amount = std::move(*amount);
        line.text = unescaped(encoding.decode(element(booking, "NAME")) + u' ' + encoding.decode(element(booking, "MEMO")));
        raw.push_back(std::move(line));
    }
    statement.lines = detail::keyed(raw, account);
    return statement;
}

} // namespace causeway::bank::ofx
