// SPDX-License-Identifier: GPL-3.0-or-later
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

#include "base/Json.h"
#include "netsuite/AccountId.h"
#include "netsuite/Endpoints.h"
#include "netsuite/JwtSigner.h"
#include "netsuite/KeyPair.h"
#include "netsuite/TbaSignature.h"
#include "testkit/FakeClock.h"

using namespace causeway;
using namespace causeway::netsuite;
using causeway::tests::FakeClock;

namespace {
QByteArray decoded(const QByteArray& part)
{
    return QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// Verifies as NetSuite would: with the certificate that was uploaded, and with code of its own.
bool isSignedBy(const QByteArray& certificatePem, const QByteArray& jwt, bool isRsa)
{
    const auto parts = jwt.split('.');
    if (parts.size() != 3)
        return false;
    const QByteArray text = parts[0] + '.' + parts[1];
    QByteArray signature = decoded(parts[2]);
    BIO* bio = BIO_new_mem_buf(certificatePem.constData(), static_cast<int>(certificatePem.size()));
    X509* certificate = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
    EVP_PKEY* key = X509_get_pubkey(certificate);
    if (!isRsa) {
        if (signature.size() != 64)
            return false;
        const auto* bytes = reinterpret_cast<const unsigned char*>(signature.constData());
        ECDSA_SIG* pair = ECDSA_SIG_new();
        ECDSA_SIG_set0(pair, BN_bin2bn(bytes, 32, nullptr), BN_bin2bn(bytes + 32, 32, nullptr));
        unsigned char* der = nullptr;
        const int size = i2d_ECDSA_SIG(pair, &der);
        signature = QByteArray(reinterpret_cast<const char*>(der), size);
        OPENSSL_free(der);
        ECDSA_SIG_free(pair);
    }
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_PKEY_CTX* options = nullptr;
    EVP_DigestVerifyInit(context, &options, EVP_sha256(), nullptr, key);
    if (isRsa) {
        EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(options, 32); // exactly the hash length (RFC 7518 section 3.5)
    }
    const bool good =
        EVP_DigestVerify(context, reinterpret_cast<const unsigned char*>(signature.constData()),
                         static_cast<size_t>(signature.size()), reinterpret_cast<const unsigned char*>(text.constData()),
                         static_cast<size_t>(text.size())) == 1;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    X509_free(certificate);
    BIO_free(bio);
    return good;
}

/// One pair of each kind for the whole run: RSA keys take long to make.
const Result<KeyPair>& pairOf(bool isRsa)
{
    static const Result<KeyPair> ec = KeyPair::create(KeyKind::EcP256, QStringLiteral("Causeway Grüße"), FakeClock::kStart);
    static const Result<KeyPair> rsa = KeyPair::create(KeyKind::Rsa3072, QStringLiteral("Causeway Grüße"), FakeClock::kStart);
    return isRsa ? rsa : ec;
}

JwtClaims claims()
{
    return {QStringLiteral("certificate-1"),
            QStringLiteral("client-1"),
            QStringLiteral("https://123456.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token"),
            {QStringLiteral("rest_webservices")},
            FakeClock::kStart};
}

TbaSignature oraclesExample()
{
    TbaSignature signature;
    signature.consumerKey = security::Secret("ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4");
    signature.consumerSecret = security::Secret("d26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5");
    signature.tokenId = security::Secret("2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc");
    signature.tokenSecret = security::Secret("c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295");
    signature.nonce = "fjaLirsIcCGVZWzBX0pg";
    signature.timestamp = 1508242306;
    return signature;
}
} // namespace

class NetSuiteAuthTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eitherSpellingOfAnAccountIdGivesHostAndRealm_data();
    void eitherSpellingOfAnAccountIdGivesHostAndRealm();
    void whatIsNoAccountIdIsRefused_data();
    void whatIsNoAccountIdIsRefused();
    void addressesAreTheAccountsOwnUnlessConfigured();
    void oraclesPublishedSignaturesAreMade();
    void theHeaderCarriesTheRealmAndAnEncodedSignature();
    void queryValuesAreSignedDecodedAndSorted();
    void aTokenRequestIsSignedSoThatTheCertificateVerifiesIt_data();
    void aTokenRequestIsSignedSoThatTheCertificateVerifiesIt();
    void otherKeysAreRefusedWithARemedy_data();
    void otherKeysAreRefusedWithARemedy();
    void aKeyPairIsWhatNetSuiteTakes_data();
    void aKeyPairIsWhatNetSuiteTakes();
    void theOpensslProgramReadsKeyAndCertificate_data();
    void theOpensslProgramReadsKeyAndCertificate();
    void keyAndCertificateOfDifferentPairsDoNotMatch();
    void validityAndNameAreChecked();
};

void NetSuiteAuthTest::eitherSpellingOfAnAccountIdGivesHostAndRealm_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("realm");
    QTest::addColumn<bool>("isSandbox");
    const auto row = [](const char* typed, const char* host, const char* realm, bool isSandbox) {
        QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(host) << QString::fromLatin1(realm)
                             << isSandbox;
    };
    row("123456", "123456", "123456", false);
    row("1234567_SB1", "1234567-sb1", "1234567_SB1", true);
    row("1234567-sb1", "1234567-sb1", "1234567_SB1", true);
    row(" 1234567_sb12 ", "1234567-sb12", "1234567_SB12", true);
    row("TSTDRV1234567", "tstdrv1234567", "TSTDRV1234567", false);
    row("td1234567", "td1234567", "TD1234567", false);
    row("123456_RP", "123456-rp", "123456_RP", true);
}

void NetSuiteAuthTest::eitherSpellingOfAnAccountIdGivesHostAndRealm()
{
    QFETCH(QString, typed);
    const auto id = AccountId::parse(typed);
    QVERIFY(id.has_value());
    QTEST(id->hostLabel(), "host");
    QTEST(id->realm(), "realm");
    QTEST(id->isSandbox(), "isSandbox");
}

void NetSuiteAuthTest::whatIsNoAccountIdIsRefused_data()
{
    QTest::addColumn<QString>("typed");
    for (const char* typed :
         {"", "  ", "123456.app.netsuite.com", "123456_SB1_X", "_SB1", "12 34", "123456/..", "https://123456", "123@4"})
        QTest::newRow(typed) << QString::fromLatin1(typed);
}

void NetSuiteAuthTest::whatIsNoAccountIdIsRefused()
{
    QFETCH(QString, typed);
    const auto id = AccountId::parse(typed);
    QVERIFY(!id.has_value());
    QCOMPARE(toString(id.error().kind), toString(ErrorKind::Invalid));
    QVERIFY(!id.error().remedy.isEmpty());
}

void NetSuiteAuthTest::addressesAreTheAccountsOwnUnlessConfigured()
{
    config::NetSuiteSettings settings;
    settings.account = QStringLiteral("1234567_SB1");
    const auto real = Endpoints::of(settings);
    QVERIFY(real.has_value());
    QCOMPARE(real->token().toString(),
             QStringLiteral("https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token"));
    QCOMPARE(real->record(QStringLiteral("salesOrder/17")).toString(),
             QStringLiteral("https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/salesOrder/17"));

    settings.suiteTalkUrl = QStringLiteral("http://127.0.0.1:8080/");
    const auto local = Endpoints::of(settings);
    QVERIFY(local.has_value());
    QCOMPARE(local->suiteQl().toString(), QStringLiteral("http://127.0.0.1:8080/services/rest/query/v1/suiteql"));
    QCOMPARE(local->serverTime().toString(), QStringLiteral("http://127.0.0.1:8080/services/rest/system/v1/serverTime"));
    QCOMPARE(local->host(), QStringLiteral("127.0.0.1"));

    settings.suiteTalkUrl = QStringLiteral("https://user:word@example.com");
    QVERIFY(!Endpoints::of(settings).has_value());
}

void NetSuiteAuthTest::oraclesPublishedSignaturesAreMade()
{
    const TbaSignature signature = oraclesExample();
    QCOMPARE(signature.of(http::Method::Get,
                          QUrl(QStringLiteral("https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/employee/40"))),
             QByteArray("B5OIWznZ2YP0OB7VrJrGkYsTh+8H+5T9Hag+o92q0zY="));
    QCOMPARE(
        signature.of(http::Method::Post,
                     QUrl(QStringLiteral("https://123456.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=6&deploy=1&"
                                         "customParam=someValue&testParam=someOtherValue"))),
        QByteArray("+KK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ="));
}

void NetSuiteAuthTest::theHeaderCarriesTheRealmAndAnEncodedSignature()
{
    const QByteArray header = oraclesExample().header(
        QStringLiteral("123456_SB1"), http::Method::Get,
        QUrl(QStringLiteral("https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/employee/40")));
    QCOMPARE(header, QByteArray("OAuth realm=\"123456_SB1\", "
                                "oauth_consumer_key=\"ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4\", "
                                "oauth_token=\"2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc\", "
                                "oauth_signature_method=\"HMAC-SHA256\", oauth_timestamp=\"1508242306\", "
                                "oauth_nonce=\"fjaLirsIcCGVZWzBX0pg\", oauth_version=\"1.0\", "
                                "oauth_signature=\"B5OIWznZ2YP0OB7VrJrGkYsTh%2B8H%2B5T9Hag%2Bo92q0zY%3D\""));
}

void NetSuiteAuthTest::queryValuesAreSignedDecodedAndSorted()
{
    const TbaSignature signature = oraclesExample();
    const QString base = QStringLiteral("https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/customer");
    const QByteArray one = signature.of(http::Method::Get, QUrl(base + QStringLiteral("?q=email%20IS%20%22a%2Bb%22&limit=1")));
    const QByteArray sameInOtherOrder =
        signature.of(http::Method::Get, QUrl(base + QStringLiteral("?limit=1&q=email%20IS%20%22a%2Bb%22")));
    const QByteArray other = signature.of(http::Method::Get, QUrl(base + QStringLiteral("?limit=1&q=email%20IS%20%22a%20b%22")));
    QCOMPARE(sameInOtherOrder, one);
    QVERIFY(other != one);
}

void NetSuiteAuthTest::aTokenRequestIsSignedSoThatTheCertificateVerifiesIt_data()
{
    QTest::addColumn<bool>("isRsa");
    QTest::addColumn<QString>("algorithm");
    QTest::newRow("EC P-256") << false << QStringLiteral("ES256");
    QTest::newRow("RSA 3072") << true << QStringLiteral("PS256");
}

void NetSuiteAuthTest::aTokenRequestIsSignedSoThatTheCertificateVerifiesIt()
{
    QFETCH(bool, isRsa);
    QFETCH(QString, algorithm);
    const auto& pair = pairOf(isRsa);
    QVERIFY(pair.has_value());

    // r and s with leading zero bytes come up once in 128 signatures: several tries must all have the full length.
    for (int i = 0; i < (isRsa ? 2 : 300); ++i) {
        const auto jwt = JwtSigner::sign(pair->privateKeyPem, claims());
        QVERIFY(jwt.has_value());
        QVERIFY(isSignedBy(pair->certificatePem, jwt->reveal(), isRsa));
    }

    const auto jwt = JwtSigner::sign(pair->privateKeyPem, claims());
    const auto parts = jwt->reveal().split('.');
    QVERIFY(!isSignedBy(pair->certificatePem, parts[0] + '.' + parts[1].left(parts[1].size() - 4) + "AAAA." + parts[2], isRsa));
    const auto header = Json::parse(decoded(parts[0]));
    const auto payload = Json::parse(decoded(parts[1]));
    QVERIFY(header && payload);
    QCOMPARE((*header)[u"alg"].toString(), algorithm);
    QCOMPARE((*header)[u"typ"].toString(), QStringLiteral("JWT"));
    QCOMPARE((*header)[u"kid"].toString(), QStringLiteral("certificate-1"));
    QCOMPARE((*payload)[u"iss"].toString(), QStringLiteral("client-1"));
    QCOMPARE((*payload)[u"aud"].toString(), claims().audience);
    QCOMPARE((*payload)[u"scope"].at(0).toString(), QStringLiteral("rest_webservices"));
    const qint64 issued = (*payload)[u"iat"].toInteger().value_or(0), ends = (*payload)[u"exp"].toInteger().value_or(0);
    QCOMPARE(issued, FakeClock::kStart / 1000);
    QVERIFY(ends > issued && ends - issued < 3600);
}

void NetSuiteAuthTest::otherKeysAreRefusedWithARemedy_data()
{
    QTest::addColumn<QByteArray>("pem");
    const auto pem = [](EVP_PKEY* key) {
        BIO* bio = BIO_new(BIO_s_mem());
        PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
        char* data = nullptr;
        const long size = BIO_get_mem_data(bio, &data);
        const QByteArray text(data, static_cast<qsizetype>(size));
        BIO_free(bio);
        EVP_PKEY_free(key);
        return text;
    };
    QTest::newRow("RSA 2048") << pem(EVP_RSA_gen(2048));
    QTest::newRow("EC P-384") << pem(EVP_EC_gen("P-384"));
    QTest::newRow("no key") << QByteArray("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    QTest::newRow("empty") << QByteArray();
}

void NetSuiteAuthTest::otherKeysAreRefusedWithARemedy()
{
    QFETCH(QByteArray, pem);
    const auto jwt = JwtSigner::sign(security::Secret(pem), claims());
    QVERIFY(!jwt.has_value());
    QCOMPARE(toString(jwt.error().kind), toString(ErrorKind::Auth));
    QCOMPARE(jwt.error().code, QStringLiteral("private-key"));
    QVERIFY(!jwt.error().remedy.isEmpty());
}

void NetSuiteAuthTest::aKeyPairIsWhatNetSuiteTakes_data()
{
    QTest::addColumn<bool>("isRsa");
    QTest::newRow("EC P-256") << false;
    QTest::newRow("RSA 3072") << true;
}

void NetSuiteAuthTest::aKeyPairIsWhatNetSuiteTakes()
{
    QFETCH(bool, isRsa);
    const auto& pair = pairOf(isRsa);
    QVERIFY(pair.has_value());
    QVERIFY(pair->privateKeyPem.reveal().startsWith("-----BEGIN PRIVATE KEY-----\n"));
    QVERIFY(pair->certificatePem.startsWith("-----BEGIN CERTIFICATE-----\n"));
    QVERIFY(!pair->certificatePem.contains("PRIVATE"));
    const auto matches = certificateMatches(pair->certificatePem, pair->privateKeyPem);
    QVERIFY(matches.has_value() && *matches);

    const auto facts = certificateFacts(pair->certificatePem);
    QVERIFY(facts.has_value());
    QCOMPARE(facts->subject, QStringLiteral("CN=Causeway Grüße"));
    QCOMPARE(facts->fingerprint, pair->facts.fingerprint);
    QCOMPARE(facts->fingerprint.size(), 32 * 3 - 1);
    QVERIFY(facts->validFromMs <= FakeClock::kStart);
    QVERIFY(facts->validToMs > FakeClock::kStart + 720 * 86'400'000LL);
    QVERIFY(facts->validToMs - facts->validFromMs <= 730 * 86'400'000LL);
}

void NetSuiteAuthTest::theOpensslProgramReadsKeyAndCertificate_data()
{
    aKeyPairIsWhatNetSuiteTakes_data();
}

void NetSuiteAuthTest::theOpensslProgramReadsKeyAndCertificate()
{
    QFETCH(bool, isRsa);
    const QString program = QStandardPaths::findExecutable(QStringLiteral("openssl"));
    if (program.isEmpty())
        QSKIP("The openssl program is not installed.");
    const auto& pair = pairOf(isRsa);
    QVERIFY(pair.has_value());
    const auto ask = [&](const QStringList& arguments, const QByteArray& input) {
        QProcess process;
        process.start(program, arguments);
        process.write(input);
        process.closeWriteChannel();
        process.waitForFinished();
        return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
                   ? process.readAllStandardOutput()
                   : QByteArray("failed: ") + process.readAllStandardError();
    };

    const QByteArray ofKey = ask({QStringLiteral("pkey"), QStringLiteral("-pubout")}, pair->privateKeyPem.reveal());
    const QByteArray ofCertificate =
        ask({QStringLiteral("x509"), QStringLiteral("-pubkey"), QStringLiteral("-noout")}, pair->certificatePem);
    QVERIFY2(ofKey.startsWith("-----BEGIN PUBLIC KEY-----"), ofKey.constData());
    QCOMPARE(ofCertificate, ofKey);
    const QByteArray text =
        ask({QStringLiteral("x509"), QStringLiteral("-noout"), QStringLiteral("-text")}, pair->certificatePem);
    QVERIFY2(text.contains(isRsa ? "Public-Key: (3072 bit)" : "NIST CURVE: P-256"), text.constData());
    QVERIFY2(text.contains("Digital Signature"), text.constData());
    const QByteArray print =
        ask({QStringLiteral("x509"), QStringLiteral("-noout"), QStringLiteral("-fingerprint"), QStringLiteral("-sha256")},
            pair->certificatePem);
    QCOMPARE(print.trimmed().mid(print.indexOf('=') + 1), pair->facts.fingerprint.toLatin1());
}

void NetSuiteAuthTest::keyAndCertificateOfDifferentPairsDoNotMatch()
{
    const auto one = KeyPair::create(KeyKind::EcP256, QStringLiteral("Causeway"), FakeClock::kStart);
    const auto other = KeyPair::create(KeyKind::EcP256, QStringLiteral("Causeway"), FakeClock::kStart);
    QVERIFY(one && other);
    const auto matches = certificateMatches(one->certificatePem, other->privateKeyPem);
    QVERIFY(matches.has_value());
    QVERIFY(!*matches);
    QVERIFY(one->facts.fingerprint != other->facts.fingerprint);
    QVERIFY(!certificateMatches("no certificate", one->privateKeyPem).has_value());
}

void NetSuiteAuthTest::validityAndNameAreChecked()
{
    const auto kindOf = [](const QString& name, int days) {
        const auto pair = KeyPair::create(KeyKind::EcP256, name, FakeClock::kStart, days);
        return pair ? QStringLiteral("made") : toString(pair.error().kind);
    };
    QCOMPARE(kindOf(QStringLiteral("Causeway"), 730), QStringLiteral("made"));
    for (const int days : {0, -1, 731})
        QCOMPARE(kindOf(QStringLiteral("Causeway"), days), QStringLiteral("invalid"));
    QCOMPARE(kindOf(QStringLiteral("  "), 365), QStringLiteral("invalid"));
}

QTEST_GUILESS_MAIN(NetSuiteAuthTest)
#include "NetSuiteAuthTest.moc"
