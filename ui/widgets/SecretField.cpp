// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/SecretField.h"

#include "Format.h"
#include "widgets/Build.h"

namespace causeway::ui {

SecretField::SecretField(Ui& ui, const QString& secretName, const QString& title, const QString& prefix, QWidget* parent)
    : QWidget(parent), m_ui(ui), m_name(secretName)
{
    auto* layout = build::column(ui.theme.u(1));
    setLayout(layout);
    auto* label = new PlainLabel(ui.theme, title);
    m_line = build::named(new QLineEdit, prefix + QStringLiteral(".secret.") + secretName, tr("New value of %1").arg(title));
    m_line->setEchoMode(QLineEdit::Password);
    label->setBuddy(m_line);
    m_replace = build::button(ui.theme, prefix + QStringLiteral(".secretButton.") + secretName, tr("Store"));
    m_replace->setAccessibleName(tr("Store %1").arg(title));
    m_status = new PlainLabel(ui.theme, {}, PlainLabel::Role::Small);
    auto* row = build::row(ui.theme.u(2));
    row->addWidget(m_line, 1);
    row->addWidget(m_replace);
    layout->addWidget(label);
    layout->addLayout(row);
    layout->addWidget(m_status);
    m_replace->setEnabled(false);
    connect(m_line, &QLineEdit::textChanged, this, [this] { m_replace->setEnabled(m_ui.session.mayWrite && hasTyped()); });
    connect(m_replace, &QPushButton::clicked, this, &SecretField::save);
    connect(m_line, &QLineEdit::returnPressed, this, &SecretField::save);
    m_line->setEnabled(ui.session.mayWrite && !ui.session.secrets.isReadOnly());
}

void SecretField::refresh(std::optional<qint64> storedAtMs, bool stored)
{
    if (m_ui.session.secrets.isReadOnly())
        m_status->setText(stored ? tr("Read from the secrets file that was named at the start.")
                                 : tr("Not in the secrets file that was named at the start."));
    else
        m_status->setText(storedAtMs
                              ? tr("Stored, sealed, on %1. It is never shown.").arg(format::shortTime(*storedAtMs, m_ui.now()))
                              : tr("Not stored yet."));
    m_status->setToken(stored || storedAtMs ? Token::Muted : Token::Waiting);
}

bool SecretField::hasTyped() const
{
    return !m_line->text().trimmed().isEmpty();
}

bool SecretField::save()
{
    if (!hasTyped())
        return true;
    auto result = m_ui.session.engine.setSecret(m_name, security::Secret(m_line->text().trimmed().toUtf8()), m_ui.session.actor);
    if (!result) {
        Q_EMIT failed(result.error());
        return false;
    }
    m_line->clear();
    refresh(m_ui.now(), true);
    Q_EMIT saved();
    return true;
}

} // namespace causeway::ui
