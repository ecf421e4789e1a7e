// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QTemporaryDir>

#include "DemoCompanyProfile.h"
#include "MainWindow.h"
#include "Session.h"
#include "base/Result.h"

namespace causeway::ui {

/// The demo company after its first runs, with one preview run so that Review has plans, and a window on it.
/// The engine's workers do not run: what the tests do stays as it is until they ask for a run.
class DemoWindow final
{
public:
    [[nodiscard]] static Result<std::unique_ptr<DemoWindow>> open(Theme& theme, int orders = 60);

    [[nodiscard]] app::DemoCompanyProfile& demo() { return *m_demo; }
    [[nodiscard]] Session& session() { return *m_session; }
    [[nodiscard]] MainWindow& window() { return *m_window; }
    [[nodiscard]] qint64 count(db::RecordState state);
    void makeWindow(Theme& theme);

private:
    DemoWindow() = default;
    QTemporaryDir m_folder;
    std::unique_ptr<app::DemoCompanyProfile> m_demo;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace causeway::ui
