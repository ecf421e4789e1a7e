// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTimer>
#include <QWidget>

#include "widgets/ComboBox.h"

class QHBoxLayout;
class QLineEdit;

namespace causeway::ui {

/// Find line and up to three choices above a list. Every filter is visible; Esc clears the line.
class FilterBar final : public QWidget
{
    Q_OBJECT
public:
    FilterBar(const Theme& theme, const QString& prefix, QWidget* parent = nullptr);
    struct Choice
    {
        QString id, text;
    };
    ComboBox* addChoice(const QString& name, const QString& accessibleName, const QList<Choice>& choices);
    void addFind(const QString& hint);
    void addStretch();
    void addRight(QWidget* widget);

    [[nodiscard]] QString find() const;
    [[nodiscard]] QString chosen(const QString& name) const;
    void choose(const QString& name, const QString& id);
    void setChoices(const QString& name, const QList<Choice>& choices); ///< keeps the chosen id when it still exists
    void setFind(const QString& text);
    [[nodiscard]] bool isFiltering() const; ///< something other than the first choices, or a find text
    void clearAll();
    void focusFind();
    [[nodiscard]] QWidget* firstFocus() const;

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const Theme& m_theme;
    QString m_prefix;
    QHBoxLayout* m_layout;
    QLineEdit* m_find = nullptr;
    QHash<QString, ComboBox*> m_choices;
    QWidget* m_firstFocus = nullptr;
    QTimer m_debounce;
};

} // namespace causeway::ui
