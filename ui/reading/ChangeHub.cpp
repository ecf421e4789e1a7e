// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/ChangeHub.h"

namespace causeway::ui {

namespace {
constexpr int kGatherMs = 250;
}

ChangeHub::ChangeHub(engine::Engine& engine, QObject* parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kGatherMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        const int topics = std::exchange(m_topics, 0);
        Q_EMIT changed(topics);
    });
    using engine::Engine;
    connect(
        &engine, &Engine::recordsChanged, this, [this] { note(Records); }, Qt::QueuedConnection);
    connect(
        &engine, &Engine::runsChanged, this, [this] { note(Runs); }, Qt::QueuedConnection);
    connect(
        &engine, &Engine::flowsChanged, this, [this] { note(Flows); }, Qt::QueuedConnection);
    connect(
        &engine, &Engine::mappingsChanged, this, [this] { note(Mappings); }, Qt::QueuedConnection);
    connect(
        &engine, &Engine::connectionsChanged, this, [this] { note(Connections); }, Qt::QueuedConnection);
    connect(
        &engine, &Engine::activityChanged, this, [this] { note(Activity); }, Qt::QueuedConnection);
}

void ChangeHub::note(int topics)
{
    m_topics |= topics;
    if (!m_timer.isActive())
        m_timer.start();
}

} // namespace causeway::ui
