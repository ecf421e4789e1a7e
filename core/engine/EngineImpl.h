// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>

#include "engine/ConfigurationActions.h"
#include "engine/Engine.h"
#include "engine/Notifier.h"
#include "engine/RecordActions.h"
#include "engine/Workers.h"

namespace causeway::engine {

/// What stands behind the facade; only for the source files of Engine.
class Engine::Impl
{
public:
    explicit Impl(Parts given)
        : parts(std::move(given)),
          connections(parts.database, parts.secrets, parts.transport, parts.clock, parts.log),
          workshop(parts.database, parts.vault, connections, parts.clock, parts.log, parts.flows),
          records(parts.database, workshop.payloads(), parts.clock),
          configuration(parts.database, connections, parts.secrets, parts.clock, parts.flows),
          notifier(parts.database, parts.secrets, parts.mailer, parts.clock, parts.log, parts.flows),
          workers(workshop, notifier, [this] { return takeOver(); })
    {
        workers.setOnFinished(
            [this](const RunRequest& request, const RunResult& result) { return settleRestore(request, result); });
    }
    /// Epoch + 1: everything that was running belongs to nobody now and becomes ready, or is checked.
    Result<void> takeOver();
    Result<void> checkDatabase();
    Result<void> settleRestore(const RunRequest& request, const RunResult& result);
    int threadCount();
    /// The run that run() works off, for progress(); none when it ended.
    void setForeground(std::shared_ptr<FlowRun> run)
    {
        const std::lock_guard lock(foregroundMutex);
        foreground = std::move(run);
    }

    Parts parts;
    Connections connections;
    Workshop workshop;
    RecordActions records;
    ConfigurationActions configuration;
    Notifier notifier;
    Workers workers;
    bool recovered = false;
    std::mutex foregroundMutex;
    std::shared_ptr<FlowRun> foreground;
};

} // namespace causeway::engine
