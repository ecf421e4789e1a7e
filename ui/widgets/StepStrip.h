// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "models/Cell.h"
#include "theme/Theme.h"

namespace causeway::ui {

/// Progress of one thing as cells: state icon, name, detail, time. Painted; its accessible text says all steps.
class StepStrip final : public QWidget
{
    Q_OBJECT
public:
    StepStrip(const Theme& theme, const QString& objectName, QWidget* parent = nullptr);
    void setSteps(std::vector<Step> steps);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    std::vector<Step> m_steps;
};

} // namespace causeway::ui
