// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QObject>

#include "base/StopSource.h"
#include "security/Keychain.h"

namespace causeway::app {

/// A keychain for profiles that are opened on a worker: every call is made on the main thread (QtKeychain hangs elsewhere) and
/// the worker waits for it, so the window stays alive while the system asks for a password. Destroy it after the workers.
class MainThreadKeychain final : public security::Keychain
{
public:
    /// keychain: called on the thread this is made on. stop: ends waiting (Storage "keychain"), for a program that is closed
    /// meanwhile.
    MainThreadKeychain(security::Keychain& keychain, StopToken stop) : m_keychain(keychain), m_stop(std::move(stop)) {}

    [[nodiscard]] Result<security::Secret> read(const QString& key) override;
    [[nodiscard]] Result<void> write(const QString& key, const security::Secret& value) override;
    [[nodiscard]] Result<void> remove(const QString& key) override;

private:
    template<class R>
    [[nodiscard]] R onMain(std::function<R()> work);

    security::Keychain& m_keychain;
    StopToken m_stop;
    QObject m_main; ///< lives on the main thread; calls still queued end with it
};

} // namespace causeway::app
