// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

#include "theme/Theme.h"

namespace causeway::ui {

/// A combo box with a chevron in the theme's colour; ignores the wheel unless it has the focus.
class ComboBox final : public QComboBox
{
    Q_OBJECT
public:
    explicit ComboBox(const Theme& theme, QWidget* parent = nullptr);
    [[nodiscard]] QString currentId() const { return currentData().toString(); }
    void chooseId(const QString& id); ///< selects the entry with this data, the first when there is none

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    const Theme& m_theme;
};

} // namespace causeway::ui
