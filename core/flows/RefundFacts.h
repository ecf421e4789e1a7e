// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    QString source;   ///< "finances", "settlement" or "return"
    QString sourceId; ///< the source's own id of this refund
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
};

/// The book of refunds of one store: each is there once, however many sources tell of it. Two sightings are the same refund when
/// order, SKUs and amounts agree and the posted times are at most three days apart; a source tells one refund once, so what it
/// tells twice are two (the ordinal in the key). Implemented by the engine; called by workers.
class RefundFacts
{
public:
    virtual ~RefundFacts() = default;
    /// Finds the refund or enters it. The same sighting again gives the same answer and changes nothing.
    [[nodiscard]] virtual Result<RefundEvent> attach(const RefundSighting& sighting) = 0;
    /// Attaches a sighting of one SKU to the refund that another source told, and enters none: false when there is no such one.
    [[nodiscard]] virtual Result<bool> confirm(const RefundSighting& sighting) = 0;
    /// Orders with refunds that a settlement shows and Finances has not told yet, sorted.
    [[nodiscard]] virtual Result<QStringList> ordersMissingInFinances() = 0;
};

} // namespace causeway::flows
