// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace causeway::ui {

/// A line for a secret, shown as dots. A letter with Alt is meant for a button: where that button is disabled, Qt would type it,
/// and nobody would see that the secret is wrong now.
class SecretLine final : public QLineEdit
{
    Q_OBJECT
public:
    explicit SecretLine(QWidget* parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace causeway::ui
