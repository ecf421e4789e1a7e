// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include <QString>
#include <QStringList>

#include "base/Money.h"
#include "base/Result.h"

namespace causeway::flows {

/// One line of a refund: what the buyer got back for one SKU of the order (Finances names no order item).
struct RefundLine
{
    QString sku; ///< empty: for the order as a whole
    Money amount;
};

/// A refund as one source tells it.
struct RefundSighting
{
    QString source;     ///< "finances", "settlement" or "return"
    QString sourceId;   ///< the source's own id of this posting
    QString originalId; ///< the id it was first told with: money that is held back is posted again when it is released; empty =
                        ///< sourceId
    QString orderId;
    qint64 postedMs = 0;
    std::vector<RefundLine> lines;
};

/// Which refund that is.
struct RefundEvent
{
    QString key;         ///< letters, digits and one dash; the same for every source; documents take their keys from it
    qint64 postedMs = 0; ///< as the first source said
    bool isNew = false;
    /// Not empty: it overlaps a refund that another source told otherwise, so a person has to look before anything is posted.
    QString doubt;
    /// Not empty: the record of another event that turned out to be this one and is no refund of its own any more.
    QString replaces;
};

/// A refund that a settlement shows and Amazon's postings do not.
struct OnlySettledRefund
{
    QString event, orderId;
    QString settlement; ///< its number
    Money amount;       ///< to the buyer
    qint64 postedMs = 0;
    qint64 seenMs = 0; ///< when the settlement was read
    QString doubt;
};

struct SettledComparison
{
    std::vector<OnlySettledRefund> open; ///< still told by no posting
    /// Records (event, order) of refunds that turned out to be others, put together or taken apart differently.
    std::vector<std::pair<QString, QString>> explained;
};

/// The book of refunds of one store: each is there once, however many sources tell of it. Two sightings are the same refund when
/// order, SKUs and amounts agree and the posted times (any that a source gave) are at most three days apart; a source tells one
/// refund once, so what it tells twice are two (the ordinal in the key). Only what Finances tells is ever posted; the others
/// confirm it. Implemented by the engine; called by workers.
class RefundFacts
{
public:
    virtual ~RefundFacts() = default;
    /// Finds the refund or enters it. The same sighting again gives the same answer and changes nothing.
    [[nodiscard]] virtual Result<RefundEvent> attach(const RefundSighting& sighting) = 0;
    /// Attaches a sighting of one SKU to the refund that another source told, and enters none: false when there is no such one.
    [[nodiscard]] virtual Result<bool> confirm(const RefundSighting& sighting) = 0;
    /// Orders with refunds that a settlement has shown since then and Finances has not told yet, sorted.
    [[nodiscard]] virtual Result<QStringList> ordersMissingInFinances(qint64 seenSinceMs) = 0;
    /// Compares once more what settlements show of these orders with what Finances has told since.
    [[nodiscard]] virtual Result<SettledComparison> compareSettled(const QStringList& orderIds) = 0;
};

} // namespace causeway::flows
