// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace causeway::ui {

/// Alt and a letter is meant for a button or a field. Where that one is disabled or hidden, Qt types the letter into the field
/// that has the focus: an account id is wrong then, and in a secret nobody sees it. Installed on the application; UI thread.
class MnemonicGuard final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace causeway::ui
