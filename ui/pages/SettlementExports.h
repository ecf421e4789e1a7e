// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QObject>

#include "Ui.h"
#include "engine/SettlementView.h"

class QHBoxLayout;
class QMenu;
class QPushButton;

namespace causeway::ui {

/// What leaves the window with a settlement: its proof as PDF and XLSX, checked against the stored file first; categories and
/// journals as CSV or on the clipboard. Files are chosen first and written on a worker.
class SettlementExports final : public QObject
{
    Q_OBJECT
public:
    struct Source
    {
        std::function<const engine::SettlementView*()> view; ///< nullptr: nothing is shown
        std::function<std::vector<QStringList>()> categories;
        std::function<QString()> chart;
    };
    /// Adds its buttons to the layout.
    SettlementExports(Ui& ui, QWidget& page, QHBoxLayout& buttons, Source source);
    void setEnabled(bool enabled);

Q_SIGNALS:
    void told(const QString& sentence);
    void failed(const causeway::Error& error);

private:
    enum class Paper
    {
        Pdf,
        Xlsx
    };
    void verify();
    void saveProof(Paper paper);
    void saveLines(const std::vector<QStringList>& lines, const QString& name);
    void choose(const QString& title, const QString& name, const QString& suffix, std::function<void(const QString&)> write);
    [[nodiscard]] QPushButton* addButton(QHBoxLayout& buttons, const char* name, const QString& text, QMenu* menu);

    Ui& m_ui;
    QWidget& m_page;
    Source m_source;
    QPushButton* m_proof;
    QPushButton* m_export;
};

} // namespace causeway::ui
