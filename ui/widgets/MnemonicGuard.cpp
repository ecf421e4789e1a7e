// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/MnemonicGuard.h"

#include <QAbstractSpinBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace causeway::ui {

namespace {
// Option types characters on macOS. AltGr is another modifier, or Ctrl and Alt together.
#ifdef Q_OS_MACOS
constexpr bool kAltTypes = true;
#else
constexpr bool kAltTypes = false;
#endif

bool takesText(QObject* object)
{
    return qobject_cast<QLineEdit*>(object) != nullptr || qobject_cast<QPlainTextEdit*>(object) != nullptr ||
           qobject_cast<QTextEdit*>(object) != nullptr || qobject_cast<QAbstractSpinBox*>(object) != nullptr;
}
} // namespace

bool MnemonicGuard::eventFilter(QObject* watched, QEvent* event)
{
    if (kAltTypes || event->type() != QEvent::KeyPress)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const QString text = key->text();
    return key->modifiers() == Qt::AltModifier && !text.isEmpty() && text.at(0).isPrint() && takesText(watched);
}

} // namespace causeway::ui
