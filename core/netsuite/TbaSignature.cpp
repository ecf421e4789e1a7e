// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/TbaSignature.h"

#include <algorithm>

#include <QMessageAuthenticationCode>
#include <QUrlQuery>

namespace causeway::netsuite {

namespace {
/// RFC 3986: everything but A-Z a-z 0-9 - . _ ~ is encoded; that is what Qt leaves alone without further arguments.
QByteArray encoded(const QByteArray& text)
{
    return text.toPercentEncoding();
}
} // namespace

QByteArray TbaSignature::of(http::Method method, const QUrl& url) const
{
    std::vector<std::pair<QByteArray, QByteArray>> parameters{{"oauth_consumer_key", encoded(consumerKey.reveal())},
                                                              {"oauth_nonce", encoded(nonce)},
                                                              {"oauth_signature_method", "HMAC-SHA256"},
                                                              {"oauth_timestamp", QByteArray::number(timestamp)},
                                                              {"oauth_token", encoded(tokenId.reveal())},
                                                              {"oauth_version", "1.0"}};
    const auto query = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto& [name, value] : query)
        parameters.emplace_back(encoded(name.toUtf8()), encoded(value.toUtf8()));
    std::sort(parameters.begin(), parameters.end()); // by encoded name, then by encoded value
    QByteArray list;
    for (const auto& [name, value] : parameters)
        list += (list.isEmpty() ? "" : "&") + name + '=' + value;
    const QByteArray address = url.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment);
    const QByteArray base = http::toBytes(method) + '&' + encoded(address) + '&' + encoded(list);
    QByteArray key = encoded(consumerSecret.reveal()) + '&' + encoded(tokenSecret.reveal());
    QByteArray signature = QMessageAuthenticationCode::hash(base, key, QCryptographicHash::Sha256).toBase64();
    key.fill('\0');
    return signature;
}

QByteArray TbaSignature::header(const QString& realm, http::Method method, const QUrl& url) const
{
    const auto part = [](const char* name, const QByteArray& value) { return QByteArray(name) + "=\"" + encoded(value) + '"'; };
    return "OAuth " + part("realm", realm.toLatin1()) + ", " + part("oauth_consumer_key", consumerKey.reveal()) + ", " +
           part("oauth_token", tokenId.reveal()) + ", " + part("oauth_signature_method", "HMAC-SHA256") + ", " +
           part("oauth_timestamp", QByteArray::number(timestamp)) + ", " + part("oauth_nonce", nonce) + ", " +
           part("oauth_version", "1.0") + ", " + part("oauth_signature", of(method, url));
}

} // namespace causeway::netsuite
