// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "settlement/Journal.h"

namespace causeway::settlement {

/// A settlement as a record keeps it: the head, what reading found, and its sums. Small whatever the size of the file; no
/// personal data. The file itself is kept in pieces (payloads of class "settlement-file").
struct Content
{
    Summary summary;
    std::vector<CategorySum> sums; ///< by category, marketplace and month
    std::vector<qint64> pieces;    ///< payload ids of the file, in order
    qint64 bytes = 0;              ///< of the file
    /// Set when this is a second file of a settlement that was read before: what the first one said. Never posted.
    struct Original
    {
        QString sha256;
        std::optional<Money> total;
        std::vector<CategorySum> sums;
    };
    std::optional<Original> reissueOf;
    /// Files of this settlement that could not be posted and whose place this one took; kept for proof.
    struct Replaced
    {
        QString sha256;
        std::vector<qint64> pieces;
    };
    std::vector<Replaced> replaced;
    /// Another store that had this settlement before. Booked there, never here: a settlement is one payment.
    QString otherStore;
    /// A person wants the journals of this generation taken back.
    struct Reversal
    {
        QString reason;
        qint64 askedMs = 0;
    };
    std::optional<Reversal> reversal;
    int generation = 1; ///< of its journals: posted again after a reversal it is the next one

    [[nodiscard]] Json toJson() const;
    /// Invalid on anything that toJson() did not write.
    [[nodiscard]] static Result<Content> fromJson(const Json& json);
};

/// Sums of whole categories, whatever marketplace and month.
[[nodiscard]] Result<std::vector<CategorySum>> byCategory(const std::vector<CategorySum>& sums);

} // namespace causeway::settlement
