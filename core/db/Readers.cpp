// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Readers.h"

#include <algorithm>
#include <exception>
#include <vector>

#include <QCoreApplication>

namespace causeway::db {

namespace {
/// Tells every database this thread has read from that the thread ends.
class ThreadEnd final
{
public:
    ThreadEnd() = default;
    ~ThreadEnd()
    {
        for (const auto& readers : m_used) {
            if (const auto living = readers.lock())
                living->closeOfThread(std::this_thread::get_id());
        }
    }
    ThreadEnd(const ThreadEnd&) = delete;
    ThreadEnd& operator=(const ThreadEnd&) = delete;

    void add(const std::shared_ptr<Readers>& readers)
    {
        std::erase_if(m_used, [](const auto& used) { return used.expired(); });
        m_used.push_back(readers);
    }

private:
    std::vector<std::weak_ptr<Readers>> m_used;
};

ThreadEnd& threadEnd()
{
    thread_local ThreadEnd end;
    return end;
}
} // namespace

Result<Readers::Reader*> Readers::ofThisThread()
{
    const auto thread = std::this_thread::get_id();
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_readers.find(thread); known != m_readers.end())
            return known->second.get();
    }
    auto file = SqliteFile::open(m_file, m_mode);
    if (!file)
        return fail(file.error());
    auto reader = std::make_unique<Reader>(std::move(*file));
    Reader* opened = reader.get();
    threadEnd().add(shared_from_this());
    const std::lock_guard lock(m_mutex);
    m_readers[thread] = std::move(reader);
    return opened;
}

Result<void> Readers::run(const std::function<Result<void>(Connection&)>& fn)
{
    auto reader = ofThisThread();
    if (!reader)
        return fail(reader.error());
    Connection connection((*reader)->file.database());
    if ((*reader)->reading)
        return fn(connection);

    if (auto begun = connection.execute(QStringLiteral("BEGIN")); !begun)
        return fail(begun.error());
    (*reader)->reading = true;
    Result<void> result;
    try {
        result = fn(connection);
    } catch (const std::exception&) {
        result = fail(ErrorKind::Defect, QCoreApplication::translate("causeway::db", "Reading the profile failed unexpectedly."));
    }
    (*reader)->reading = false;
    // Nothing was written, so ending it either way is the same; an unfinished read would hold up checkpoints.
    if (auto ended = connection.execute(QStringLiteral("ROLLBACK")); !ended && result)
        return fail(ended.error());
    return result;
}

void Readers::closeOfThread(std::thread::id thread)
{
    std::unique_ptr<Reader> closing;
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_readers.find(thread); known != m_readers.end()) {
        closing = std::move(known->second);
        m_readers.erase(known);
    }
}

void Readers::closeAll()
{
    const std::lock_guard lock(m_mutex);
    m_readers.clear();
}

} // namespace causeway::db
