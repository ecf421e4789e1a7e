// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "amazon/Caller.h"
#include "amazon/Feeds.h"

namespace causeway::amazon {

/// The operations of Feeds 2021-06-30 (contracts/spapi/feeds_2021-06-30.json). Part of Client; thread-safe.
class FeedCalls final
{
public:
    explicit FeedCalls(Caller& caller) : m_caller(caller) {}

    [[nodiscard]] Result<FeedDocument> createDocument(const QByteArray& contentType, const StopToken& stop);
    [[nodiscard]] Result<QString> create(const QString& feedType, const QStringList& marketplaceIds, const QString& documentId,
                                         const StopToken& stop);
    [[nodiscard]] Result<std::optional<Feed>> get(const QString& feedId, const StopToken& stop);
    [[nodiscard]] Result<std::vector<Feed>> list(const FeedSearch& search, const StopToken& stop);
    [[nodiscard]] Result<QByteArray> readDocument(const QString& documentId, const StopToken& stop);

private:
    Caller& m_caller;
};

} // namespace causeway::amazon
