// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>
#include <QStringList>

#include "base/Json.h"

namespace causeway::config {

/// The section "notifications" (interface.md section 5) in typed form. The password is the secret smtp.password.
struct Notifications
{
    struct Smtp
    {
        QString host;
        int port = 587;
        QString security = QStringLiteral("starttls"); ///< starttls, tls, none (loopback only)
        QString from;
        QStringList to;
        QString user; ///< empty = no sign-in
    };
    std::optional<Smtp> smtp; ///< nullopt: nobody is told
    bool onFailure = true;
    QString digest; ///< config/Schedule; empty = never

    /// Of JSON that was validated; anything else falls back to "nobody is told".
    [[nodiscard]] static Notifications read(const Json& json);
    [[nodiscard]] Json toJson() const;
};

} // namespace causeway::config
