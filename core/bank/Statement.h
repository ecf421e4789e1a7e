// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QByteArray>
#include <QString>

#include "base/Money.h"
#include "base/Result.h"

/// What a bank says about one account, free of its file format. Pure: bytes in, lines out.
namespace causeway::bank {

/// One booking, as the bank states it: positive is money received.
struct Line
{
    QString key;      ///< the same for the same booking in every file of the account; holds no text of the bank
    qint64 dayMs = 0; ///< value date, else booking date: midnight UTC of that day
    Money amount;
    QString memo;        ///< at most 140 characters, and only where it names Amazon: texts of other bookings are never kept
    qint64 fileLine = 0; ///< in the file, the first is 1
};

struct Problem
{
    qint64 line = 0;
    QString column;
    QString message;
};

struct Statement
{
    enum class Format
    {
        Csv,
        Ofx
    };
    Format format = Format::Csv;
    QString encoding;
    std::vector<Line> lines; ///< in the order of the file
    qint64 problemCount = 0;
    std::vector<Problem> problems; ///< the first 1,000
    QString sha256;                ///< of the bytes
};

/// Largest file that is read.
inline constexpr qint64 kLargestStatement = 32LL * 1024 * 1024;

/// Reads a statement: OFX (SGML 1.x, XML 2.x) or CSV. account: name of the account here, part of each line's key. currency: of
/// the account, used where the file names none; may be empty. Lines that cannot be read are problems, the others are given out.
/// Invalid: no statement at all, or one that cannot be read as a whole (mixed number formats, several accounts), with the reason.
[[nodiscard]] Result<Statement> readStatement(const QByteArray& bytes, const QString& account, const QString& currency);

// For the two readers.
namespace detail {
/// A booking as read, before it has a key.
struct RawLine
{
    qint64 fileLine = 0;
    QString reference; ///< the bank's own id of the booking; may be empty
    qint64 dayMs = 0;
    Money amount;
    QString text;
};
/// Keys and memos: an id of the bank makes the key; without one, the fields and how many alike came before in the file.
[[nodiscard]] std::vector<Line> keyed(const std::vector<RawLine>& raw, const QString& account);
void note(Statement& statement, qint64 line, const QString& column, const QString& message);
} // namespace detail

} // namespace causeway::bank
