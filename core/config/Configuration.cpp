// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/Configuration.h"

#include <array>

#include "base/Hash.h"

namespace causeway::config {

namespace {
constexpr qsizetype kKeyPartLength = 6;

struct ModeName
{
    FlowMode mode;
    QLatin1StringView name;
};
constexpr std::array kModes{ModeName{FlowMode::Preview, QLatin1StringView("preview")},
                            ModeName{FlowMode::Guarded, QLatin1StringView("guarded")},
                            ModeName{FlowMode::Auto, QLatin1StringView("auto")}};

struct CustomerModeName
{
    CustomerMode mode;
    QLatin1StringView name;
};
constexpr std::array kCustomerModes{CustomerModeName{CustomerMode::PerBuyer, QLatin1StringView("per-buyer")},
                                    CustomerModeName{CustomerMode::PerMarketplace, QLatin1StringView("per-marketplace")},
                                    CustomerModeName{CustomerMode::Fixed, QLatin1StringView("fixed")}};
} // namespace

QString NetSuiteSettings::field(const QString& ours) const
{
    for (const auto& [name, accountName] : fields) {
        if (name == ours)
            return accountName;
    }
    return ours;
}

QString Store::keyPart(const QString& netSuiteAccount) const
{
    // Both spellings of an account (1234567_SB1, 1234567-sb1) must give one key: the key part lives for ever in external ids.
    const QString account = netSuiteAccount.trimmed().toUpper().replace(u'-', u'_');
    return base32(sha256((account + u'\n' + sellerId).toUtf8())).left(kKeyPartLength);
}

QString toString(FlowMode mode)
{
    for (const ModeName& row : kModes) {
        if (row.mode == mode)
            return row.name;
    }
    return {};
}

std::optional<FlowMode> flowModeFromString(QStringView text)
{
    for (const ModeName& row : kModes) {
        if (row.name == text)
            return row.mode;
    }
    return std::nullopt;
}

QString toString(CustomerMode mode)
{
    for (const CustomerModeName& row : kCustomerModes) {
        if (row.mode == mode)
            return row.name;
    }
    return {};
}

std::optional<CustomerMode> customerModeFromString(QStringView text)
{
    for (const CustomerModeName& row : kCustomerModes) {
        if (row.name == text)
            return row.mode;
    }
    return std::nullopt;
}

const Store* Configuration::store(QStringView id) const
{
    for (const Store& candidate : stores) {
        if (candidate.id == id)
            return &candidate;
    }
    return nullptr;
}

const FlowSettings* Configuration::flow(QStringView flow, QStringView store) const
{
    for (const FlowSettings& candidate : flows) {
        if (candidate.flow == flow && candidate.store == store)
            return &candidate;
    }
    return nullptr;
}

} // namespace causeway::config
