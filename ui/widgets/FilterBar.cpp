// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/FilterBar.h"

#include <QKeyEvent>
#include <QSignalBlocker>

#include "widgets/Build.h"

namespace causeway::ui {

namespace {
constexpr int kDebounceMs = 200;
}

FilterBar::FilterBar(const Theme& theme, const QString& prefix, QWidget* parent)
    : QWidget(parent),
      m_theme(theme),
      m_prefix(prefix),
      m_layout(build::row(theme.u(2), QMargins(theme.u(3), theme.u(1), theme.u(3), theme.u(2))))
{
    setLayout(m_layout);
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(kDebounceMs);
    connect(&m_debounce, &QTimer::timeout, this, &FilterBar::changed);
}

ComboBox* FilterBar::addChoice(const QString& name, const QString& accessibleName, const QList<Choice>& choices)
{
    auto* combo = build::named(new ComboBox(m_theme), m_prefix + QStringLiteral(".filter.") + name, accessibleName);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const Choice& choice : choices)
        combo->addItem(choice.text, choice.id);
    m_choices.insert(name, combo);
    m_layout->addWidget(combo);
    if (m_firstFocus == nullptr)
        m_firstFocus = combo;
    connect(combo, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT changed(); });
    return combo;
}

void FilterBar::addFind(const QString& hint)
{
    m_find = build::named(new QLineEdit, m_prefix + QStringLiteral(".filter.find"), tr("Find in this list"));
    m_find->setAccessibleDescription(hint);
    m_find->setPlaceholderText(hint);
    m_find->setClearButtonEnabled(false);
    m_find->addAction(IconTheme::icon(m_theme, QStringLiteral("search"), Token::Muted), QLineEdit::LeadingPosition);
    const int wide = m_find->fontMetrics().horizontalAdvance(hint) + m_theme.u(14);
    m_find->setMinimumWidth(std::max(m_theme.ch(22), wide));
    m_find->setMaximumWidth(std::max(m_theme.ch(34), wide));
    m_find->installEventFilter(this);
    m_layout->addWidget(m_find);
    if (m_firstFocus == nullptr)
        m_firstFocus = m_find;
    connect(m_find, &QLineEdit::textChanged, &m_debounce, qOverload<>(&QTimer::start));
}

void FilterBar::addStretch()
{
    m_layout->addStretch(1);
}

void FilterBar::addRight(QWidget* widget)
{
    m_layout->addWidget(widget);
}

QString FilterBar::find() const
{
    return m_find != nullptr ? m_find->text().trimmed() : QString();
}

QString FilterBar::chosen(const QString& name) const
{
    const ComboBox* combo = m_choices.value(name);
    return combo != nullptr ? combo->currentId() : QString();
}

void FilterBar::choose(const QString& name, const QString& id)
{
    if (ComboBox* combo = m_choices.value(name))
        combo->chooseId(id);
}

void FilterBar::setChoices(const QString& name, const QList<Choice>& choices)
{
    ComboBox* combo = m_choices.value(name);
    if (combo == nullptr)
        return;
    const QString kept = combo->currentId();
    const QSignalBlocker quiet(combo);
    combo->clear();
    for (const Choice& choice : choices)
        combo->addItem(choice.text, choice.id);
    combo->chooseId(kept);
}

void FilterBar::setFind(const QString& text)
{
    if (m_find == nullptr)
        return;
    m_find->setText(text);
    m_debounce.stop();
    Q_EMIT changed();
}

bool FilterBar::isFiltering() const
{
    for (const ComboBox* combo : m_choices) {
        if (combo->currentIndex() > 0)
            return true;
    }
    return !find().isEmpty();
}

void FilterBar::clearAll()
{
    for (ComboBox* combo : m_choices) {
        const QSignalBlocker quiet(combo);
        combo->setCurrentIndex(0);
    }
    if (m_find != nullptr) {
        const QSignalBlocker quiet(m_find);
        m_find->clear();
    }
    Q_EMIT changed();
}

void FilterBar::focusFind()
{
    if (m_find == nullptr)
        return;
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

QWidget* FilterBar::firstFocus() const
{
    return m_find != nullptr ? m_find : m_firstFocus;
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_find && event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && !m_find->text().isEmpty()) {
        m_find->clear();
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace causeway::ui
