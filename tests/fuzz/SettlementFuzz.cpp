// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBuffer>

#include "fuzz/Fuzz.h"
#include "settlement/Content.h"
#include "settlement/SettlementReader.h"
#include "settlement/SumTable.h"

using namespace causeway;
using namespace causeway::settlement;

/// Whatever the bytes are: no crash, and what was read adds up to what the reader says.
int fuzzSettlement(const uint8_t* data, std::size_t size)
{
    QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    QBuffer file(&bytes);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    SumTable table(QStringLiteral("America/Los_Angeles"));
    qint64 rows = 0, sum = 0;
    bool overflow = false;
    const auto summary = readSettlement(file, [&](const Row& row) {
        ++rows;
        overflow = overflow || __builtin_add_overflow(sum, row.amount.minorUnits(), &sum) || !table.add(row);
        return !overflow;
    });
    if (!summary || overflow)
        return 0;
    qint64 ofTable = 0, rowsOfTable = 0;
    for (const CategorySum& one : table.sums()) {
        ofTable += one.sum.minorUnits();
        rowsOfTable += one.rows;
    }
    if (summary->rows != rows || rowsOfTable != rows || summary->sum.minorUnits() != sum || ofTable != sum)
        __builtin_trap();
    // And what is stored of it comes back the same.
    Content content;
    content.summary = *summary;
    content.sums = table.sums();
    const auto again = Content::fromJson(content.toJson());
    if (!again || again->sums.size() != content.sums.size())
        __builtin_trap();
    return 0;
}
