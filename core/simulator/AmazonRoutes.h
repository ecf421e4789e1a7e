// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace causeway::simulator {

struct HttpCall;

/// Which operation of the models a request means: "searchOrders", "confirmShipment", …; "token" for Login with Amazon, "document"
/// for presigned addresses, "unknown" for the rest. Where one path serves several verbs, an unknown verb gives the first one,
/// which then refuses it.
[[nodiscard]] QString operationOf(const HttpCall& call);
/// The verb that this operation takes.
[[nodiscard]] QByteArray methodOf(const QString& operation);

} // namespace causeway::simulator
