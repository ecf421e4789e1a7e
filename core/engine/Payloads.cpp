// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Payloads.h"

#include "base/Hash.h"

namespace causeway::engine {

namespace {
QByteArray placeOf(const QString& sha256)
{
    return QByteArrayLiteral("payload:") + sha256.toLatin1();
}
} // namespace

Result<PayloadId> Payloads::put(db::Transaction& tx, const QByteArray& content, bool personal, std::optional<qint64> purgeAt,
                                qint64 now) const
{
    db::PayloadTable::New payload;
    payload.dataClass = personal ? QStringLiteral("personal") : QStringLiteral("plain");
    payload.purgeAt = purgeAt;
    return seal(tx, content, std::move(payload), now);
}

Result<PayloadId> Payloads::putFile(db::Transaction& tx, const QByteArray& content, qint64 now) const
{
    db::PayloadTable::New payload;
    payload.dataClass = QStringLiteral("settlement-file");
    return seal(tx, content, std::move(payload), now);
}

Result<PayloadId> Payloads::seal(db::Transaction& tx, const QByteArray& content, db::PayloadTable::New payload, qint64 now) const
{
    payload.sha256 = sha256Hex(content);
    payload.size = content.size();
    auto sealedText = m_vault.seal(content, placeOf(payload.sha256));
    if (!sealedText)
        return fail(sealedText.error());
    payload.sealed = std::move(*sealedText);
    return db::PayloadTable(tx).put(payload, now);
}

Result<std::optional<QByteArray>> Payloads::open(db::Connection& connection, PayloadId id) const
{
    if (!id.isValid())
        return std::nullopt;
    auto row = db::PayloadReads(connection).find(id);
    if (!row)
        return fail(row.error());
    if (!*row || (*row)->sealed.isEmpty())
        return std::nullopt;
    auto plain = m_vault.open((*row)->sealed, placeOf((*row)->sha256));
    if (!plain)
        return fail(plain.error());
    return plain->reveal();
}

} // namespace causeway::engine
