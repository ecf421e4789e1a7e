// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include <QHash>
#include <QString>

#include "base/Clock.h"
#include "base/Result.h"
#include "security/Secret.h"

namespace causeway::security {

struct AccessToken
{
    Secret value;
    qint64 obtainedAtMs = 0; ///< UTC ms
    qint64 expiresAtMs = 0;  ///< UTC ms
};

/// Access tokens in memory only, one refresh in flight per key, renewed at 80 % of their life. Thread-safe.
class TokenCache
{
public:
    explicit TokenCache(Clock& clock) : m_clock(clock) {}
    using Fetch = std::function<Result<AccessToken>()>;
    /// The cached token, or the result of fetch (called by one thread while others with the same key wait).
    [[nodiscard]] Result<AccessToken> get(const QString& key, const Fetch& fetch);
    /// Forgets the token if it is still the one given (the remote system refused it).
    void drop(const QString& key, const AccessToken& refused);

private:
    struct Entry;
    [[nodiscard]] std::shared_ptr<Entry> entry(const QString& key);
    Clock& m_clock;
    std::mutex m_mutex;
    QHash<QString, std::shared_ptr<Entry>> m_entries; // shared: threads wait on an entry while the hash grows
};

} // namespace causeway::security
