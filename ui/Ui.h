// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Session.h"
#include "theme/Theme.h"

namespace causeway::ui {

class ActionRegistry;
class ChangeHub;
class Names;
class Tasks;

/// What every page gets: one bundle of references instead of globals. Owned by MainWindow; outlives all pages.
struct Ui
{
    Theme& theme;
    Session& session;
    ActionRegistry& actions;
    ChangeHub& changes;
    Tasks& tasks;
    Names& names;
    QString store = {}; ///< id of the store chosen in the tool bar; empty = all

    [[nodiscard]] qint64 now() const { return session.clock.nowMs(); }
};

} // namespace causeway::ui
