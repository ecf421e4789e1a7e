// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

#include "theme/Theme.h"

namespace causeway::ui {

/// Read-only text in the fixed font: requests, responses, sources. Plain text only; long texts are cut with a sentence.
class TextViewer final : public QPlainTextEdit
{
    Q_OBJECT
public:
    static constexpr qsizetype kMostBytes = qsizetype(256) * 1024;
    TextViewer(const Theme& theme, const QString& objectName, const QString& accessibleName, QWidget* parent = nullptr);
    void setBytes(const QByteArray& text);
};

} // namespace causeway::ui
