// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/FlowReading.h"

#include <QDateTimeEdit>
#include <QLineEdit>
#include <QSpinBox>

#include "Format.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {
constexpr int kMostDays = 365;
constexpr int kUsualDays = 30;
} // namespace

FlowReading::FlowReading(Ui& ui, QWidget* parent) : QWidget(parent), m_ui(ui)
{
    const Theme& theme = ui.theme;
    auto* layout = build::column(theme.u(2), QMargins(theme.u(3), theme.u(3), theme.u(3), theme.u(3)));
    const auto title = [&](const QString& text) { layout->addWidget(new PlainLabel(theme, text, PlainLabel::Role::Bold)); };
    const auto help = [&](const QString& text) {
        auto* label = new PlainLabel(theme, text, PlainLabel::Role::Small);
        label->setWordWrap(true);
        layout->addWidget(label);
        return label;
    };
    title(tr("Read up to"));
    m_words = new PlainLabel(theme);
    m_words->setObjectName(QStringLiteral("flows.pane.reading.readUpTo"));
    m_words->setWordWrap(true);
    layout->addWidget(m_words);

    m_form = new QWidget;
    auto* form = build::column(theme.u(2));
    m_form->setLayout(form);
    m_time = build::named(new QDateTimeEdit, QStringLiteral("flows.pane.reading.time"), tr("Read again from this time on"));
    m_time->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    m_time->setCalendarPopup(false);
    m_time->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_time->setMinimumWidth(theme.ch(20));
    auto* from = new PlainLabel(theme, tr("Read f&rom"));
    from->setBuddy(m_time);
    m_reason = build::named(new QLineEdit, QStringLiteral("flows.pane.reading.reason"), tr("Why the place is moved"));
    auto* why = new PlainLabel(theme, tr("Reaso&n"));
    why->setBuddy(m_reason);
    m_move = build::button(theme, QStringLiteral("flows.pane.reading.moveButton"), tr("&Move"));
    auto* first = build::row(theme.u(2));
    first->addWidget(from);
    first->addWidget(m_time);
    first->addStretch();
    auto* second = build::row(theme.u(2));
    second->addWidget(why);
    second->addWidget(m_reason, 1);
    second->addWidget(m_move);
    form->addLayout(first);
    form->addLayout(second);
    layout->addWidget(m_form);
    help(
        tr("Back: what changed since is read again; what is done already stays done. Forward: what was not read is left out. The "
           "reason is kept in the audit log."));

    layout->addSpacing(theme.u(2));
    title(tr("Back-fill"));
    auto* third = build::row(theme.u(2));
    m_days = build::named(new QSpinBox, QStringLiteral("flows.pane.reading.days"), tr("Days to read again"));
    m_days->setRange(1, kMostDays);
    m_days->setValue(kUsualDays);
    m_days->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_days->setMinimumWidth(theme.ch(8));
    auto* last = new PlainLabel(theme, tr("The &last"));
    last->setBuddy(m_days);
    m_backFill = build::button(theme, QStringLiteral("flows.pane.reading.backFillButton"), tr("&Back-fill"));
    third->addWidget(last);
    third->addWidget(m_days);
    third->addWidget(new PlainLabel(theme, tr("days")));
    third->addWidget(m_backFill);
    third->addStretch();
    layout->addLayout(third);
    help(tr("Reads everything that changed in these days once more, now. The place above does not move."));
    layout->addSpacing(theme.u(2));
    m_settings = build::column(0);
    layout->addLayout(m_settings);
    layout->addStretch(1);
    setLayout(layout);
    connect(m_reason, &QLineEdit::textChanged, this, &FlowReading::enableButtons);
    connect(m_time, &QDateTimeEdit::dateTimeChanged, this, &FlowReading::enableButtons);
    connect(m_reason, &QLineEdit::returnPressed, m_move, &QPushButton::click);
    connect(m_move, &QPushButton::clicked, this, [this] {
        if (m_move->isEnabled())
            Q_EMIT moveRequested(chosenMs(), m_reason->text().trimmed());
    });
    connect(m_backFill, &QPushButton::clicked, this, [this] { Q_EMIT backFillRequested(m_days->value()); });
}

void FlowReading::show(const QString& flow, const QString& store, bool isRunning)
{
    const bool same = flow == m_flow && store == m_store;
    const auto readUpTo = m_ui.session.engine.readUpTo(flow, store);
    const std::optional<qint64> now = readUpTo.value_or(std::optional<qint64>());
    const bool moved = now != m_readUpTo;
    m_flow = flow;
    m_store = store;
    m_readUpTo = now;
    m_isRunning = isRunning;
    const flows::Flow* known = m_ui.session.flows.find(flow);
    m_hasMark = known != nullptr && known->movedTo(Json::object(), 0).has_value();
    m_form->setVisible(m_hasMark);
    m_words->setText(!m_hasMark ? tr("This flow lists everything that there is each time; it needs no place.")
                     : now      ? tr("%1. Everything that changed until then was read.").arg(format::instant(*now))
                                : tr("Nothing was read yet. The first run reads back as many days as set below."));
    if (!same || (moved && now == chosenMs()))
        m_reason->clear(); // it was moved as asked for
    if (!same || (moved && m_reason->text().isEmpty()))
        m_time->setDateTime(QDateTime::fromMSecsSinceEpoch(now.value_or(m_ui.now())).toLocalTime());
    enableButtons();
}

qint64 FlowReading::chosenMs() const
{
    return m_time->dateTime().toMSecsSinceEpoch();
}

void FlowReading::enableButtons()
{
    const bool write = m_ui.session.mayWrite;
    const QString readOnly = tr("Another Causeway works with this profile.");
    const QString running = tr("Not while the flow is running.");
    const QString why = !write                                 ? readOnly
                        : m_isRunning                          ? running
                        : m_reason->text().trimmed().isEmpty() ? tr("Say why first.")
                        : chosenMs() > m_ui.now()              ? tr("This time lies ahead.")
                                                               : QString();
    build::allow(m_move, why.isEmpty(), why);
    build::allow(m_backFill, write && !m_isRunning, write ? running : readOnly);
}

} // namespace causeway::ui
