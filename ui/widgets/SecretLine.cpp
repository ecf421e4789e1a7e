// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/SecretLine.h"

#include <QKeyEvent>

namespace causeway::ui {

namespace {
// Option types characters on macOS; AltGr is another modifier, or Ctrl and Alt together.
#ifdef Q_OS_MACOS
constexpr bool kAltTypes = true;
#else
constexpr bool kAltTypes = false;
#endif
} // namespace

SecretLine::SecretLine(QWidget* parent) : QLineEdit(parent)
{
    setEchoMode(QLineEdit::Password);
}

void SecretLine::keyPressEvent(QKeyEvent* event)
{
    if (!kAltTypes && event->modifiers() == Qt::AltModifier && !event->text().isEmpty())
        event->ignore();
    else
        QLineEdit::keyPressEvent(event);
}

} // namespace causeway::ui
