// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "Ui.h"

class QLineEdit;
class QPushButton;

namespace causeway::ui {

class PlainLabel;

/// A secret that can be written, never read: says when it was stored, and replaces it.
class SecretField final : public QWidget
{
    Q_OBJECT
public:
    SecretField(Ui& ui, const QString& secretName, const QString& title, const QString& prefix, QWidget* parent = nullptr);
    void refresh(std::optional<qint64> storedAtMs, bool stored);
    [[nodiscard]] const QString& secretName() const { return m_name; }
    [[nodiscard]] bool hasTyped() const;
    bool save(); ///< stores what was typed; true when it went well or there was nothing to store

Q_SIGNALS:
    void saved();
    void failed(const causeway::Error& error);

private:
    Ui& m_ui;
    QString m_name;
    PlainLabel* m_status;
    QLineEdit* m_line;
    QPushButton* m_replace;
};

} // namespace causeway::ui
