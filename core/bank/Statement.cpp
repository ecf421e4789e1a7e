// SPDX-License-Identifier: GPL-3.0-or-later
#include "bank/Statement.h"

#include <map>

#include <QCoreApplication>
#include <QRegularExpression>

#include "bank/CsvStatement.h"
#include "bank/OfxStatement.h"
#include "base/Hash.h"
#include "base/Text.h"

namespace causeway::bank {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::bank::Statement)
};

constexpr std::size_t kMostProblems = 1'000;
constexpr qsizetype kLongestMemo = 140;
constexpr qsizetype kKeyDigits = 32; ///< of the SHA-256, hexadecimal

/// Amazon's payouts name it; everything else may be about people and is not kept.
QString memoOf(const QString& text)
{
    static const QRegularExpression kAmazon(QStringLiteral("amazon|amzn"), QRegularExpression::CaseInsensitiveOption);
    const QString plain = text.simplified();
    return kAmazon.match(plain).hasMatch() ? elided(safeText(plain), kLongestMemo) : QString();
}

bool looksLikeOfx(const QByteArray& bytes)
{
    const QByteArray start = bytes.left(4'096).toUpper();
    return start.contains("<OFX") || start.contains("OFXHEADER");
}
} // namespace

namespace detail {

std::vector<Line> keyed(const std::vector<RawLine>& raw, const QString& account)
{
    std::vector<Line> lines;
    lines.reserve(raw.size());
    std::map<QString, int> seen; ///< how many lines alike came before
    for (const RawLine& one : raw) {
        const QString money = one.amount.amountText() + u' ' + one.amount.currency();
        // Some banks give one reference to several bookings (an order and its fee): day and amount belong to the key.
        const QString base =
            QStringList{account, one.reference.isEmpty() ? QStringLiteral("fields") : QStringLiteral("id"),
                        one.reference.isEmpty() ? one.text.simplified() : one.reference, QString::number(one.dayMs), money}
                .join(u'\x1f');
        const int ordinal = ++seen[base];
        Line line;
        line.key = sha256Hex((base + u'\x1f' + QString::number(ordinal)).toUtf8()).left(kKeyDigits);
        line.dayMs = one.dayMs;
        line.amount = one.amount;
        line.memo = memoOf(one.text);
        line.fileLine = one.fileLine;
        lines.push_back(std::move(line));
    }
    return lines;
}

void note(Statement& statement, qint64 line, const QString& column, const QString& message)
{
    ++statement.problemCount;
    if (statement.problems.size() < kMostProblems)
        statement.problems.push_back({line, column, message});
}

} // namespace detail

Result<Statement> readStatement(const QByteArray& bytes, const QString& account, const QString& currency)
{
    if (bytes.trimmed().isEmpty())
        return fail(ErrorKind::Invalid, Words::tr("The file is empty."), Words::tr("Download the statement again."),
                    QStringLiteral("empty-file"));
    if (bytes.size() > kLargestStatement)
        return fail(ErrorKind::Invalid, Words::tr("The file is larger than 32 MiB."),
                    Words::tr("Download the statement for a shorter time."), QStringLiteral("too-large"));
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF"))
        return fail(ErrorKind::Invalid, Words::tr("The file is saved as UTF-16."), Words::tr("Save it as CSV in UTF-8."),
                    QStringLiteral("utf-16"));
    auto statement = looksLikeOfx(bytes) ? ofx::read(bytes, account, currency) : csv::read(bytes, account, currency);
    if (!statement)
        return statement;
    statement->sha256 = sha256Hex(bytes);
    if (statement->lines.empty() && statement->problemCount == 0)
        return fail(ErrorKind::Invalid, Words::tr("The statement has no bookings."), Words::tr("Download it for another time."),
                    QStringLiteral("no-bookings"));
    return statement;
}

} // namespace causeway::bank
