// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delegates/CellDelegate.h"

namespace causeway::ui {

/// An amount at the right, its currency as a muted prefix at the left when the rows do not share one.
class AmountDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(QPainter& painter, const QRect& rect, const Cell& cell, const Column& column) const override;
};

} // namespace causeway::ui
