// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <type_traits>

#include "base/Clock.h"
#include "base/Log.h"
#include "db/Connection.h"

namespace causeway::db {

/// The profile's one SQLite file: one writer thread, a read-only connection per reading thread. Thread-safe.
class Database
{
public:
    enum class Access
    {
        Writer,
        ReadOnly
    };
    /// Opens and migrates (Writer: a backup by VACUUM INTO first, each step one transaction). Storage errors with codes:
    /// "no-profile", "newer" (file is left byte-identical), "damaged", "read-only", "disk-full", "network-folder".
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString& file, Access access, const Log& log);
    /// Creates a file with the newest schema, filled by fill, under its name only when it is complete. Storage "exists" when
    /// there is one.
    [[nodiscard]] static Result<void> create(const QString& file, const std::function<Result<void>(Transaction&)>& fill = {});
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs fn(Transaction&) in one BEGIN IMMEDIATE transaction on the writer thread and returns after the commit
    /// (synchronous=FULL). Calls that arrive together may share one commit; each has its own savepoint, so one failure rolls back
    /// only itself. fn returns Result<T>; an error rolls back. Never call across a network call, and never from inside fn.
    template<class Fn>
    auto write(Fn&& fn) -> std::invoke_result_t<Fn, Transaction&>
    {
        using R = std::invoke_result_t<Fn, Transaction&>;
        std::optional<R> result;
        auto committed = runWrite([&](Transaction& tx) -> Result<void> {
            result.emplace(fn(tx));
            if (!result->has_value())
                return fail(result->error());
            return {};
        });
        if (!committed)
            return fail(committed.error());
        return std::move(*result);
    }

    /// Runs fn(Connection&) on this thread's read-only connection in one read transaction. fn returns Result<T> by value.
    template<class Fn>
    auto read(Fn&& fn) -> std::invoke_result_t<Fn, Connection&>
    {
        using R = std::invoke_result_t<Fn, Connection&>;
        std::optional<R> result;
        auto done = runRead([&](Connection& connection) -> Result<void> {
            result.emplace(fn(connection));
            return {};
        });
        if (!done)
            return fail(done.error());
        return std::move(*result);
    }

    /// Asked before every write transaction begins; its error becomes the write's. The seam through which tests end the world
    /// between two commits. Set before others write.
    void setWriteGuard(std::function<Result<void>()> guard) { m_writeGuard = std::move(guard); }

    [[nodiscard]] const QString& file() const;
    [[nodiscard]] Access access() const;
    [[nodiscard]] Result<void> quickCheck();
    /// Consistent copy by VACUUM INTO; mode 0600.
    [[nodiscard]] Result<void> backupTo(const QString& file);
    /// Moves the write-ahead log into the file and empties it; after erasing personal data.
    [[nodiscard]] Result<void> checkpoint();
    /// Before anything is sent: is there room to store the answer? A file of 16 MB beside the database ("ballast") is given up
    /// when the disk is full, so that answers still fit, and made again here once there is room. Storage "disk-full".
    [[nodiscard]] Result<void> checkSpace();
    [[nodiscard]] static QString sqliteVersion();
    [[nodiscard]] static int newestSchema();

private:
    class Impl;
    explicit Database(std::unique_ptr<Impl> impl);
    [[nodiscard]] Result<void> runWrite(const std::function<Result<void>(Transaction&)>& fn);
    [[nodiscard]] Result<void> runRead(const std::function<Result<void>(Connection&)>& fn);
    std::unique_ptr<Impl> m_impl;
    std::function<Result<void>()> m_writeGuard;
};

} // namespace causeway::db
