// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/Tasks.h"

namespace causeway::ui {

namespace {
constexpr int kThreads = 3;
}

Tasks::Tasks(QObject* parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(kThreads);
}

Tasks::~Tasks()
{
    stopAll();
    m_pool.waitForDone();
}

void Tasks::stopAll()
{
    m_stop.requestStop();
}

void Tasks::start(std::function<void()> work)
{
    m_pool.start(std::move(work));
}

quint64 Tasks::take(const QString& question)
{
    m_tickets[question] = ++m_next;
    return m_next;
}

bool Tasks::isNewest(const QString& question, quint64 ticket) const
{
    return m_tickets.value(question) == ticket;
}

} // namespace causeway::ui
