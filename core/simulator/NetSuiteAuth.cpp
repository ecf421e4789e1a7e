// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/NetSuiteAuth.h"

#include <algorithm>
#include <array>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

#include "simulator/Dice.h"

namespace causeway::simulator {
namespace {

constexpr qint64 kTokenLifeSeconds = 3600;
constexpr qint64 kSkewSeconds = 60;     // of iat; NetSuite's own tolerance is not published
constexpr qint64 kTbaSkewSeconds = 300; // "about five minutes"
const QByteArray kTokenPath = "/services/rest/auth/oauth2/v1/token";

template<class T, void (*free)(T*)>
struct Free
{
    void operator()(T* p) const { free(p); }
};
using Pkey = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY, EVP_PKEY_free>>;

/// The key pair of the seed, so that a simulator started again knows the profile made before.
Pkey derivedKey(quint64 seed)
{
    const QByteArray secret = QCryptographicHash::hash("netsuite-key/" + QByteArray::number(seed), QCryptographicHash::Sha256);
    const std::unique_ptr<EC_GROUP, Free<EC_GROUP, EC_GROUP_free>> group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    const std::unique_ptr<BIGNUM, Free<BIGNUM, BN_clear_free>> number(
        BN_bin2bn(reinterpret_cast<const unsigned char*>(secret.constData()), 31, nullptr)); // 31 bytes: below the order
    const std::unique_ptr<EC_POINT, Free<EC_POINT, EC_POINT_free>> point(EC_POINT_new(group.get()));
    EC_POINT_mul(group.get(), point.get(), number.get(), nullptr, nullptr, nullptr);
    std::array<unsigned char, 65> publicBytes{};
    EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, publicBytes.data(), publicBytes.size(), nullptr);

    const std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, publicBytes.data(), publicBytes.size());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get());
    const std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM, OSSL_PARAM_free>> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX, EVP_PKEY_CTX_free>> context(
        EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* key = nullptr;
    EVP_PKEY_fromdata_init(context.get());
    EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get());
    return Pkey(key);
}

QByteArray pemOf(EVP_PKEY* key)
{
    const std::unique_ptr<BIO, Free<BIO, BIO_free_all>> memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &bytes);
    return {bytes, static_cast<qsizetype>(size)};
}

/// JWT signatures of elliptic curves are r||s; OpenSSL wants DER.
QByteArray derOf(const QByteArray& raw)
{
    const int half = static_cast<int>(raw.size() / 2);
    const auto* bytes = reinterpret_cast<const unsigned char*>(raw.constData());
    const std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG, ECDSA_SIG_free>> signature(ECDSA_SIG_new());
    ECDSA_SIG_set0(signature.get(), BN_bin2bn(bytes, half, nullptr), BN_bin2bn(bytes + half, half, nullptr));
    QByteArray der(i2d_ECDSA_SIG(signature.get(), nullptr), Qt::Uninitialized);
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    i2d_ECDSA_SIG(signature.get(), &out);
    return der;
}

bool verify(EVP_PKEY* key, const QString& algorithm, const QByteArray& signedPart, QByteArray signature)
{
    const QString size = algorithm.mid(2);
    const EVP_MD* hash = size == QStringLiteral("256")   ? EVP_sha256()
                         : size == QStringLiteral("384") ? EVP_sha384()
                         : size == QStringLiteral("512") ? EVP_sha512()
                                                         : nullptr;
    const bool isEc = algorithm.startsWith(u"ES"), isPss = algorithm.startsWith(u"PS");
    if (!hash || (!isEc && !isPss) || EVP_PKEY_is_a(key, isEc ? "EC" : "RSA") != 1)
        return false; // RS256 is retired
    if (isEc) {
        if (signature.isEmpty() || signature.size() % 2 != 0)
            return false;
        signature = derOf(signature);
    }
    const std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX, EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* options = nullptr;
    if (EVP_DigestVerifyInit(context.get(), &options, hash, nullptr, key) != 1)
        return false;
    if (isPss && (EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) != 1 ||
                  EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) != 1))
        return false;
    return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.constData()),
                            static_cast<size_t>(signature.size()), reinterpret_cast<const unsigned char*>(signedPart.constData()),
                            static_cast<size_t>(signedPart.size())) == 1;
}

QByteArray decoded(const QByteArray& part)
{
    return QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray encoded(const QString& text)
{
    return text.toUtf8().toPercentEncoding("-._~");
}

} // namespace

void NetSuiteAuth::KeyDeleter::operator()(evp_pkey_st* key) const
{
    EVP_PKEY_free(key);
}

NetSuiteAuth::NetSuiteAuth(quint64 seed) : m_seed(seed)
{
    Pkey key = derivedKey(seed);
    m_privateKeyPem = pemOf(key.get());
    m_certificates[certificateId()].reset(key.release());
}

NetSuiteAuth::~NetSuiteAuth() = default;

QString NetSuiteAuth::clientId() const
{
    return derivedSecret(m_seed, "netsuite-client", 64);
}
QString NetSuiteAuth::certificateId() const
{
    return derivedSecret(m_seed, "netsuite-certificate", 40);
}
QString NetSuiteAuth::consumerKey() const
{
    return derivedSecret(m_seed, "netsuite-consumer", 64);
}
QString NetSuiteAuth::consumerSecret() const
{
    return derivedSecret(m_seed, "netsuite-consumer-secret", 64);
}
QString NetSuiteAuth::tokenId() const
{
    return derivedSecret(m_seed, "netsuite-token", 64);
}
QString NetSuiteAuth::tokenSecret() const
{
    return derivedSecret(m_seed, "netsuite-token-secret", 64);
}

QString NetSuiteAuth::uploadCertificate(const QByteArray& pem)
{
    const std::unique_ptr<BIO, Free<BIO, BIO_free_all>> memory(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    EVP_PKEY* key = nullptr;
    if (pem.contains("BEGIN CERTIFICATE")) {
        const std::unique_ptr<X509, Free<X509, X509_free>> certificate(
            PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
        key = certificate ? X509_get_pubkey(certificate.get()) : nullptr;
    } else {
        key = PEM_read_bio_PUBKEY(memory.get(), nullptr, nullptr, nullptr);
    }
    if (!key)
        return {};
    const std::lock_guard lock(m_mutex);
    QString id = derivedSecret(m_seed, "upload/" + QByteArray::number(++m_count), 40);
    m_certificates[id].reset(key);
    return id;
}

void NetSuiteAuth::revokeCertificate(const QString& certificateId)
{
    const std::lock_guard lock(m_mutex);
    m_certificates.erase(certificateId);
}

void NetSuiteAuth::expire(const HttpCall& call)
{
    const std::lock_guard lock(m_mutex);
    m_tokens.erase(call.header("Authorization").mid(7));
}

void NetSuiteAuth::expireAll()
{
    const std::lock_guard lock(m_mutex);
    m_tokens.clear();
}

HttpAnswer NetSuiteAuth::grant(const HttpCall& call, qint64 nowMs)
{
    const auto refuse = [](int status, const QString& error) {
        return HttpAnswer{status,
                          "application/json",
                          QJsonDocument(QJsonObject{{QStringLiteral("error"), error}}).toJson(QJsonDocument::Compact),
                          {}};
    };
    std::map<QString, QString> form;
    for (const auto& [key, value] : decodeForm(call.body))
        form[key] = value;
    if (form[QStringLiteral("grant_type")] != QStringLiteral("client_credentials"))
        return refuse(400, QStringLiteral("unsupported_grant_type"));
    if (form[QStringLiteral("client_assertion_type")] != QStringLiteral("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))
        return refuse(400, QStringLiteral("invalid_request"));
    const std::lock_guard lock(m_mutex);
    if (const QString error = checkAssertion(form[QStringLiteral("client_assertion")].toLatin1(), call, nowMs); !error.isEmpty())
        return refuse(error == QStringLiteral("invalid_request") ? 400 : 401, error);
    const QByteArray token =
        derivedSecret(m_seed, "bearer/" + QByteArray::number(nowMs) + '/' + QByteArray::number(++m_count), 120).toLatin1();
    m_tokens[token] = nowMs + kTokenLifeSeconds * 1000;
    return {200,
            "application/json",
            QJsonDocument(
                QJsonObject{{QStringLiteral("access_token"), QString::fromLatin1(token)},
                            {QStringLiteral("expires_in"), QString::number(kTokenLifeSeconds)}, // a text in NetSuite's answers
                            {QStringLiteral("token_type"), QStringLiteral("bearer")}})
                .toJson(QJsonDocument::Compact),
            {{"Cache-Control", "no-store"}}};
}

QString NetSuiteAuth::checkAssertion(const QByteArray& jwt, const HttpCall& call, qint64 nowMs)
{
    static const QString kClient = QStringLiteral("invalid_client"), kGrant = QStringLiteral("invalid_grant");
    const QList<QByteArray> parts = jwt.split('.');
    if (parts.size() != 3)
        return QStringLiteral("invalid_request");
    const QJsonObject header = QJsonDocument::fromJson(decoded(parts[0])).object(),
                      claims = QJsonDocument::fromJson(decoded(parts[1])).object();
    const auto key = m_certificates.find(header[QStringLiteral("kid")].toString());
    if (key == m_certificates.end() ||
        header[QStringLiteral("typ")].toString().compare(QStringLiteral("JWT"), Qt::CaseInsensitive) != 0)
        return kClient;
    if (!verify(key->second.get(), header[QStringLiteral("alg")].toString(), parts[0] + '.' + parts[1], decoded(parts[2])))
        return kClient;
    if (claims[QStringLiteral("iss")].toString() != clientId())
        return kClient;
    const QString host = QString::fromLatin1(call.header("Host"));
    if (claims[QStringLiteral("aud")].toString() != QStringLiteral("http://") + host + QString::fromLatin1(kTokenPath))
        return kGrant;
    const QJsonValue scope = claims[QStringLiteral("scope")];
    const QStringList scopes = scope.isArray() ? scope.toVariant().toStringList() : scope.toString().split(QLatin1Char(','));
    if (!scopes.contains(QStringLiteral("rest_webservices")))
        return QStringLiteral("invalid_scope");
    const double now = static_cast<double>(nowMs) / 1000.0, issued = claims[QStringLiteral("iat")].toDouble(-1),
                 ends = claims[QStringLiteral("exp")].toDouble(-1);
    if (issued < 0 || ends < 0 || ends - issued > 3600 || issued > now + kSkewSeconds || ends < now)
        return kGrant;
    return {};
}

bool NetSuiteAuth::usesBearer(const HttpCall& call)
{
    return call.header("Authorization").startsWith("Bearer ");
}

QString NetSuiteAuth::refusal(const HttpCall& call, qint64 nowMs)
{
    const QByteArray authorization = call.header("Authorization");
    const std::lock_guard lock(m_mutex);
    if (authorization.startsWith("Bearer ")) {
        const auto token = m_tokens.find(authorization.mid(7));
        if (token == m_tokens.end())
            return QStringLiteral("unknown access token");
        return token->second > nowMs ? QString() : QStringLiteral("access token expired");
    }
    if (authorization.startsWith("OAuth "))
        return checkTba(call, nowMs);
    return QStringLiteral("no authorization header");
}

QString NetSuiteAuth::checkTba(const HttpCall& call, qint64 nowMs)
{
    std::map<QString, QString> given;
    for (const QByteArray& part : call.header("Authorization").mid(6).split(',')) {
        const qsizetype equals = part.indexOf('=');
        QByteArray value = part.mid(equals + 1).trimmed();
        value = value.mid(1, value.size() - 2);
        given[QString::fromLatin1(part.left(equals).trimmed())] = QString::fromUtf8(QByteArray::fromPercentEncoding(value));
    }
    const QString signature = given[QStringLiteral("oauth_signature")], nonce = given[QStringLiteral("oauth_nonce")];
    if (given[QStringLiteral("realm")] != account())
        return QStringLiteral("wrong realm");
    if (given[QStringLiteral("oauth_signature_method")] != QStringLiteral("HMAC-SHA256"))
        return QStringLiteral("signature method");
    if (given[QStringLiteral("oauth_consumer_key")] != consumerKey() || given[QStringLiteral("oauth_token")] != tokenId())
        return QStringLiteral("consumer key or token");
    if (qAbs(given[QStringLiteral("oauth_timestamp")].toLongLong() - nowMs / 1000) > kTbaSkewSeconds)
        return QStringLiteral("timestamp");
    if (nonce.size() < 6 || nonce.size() > 64 || m_nonces.contains(nonce.toLatin1()))
        return QStringLiteral("nonce");
    std::vector<std::pair<QByteArray, QByteArray>> pairs;
    for (const auto& [key, value] : call.query)
        pairs.emplace_back(encoded(key), encoded(value));
    for (const auto& [key, value] : given) {
        if (key != QStringLiteral("realm") && key != QStringLiteral("oauth_signature"))
            pairs.emplace_back(encoded(key), encoded(value));
    }
    std::sort(pairs.begin(), pairs.end());
    QByteArray list;
    for (const auto& [key, value] : pairs)
        list += (list.isEmpty() ? "" : "&") + key + '=' + value;
    const QByteArray target = call.target.left(call.target.indexOf('?') < 0 ? call.target.size() : call.target.indexOf('?'));
    const QString url = QStringLiteral("http://") + QString::fromLatin1(call.header("Host")) + QString::fromLatin1(target);
    const QByteArray base = call.method + '&' + encoded(url) + '&' + encoded(QString::fromLatin1(list));
    const QByteArray key = encoded(consumerSecret()) + '&' + encoded(tokenSecret());
    if (QMessageAuthenticationCode::hash(base, key, QCryptographicHash::Sha256).toBase64() != signature.toLatin1())
        return QStringLiteral("signature");
    m_nonces.insert(nonce.toLatin1());
    return {};
}

} // namespace causeway::simulator
