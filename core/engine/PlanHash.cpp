// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/PlanHash.h"

#include "base/Hash.h"

namespace causeway::engine {

QString bodyHash(const Json& body)
{
    return sha256Hex(body.toCanonicalBytes());
}

QString planHash(std::span<const flows::Command> commands)
{
    Json plan = Json::array();
    for (const flows::Command& command : commands) {
        plan.append(Json::array({Json(command.target), Json(command.key), Json(command.operation), Json(command.type),
                                 Json(bodyHash(command.body))}));
    }
    return sha256Hex(plan.toCanonicalBytes());
}

} // namespace causeway::engine
