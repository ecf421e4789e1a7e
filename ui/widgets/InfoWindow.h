// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "models/Cell.h"
#include "theme/Theme.h"

namespace causeway::ui {

/// A window beside the program with a table or a text to read; never modal. Esc closes it. Deletes itself.
class InfoWindow final : public QDialog
{
    Q_OBJECT
public:
    InfoWindow(const Theme& theme, const QString& objectName, const QString& title, QWidget* parent);
    void showRows(std::vector<Column> columns, std::vector<TableRow> rows);
    void showText(const QString& text);

private:
    const Theme& m_theme;
};

} // namespace causeway::ui
