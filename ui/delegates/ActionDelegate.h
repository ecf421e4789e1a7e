// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delegates/CellDelegate.h"

namespace causeway::ui {

/// A word that does something when clicked; the table emits actionTriggered for it, and Enter does the same.
class ActionDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintCell(QPainter& painter, const QRect& rect, const Cell& cell, const Column& column) const override;
};

} // namespace causeway::ui
