// SPDX-License-Identifier: GPL-3.0-or-later
#include "SimulatorClient.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#ifdef _WIN32
#include <winsock2.h>
#else
#include <poll.h>
#include <sys/socket.h>
#endif

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrl>

namespace simulatorclient {
namespace {

EVP_PKEY* readKey(const QByteArray& pem)
{
    BIO* memory = BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()));
    EVP_PKEY* key = PEM_read_bio_PrivateKey(memory, nullptr, nullptr, nullptr);
    BIO_free(memory);
    return key;
}

QByteArray base64Url(const QByteArray& bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// DER to r||s for ES256.
QByteArray rawSignature(const QByteArray& der)
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.constData());
    ECDSA_SIG* signature = d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(der.size()));
    QByteArray raw(64, '\0');
    auto* out = reinterpret_cast<unsigned char*>(raw.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(signature), out, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature), out + 32, 32);
    ECDSA_SIG_free(signature);
    return raw;
}

QByteArray signWith(EVP_PKEY* key, const QByteArray& text)
{
    const bool isRsa = EVP_PKEY_is_a(key, "RSA") == 1;
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_PKEY_CTX* options = nullptr;
    EVP_DigestSignInit(context, &options, EVP_sha256(), nullptr, key);
    if (isRsa) {
        EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST);
    }
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.constData());
    size_t size = 0;
    EVP_DigestSign(context, nullptr, &size, bytes, static_cast<size_t>(text.size()));
    QByteArray signature(static_cast<qsizetype>(size), '\0');
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size, bytes, static_cast<size_t>(text.size()));
    signature.truncate(static_cast<qsizetype>(size));
    EVP_MD_CTX_free(context);
    return isRsa ? signature : rawSignature(signature);
}

/// Reads by itself, because QTcpSocket tells a reset and an orderly end apart no more than a browser does. True: the connection
/// was reset.
bool readToEnd(qintptr descriptor, QByteArray& bytes, int timeoutMs)
{
    for (;;) {
        char buffer[16384];
#ifdef _WIN32
        WSAPOLLFD entry{static_cast<SOCKET>(descriptor), POLLRDNORM, 0};
        if (::WSAPoll(&entry, 1, timeoutMs) <= 0)
            return false;
        const auto count = ::recv(static_cast<SOCKET>(descriptor), buffer, sizeof buffer, 0);
#else
        pollfd entry{static_cast<int>(descriptor), POLLIN, 0};
        if (::poll(&entry, 1, timeoutMs) <= 0)
            return false;
        const auto count = ::recv(static_cast<int>(descriptor), buffer, sizeof buffer, 0);
#endif
        if (count <= 0)
            return count < 0;
        bytes.append(buffer, count);
    }
}

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QJsonObject Reply::json() const
{
    return QJsonDocument::fromJson(body).object();
}

Reply send(const QString& baseUrl, const QByteArray& method, const QByteArray& target, const Headers& headers,
           const QByteArray& body, int timeoutMs)
{
    const QUrl url(baseUrl);
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    Reply reply;
    if (!socket.waitForConnected(timeoutMs))
        return reply;
    QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: " + url.authority().toLatin1() + "\r\n";
    for (const auto& [name, value] : headers)
        request += name + ": " + value + "\r\n";
    request += "Content-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
    socket.write(request);
    socket.waitForBytesWritten(timeoutMs);
    QByteArray bytes;
    reply.wasReset = readToEnd(socket.socketDescriptor(), bytes, timeoutMs);
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return reply;
    const QList<QByteArray> lines = bytes.left(end).split('\n');
    reply.status = lines[0].split(' ').value(1).toInt();
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        reply.headers[line.left(colon).trimmed().toLower()] = line.mid(colon + 1).trimmed();
    }
    reply.body = bytes.mid(end + 4);
    reply.isComplete = reply.body.size() == reply.headers["content-length"].toLongLong();
    return reply;
}

Client::Client(causeway::simulator::Simulation& simulation, causeway::Clock& clock)
    : m_simulation(simulation), m_clock(clock), m_secrets(QJsonDocument::fromJson(simulation.secrets()).object())
{
}

QString Client::secret(const QString& name) const
{
    return m_secrets[name].toString();
}

Reply Client::lwa(const QString& store) const
{
    const QJsonObject configuration = QJsonDocument::fromJson(m_simulation.configuration()).object();
    const QByteArray form = "grant_type=refresh_token&client_id=" +
                            configuration[QStringLiteral("amazon")][QStringLiteral("clientId")].toString().toLatin1() +
                            "&client_secret=" + secret(QStringLiteral("amazon.clientSecret")).toLatin1() + "&refresh_token=" +
                            secret(QStringLiteral("store.%1.refreshToken").arg(store)).toUtf8().toPercentEncoding();
    return send(m_simulation.amazonUrl(), "POST", "/auth/o2/token", {{"Content-Type", "application/x-www-form-urlencoded"}},
                form);
}

void Client::signInAmazon(const QString& store)
{
    amazonToken = lwa(store).json()[QStringLiteral("access_token")].toString().toLatin1();
}

Reply Client::amazon(const QByteArray& target, Headers extra) const
{
    extra.try_emplace("x-amz-access-token", amazonToken);
    extra.try_emplace("User-Agent", "Causeway/0.1 (Language=C++/20; Platform=Linux)");
    return send(m_simulation.amazonUrl(), "GET", target, extra);
}

Reply Client::amazonPost(const QByteArray& target, const QJsonObject& body) const
{
    return send(m_simulation.amazonUrl(), "POST", target,
                {{"x-amz-access-token", amazonToken},
                 {"User-Agent", "Causeway/0.1 (Language=C++/20; Platform=Linux)"},
                 {"Content-Type", "application/json"}},
                compact(body));
}

QByteArray Client::assertion(const QJsonObject& otherClaims, const QJsonObject& otherHeader,
                             const QByteArray& privateKeyPem) const
{
    const qint64 now = m_clock.nowMs() / 1000;
    QJsonObject header{{QStringLiteral("typ"), QStringLiteral("JWT")},
                       {QStringLiteral("alg"), QStringLiteral("ES256")},
                       {QStringLiteral("kid"), m_simulation.netSuite().certificateId()}};
    QJsonObject claims{
        {QStringLiteral("iss"), m_simulation.netSuite().clientId()},
        {QStringLiteral("scope"), QJsonArray{QStringLiteral("rest_webservices")}},
        {QStringLiteral("aud"), m_simulation.netSuiteUrl() + QStringLiteral("/services/rest/auth/oauth2/v1/token")},
        {QStringLiteral("iat"), now},
        {QStringLiteral("exp"), now + 300}};
    for (auto it = otherHeader.begin(); it != otherHeader.end(); ++it)
        header.insert(it.key(), it.value());
    for (auto it = otherClaims.begin(); it != otherClaims.end(); ++it)
        claims.insert(it.key(), it.value());
    const QByteArray text = base64Url(compact(header)) + '.' + base64Url(compact(claims));
    EVP_PKEY* key = readKey(privateKeyPem.isEmpty() ? m_simulation.netSuite().privateKeyPem() : privateKeyPem);
    const QByteArray signature = signWith(key, text);
    EVP_PKEY_free(key);
    return text + '.' + base64Url(signature);
}

Reply Client::netSuiteToken(const QByteArray& assertion) const
{
    const QByteArray form = "grant_type=client_credentials&client_assertion_type=" +
                            QByteArray("urn:ietf:params:oauth:client-assertion-type:jwt-bearer").toPercentEncoding() +
                            "&client_assertion=" + assertion;
    return send(m_simulation.netSuiteUrl(), "POST", "/services/rest/auth/oauth2/v1/token",
                {{"Content-Type", "application/x-www-form-urlencoded"}}, form);
}

void Client::signInNetSuite()
{
    netSuiteBearer = "Bearer " + netSuiteToken(assertion()).json()[QStringLiteral("access_token")].toString().toLatin1();
}

Reply Client::netSuite(const QByteArray& method, const QByteArray& path, const QJsonObject& body, Headers extra) const
{
    extra.try_emplace("Authorization", netSuiteBearer);
    extra.try_emplace("Content-Type", "application/json");
    extra.try_emplace("X-NetSuite-PropertyNameValidation", "Error");
    return send(m_simulation.netSuiteUrl(), method, "/services/rest/" + path, extra,
                method == "GET" ? QByteArray() : compact(body));
}

Reply Client::suiteQl(const QString& query, const QStringList& values, const QByteArray& paging) const
{
    return netSuite("POST", "query/v1/suiteql?" + paging,
                    {{QStringLiteral("q"), query}, {QStringLiteral("params"), QJsonArray::fromStringList(values)}},
                    {{"Prefer", "transient"}});
}

QJsonObject salesOrderBody(const QString& customer, const QString& externalId, const QString& orderId)
{
    const auto ref = [](const QString& id) { return QJsonObject{{QStringLiteral("id"), id}}; };
    return {{QStringLiteral("entity"), ref(customer)},
            {QStringLiteral("externalId"), externalId},
            {QStringLiteral("otherRefNum"), orderId},
            {QStringLiteral("currency"), ref(QStringLiteral("1"))},
            {QStringLiteral("location"), ref(QStringLiteral("3"))},
            {QStringLiteral("orderStatus"), ref(QStringLiteral("B"))},
            {QStringLiteral("shipMethod"), ref(QStringLiteral("44"))},
            {QStringLiteral("shippingCost"), 4.99},
            {QStringLiteral("custbody_amz_order_id"), orderId},
            {QStringLiteral("item"),
             QJsonObject{{QStringLiteral("items"), QJsonArray{QJsonObject{{QStringLiteral("item"), ref(QStringLiteral("1001"))},
                                                                          {QStringLiteral("price"), ref(QStringLiteral("-1"))},
                                                                          {QStringLiteral("quantity"), 2},
                                                                          {QStringLiteral("rate"), 10.005},
                                                                          {QStringLiteral("amount"), 20.01}}}}}}};
}

QByteArray newRsaKeyPem()
{
    EVP_PKEY* key = EVP_RSA_gen(3072);
    BIO* memory = BIO_new(BIO_s_mem());
    PEM_write_bio_PKCS8PrivateKey(memory, key, nullptr, nullptr, 0, nullptr, nullptr);
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(memory, &bytes);
    const QByteArray pem(bytes, static_cast<qsizetype>(size));
    BIO_free(memory);
    EVP_PKEY_free(key);
    return pem;
}

QByteArray publicKeyPem(const QByteArray& privateKeyPem)
{
    EVP_PKEY* key = readKey(privateKeyPem);
    BIO* memory = BIO_new(BIO_s_mem());
    PEM_write_bio_PUBKEY(memory, key);
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(memory, &bytes);
    const QByteArray pem(bytes, static_cast<qsizetype>(size));
    BIO_free(memory);
    EVP_PKEY_free(key);
    return pem;
}

} // namespace simulatorclient
