// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <QByteArray>

/// Owners of OpenSSL objects and PEM in memory; private to netsuite/*.cpp.
namespace causeway::netsuite::openssl {

struct Free
{
    void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
    void operator()(EVP_PKEY_CTX* p) const { EVP_PKEY_CTX_free(p); }
    void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
    void operator()(X509* p) const { X509_free(p); }
    void operator()(X509_EXTENSION* p) const { X509_EXTENSION_free(p); }
    void operator()(BIO* p) const { BIO_free_all(p); }
    void operator()(BIGNUM* p) const { BN_clear_free(p); }
    void operator()(ECDSA_SIG* p) const { ECDSA_SIG_free(p); }
    void operator()(ASN1_TIME* p) const { ASN1_TIME_free(p); }
};
template<class T>
using Owner = std::unique_ptr<T, Free>;

/// Null when the text is no unencrypted private key. Never asks for a passphrase at the terminal, as OpenSSL would by itself.
[[nodiscard]] Owner<EVP_PKEY> readPrivateKey(const QByteArray& pem);
/// Null when the text is no certificate.
[[nodiscard]] Owner<X509> readCertificate(const QByteArray& pem);
[[nodiscard]] QByteArray bytesOf(BIO* memory);

} // namespace causeway::netsuite::openssl
