// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/BaseStyle.h"

#include <algorithm>

#include <QApplication>
#include <QFontMetrics>
#include <QStyleFactory>

namespace causeway::ui {

BaseStyle::BaseStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

int BaseStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    const int usual = QProxyStyle::pixelMetric(metric, option, widget);
    const int text = QFontMetrics(QApplication::font()).ascent();
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return std::max(usual, text);
    case PM_TabBarScrollButtonWidth:
        return std::max(usual, text * 3 / 2);
    default:
        return usual;
    }
}

} // namespace causeway::ui
