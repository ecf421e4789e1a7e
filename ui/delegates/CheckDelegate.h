// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delegates/CellDelegate.h"

namespace causeway::ui {

/// A check box in the accent colour; a click on the cell or Space toggles it.
class CheckDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

protected:
    void paintCell(QPainter& painter, const QRect& rect, const Cell& cell, const Column& column) const override;
};

} // namespace causeway::ui
