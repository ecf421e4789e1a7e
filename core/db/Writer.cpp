// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Writer.h"

#include <exception>

#include <QCoreApplication>

namespace causeway::db {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::db)
};
constexpr std::size_t kLargestGroup = 64;

Result<void> runGuarded(const Writer::Call& call, Transaction& tx)
{
    try {
        return call(tx);
    } catch (const std::exception&) {
        return fail(ErrorKind::Defect, Words::tr("Writing the profile failed unexpectedly."),
                    Words::tr("Please report this; nothing was changed."));
    }
}
} // namespace

Writer::Writer(QString file, std::function<void()> onFull) : m_file(std::move(file)), m_onFull(std::move(onFull)) {}

Writer::~Writer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_queued.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

Result<void> Writer::start()
{
    m_thread = std::thread([this] { loop(); });
    std::unique_lock lock(m_mutex);
    m_done.wait(lock, [this] { return m_opened; });
    return m_openResult;
}

Result<void> Writer::submit(const Call& call, bool inTransaction)
{
    if (std::this_thread::get_id() == m_thread.get_id())
        return fail(ErrorKind::Defect, Words::tr("A write was asked for inside a write."));
    Job job;
    job.call = &call;
    job.inTransaction = inTransaction;
    std::unique_lock lock(m_mutex);
    m_queue.push_back(&job);
    m_queued.notify_one();
    m_done.wait(lock, [&job] { return job.finished; });
    return job.result;
}

void Writer::loop()
{
    auto file = SqliteFile::open(m_file, SqliteFile::Mode::ReadWrite);
    {
        const std::lock_guard lock(m_mutex);
        m_opened = true;
        if (!file)
            m_openResult = fail(file.error());
        else
            m_database = file->database();
    }
    m_done.notify_all();
    if (!file)
        return;

    for (;;) {
        const std::vector<Job*> group = takeGroup();
        if (group.empty())
            break;
        if (group.front()->inTransaction) {
            runGroup(group);
        } else {
            Transaction tx(m_database);
            group.front()->result = runGuarded(*group.front()->call, tx);
            if (!group.front()->result)
                noteFull(group.front()->result.error());
        }
        {
            const std::lock_guard lock(m_mutex);
            for (Job* job : group)
                job->finished = true;
        }
        m_done.notify_all();
    }
    m_database = QSqlDatabase();
}

std::vector<Writer::Job*> Writer::takeGroup()
{
    std::unique_lock lock(m_mutex);
    m_queued.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
    std::vector<Job*> group;
    while (!m_queue.empty() && group.size() < kLargestGroup) {
        Job* next = m_queue.front();
        if (!group.empty() && !next->inTransaction)
            break;
        group.push_back(next);
        m_queue.pop_front();
        if (!next->inTransaction)
            break;
    }
    return group;
}

void Writer::runGroup(const std::vector<Job*>& group)
{
    Transaction tx(m_database);
    const auto failAll = [&](const Error& error) {
        for (Job* job : group) {
            if (job->result)
                job->result = fail(error);
        }
        noteFull(error);
        (void)tx.execute(QStringLiteral("ROLLBACK")); // there may be none left to roll back
    };
    if (auto begun = tx.execute(QStringLiteral("BEGIN IMMEDIATE")); !begun) {
        failAll(begun.error());
        return;
    }
    bool anyDone = false;
    for (Job* job : group) {
        if (!runInSavepoint(*job, tx)) {
            // A full or failing disk can end the whole transaction: then none of these calls happened, and each is told so.
            failAll(job->result ? Error::make(ErrorKind::Defect, Words::tr("The transaction ended unexpectedly."))
                                : job->result.error());
            return;
        }
        anyDone = anyDone || job->result.has_value();
    }
    if (!anyDone) {
        (void)tx.execute(QStringLiteral("ROLLBACK"));
        return;
    }
    if (auto committed = tx.execute(QStringLiteral("COMMIT")); !committed)
        failAll(committed.error());
}

bool Writer::runInSavepoint(Job& job, Transaction& tx)
{
    if (auto saved = tx.execute(QStringLiteral("SAVEPOINT call")); !saved) {
        job.result = fail(saved.error());
        return false;
    }
    job.result = runGuarded(*job.call, tx);
    if (!job.result) {
        noteFull(job.result.error());
        if (auto undone = tx.execute(QStringLiteral("ROLLBACK TO call")); !undone)
            return false;
    }
    auto released = tx.execute(QStringLiteral("RELEASE call"));
    if (!released && job.result)
        job.result = fail(released.error());
    return released.has_value();
}

void Writer::noteFull(const Error& error)
{
    if (error.kind == ErrorKind::Storage && error.code == QStringLiteral("disk-full") && m_onFull)
        m_onFull();
}

} // namespace causeway::db
