// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QFileDevice>

#include "amazon/Caller.h"

/// What the Feeds and Reports operations have in common: ids in a path, lists in pages, documents behind presigned addresses
/// (spapi.md sections 6.1 and 7.1).
namespace causeway::amazon::listing {

struct Place
{
    const http::UsagePlan& plan;
    QString path;
    QStringList roles;
    QString subject; ///< "feeds" or "reports": for log and sentences
};

/// Ids come from Amazon and stand in a path.
[[nodiscard]] bool isId(const QString& text);
/// Invalid "unreadable": an answer that has not what the model promises.
[[nodiscard]] Error unreadable(const QString& subject);

/// The items of all pages under this member. Invalid "too-many" when there are more pages than a seller can have: what was read
/// then is not all, and a caller must not take it for all.
[[nodiscard]] Result<std::vector<Json>> all(Caller& caller, const Place& place, const QUrlQuery& first, QStringView member,
                                            const StopToken& stop);
/// The object with this id; empty when Amazon does not know it.
[[nodiscard]] Result<std::optional<Json>> one(Caller& caller, const Place& place, const QString& id, const StopToken& stop);
/// Content of a document, unpacked, at most maxBytes. An address that has run out (403) is asked for once more, here and below.
[[nodiscard]] Result<QByteArray> document(Caller& caller, const Place& place, const QString& id, qint64 maxBytes,
                                          const StopToken& stop);
/// The same straight into an empty file; see Caller::save.
[[nodiscard]] Result<void> saveDocument(Caller& caller, const Place& place, const QString& id, qint64 maxBytes, QFileDevice& file,
                                        const StopToken& stop);

} // namespace causeway::amazon::listing
