// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "db/Rows.h"
#include "theme/Theme.h"

namespace causeway::ui {

/// One column of a table; widths in digits ("ch"), 0 takes the rest.
struct Column
{
    enum class Kind
    {
        Text,
        Id,
        State,
        Number,
        Amount,
        Age,
        Steps,
        Action,
        Check
    };
    QString id; ///< stable name for tests and saved widths, e.g. "errors.col.age"
    QString title;
    int ch = 0;
    Kind kind = Kind::Text;
    QString explanation; ///< tooltip of the header; may be empty

    [[nodiscard]] bool isRight() const { return kind == Kind::Number || kind == Kind::Amount || kind == Kind::Age; }
};

/// One step of a strip: a state, or "not yet".
struct Step
{
    QString name;
    std::optional<db::RecordState> state;
    QString detail, when;
    friend bool operator==(const Step&, const Step&) = default;
};

/// What one cell shows. Plain data; delegates draw it.
struct Cell
{
    QString text;
    std::optional<db::RecordState> state; ///< icon in front (State: icon and word)
    QString prefix;                       ///< muted, e.g. the currency
    QString plain;                        ///< for copies and exports, e.g. "-1440.02"; empty = text
    QString tooltip;                      ///< plain text; empty = text when it is cut
    std::optional<Token> token;
    bool bold = false;
    bool strike = false;
    bool italic = false;
    std::optional<Token> tint; ///< chip behind the text, e.g. a changed value
    std::optional<bool> checked;
    bool editable = false;
    std::vector<Step> steps;
    friend bool operator==(const Cell&, const Cell&) = default;
};

/// One row, flat or a group with children. id is unique in its model and stable across reads.
struct TableRow
{
    QString id;
    std::vector<Cell> cells;
    bool group = false; ///< has (or may have) children and is drawn as a heading
    std::vector<TableRow> children;
    bool lazy = false; ///< children come from the loader when the group is opened
    bool selectable = true;
    qint64 at = 0, number = 0; ///< for the loader: key of the next page
    QString text;              ///< likewise
    friend bool operator==(const TableRow&, const TableRow&) = default;
};

} // namespace causeway::ui
