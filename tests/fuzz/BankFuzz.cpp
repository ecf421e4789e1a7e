// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a bank statement: never a crash; every line has its own key, no text of others is kept, the same file gives the
// same.
#include <cstdlib>
#include <set>

#include "bank/Statement.h"
#include "fuzz/Fuzz.h"

using namespace causeway;

namespace {
void must(bool holds)
{
    if (!holds)
        std::abort();
}
} // namespace

int fuzzBank(const uint8_t* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto statement = bank::readStatement(bytes, QStringLiteral("main"), QStringLiteral("EUR"));
    if (!statement) {
        must(!statement.error().message.isEmpty() && !statement.error().code.isEmpty());
        return 0;
    }
    must(!statement->lines.empty() || statement->problemCount > 0);
    std::set<QString> keys;
    for (const bank::Line& line : statement->lines) {
        must(keys.insert(line.key).second && line.key.size() == 32);
        must(line.dayMs % 86'400'000 == 0 && line.fileLine > 0);
        must(line.memo.size() <= 140 && line.amount.currency().size() == 3);
        const bool namesAmazon = line.memo.contains(QStringLiteral("amazon"), Qt::CaseInsensitive) ||
                                 line.memo.contains(QStringLiteral("amzn"), Qt::CaseInsensitive);
        must(line.memo.isEmpty() || namesAmazon || line.memo.endsWith(u'\u2026'));
        for (const QChar c : line.memo)
            must(c.unicode() >= 0x20 && c.unicode() != 0x7F);
    }
    const auto again = bank::readStatement(bytes, QStringLiteral("main"), QStringLiteral("EUR"));
    must(again && again->lines.size() == statement->lines.size());
    for (std::size_t i = 0; i < again->lines.size(); ++i)
        must(again->lines[i].key == statement->lines[i].key);
    return 0;
}
