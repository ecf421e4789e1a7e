// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/SettlementView.h"

namespace causeway::engine {

/// What the stored bytes of a settlement say when they are read once more.
struct ProofCheck
{
    bool isSame = false;
    QString sentence; ///< what was found, in words
};

/// A settlement's proof as plain data, for paper and spreadsheet: report total = posted + parked, with everything an auditor
/// needs to repeat it. Pure; no personal data.
struct ProofSheet
{
    struct Line
    {
        QString category, account, note;
        qint64 rows = 0;
        Money sum;
    };
    struct Document
    {
        QString type, number, id, key;
    };
    QString title; ///< "Proof of settlement 28471003921"
    QString currency;
    std::vector<std::pair<QString, QString>> facts;  ///< name and value
    std::vector<std::pair<QString, Money>> equation; ///< total, sum of rows, posted, parked, difference
    bool isProven = false;                           ///< the difference is zero, and the file is the same
    QString verdict;
    std::vector<Line> lines; ///< by category
    std::vector<std::pair<QString, Money>> months;
    std::vector<Document> documents;
    QStringList remarks; ///< breaks in the chain, bad lines, orders without a document
};

/// madeAtMs: UTC.
[[nodiscard]] ProofSheet proofSheet(const SettlementView& view, const ProofCheck& check, const QString& programVersion,
                                    qint64 madeAtMs);

} // namespace causeway::engine
