// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace causeway::ui {

/// Fusion, with small icons (in fields, menus, tab scrollers) as large as the text beside them.
class BaseStyle final : public QProxyStyle
{
    Q_OBJECT
public:
    BaseStyle();
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
};

} // namespace causeway::ui
