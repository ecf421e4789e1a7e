// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "config/Configuration.h"
#include "db/AlarmReads.h"
#include "db/NotificationTable.h"
#include "flows/Flow.h"

namespace causeway::engine {

/// The words of the mails: sentences, remedies, counts, flows and stores. No names, addresses or mail addresses of anybody: what
/// looks like a mail address is masked, and where a person edited a document only that is said, not the values. Pure.
class NotificationText final
{
public:
    NotificationText(const config::Configuration& configuration, const flows::Registry& flows)
        : m_configuration(configuration), m_flows(flows)
    {
    }
    struct Text
    {
        QString subject, body;
    };
    [[nodiscard]] Text failures(const std::vector<db::FailureGroup>& groups) const;
    struct Digest
    {
        qint64 sinceMs = 0, untilMs = 0;
        std::vector<db::FlowActivity> flows;
        std::vector<db::CauseRow> causes;
        std::vector<db::Alarm> alarms;
    };
    [[nodiscard]] Text digest(const Digest& digest, const QTimeZone& zone) const;
    [[nodiscard]] Text test() const;

private:
    [[nodiscard]] QString flowTitle(const QString& flow) const;
    [[nodiscard]] QString storeName(const QString& store) const;
    [[nodiscard]] QString place(const QString& flow, const QString& store) const;

    const config::Configuration& m_configuration;
    const flows::Registry& m_flows;
};

} // namespace causeway::engine
