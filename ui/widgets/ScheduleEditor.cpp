// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ScheduleEditor.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QRegularExpression>
#include <QTimeEdit>
#include <QTimeZone>

#include "Format.h"
#include "config/Schedule.h"
#include "widgets/Build.h"

namespace causeway::ui {

ScheduleEditor::ScheduleEditor(const Theme& theme, const QString& prefix, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    auto* form = new QFormLayout;
    form->setContentsMargins(theme.u(3), theme.u(3), theme.u(3), theme.u(3));
    form->setHorizontalSpacing(theme.u(4));
    form->setVerticalSpacing(theme.u(3));
    form->setLabelAlignment(Qt::AlignLeading);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    setLayout(form);
    const auto label = [&](const QString& text, QWidget* buddy) {
        auto* made = new PlainLabel(theme, text);
        made->setBuddy(buddy);
        made->setMinimumHeight(theme.u(7));
        return made;
    };
    m_repeat = build::named(new ComboBox(theme), prefix + QStringLiteral(".repeat"), tr("Repeat"));
    const std::pair<QString, QString> presets[] = {
        {QStringLiteral("manual"), tr("By hand only")},
        {QStringLiteral("every 15 minutes"), tr("Every 15 minutes")},
        {QStringLiteral("every 30 minutes"), tr("Every 30 minutes")},
        {QStringLiteral("hourly"), tr("Every hour")},
        {QStringLiteral("every 2 hours"), tr("Every 2 hours")},
        {QStringLiteral("every 4 hours"), tr("Every 4 hours")},
        {QStringLiteral("every 6 hours"), tr("Every 6 hours")},
        {QStringLiteral("every 12 hours"), tr("Every 12 hours")},
        {QStringLiteral("daily"), tr("Every day at")},
        {QStringLiteral("weekly"), tr("Monday to Friday at")},
        {QString(), tr("As written below")},
    };
    for (const auto& [id, words] : presets)
        m_repeat->addItem(words, id);
    m_at = build::named(new QTimeEdit(QTime(6, 0)), prefix + QStringLiteral(".at"), tr("Time of day"));
    m_at->setDisplayFormat(QStringLiteral("HH:mm"));
    auto* repeat = build::row(theme.u(2));
    repeat->addWidget(m_repeat);
    repeat->addWidget(m_at);
    form->addRow(label(tr("Re&peat"), m_repeat), repeat);

    m_quiet = build::named(new QCheckBox(tr("Not between")), prefix + QStringLiteral(".quiet"), tr("Quiet hours"));
    m_quietFrom = build::named(new QTimeEdit(QTime(22, 0)), prefix + QStringLiteral(".quietFrom"), tr("Quiet from"));
    m_quietUntil = build::named(new QTimeEdit(QTime(6, 0)), prefix + QStringLiteral(".quietUntil"), tr("Quiet until"));
    for (QTimeEdit* edit : {m_at, m_quietFrom, m_quietUntil}) {
        edit->setDisplayFormat(QStringLiteral("HH:mm"));
        edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
        edit->setMinimumWidth(theme.ch(9));
    }
    auto* quiet = build::row(theme.u(2));
    quiet->addWidget(m_quiet);
    quiet->addWidget(m_quietFrom);
    quiet->addWidget(new PlainLabel(theme, tr("and")));
    quiet->addWidget(m_quietUntil);
    quiet->addStretch();
    form->addRow(label(tr("&Quiet hours"), m_quiet), quiet);
    m_zoneLabel = new PlainLabel(theme, {}, PlainLabel::Role::Muted);
    form->addRow(new PlainLabel(theme, tr("Time zone")), m_zoneLabel);
    m_text = build::named(new QLineEdit, prefix + QStringLiteral(".text"), tr("Schedule as text"));
    m_text->setMinimumWidth(theme.ch(38));
    m_text->setAccessibleDescription(
        tr("For example: every 15 minutes except 22:00-06:00, or weekly MON,THU 06:00, or hourly only MON-SAT 05:00-22:00"));
    form->addRow(label(tr("As te&xt"), m_text), m_text);

    auto* note = build::frame("note", QStringLiteral("info"));
    auto* noteLayout = build::column(theme.u(1), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    m_sentence = new PlainLabel(theme, {}, PlainLabel::Role::Bold);
    m_sentence->setWordWrap(true);
    m_next = new PlainLabel(theme);
    m_next->setWordWrap(true);
    noteLayout->addWidget(m_sentence);
    noteLayout->addWidget(m_next);
    note->setLayout(noteLayout);
    note->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    form->addRow(note);

    connect(m_repeat, &QComboBox::currentIndexChanged, this, &ScheduleEditor::fromPreset);
    connect(m_quiet, &QCheckBox::toggled, this, &ScheduleEditor::fromPreset);
    for (QTimeEdit* edit : {m_at, m_quietFrom, m_quietUntil})
        connect(edit, &QTimeEdit::timeChanged, this, &ScheduleEditor::fromPreset);
    connect(m_text, &QLineEdit::textEdited, this, [this] {
        fromText();
        explain();
        Q_EMIT changed();
    });
}

void ScheduleEditor::setSchedule(const QString& text, const QString& timeZone, qint64 nowMs)
{
    m_zone = timeZone;
    m_now = nowMs;
    m_zoneLabel->setText(timeZone.isEmpty() ? tr("UTC") : tr("%1, the store's own").arg(timeZone));
    m_text->setText(text);
    fromText();
    explain();
}

QString ScheduleEditor::schedule() const
{
    auto parsed = config::Schedule::parse(m_text->text());
    return parsed ? parsed->toString() : m_text->text().trimmed();
}

bool ScheduleEditor::isValid() const
{
    return config::Schedule::parse(m_text->text()).has_value();
}

QWidget* ScheduleEditor::firstFocus() const
{
    return m_repeat;
}

void ScheduleEditor::fromPreset()
{
    if (m_filling)
        return;
    QString text = m_repeat->currentId();
    if (text == QLatin1StringView("daily"))
        text += m_at->time().toString(QStringLiteral(" HH:mm"));
    else if (text == QLatin1StringView("weekly"))
        text += m_at->time().toString(QStringLiteral(" 'MON,TUE,WED,THU,FRI' HH:mm"));
    if (text.isEmpty()) {
        m_text->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (m_quiet->isChecked() && text != QLatin1StringView("manual"))
        text += QStringLiteral(" except %1-%2")
                    .arg(m_quietFrom->time().toString(QStringLiteral("HH:mm")),
                         m_quietUntil->time().toString(QStringLiteral("HH:mm")));
    m_text->setText(text);
    explain();
    Q_EMIT changed();
}

void ScheduleEditor::fromText()
{
    m_filling = true;
    const QString text = schedule();
    static const QRegularExpression except(QStringLiteral("^(.*) except (\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)$"));
    QString head = text;
    const auto match = except.match(text);
    m_quiet->setChecked(match.hasMatch());
    if (match.hasMatch()) {
        head = match.captured(1);
        m_quietFrom->setTime(QTime::fromString(match.captured(2), QStringLiteral("HH:mm")));
        m_quietUntil->setTime(QTime::fromString(match.captured(3), QStringLiteral("HH:mm")));
    }
    if (head == QLatin1StringView("every 1 hours") || head == QLatin1StringView("every 60 minutes"))
        head = QStringLiteral("hourly");
    int index = m_repeat->findData(head);
    static const QRegularExpression daily(QStringLiteral("^daily (\\d\\d:\\d\\d)$"));
    static const QRegularExpression weekdays(QStringLiteral("^weekly MON,TUE,WED,THU,FRI (\\d\\d:\\d\\d)$"));
    for (const auto& [form, id] : {std::pair(&daily, QStringLiteral("daily")), std::pair(&weekdays, QStringLiteral("weekly"))}) {
        if (const auto at = form->match(head); at.hasMatch()) {
            index = m_repeat->findData(id);
            m_at->setTime(QTime::fromString(at.captured(1), QStringLiteral("HH:mm")));
        }
    }
    m_repeat->setCurrentIndex(index >= 0 ? index : m_repeat->count() - 1);
    m_filling = false;
}

void ScheduleEditor::explain()
{
    const QString id = m_repeat->currentId();
    m_at->setVisible(id == QLatin1StringView("daily") || id == QLatin1StringView("weekly"));
    m_quietFrom->setEnabled(m_quiet->isChecked());
    m_quietUntil->setEnabled(m_quiet->isChecked());
    auto parsed = config::Schedule::parse(m_text->text());
    if (!parsed) {
        m_sentence->setText(tr("This schedule cannot be read."));
        m_sentence->setToken(Token::Error);
        m_next->setText(parsed.error().message);
        return;
    }
    m_sentence->setToken(Token::Text);
    m_sentence->setText(parsed->sentence());
    const QTimeZone zone(m_zone.isEmpty() ? QByteArrayLiteral("UTC") : m_zone.toUtf8());
    QStringList times;
    qint64 at = m_now;
    for (int i = 0; i < 3; ++i) {
        const auto next = parsed->next(at, zone.isValid() ? zone : QTimeZone::utc());
        if (!next)
            break;
        at = *next;
        times << format::ahead(at, m_now);
    }
    m_next->setText(times.isEmpty() ? tr("It does not run by the clock.")
                                    : tr("Next, in this computer's time: %1.").arg(times.join(QStringLiteral(", "))));
    setAccessibleDescription(m_sentence->fullText() + u' ' + m_next->fullText());
}

} // namespace causeway::ui
