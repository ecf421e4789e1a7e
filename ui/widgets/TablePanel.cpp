// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TablePanel.h"

#include <QEvent>
#include <QHeaderView>

#include "widgets/Build.h"
#include "widgets/MessageBar.h"

namespace causeway::ui {

TablePanel::TablePanel(const Theme& theme, std::vector<Column> columns, const QString& objectName, const QString& accessibleName,
                       QWidget* parent)
    : QFrame(parent), m_theme(theme), m_model(new RowModel(std::move(columns), this))
{
    auto* layout = build::column(0);
    setLayout(layout);
    m_failure = new MessageBar(theme, objectName + QStringLiteral(".failure"));
    m_table = new RecordTable(theme, *m_model, objectName, accessibleName);
    m_footer = build::frame("tableFooter");
    auto* foot = build::row(theme.u(3), QMargins(theme.u(2), theme.u(1), theme.u(2), theme.u(1)));
    m_left = new PlainLabel(theme, {}, PlainLabel::Role::Small);
    m_left->setElided(true);
    m_right = new PlainLabel(theme, {}, PlainLabel::Role::Small);
    foot->addWidget(m_left, 1);
    foot->addWidget(m_right);
    m_footer->setLayout(foot);
    layout->addWidget(m_failure);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_footer);

    m_empty = new QWidget(m_table->viewport());
    auto* empty = build::column(theme.u(2));
    m_emptyText = new PlainLabel(theme, {}, PlainLabel::Role::Muted);
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyButton = build::button(theme, objectName + QStringLiteral(".emptyButton"), QString());
    m_emptyButton->hide();
    empty->addStretch();
    empty->addWidget(m_emptyText, 0, Qt::AlignCenter);
    empty->addWidget(m_emptyButton, 0, Qt::AlignHCenter);
    empty->addStretch();
    m_empty->setLayout(empty);
    m_empty->hide();
    m_table->viewport()->installEventFilter(this);

    connect(m_emptyButton, &QPushButton::clicked, this, [this] {
        if (m_runEmpty)
            m_runEmpty();
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, &TablePanel::showEmpty);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TablePanel::showEmpty);
    connect(m_model, &RowModel::readFailed, this, [this](const Error& error) {
        m_failure->show(MessageBar::Kind::Error, tr("The list could not be read: %1 Your data is safe.").arg(error.message),
                        {{tr("Try again"), [this] { m_model->restart(); }}}, true);
    });
    connect(m_model, &RowModel::readSucceeded, m_failure, &QWidget::hide);
    showEmpty();
}

void TablePanel::setFooter(const QString& left, const QString& right)
{
    m_left->setText(left);
    m_right->setText(right);
}

void TablePanel::setFooterShown(bool shown)
{
    m_footer->setVisible(shown);
}

void TablePanel::setEmptyText(const QString& text, const QString& button, std::function<void()> run)
{
    m_emptyText->setText(text);
    m_emptyButton->setText(button);
    m_emptyButton->setAccessibleName(button);
    m_emptyButton->setVisible(!button.isEmpty());
    m_runEmpty = std::move(run);
    showEmpty();
}

QString TablePanel::emptyText() const
{
    return m_emptyText->fullText();
}

/// The words lie over the rows: they follow the viewport, which gets its size after the panel.
bool TablePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        showEmpty();
    return QFrame::eventFilter(watched, event);
}

void TablePanel::showEmpty()
{
    const bool empty = m_model->rowCount() == 0 && !m_emptyText->fullText().isEmpty();
    m_empty->setVisible(empty);
    if (empty) {
        const int wide = std::min(m_table->viewport()->width(), m_theme.ch(60));
        m_emptyText->setMinimumWidth(wide - m_theme.u(8));
        m_empty->setGeometry((m_table->viewport()->width() - wide) / 2, 0, wide,
                             std::max(m_theme.u(16), m_table->viewport()->height() * 2 / 3));
    }
}

} // namespace causeway::ui
