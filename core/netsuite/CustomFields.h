// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "base/Json.h"
#include "config/Configuration.h"

/// The custom fields that the program writes (interface.md section 7) and whether an account has them.
namespace causeway::netsuite {

struct CustomField
{
    enum class Place
    {
        Body,   ///< transaction body, on sales
        Column, ///< transaction line, on sales
        Item
    };
    const char* id; ///< our id; the configuration may rename it
    Place place;
    const char* type;  ///< SDF: TEXT, CHECKBOX, CURRENCY
    const char* label; ///< proposed label in NetSuite
};
[[nodiscard]] std::span<const CustomField> customFields();

enum class FieldState
{
    Ready,  ///< can be written
    Hidden, ///< exists, but is not applied to sales orders (or to items), or the role does not see it there
    Missing
};

struct FieldCheck
{
    QString id;        ///< ours
    QString accountId; ///< the account's own name for it
    CustomField::Place place = CustomField::Place::Body;
    QString type, label;
    FieldState state = FieldState::Missing;
};
/// catalogue: Catalogue::toJson(). One entry per field of customFields(), in that order. Pure.
[[nodiscard]] std::vector<FieldCheck> checkFields(const Json& catalogue, const config::NetSuiteSettings& settings);

} // namespace causeway::netsuite
