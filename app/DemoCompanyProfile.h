// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QString>

#include "Composition.h"
#include "base/Result.h"

namespace causeway::simulator {
class Simulation;
}

namespace causeway::app {

struct DemoOptions
{
    QString folder; ///< empty = Profile::defaultDemoFolder()
    quint64 seed = 1;
    int orders = 60;
    LogLevel logLevel = LogLevel::Info;
};

/// The demo company: both simulators in this process and a profile of its own that points at them, with generated secrets in its
/// own secrets file and vault.key; no keychain is touched. The simulated accounts live in memory, so the profile starts afresh
/// each time. start() may run on a worker that hands the composition over; no keychain is asked.
class DemoCompanyProfile final
{
public:
    /// Starts the simulators, makes the profile and imports the sample company's configuration.
    /// Invalid when the folder holds a profile that is not a demo; Storage when it is in use or cannot be written.
    [[nodiscard]] static Result<std::unique_ptr<DemoCompanyProfile>> start(const DemoOptions& options);
    ~DemoCompanyProfile();
    DemoCompanyProfile(const DemoCompanyProfile&) = delete;
    DemoCompanyProfile& operator=(const DemoCompanyProfile&) = delete;

    [[nodiscard]] Composition& composition();
    [[nodiscard]] simulator::Simulation& simulation();
    [[nodiscard]] const QString& folder() const;
    [[nodiscard]] QString secretsFile() const;

    /// The first run of every enabled flow, one after the other; blocks (command line). The window starts the engine instead.
    [[nodiscard]] Result<std::vector<engine::RunResult>> runOnce(const StopToken& stop);

private:
    class Impl;
    explicit DemoCompanyProfile(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace causeway::app
