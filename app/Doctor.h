// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>

#include "Composition.h"
#include "SupportBundle.h"
#include "base/Json.h"

namespace causeway::app {

/// Looks after a profile: integrity, disk, clock, keychain, secrets, versions. Changes nothing. Main thread; the clock check
/// makes one request.
class Doctor final
{
public:
    enum class Health
    {
        Good,
        Bad,
        Unknown
    };
    struct Check
    {
        QString name; ///< fixed word: "database", "disk", …
        Health health = Health::Good;
        QString message;
    };

    explicit Doctor(Composition& composition) : m_composition(composition) {}

    [[nodiscard]] std::vector<Check> examine(const StopToken& stop);
    /// {"causeway","qt","sqlite","schema","system"}
    [[nodiscard]] static Json versions();
    /// Everything support needs and nothing else: no database, no key, no body, no buyer, no secret.
    [[nodiscard]] Result<SupportBundle> bundle(const std::vector<Check>& checks);

private:
    [[nodiscard]] Check database();
    [[nodiscard]] Check disk();
    [[nodiscard]] Check rights();
    [[nodiscard]] Check masterKey();
    [[nodiscard]] Check secrets();
    [[nodiscard]] Check mail();
    [[nodiscard]] Check clockSkew(const StopToken& stop);
    [[nodiscard]] Check backups();

    Composition& m_composition;
};

[[nodiscard]] Json toJson(const std::vector<Doctor::Check>& checks);
/// The newest log files of a profile's folder, also when the profile cannot be opened.
void addLogs(const QString& profileFolder, SupportBundle& bundle);

} // namespace causeway::app
