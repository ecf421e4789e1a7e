// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/TokenCache.h"

#include <atomic>
#include <optional>

namespace causeway::security {

struct TokenCache::Entry
{
    std::mutex mutex; ///< held during the fetch: that is the waiting of the others
    std::optional<AccessToken> token;
    std::optional<Error> error;        ///< of the newest fetch, for those who waited for it
    std::atomic<quint64> finished = 0; ///< fetches so far
};

namespace {
bool isFresh(const AccessToken& token, qint64 now)
{
    // Renewed at 80 % of its life; a clock set back behind the start makes the age unknown.
    const qint64 life = token.expiresAtMs - token.obtainedAtMs;
    return now >= token.obtainedAtMs && now - token.obtainedAtMs < life / 5 * 4;
}
} // namespace

std::shared_ptr<TokenCache::Entry> TokenCache::entry(const QString& key)
{
    const std::lock_guard lock(m_mutex);
    std::shared_ptr<Entry>& found = m_entries[key];
    if (!found)
        found = std::make_shared<Entry>();
    return found;
}

Result<AccessToken> TokenCache::get(const QString& key, const Fetch& fetch)
{
    const auto shared = entry(key);
    const quint64 before = shared->finished.load();
    const std::lock_guard lock(shared->mutex);
    if (shared->token && isFresh(*shared->token, m_clock.nowMs()))
        return *shared->token;
    if (shared->error && shared->finished.load() != before) // it failed while we waited: asking again at once would not help
        return fail(*shared->error);
    Result<AccessToken> fetched = fetch();
    shared->token = fetched ? std::optional(*fetched) : std::nullopt;
    shared->error = fetched ? std::nullopt : std::optional(fetched.error());
    ++shared->finished;
    return fetched;
}

void TokenCache::drop(const QString& key, const AccessToken& refused)
{
    const auto shared = entry(key);
    const std::lock_guard lock(shared->mutex);
    if (shared->token && shared->token->value.reveal() == refused.value.reveal())
        shared->token.reset();
}

} // namespace causeway::security
