// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delegates/CellDelegate.h"

namespace causeway::ui {

/// "12 min", "3 h", "2 d" at the right; the cell's tooltip is the whole instant.
class AgeDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(QPainter& painter, const QRect& rect, const Cell& cell, const Column& column) const override;
};

} // namespace causeway::ui
