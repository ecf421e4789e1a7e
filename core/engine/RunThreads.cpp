// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/RunThreads.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

#include "db/RecordTable.h"

namespace causeway::engine {

namespace {
constexpr int kFewRecords = 20; ///< fewer than this are one worker's job
} // namespace

Result<void> workTogether(Workshop& workshop, FlowRun& run, int threads)
{
    std::mutex mutex;
    Result<void> outcome;
    const auto work = [&] {
        for (;;) {
            auto step = run.step(threads);
            if (!step) {
                const std::lock_guard lock(mutex);
                outcome = fail(step.error());
                return;
            }
            if (*step == FlowRun::Step::Worked)
                continue;
            if (run.isQuiet())
                return;
            run.waitForOthers();
        }
    };
    // Alone until all pages are in or there is work for everybody: a few records are not worth more threads.
    int useful = 1;
    for (bool more = threads > 1; more && useful < threads;) {
        auto fetched = run.fetchStep();
        if (!fetched)
            return fail(fetched.error());
        more = *fetched;
        auto ready = workshop.database().read([&](db::Connection& connection) {
            return db::RecordReads(connection).count(db::RecordState::Ready, run.request().flow, run.request().store);
        });
        if (!ready)
            return fail(ready.error());
        useful = std::clamp(static_cast<int>(*ready / kFewRecords), 1, threads);
    }
    threads = useful;
    std::vector<std::thread> helpers;
    for (int i = 1; i < threads; ++i)
        helpers.emplace_back(work);
    work();
    for (std::thread& helper : helpers)
        helper.join();
    return outcome;
}

} // namespace causeway::engine
