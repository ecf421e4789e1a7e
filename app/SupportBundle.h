// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QByteArray>
#include <QString>

#include "base/Json.h"
#include "base/Result.h"

namespace causeway::app {

/// A ZIP file for support. Knows nothing of what goes in; whoever adds an entry answers for it holding no secret and no buyer's
/// data.
class SupportBundle final
{
public:
    void add(const QString& name, QByteArray bytes) { m_entries.push_back({name, std::move(bytes)}); }
    /// Writes the file for its owner only. Invalid (path = the file) when it cannot be written.
    [[nodiscard]] Result<void> write(const QString& file) const;

private:
    struct Entry
    {
        QString name;
        QByteArray bytes;
    };
    std::vector<Entry> m_entries;
};

/// The configuration for a bundle: account, seller and client ids shortened, mail addresses and names left out.
[[nodiscard]] Json redactedConfiguration(const Json& configuration);

} // namespace causeway::app
