// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/KeyPair.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <QCoreApplication>
#include <QCryptographicHash>

#include "base/Text.h"
#include "netsuite/OpenSsl.h"

namespace causeway::netsuite {

namespace {
using openssl::Owner;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::netsuite::KeyPair)
};

constexpr qint64 kDayMs = 86'400'000;
constexpr qint64 kBackdatedMs = 3'600'000; // a clock that is a little behind must not find it "not yet valid"
constexpr int kLongestName = 64;           // ub-common-name of RFC 5280
constexpr int kSerialBits = 126;           // positive, and below the 20 bytes of RFC 5280

Error opensslFailed(const char* step)
{
    ERR_clear_error();
    return Error::make(ErrorKind::Defect, Words::tr("The key pair could not be made (%1).").arg(QString::fromLatin1(step)),
                       Words::tr("Try again; if it stays so, send a support bundle."), QStringLiteral("key-pair"));
}

Error notReadable()
{
    return Error::make(ErrorKind::Invalid, Words::tr("The certificate or the private key cannot be read."),
                       Words::tr("Both must be unencrypted PEM text."), QStringLiteral("pem"));
}

bool setTime(ASN1_TIME* time, qint64 utcMs)
{
    return ASN1_TIME_set(time, static_cast<time_t>(utcMs / 1000)) != nullptr;
}

std::optional<qint64> timeOf(const ASN1_TIME* time)
{
    const Owner<ASN1_TIME> epoch(ASN1_TIME_set(nullptr, 0));
    int days = 0, seconds = 0;
    if (!epoch || ASN1_TIME_diff(&days, &seconds, epoch.get(), time) != 1)
        return std::nullopt;
    return days * kDayMs + seconds * 1000LL;
}

bool addExtension(X509* certificate, int nid, const char* value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Owner<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setSerial(X509* certificate)
{
    const Owner<BIGNUM> number(BN_new());
    return number && BN_rand(number.get(), kSerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

Owner<X509> selfSigned(EVP_PKEY* key, const QByteArray& commonName, qint64 fromMs, qint64 toMs)
{
    Owner<X509> certificate(X509_new());
    X509* x = certificate.get();
    if (x == nullptr || X509_set_version(x, X509_VERSION_3) != 1 || !setSerial(x) || !setTime(X509_getm_notBefore(x), fromMs) ||
        !setTime(X509_getm_notAfter(x), toMs) || X509_set_pubkey(x, key) != 1)
        return nullptr;
    X509_NAME* name = X509_get_subject_name(x);
    if (X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(commonName.constData()),
                                   static_cast<int>(commonName.size()), -1, 0) != 1 ||
        X509_set_issuer_name(x, name) != 1)
        return nullptr;
    if (!addExtension(x, NID_basic_constraints, "critical,CA:FALSE") ||
        !addExtension(x, NID_key_usage, "critical,digitalSignature") || !addExtension(x, NID_subject_key_identifier, "hash"))
        return nullptr;
    return X509_sign(x, key, EVP_sha256()) > 0 ? std::move(certificate) : nullptr;
}

/// Through OpenSSL's wiped memory, so that no copy of the key stays behind in the heap.
security::Secret privatePem(EVP_PKEY* key)
{
    const Owner<BIO> bio(BIO_new(BIO_s_secmem()));
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return {};
    security::Secret secret(openssl::bytesOf(bio.get()));
    if (char* data = nullptr; BIO_get_mem_data(bio.get(), &data) > 0) // secmem is plain memory unless the process reserved it
        OPENSSL_cleanse(data, static_cast<size_t>(BIO_get_mem_data(bio.get(), &data)));
    return secret;
}

CertificateFacts factsOf(X509* certificate)
{
    CertificateFacts facts;
    const Owner<BIO> bio(BIO_new(BIO_s_mem()));
    if (bio && X509_NAME_print_ex(bio.get(), X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) >= 0)
        facts.subject = safeText(QString::fromUtf8(openssl::bytesOf(bio.get())));
    QByteArray der(i2d_X509(certificate, nullptr), Qt::Uninitialized);
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    i2d_X509(certificate, &out);
    facts.fingerprint = QString::fromLatin1(QCryptographicHash::hash(der, QCryptographicHash::Sha256).toHex(':').toUpper());
    facts.validFromMs = timeOf(X509_get0_notBefore(certificate)).value_or(0);
    facts.validToMs = timeOf(X509_get0_notAfter(certificate)).value_or(0);
    return facts;
}
} // namespace

Result<KeyPair> KeyPair::create(KeyKind kind, const QString& commonName, qint64 nowMs, int days)
{
    const QByteArray name = commonName.trimmed().left(kLongestName).toUtf8();
    if (name.isEmpty())
        return fail(ErrorKind::Invalid, Words::tr("The certificate needs a name."), {}, QStringLiteral("certificate-name"));
    if (days < 1 || days > kLongestDays)
        return fail(ErrorKind::Invalid, Words::tr("A certificate for NetSuite is valid for 1 to %1 days.").arg(kLongestDays), {},
                    QStringLiteral("certificate-days"));
    const Owner<EVP_PKEY> key(kind == KeyKind::EcP256 ? EVP_EC_gen("P-256") : EVP_RSA_gen(3072));
    if (!key)
        return fail(opensslFailed("key"));
    const qint64 from = nowMs - kBackdatedMs;
    const auto certificate = selfSigned(key.get(), name, from, from + days * kDayMs);
    if (!certificate)
        return fail(opensslFailed("certificate"));
    const Owner<BIO> bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_X509(bio.get(), certificate.get()) != 1)
        return fail(opensslFailed("certificate text"));
    KeyPair pair{privatePem(key.get()), openssl::bytesOf(bio.get()), factsOf(certificate.get())};
    if (pair.privateKeyPem.isEmpty())
        return fail(opensslFailed("key text"));
    return pair;
}

Result<CertificateFacts> certificateFacts(const QByteArray& certificatePem)
{
    const auto certificate = openssl::readCertificate(certificatePem);
    if (!certificate)
        return fail(notReadable());
    return factsOf(certificate.get());
}

Result<bool> certificateMatches(const QByteArray& certificatePem, const security::Secret& privateKeyPem)
{
    const auto certificate = openssl::readCertificate(certificatePem);
    const auto key = openssl::readPrivateKey(privateKeyPem.reveal());
    if (!certificate || !key)
        return fail(notReadable());
    const bool matches = X509_check_private_key(certificate.get(), key.get()) == 1;
    ERR_clear_error();
    return matches;
}

} // namespace causeway::netsuite
