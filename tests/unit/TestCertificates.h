// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace causeway::tests {

/// A certificate authority that lives as long as one test run, and server certificates of it, good and bad.
class TestCertificates final
{
public:
    struct Wish
    {
        QByteArray name = "localhost"; ///< subject alternative name
        int validFromDays = -1;
        int validToDays = 30;
        bool selfSigned = false;
        bool otherAuthority = false; ///< signed by an authority nobody trusts
        bool forServers = true;      ///< extended key usage serverAuth, else clientAuth
    };
    TestCertificates();
    ~TestCertificates();
    TestCertificates(const TestCertificates&) = delete;
    TestCertificates& operator=(const TestCertificates&) = delete;

    [[nodiscard]] QSslCertificate authority() const;
    [[nodiscard]] QSslConfiguration server(const Wish& wish) const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace causeway::tests
