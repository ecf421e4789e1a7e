// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delegates/CellDelegate.h"

namespace causeway::ui {

/// Icon and word of a state in the state's colour.
class StateDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(QPainter& painter, const QRect& rect, const Cell& cell, const Column& column) const override;
};

} // namespace causeway::ui
