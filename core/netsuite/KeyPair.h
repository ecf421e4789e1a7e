// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include "base/Result.h"
#include "security/Secret.h"

namespace causeway::netsuite {

enum class KeyKind
{
    EcP256, ///< signs with ES256; the default
    Rsa3072 ///< signs with PS256
};

/// What a certificate says about itself; none of it is secret.
struct CertificateFacts
{
    QString subject;
    QString fingerprint; ///< SHA-256 of the DER form, upper-case hex pairs with colons, as NetSuite and browsers show it
    qint64 validFromMs = 0, validToMs = 0; ///< UTC ms
};

/// A private key with its self-signed certificate, made for NetSuite's OAuth 2.0 client credentials (netsuite.md 2.3). The
/// certificate is uploaded by the administrator; the key goes from here to the vault and nowhere else.
struct KeyPair
{
    static constexpr int kLongestDays = 730; ///< NetSuite cuts longer validity to two years

    security::Secret privateKeyPem; ///< PKCS #8, unencrypted: the vault seals it
    QByteArray certificatePem;
    CertificateFacts facts;

    /// commonName: shown in NetSuite's list, e.g. "Causeway 1234567". Blocks (an RSA key takes about a second). Errors: Invalid
    /// (days, name), Defect (OpenSSL failed).
    [[nodiscard]] static Result<KeyPair> create(KeyKind kind, const QString& commonName, qint64 nowMs, int days = kLongestDays);
};

/// Invalid when it is not a PEM certificate.
[[nodiscard]] Result<CertificateFacts> certificateFacts(const QByteArray& certificatePem);
/// Whether the certificate belongs to this private key. Invalid when one of them cannot be read.
[[nodiscard]] Result<bool> certificateMatches(const QByteArray& certificatePem, const security::Secret& privateKeyPem);

} // namespace causeway::netsuite
