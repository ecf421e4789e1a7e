// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/SystemKeychain.h"

#ifdef CAUSEWAY_KEYCHAIN
#include <QCoreApplication>
#include <QEventLoop>
#include <QThread>
#include <QTimer>

#if __has_include(<qt6keychain/keychain.h>)
#include <qt6keychain/keychain.h>
#else
#include <keychain.h>
#endif
#endif

namespace causeway::security {

QString SystemKeychain::qualified(const QString& key)
{
    return QStringLiteral("io.github.causeway/") + key;
}

#ifdef CAUSEWAY_KEYCHAIN

namespace {
QString service()
{
    return QStringLiteral("Causeway");
}

/// Runs the job and waits; the error of QtKeychain, or nothing when it did not answer in time. The job deletes itself.
std::optional<QKeychain::Error> finish(QKeychain::Job& job, int timeoutMs)
{
    Q_ASSERT(QThread::currentThread() == QCoreApplication::instance()->thread());
    std::optional<QKeychain::Error> outcome;
    QEventLoop loop;
    job.setInsecureFallback(false);
    job.setAutoDelete(false);
    QObject::connect(&job, &QKeychain::Job::finished, &loop, [&](QKeychain::Job* finished) {
        outcome = finished->error();
        loop.quit();
    });
    QTimer::singleShot(timeoutMs, &loop, &QEventLoop::quit);
    job.start();
    if (!outcome)
        loop.exec();
    if (outcome)
        job.deleteLater();
    else
        job.setAutoDelete(true); // it cannot be called back; it ends by itself some day
    return outcome;
}

KeychainTrouble troubleOf(const std::optional<QKeychain::Error>& outcome)
{
    if (!outcome)
        return KeychainTrouble::Slow;
    switch (*outcome) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return KeychainTrouble::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return KeychainTrouble::Absent;
    default:
        return KeychainTrouble::Failed;
    }
}
} // namespace

Result<Secret> SystemKeychain::read(const QString& key)
{
    auto* job = new QKeychain::ReadPasswordJob(service());
    job->setKey(qualified(key));
    const auto outcome = finish(*job, m_timeoutMs);
    if (outcome == QKeychain::NoError)
        return Secret(job->binaryData());
    if (outcome == QKeychain::EntryNotFound)
        return Secret();
    return fail(keychainError(troubleOf(outcome)));
}

Result<void> SystemKeychain::write(const QString& key, const Secret& value)
{
    auto* job = new QKeychain::WritePasswordJob(service());
    job->setKey(qualified(key));
    job->setBinaryData(value.reveal());
    const auto outcome = finish(*job, m_timeoutMs);
    if (outcome != QKeychain::NoError)
        return fail(keychainError(troubleOf(outcome)));
    return {};
}

Result<void> SystemKeychain::remove(const QString& key)
{
    auto* job = new QKeychain::DeletePasswordJob(service());
    job->setKey(qualified(key));
    const auto outcome = finish(*job, m_timeoutMs);
    if (outcome != QKeychain::NoError && outcome != QKeychain::EntryNotFound)
        return fail(keychainError(troubleOf(outcome)));
    return {};
}

#else

Result<Secret> SystemKeychain::read(const QString& /*key*/)
{
    return fail(keychainError(KeychainTrouble::Absent));
}

Result<void> SystemKeychain::write(const QString& /*key*/, const Secret& /*value*/)
{
    return fail(keychainError(KeychainTrouble::Absent));
}

Result<void> SystemKeychain::remove(const QString& /*key*/)
{
    return fail(keychainError(KeychainTrouble::Absent));
}

#endif

} // namespace causeway::security
