// SPDX-License-Identifier: GPL-3.0-or-later
#include "netsuite/OpenSsl.h"

#include <openssl/err.h>
#include <openssl/pem.h>

namespace causeway::netsuite::openssl {

namespace {
int noPassphrase(char*, int, int, void*)
{
    return -1;
}
Owner<BIO> reader(const QByteArray& bytes)
{
    return Owner<BIO>(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}
} // namespace

Owner<EVP_PKEY> readPrivateKey(const QByteArray& pem)
{
    const auto bio = reader(pem);
    Owner<EVP_PKEY> key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, &noPassphrase, nullptr) : nullptr);
    ERR_clear_error(); // the queue is per thread and could be taken for a later TLS failure
    return key;
}

Owner<X509> readCertificate(const QByteArray& pem)
{
    const auto bio = reader(pem);
    Owner<X509> certificate(bio ? PEM_read_bio_X509(bio.get(), nullptr, &noPassphrase, nullptr) : nullptr);
    ERR_clear_error();
    return certificate;
}

QByteArray bytesOf(BIO* memory)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return size > 0 ? QByteArray(data, static_cast<qsizetype>(size)) : QByteArray();
}

} // namespace causeway::netsuite::openssl
