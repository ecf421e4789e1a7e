// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <optional>

#include <QByteArray>
#include <QString>

#include "simulator/Dice.h"
#include "simulator/HttpServer.h"

namespace causeway::simulator {

struct AmazonCore;

/// Presigned documents: an address carries its own signature and ends after five minutes; any further sign-in header is refused,
/// as the real store does. Thread-safe.
class AmazonDocuments final
{
public:
    explicit AmazonDocuments(AmazonCore& core);

    /// Path and query of an address that serves these bytes. encodingHeader: the answer says Content-Encoding: gzip.
    [[nodiscard]] QString publish(const QByteArray& bytes, const QByteArray& contentType = "application/octet-stream",
                                  bool encodingHeader = false);
    /// Path and query of an address that takes one PUT with exactly this Content-Type.
    [[nodiscard]] QString expectUpload(const QByteArray& contentType);
    /// What was put there; empty when nothing yet.
    [[nodiscard]] std::optional<QByteArray> uploaded(const QString& target) const;

    [[nodiscard]] HttpAnswer handle(const HttpCall& call);

private:
    struct Entry
    {
        QByteArray bytes, contentType;
        qint64 endMs = 0;
        bool isUpload = false, isUploaded = false, encodingHeader = false;
    };
    QString add(Entry entry);
    HttpAnswer upload(const HttpCall& call, Entry& entry);

    AmazonCore& m_core;
    mutable std::mutex m_mutex;
    std::map<QString, Entry> m_entries; ///< by target
    Dice m_dice;
};

} // namespace causeway::simulator
