// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "base/Money.h"
#include "theme/Theme.h"

namespace causeway::ui {

/// Steps from a first amount to a last one, as hanging bars. Arrow keys walk the bars; the accessible text says all of them and
/// the one that is chosen. Heights come from minor units in whole numbers.
class WaterfallChart final : public QWidget
{
    Q_OBJECT
public:
    struct Bar
    {
        QString name;
        Money amount;
        qint64 rows = 0;
        bool isTotal = false; ///< stands on the ground line
        friend bool operator==(const Bar&, const Bar&) = default;
    };
    WaterfallChart(const Theme& theme, const QString& objectName, QWidget* parent = nullptr);
    void setBars(std::vector<Bar> bars);
    [[nodiscard]] const std::vector<Bar>& bars() const { return m_bars; }
    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int bar);               ///< -1: none
    [[nodiscard]] QString sentence() const; ///< all bars in words
    /// Tab-separated, as the table beside a chart would be copied.
    [[nodiscard]] QString tableText() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int bar);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRect column(int bar) const;
    [[nodiscard]] int barAt(int x) const;
    [[nodiscard]] QString words(const Bar& bar) const;

    const Theme& m_theme;
    std::vector<Bar> m_bars;
    int m_current = -1;
};

} // namespace causeway::ui
