// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Session.h"

namespace causeway::ui {

/// A host that opens nothing, for pictures of the set-up.
class NoHost final : public Host
{
public:
    void openDemo(std::function<void(const Result<void>&)> done) override { done({}); }
    void openOrCreateProfile(std::function<void(const Result<Session*>&)> done) override
    {
        done(fail(ErrorKind::Storage, QStringLiteral("No profile here.")));
    }
    void showProfile() override {}
    void showWizard(const QString& /*at*/) override {}
};

} // namespace causeway::ui
