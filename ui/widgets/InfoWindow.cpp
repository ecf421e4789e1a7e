// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/InfoWindow.h"

#include "widgets/Build.h"
#include "widgets/TablePanel.h"
#include "widgets/TextViewer.h"

namespace causeway::ui {

InfoWindow::InfoWindow(const Theme& theme, const QString& objectName, const QString& title, QWidget* parent)
    : QDialog(parent), m_theme(theme)
{
    setObjectName(objectName);
    setAccessibleName(title);
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(false);
    auto* layout = build::column(theme.u(2), QMargins(theme.u(3), theme.u(3), theme.u(3), theme.u(3)));
    setLayout(layout);
    auto* row = build::row(theme.u(2));
    auto* close = build::button(theme, objectName + QStringLiteral(".closeButton"), tr("Close"));
    row->addStretch(1);
    row->addWidget(close);
    layout->addLayout(row);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    resize(theme.ch(80), theme.u(140));
}

void InfoWindow::showRows(std::vector<Column> columns, std::vector<TableRow> rows)
{
    auto* panel = new TablePanel(m_theme, std::move(columns), objectName() + QStringLiteral(".table"), windowTitle());
    panel->setFooterShown(false);
    panel->rows().setRows(std::move(rows));
    static_cast<QVBoxLayout*>(layout())->insertWidget(0, panel, 1);
    panel->table().setFocus(Qt::OtherFocusReason);
}

void InfoWindow::showText(const QString& text)
{
    auto* viewer = new TextViewer(m_theme, objectName() + QStringLiteral(".text"), windowTitle());
    viewer->setBytes(text.toUtf8());
    viewer->setFont(font());
    static_cast<QVBoxLayout*>(layout())->insertWidget(0, viewer, 1);
}

} // namespace causeway::ui
