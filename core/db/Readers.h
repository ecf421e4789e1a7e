// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "db/Connection.h"
#include "db/SqliteFile.h"

namespace causeway::db {

/// A read-only connection for each thread that reads; closed when its thread ends or all are closed. Thread-safe.
/// Shared, because a thread that ends must know whether the database still lives.
class Readers final : public std::enable_shared_from_this<Readers>
{
public:
    Readers(QString file, SqliteFile::Mode mode) : m_file(std::move(file)), m_mode(mode) {}

    /// Runs fn in one read transaction on this thread's connection. Calls inside fn run in the same transaction.
    [[nodiscard]] Result<void> run(const std::function<Result<void>(Connection&)>& fn);
    void closeOfThread(std::thread::id thread);
    /// No thread may be reading.
    void closeAll();

private:
    struct Reader
    {
        explicit Reader(SqliteFile opened) : file(std::move(opened)) {}
        SqliteFile file;
        bool reading = false;
    };
    [[nodiscard]] Result<Reader*> ofThisThread();

    const QString m_file;
    const SqliteFile::Mode m_mode;
    std::mutex m_mutex;
    std::map<std::thread::id, std::unique_ptr<Reader>> m_readers;
};

} // namespace causeway::db
