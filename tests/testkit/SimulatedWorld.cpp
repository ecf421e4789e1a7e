// SPDX-License-Identifier: GPL-3.0-or-later
#include "testkit/SimulatedWorld.h"

#include "config/ConfigurationReader.h"

namespace causeway::tests {

namespace {
std::unique_ptr<simulator::Simulation> started(simulator::Options options, Clock& clock)
{
    options.clock = &clock;
    auto simulation = simulator::Simulation::start(options);
    if (!simulation)
        qFatal("%s", qPrintable(simulation.error().message));
    return std::move(*simulation);
}
} // namespace

SimulatedWorld::SimulatedWorld(simulator::Options options, config::FlowMode mode)
    : m_transport(m_http),
      m_simulation(started(std::move(options), m_clock)),
      m_profile(std::make_unique<TestProfile>(m_registry, m_transport, m_clock))
{
    std::vector<config::KnownFlow> known;
    for (const auto& flow : m_registry.all())
        known.push_back({flow->spec().id, flow->spec().settings});
    config::ReadConfiguration read = config::ConfigurationReader(known).read(m_simulation->configuration(), {});
    if (!read.problems.empty())
        qFatal("%s: %s", qPrintable(read.problems.front().path), qPrintable(read.problems.front().message));
    for (const auto& flow : m_registry.all()) {
        for (const config::Store& store : read.configuration.stores) {
            if (read.configuration.flow(flow->spec().id, store.id) == nullptr)
                read.configuration.flows.push_back({flow->spec().id, store.id});
        }
    }
    for (config::FlowSettings& flow : read.configuration.flows) {
        flow.mode = mode;
        flow.enabled = true;
    }
    m_configuration = read.configuration;
    if (auto applied = m_profile->engine().applyConfiguration(m_configuration, read.sections, TestProfile::actor()); !applied)
        qFatal("%s", qPrintable(applied.error().message));
    const auto secrets = Json::parse(m_simulation->secrets());
    if (!secrets)
        qFatal("%s", qPrintable(secrets.error().message));
    for (const auto& [name, value] : secrets->members())
        static_cast<void>(m_profile->secrets().set(name, security::Secret(value.toString().toUtf8())));
}

void SimulatedWorld::restart(std::shared_ptr<CrashPoint> crash)
{
    m_transport.setCrash(crash);
    m_profile->restart(std::move(crash));
}

Result<engine::RunResult> SimulatedWorld::run(const QString& flow, int waitSeconds)
{
    return m_profile->run(flow, waitSeconds);
}

void SimulatedWorld::runUntilIdle(const QString& flow)
{
    constexpr int kWaitSeconds = 40 * 60; // longer than the checks of an unknown outcome
    constexpr int kMost = 20;
    for (int i = 0; i < kMost; ++i) {
        auto run = m_profile->run(flow, kWaitSeconds);
        if (!run)
            qFatal("%s (%s)", qPrintable(run.error().message), qPrintable(run.error().code));
        const db::RunCounts& counts = run->run.counts;
        if (!run->fatal && !run->run.fetchDueAt && counts.waiting == 0 && i > 0)
            return;
        m_clock.advance(3 * 60'000); // Amazon shows an order two minutes late
    }
}

} // namespace causeway::tests
