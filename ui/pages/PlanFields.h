// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QHash>

#include "Ui.h"
#include "models/Cell.h"

namespace causeway::ui {

/// A planned body as rows: one field each, with where its value comes from. Buyer data is masked before it gets here.
struct PlanField
{
    QString path;    ///< "item.items[0].rate"
    QString label;   ///< "rate"
    QString section; ///< "" for the header, "Line 1", "shippingAddress"
    Json value;
    QString origin;
    bool locked = false; ///< money, keys and list entries cannot be edited by hand
};

/// One planned or done write of a record with its masked body.
struct PlannedWrite
{
    db::CommandRow command;
    Json body; ///< null when it was erased
    std::vector<PlanField> fields;
    Json before; ///< for a change: what was sent earlier to the same document; null otherwise
};

namespace plan {

[[nodiscard]] std::vector<PlanField> fields(const Json& body, const QHash<QString, QString>& origins);
/// The writes of a record with bodies and origins; opens sealed bodies through the engine. Few rows, by index.
[[nodiscard]] Result<std::vector<PlannedWrite>> read(Session& session, RecordId record);
/// A merge patch (RFC 7396) that sets one field of the path to the text, in the shape the planned value has.
[[nodiscard]] Json patch(const PlanField& field, const QString& text);
[[nodiscard]] Json merged(const Json& into, const Json& patch);
/// The value as people read it: references by name (Names::value), memos of settlements in the words of their categories.
[[nodiscard]] QString shown(const PlanField& field, const Json& value, const Names& names);
/// The text a person edits: the id of a reference, otherwise the plain value.
[[nodiscard]] QString editText(const Json& value);

} // namespace plan
} // namespace causeway::ui
