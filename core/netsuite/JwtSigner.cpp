// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/JwtSigner.h"

#include <array>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/rsa.h>

#include <QCoreApplication>

#include "base/Json.h"
#include "netsuite/OpenSsl.h"

namespace causeway::netsuite {

namespace {
using openssl::Owner;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::netsuite::JwtSigner)
};

constexpr int kCoordinateBytes = 32; // P-256
constexpr int kLeastRsaBits = 3072;

QByteArray base64Url(const QByteArray& bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

bool isP256(EVP_PKEY* key)
{
    std::array<char, 64> group{};
    size_t length = 0;
    return EVP_PKEY_is_a(key, "EC") == 1 &&
           EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(), &length) == 1 &&
           QByteArrayView(group.data(), static_cast<qsizetype>(length)) == "prime256v1";
}

/// OpenSSL writes ECDSA signatures in DER; a JWT wants r and s side by side, 32 bytes each (RFC 7518 section 3.4).
QByteArray rawOf(const QByteArray& der)
{
    const auto* data = reinterpret_cast<const unsigned char*>(der.constData());
    const Owner<ECDSA_SIG> signature(d2i_ECDSA_SIG(nullptr, &data, static_cast<long>(der.size())));
    if (!signature)
        return {};
    QByteArray raw(qsizetype(2) * kCoordinateBytes, '\0');
    auto* out = reinterpret_cast<unsigned char*>(raw.data());
    if (BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, kCoordinateBytes) != kCoordinateBytes ||
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + kCoordinateBytes, kCoordinateBytes) != kCoordinateBytes)
        return {};
    return raw;
}

/// Empty when OpenSSL fails.
QByteArray signature(EVP_PKEY* key, bool isRsa, const QByteArray& text)
{
    const Owner<EVP_MD_CTX> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* options = nullptr; // owned by the context
    if (!context || EVP_DigestSignInit(context.get(), &options, EVP_sha256(), nullptr, key) != 1)
        return {};
    if (isRsa && (EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) != 1 ||
                  EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) != 1))
        return {};
    const auto* data = reinterpret_cast<const unsigned char*>(text.constData());
    const auto size = static_cast<size_t>(text.size());
    size_t length = 0;
    if (EVP_DigestSign(context.get(), nullptr, &length, data, size) != 1)
        return {};
    QByteArray result(static_cast<qsizetype>(length), '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(result.data()), &length, data, size) != 1)
        return {};
    result.truncate(static_cast<qsizetype>(length));
    return isRsa ? result : rawOf(result);
}
} // namespace

Result<security::Secret> JwtSigner::sign(const security::Secret& privateKeyPem, const JwtClaims& claims)
{
    const auto key = openssl::readPrivateKey(privateKeyPem.reveal());
    const QString remedy = Words::tr("Make a new key pair in Settings, Connections, and upload its certificate to NetSuite.");
    if (!key)
        return fail(ErrorKind::Auth, Words::tr("The private key for NetSuite cannot be read."), remedy,
                    QStringLiteral("private-key"));
    const bool isRsa = EVP_PKEY_is_a(key.get(), "RSA") == 1 && EVP_PKEY_get_bits(key.get()) >= kLeastRsaBits;
    if (!isRsa && !isP256(key.get()))
        return fail(ErrorKind::Auth,
                    Words::tr("The private key for NetSuite is neither an EC P-256 key nor an RSA key of at least 3072 bit."),
                    remedy, QStringLiteral("private-key"));

    const Json header = Json::object({{QStringLiteral("typ"), QStringLiteral("JWT")},
                                      {QStringLiteral("alg"), isRsa ? QStringLiteral("PS256") : QStringLiteral("ES256")},
                                      {QStringLiteral("kid"), claims.keyId}});
    Json scopes = Json::array();
    for (const QString& scope : claims.scopes)
        scopes.append(scope);
    const qint64 issuedAt = claims.issuedAtMs / 1000;
    const Json payload = Json::object({{QStringLiteral("iss"), claims.issuer},
                                       {QStringLiteral("scope"), scopes},
                                       {QStringLiteral("aud"), claims.audience},
                                       {QStringLiteral("iat"), issuedAt},
                                       {QStringLiteral("exp"), issuedAt + kLifeSeconds}});
    const QByteArray text = base64Url(header.toBytes()) + '.' + base64Url(payload.toBytes());
    const QByteArray signed_ = signature(key.get(), isRsa, text);
    ERR_clear_error();
    if (signed_.isEmpty())
        return fail(ErrorKind::Defect, Words::tr("The sign-in to NetSuite could not be signed."), remedy,
                    QStringLiteral("signature"));
    return security::Secret(text + '.' + base64Url(signed_));
}

} // namespace causeway::netsuite
