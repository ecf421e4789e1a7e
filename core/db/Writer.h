// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "db/Connection.h"
#include "db/SqliteFile.h"

namespace causeway::db {

/// The one thread and connection that writes and checkpoints. Calls queued together share one commit, that is one disk flush;
/// each has its own savepoint. Thread-safe.
class Writer final
{
public:
    using Call = std::function<Result<void>(Transaction&)>;

    /// onFull is called on the writer's thread when SQLite finds the disk full.
    Writer(QString file, std::function<void()> onFull);
    ~Writer(); ///< works off what is queued, then closes
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Opens the connection; before anything else.
    [[nodiscard]] Result<void> start();
    /// Runs the call in a transaction and returns after the commit.
    [[nodiscard]] Result<void> write(const Call& call) { return submit(call, true); }
    /// Runs the call on the writer's thread outside any transaction (migrations, checkpoints).
    [[nodiscard]] Result<void> outside(const Call& call) { return submit(call, false); }

private:
    struct Job
    {
        const Call* call = nullptr;
        bool inTransaction = true;
        bool finished = false;
        Result<void> result;
    };
    [[nodiscard]] Result<void> submit(const Call& call, bool inTransaction);
    void loop();
    [[nodiscard]] std::vector<Job*> takeGroup();
    void runGroup(const std::vector<Job*>& group);
    /// False when SQLite rolled the whole transaction back by itself.
    [[nodiscard]] bool runInSavepoint(Job& job, Transaction& tx);
    void noteFull(const Error& error);

    const QString m_file;
    const std::function<void()> m_onFull;
    std::mutex m_mutex;
    std::condition_variable m_queued, m_done;
    std::deque<Job*> m_queue;
    bool m_opened = false, m_stopping = false;
    Result<void> m_openResult;
    QSqlDatabase m_database; ///< used by the writer's thread only
    std::thread m_thread;
};

} // namespace causeway::db
