// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/Vault.h"

#include <memory>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <QCoreApplication>

namespace causeway::security {

namespace {
// Sealed text: version (1 byte) | nonce (12) | cipher text | tag (16). Nonces are random, so one key is good for 2^32 texts
// (NIST SP 800-38D section 8.3): far above what a profile ever seals.
constexpr char kVersion = 1;
constexpr int kNonceBytes = 12;
constexpr int kTagBytes = 16;
constexpr int kOverhead = 1 + kNonceBytes + kTagBytes;
constexpr qsizetype kLongest = 1 << 30;

struct FreeContext
{
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

unsigned char* raw(QByteArray& bytes, qsizetype at = 0)
{
    return reinterpret_cast<unsigned char*>(bytes.data()) + at;
}
const unsigned char* raw(const QByteArray& bytes, qsizetype at = 0)
{
    return reinterpret_cast<const unsigned char*>(bytes.constData()) + at;
}

Error cannotOpen()
{
    return Error::make(
        ErrorKind::Storage,
        QCoreApplication::translate("Vault", "A sealed text of the profile cannot be opened with this profile's key."),
        QCoreApplication::translate("Vault", "Restore the profile together with its key from a backup."),
        QStringLiteral("sealed"));
}
Error noCrypto()
{
    return Error::make(ErrorKind::Defect,
                       QCoreApplication::translate("Vault", "The encryption library of this computer does not work."), {},
                       QStringLiteral("crypto"));
}

/// The version byte is authenticated too, so that a later format cannot be passed off as this one.
QByteArray authenticated(const QByteArray& context)
{
    return QByteArray(1, kVersion) + context;
}
} // namespace

Vault::Vault(Secret masterKey) : m_key(std::move(masterKey)) {}

Result<Secret> Vault::newMasterKey()
{
    QByteArray key(kKeyBytes, Qt::Uninitialized);
    if (RAND_priv_bytes(raw(key), kKeyBytes) != 1)
        return fail(noCrypto());
    return Secret(std::move(key));
}

Result<QByteArray> Vault::seal(const QByteArray& plain, const QByteArray& context) const
{
    if (m_key.reveal().size() != kKeyBytes || plain.size() > kLongest)
        return fail(noCrypto());
    QByteArray sealedText(plain.size() + kOverhead, Qt::Uninitialized);
    sealedText[0] = kVersion;
    const QByteArray aad = authenticated(context);
    const Context cipher(EVP_CIPHER_CTX_new());
    int length = 0;
    const bool ok =
        cipher && RAND_bytes(raw(sealedText, 1), kNonceBytes) == 1 &&
        EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(m_key.reveal()), raw(sealedText, 1)) == 1 &&
        EVP_EncryptUpdate(cipher.get(), nullptr, &length, raw(aad), static_cast<int>(aad.size())) == 1 &&
        (plain.isEmpty() || EVP_EncryptUpdate(cipher.get(), raw(sealedText, 1 + kNonceBytes), &length, raw(plain),
                                              static_cast<int>(plain.size())) == 1) &&
        EVP_EncryptFinal_ex(cipher.get(), raw(sealedText, 1 + kNonceBytes + plain.size()), &length) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, raw(sealedText, 1 + kNonceBytes + plain.size())) == 1;
    if (!ok)
        return fail(noCrypto());
    return sealedText;
}

Result<Secret> Vault::open(const QByteArray& sealedText, const QByteArray& context) const
{
    if (m_key.reveal().size() != kKeyBytes || sealedText.size() < kOverhead || sealedText.size() > kLongest + kOverhead ||
        sealedText[0] != kVersion)
        return fail(cannotOpen());
    const qsizetype size = sealedText.size() - kOverhead;
    const QByteArray aad = authenticated(context);
    QByteArray tag = sealedText.right(kTagBytes);
    QByteArray plain(size, Qt::Uninitialized);
    const Context cipher(EVP_CIPHER_CTX_new());
    int length = 0;
    const bool ok =
        cipher && EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(m_key.reveal()), raw(sealedText, 1)) == 1 &&
        EVP_DecryptUpdate(cipher.get(), nullptr, &length, raw(aad), static_cast<int>(aad.size())) == 1 &&
        (size == 0 ||
         EVP_DecryptUpdate(cipher.get(), raw(plain), &length, raw(sealedText, 1 + kNonceBytes), static_cast<int>(size)) == 1) &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, raw(tag)) == 1 &&
        EVP_DecryptFinal_ex(cipher.get(), raw(plain, size), &length) == 1;
    Secret secret(std::move(plain)); // wiped on the way out when it must not be trusted
    if (!ok)
        return fail(cannotOpen());
    return secret;
}

QByteArray Vault::keyMark() const
{
    static constexpr char kPurpose[] = "causeway master key mark 1";
    constexpr qsizetype kMarkBytes = 8;
    QByteArray mac(EVP_MAX_MD_SIZE, Qt::Uninitialized);
    unsigned int length = 0;
    if (HMAC(EVP_sha256(), m_key.reveal().constData(), static_cast<int>(m_key.reveal().size()),
             reinterpret_cast<const unsigned char*>(kPurpose), sizeof(kPurpose) - 1, raw(mac), &length) == nullptr)
        return {};
    return mac.left(kMarkBytes).toHex();
}

} // namespace causeway::security
