// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include "base/StopSource.h"

namespace causeway::ui {

/// Work that may block (network, keychain, sums over many rows) on own threads; answers come back queued to the UI thread.
/// A ticket per kind of question: only the newest question's answer is delivered. Destroying it stops and waits for the rest.
class Tasks final : public QObject
{
    Q_OBJECT
public:
    explicit Tasks(QObject* parent = nullptr);
    ~Tasks() override;

    /// Runs work on a worker, then done(result) on the UI thread if receiver still lives and no newer question of this name was
    /// asked.
    template<class Work, class Done>
    void run(const QString& question, QObject* receiver, Work work, Done done)
    {
        using R = std::invoke_result_t<Work, StopToken>;
        const quint64 ticket = take(question);
        QPointer<QObject> alive(receiver);
        start([this, question, ticket, alive, work = std::move(work), done = std::move(done), stop = m_stop.token()]() mutable {
            // Shared: the queued functor must be copyable, the result need not be.
            auto result = std::make_shared<R>(work(stop));
            QMetaObject::invokeMethod(
                this,
                [this, question, ticket, alive, done = std::move(done), result]() mutable {
                    if (alive && isNewest(question, ticket))
                        done(std::move(*result));
                },
                Qt::QueuedConnection);
        });
    }
    void stopAll();
    [[nodiscard]] StopToken token() const { return m_stop.token(); } ///< stops when stopAll() was called

private:
    void start(std::function<void()> work);
    [[nodiscard]] quint64 take(const QString& question);
    [[nodiscard]] bool isNewest(const QString& question, quint64 ticket) const;

    QThreadPool m_pool;
    StopSource m_stop;
    QHash<QString, quint64> m_tickets;
    quint64 m_next = 0;
};

} // namespace causeway::ui
