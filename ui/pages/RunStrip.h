// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "Ui.h"

class QProgressBar;

namespace causeway::ui {

class PlainLabel;

/// How far a running flow is: counts, pace, time left (only when they are known), and the button that stops it. Hidden while
/// nothing runs.
class RunStrip final : public QFrame
{
    Q_OBJECT
public:
    RunStrip(Ui& ui, const QString& objectName, QWidget* parent = nullptr);
    void show(const std::optional<engine::RunProgress>& progress);

private:
    QProgressBar* m_bar;
    PlainLabel* m_words;
};

} // namespace causeway::ui
