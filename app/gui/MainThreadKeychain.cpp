// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/MainThreadKeychain.h"

#include <memory>
#include <optional>

#include <QSemaphore>
#include <QThread>

namespace causeway::app {

namespace {
constexpr int kLookMs = 50; ///< how often a waiting worker looks whether the program ends
}

template<class R>
R MainThreadKeychain::onMain(std::function<R()> work)
{
    if (QThread::currentThread() == m_main.thread())
        return work();
    struct Call
    {
        std::optional<R> answer;
        QSemaphore done;
    };
    auto call = std::make_shared<Call>(); // shared: the worker may have given up when the answer comes
    QMetaObject::invokeMethod(
        &m_main,
        [call, work = std::move(work)] {
            call->answer.emplace(work());
            call->done.release();
        },
        Qt::QueuedConnection);
    while (!call->done.tryAcquire(1, kLookMs)) {
        if (m_stop.stopRequested())
            return fail(security::keychainError(security::KeychainTrouble::Slow));
    }
    return std::move(*call->answer);
}

Result<security::Secret> MainThreadKeychain::read(const QString& key)
{
    return onMain<Result<security::Secret>>([keychain = &m_keychain, key] { return keychain->read(key); });
}

Result<void> MainThreadKeychain::write(const QString& key, const security::Secret& value)
{
    return onMain<Result<void>>([keychain = &m_keychain, key, value] { return keychain->write(key, value); });
}

Result<void> MainThreadKeychain::remove(const QString& key)
{
    return onMain<Result<void>>([keychain = &m_keychain, key] { return keychain->remove(key); });
}

} // namespace causeway::app
