// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "engine/Engine.h"

namespace causeway::ui {

/// Gathers the engine's signals and passes them on at most four times a second, so that a busy engine never floods the window.
class ChangeHub final : public QObject
{
    Q_OBJECT
public:
    enum Topic
    {
        Records = 1,
        Runs = 2,
        Flows = 4,
        Mappings = 8,
        Connections = 16,
        Activity = 32,
        Everything = 63
    };
    explicit ChangeHub(engine::Engine& engine, QObject* parent = nullptr);
    void note(int topics);

Q_SIGNALS:
    void changed(int topics);

private:
    QTimer m_timer;
    int m_topics = 0;
};

} // namespace causeway::ui
