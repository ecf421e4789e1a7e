// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/AmazonDocuments.h"

#include "simulator/AmazonCore.h"

namespace causeway::simulator {
namespace {

constexpr qint64 kLifeMs = 300'000;

HttpAnswer refuse(int status, const char* code, const char* message)
{
    return {
        status, "application/xml", QByteArray("<Error><Code>") + code + "</Code><Message>" + message + "</Message></Error>", {}};
}

} // namespace

AmazonDocuments::AmazonDocuments(AmazonCore& core) : m_core(core), m_dice(core.settings.seed ^ 0xd0c5) {}

QString AmazonDocuments::publish(const QByteArray& bytes, const QByteArray& contentType, bool encodingHeader)
{
    Entry entry;
    entry.bytes = bytes;
    entry.contentType = contentType;
    entry.encodingHeader = encodingHeader;
    return add(std::move(entry));
}

QString AmazonDocuments::expectUpload(const QByteArray& contentType)
{
    Entry entry;
    entry.contentType = contentType;
    entry.isUpload = true;
    return add(std::move(entry));
}

std::optional<QByteArray> AmazonDocuments::uploaded(const QString& target) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(target);
    return found == m_entries.end() || !found->second.isUploaded ? std::nullopt : std::optional(found->second.bytes);
}

QString AmazonDocuments::add(Entry entry)
{
    const std::lock_guard lock(m_mutex);
    entry.endMs = m_core.now() + kLifeMs;
    QString target = QStringLiteral("/documents/%1?X-Amz-Expires=300&X-Amz-Signature=%2")
                         .arg(QString::number(m_dice.next(), 16), QString::number(m_dice.next(), 16));
    m_entries[target] = std::move(entry);
    return target;
}

HttpAnswer AmazonDocuments::handle(const HttpCall& call)
{
    if (call.hasHeader("Authorization")) {
        m_core.log.violation(QStringLiteral("document: an Authorization header was sent to a presigned address"));
        return refuse(400, "InvalidArgument", "Only one auth mechanism allowed");
    }
    if (call.hasHeader("x-amz-access-token")) {
        m_core.log.violation(QStringLiteral("document: the access token was sent to a presigned address"));
        return refuse(403, "SignatureDoesNotMatch", "There were headers present in the request which were not signed");
    }
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(QString::fromLatin1(call.target));
    const QByteArray verb = found != m_entries.end() && found->second.isUpload ? "PUT" : "GET";
    if (found == m_entries.end() || call.method != verb)
        return refuse(403, "SignatureDoesNotMatch", "The request signature we calculated does not match");
    if (m_core.now() > found->second.endMs)
        return refuse(403, "AccessDenied", "Request has expired");
    if (found->second.isUpload)
        return upload(call, found->second);
    HttpAnswer answer{200, found->second.contentType, found->second.bytes, {}};
    if (found->second.encodingHeader)
        answer.headers.emplace_back("Content-Encoding", "gzip");
    return answer;
}

HttpAnswer AmazonDocuments::upload(const HttpCall& call, Entry& entry)
{
    // The content type is part of what was signed.
    if (call.header("Content-Type") != entry.contentType) {
        m_core.log.violation(QStringLiteral("document: uploaded as %1, announced as %2")
                                 .arg(QString::fromLatin1(call.header("Content-Type")), QString::fromLatin1(entry.contentType)));
        return refuse(403, "SignatureDoesNotMatch", "The request signature we calculated does not match");
    }
    entry.bytes = call.body;
    entry.isUploaded = true;
    return {200, {}, {}, {}};
}

} // namespace causeway::simulator
