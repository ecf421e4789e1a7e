// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TextViewer.h"

namespace causeway::ui {

TextViewer::TextViewer(const Theme&, const QString& objectName, const QString& accessibleName, QWidget* parent)
    : QPlainTextEdit(parent)
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setReadOnly(true);
    setFont(Theme::fixedFont());
    setLineWrapMode(WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void TextViewer::setBytes(const QByteArray& text)
{
    QString shown = QString::fromUtf8(text.left(kMostBytes));
    // Bidirectional controls in remote text could reorder what a person reads.
    static const QList<ushort> kReordering{0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066,
                                           0x2067, 0x2068, 0x2069, 0x200E, 0x200F};
    for (const ushort code : kReordering)
        shown.replace(QChar(code), QStringLiteral("\\u%1").arg(code, 4, 16, QLatin1Char('0')));
    if (text.size() > kMostBytes)
        shown += QLatin1Char('\n') + tr("The first 256 kB are shown.");
    if (shown != toPlainText())
        setPlainText(shown);
}

} // namespace causeway::ui
