// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flows/Flow.h"
#include "http/QtHttpTransport.h"
#include "simulator/Simulation.h"
#include "testkit/CrashTransport.h"
#include "testkit/TestProfile.h"

namespace causeway::tests {

/// Amazon and NetSuite simulated in this process, reached over real HTTP by the real clients, and a profile whose configuration
/// and secrets are those of the simulated company. Both sides share one fake clock. One thread.
class SimulatedWorld
{
public:
    explicit SimulatedWorld(simulator::Options options, config::FlowMode mode = config::FlowMode::Auto);

    [[nodiscard]] simulator::Simulation& simulation() { return *m_simulation; }
    [[nodiscard]] simulator::AmazonSim& amazon() { return m_simulation->amazon(); }
    [[nodiscard]] simulator::NetSuiteSim& netSuite() { return m_simulation->netSuite(); }
    [[nodiscard]] TestProfile& profile() { return *m_profile; }
    [[nodiscard]] FakeClock& clock() { return m_clock; }
    [[nodiscard]] const flows::Registry& flows() const { return m_registry; }
    /// As the configuration file of the simulated company says, all flows in this mode.
    [[nodiscard]] const config::Configuration& configuration() const { return m_configuration; }

    [[nodiscard]] CrashTransport& transport() { return m_transport; }
    /// The next process of this profile dies there.
    void restart(std::shared_ptr<CrashPoint> crash = {});
    /// One run of a flow of store "us".
    [[nodiscard]] Result<engine::RunResult> run(const QString& flow, int waitSeconds = 0);
    /// Runs until nothing is fetched or becomes due by itself any more.
    void runUntilIdle(const QString& flow);

private:
    FakeClock m_clock;
    flows::Registry m_registry;
    http::QtHttpTransport m_http;
    CrashTransport m_transport;
    std::unique_ptr<simulator::Simulation> m_simulation;
    config::Configuration m_configuration;
    std::unique_ptr<TestProfile> m_profile;
};

} // namespace causeway::tests
