// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Session.h"

namespace causeway::ui {

/// A host that opens nothing, for pictures of the set-up.
class NoHost final : public Host
{
public:
    [[nodiscard]] Result<void> openDemo() override { return {}; }
    [[nodiscard]] Result<Session*> openOrCreateProfile() override
    {
        return fail(ErrorKind::Storage, QStringLiteral("No profile here."));
    }
    void showProfile() override {}
    void showWizard() override {}
};

} // namespace causeway::ui
