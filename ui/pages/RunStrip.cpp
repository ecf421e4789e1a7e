// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/RunStrip.h"

#include <QProgressBar>

#include "ActionRegistry.h"
#include "engine/RunWords.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {
constexpr int kWhole = 1'000; ///< steps of the bar: counts may exceed what it can hold
}

RunStrip::RunStrip(Ui& ui, const QString& objectName, QWidget* parent) : QFrame(parent)
{
    const Theme& theme = ui.theme;
    setObjectName(objectName);
    setProperty("note", QStringLiteral("info"));
    auto* layout = build::column(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    m_words = new PlainLabel(theme, {}, PlainLabel::Role::Bold);
    m_words->setObjectName(objectName + QStringLiteral(".words"));
    m_words->setWordWrap(true);
    m_bar = build::named(new QProgressBar, objectName + QStringLiteral(".bar"), tr("Progress of the run"));
    m_bar->setTextVisible(false);
    auto* row = build::row(theme.u(2));
    auto* safe = new PlainLabel(theme, tr("Safe at any time: what was not sent stays queued."), PlainLabel::Role::Small);
    safe->setWordWrap(true);
    row->addWidget(safe, 1);
    row->addWidget(ui.actions.button(Verb::StopRun, objectName + QStringLiteral(".stopButton")));
    layout->addWidget(m_words);
    layout->addWidget(m_bar);
    layout->addLayout(row);
    setLayout(layout);
    hide();
}

void RunStrip::show(const std::optional<engine::RunProgress>& progress)
{
    setVisible(progress.has_value());
    if (!progress)
        return;
    m_words->setText(engine::run_words::progress(*progress));
    const bool known = progress->total && *progress->total > 0;
    m_bar->setRange(0, known ? kWhole : 0); // without an end it only shows that something moves
    if (known)
        m_bar->setValue(static_cast<int>(progress->done * kWhole / *progress->total));
    m_bar->setAccessibleDescription(m_words->text());
}

} // namespace causeway::ui
