// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/TestCertificates.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace causeway::tests {

namespace {
struct Free
{
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Certificate = std::unique_ptr<X509, Free>;

Key newKey()
{
    return Key(EVP_EC_gen("P-256"));
}

QByteArray bytesOf(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<qsizetype>(size)};
}

QByteArray pem(X509* certificate)
{
    const std::unique_ptr<BIO, Free> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return bytesOf(bio.get());
}

QByteArray pem(EVP_PKEY* key)
{
    const std::unique_ptr<BIO, Free> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return bytesOf(bio.get());
}

void extend(X509* certificate, X509* issuer, int nid, const QByteArray& value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Free> extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
    X509_add_ext(certificate, extension.get(), -1);
}

struct Issued
{
    Key key;
    Certificate certificate;
};

/// issuer null = self-signed.
Issued issue(const QByteArray& name, const Issued* issuer, bool isAuthority, int fromDays, int toDays, bool forServers)
{
    static long serial = 100;
    Issued issued{newKey(), Certificate(X509_new())};
    X509* x = issued.certificate.get();
    X509_set_version(x, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(x), 86400L * fromDays);
    X509_gmtime_adj(X509_getm_notAfter(x), 86400L * toDays);
    X509_set_pubkey(x, issued.key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.constData()), -1, -1, 0);
    X509* signer = issuer != nullptr ? issuer->certificate.get() : x;
    X509_set_issuer_name(x, X509_get_subject_name(signer));
    extend(x, signer, NID_basic_constraints, isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    extend(x, signer, NID_subject_key_identifier, "hash");
    if (isAuthority) {
        extend(x, signer, NID_key_usage, "critical,keyCertSign,cRLSign");
    } else {
        extend(x, signer, NID_key_usage, "critical,digitalSignature");
        extend(x, signer, NID_ext_key_usage, forServers ? "serverAuth" : "clientAuth");
        extend(x, signer, NID_subject_alt_name, "DNS:" + name);
    }
    X509_sign(x, issuer != nullptr ? issuer->key.get() : issued.key.get(), EVP_sha256());
    return issued;
}
} // namespace

class TestCertificates::Impl
{
public:
    Issued trusted = issue("Causeway test authority", nullptr, true, -1, 30, true);
    Issued unknown = issue("Causeway other authority", nullptr, true, -1, 30, true);
};

TestCertificates::TestCertificates() : m_impl(std::make_unique<Impl>()) {}
TestCertificates::~TestCertificates() = default;

QSslCertificate TestCertificates::authority() const
{
    return QSslCertificate(pem(m_impl->trusted.certificate.get()));
}

QSslConfiguration TestCertificates::server(const Wish& wish) const
{
    const Issued* issuer = wish.selfSigned ? nullptr : wish.otherAuthority ? &m_impl->unknown : &m_impl->trusted;
    const Issued issued = issue(wish.name, issuer, false, wish.validFromDays, wish.validToDays, wish.forServers);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(pem(issued.certificate.get())));
    tls.setPrivateKey(QSslKey(pem(issued.key.get()), QSsl::Ec));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone); // a server asks no certificate of its client
    return tls;
}

} // namespace causeway::tests
