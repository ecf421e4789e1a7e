// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/SettlementImporter.h"

#include <QFile>
#include <QFileInfo>

#include "Format.h"
#include "db/ViewTables.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"

namespace causeway::ui {

SettlementImporter::SettlementImporter(Ui& ui, QWidget* parent) : QFrame(parent), m_ui(ui)
{
    setProperty("note", QStringLiteral("info"));
    setObjectName(QStringLiteral("settlements.import"));
    const Theme& theme = ui.theme;
    auto* layout = build::row(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    m_question = new PlainLabel(theme);
    m_question->setElided(true);
    m_stores = build::named(new ComboBox(theme), QStringLiteral("settlements.import.store"), tr("Store of the file"));
    m_stores->setMinimumWidth(theme.ch(20));
    m_question->setBuddy(m_stores);
    auto* take = build::button(theme, QStringLiteral("settlements.import.button"), tr("Import"), {}, true);
    auto* cancel = build::button(theme, QStringLiteral("settlements.import.cancelButton"), tr("Cancel"));
    layout->addWidget(m_question, 1);
    layout->addWidget(m_stores);
    layout->addWidget(take);
    layout->addWidget(cancel);
    setLayout(layout);
    hide();
    connect(take, &QPushButton::clicked, this, [this] {
        m_store = m_stores->currentId();
        hide();
        next();
    });
    connect(cancel, &QPushButton::clicked, this, [this] {
        m_files.clear();
        hide();
    });
}

void SettlementImporter::import(const QStringList& files, const QString& store)
{
    if (files.isEmpty() || !m_ui.session.mayWrite)
        return;
    m_files += files;
    if (!store.isEmpty())
        m_store = store;
    auto configuration = m_ui.session.configuration();
    if (!configuration) {
        m_files.clear();
        Q_EMIT failed(configuration.error());
        return;
    }
    if (m_store.isEmpty() && configuration->stores.size() == 1)
        m_store = configuration->stores.front().id;
    if (!m_store.isEmpty()) {
        next();
        return;
    }
    const QString chosen = m_stores->currentId();
    m_stores->clear();
    for (const config::Store& one : configuration->stores)
        m_stores->addItem(one.name.isEmpty() ? one.id : one.name, one.id);
    m_stores->chooseId(chosen);
    m_question->setText(m_files.size() == 1
                            ? tr("Which store is %1 of?").arg(format::remote(QFileInfo(m_files.front()).fileName()))
                            : tr("Which store are these %n files of?", nullptr, static_cast<int>(m_files.size())));
    show();
    m_stores->setFocus(Qt::OtherFocusReason);
}

void SettlementImporter::next()
{
    if (m_busy)
        return;
    if (m_files.isEmpty()) {
        m_store.clear();
        return;
    }
    run(m_files.takeFirst(), m_store);
}

void SettlementImporter::run(const QString& file, const QString& store)
{
    m_busy = true;
    Q_EMIT busyChanged();
    m_ui.tasks.run(
        QStringLiteral("settlements.import"), this,
        [engine = &m_ui.session.engine, actor = m_ui.session.actor, file, store](const StopToken&) -> Result<Outcome> {
            QFile source(file);
            if (!source.open(QIODevice::ReadOnly))
                return fail(ErrorKind::Invalid, tr("%1 cannot be read: %2").arg(QFileInfo(file).fileName(), source.errorString()),
                            tr("Look whether it is still there and whether you may read it."), QStringLiteral("io"));
            auto imported = engine->importSettlement(source, store, actor);
            if (!imported)
                return fail(imported.error());
            const settlement::Summary& summary = imported->content.summary;
            return Outcome{imported->outcome, imported->record,     imported->key,        summary.head.id,
                           summary.rows,      summary.problemCount, summary.mayBePosted()};
        },
        [this](const Result<Outcome>& outcome) {
            m_busy = false;
            Q_EMIT busyChanged();
            if (outcome)
                Q_EMIT imported(sentence(*outcome), outcome->record);
            else
                Q_EMIT failed(outcome.error());
            next();
        });
}

QString SettlementImporter::sentence(const Outcome& outcome)
{
    using Kind = engine::SettlementImport::Outcome;
    const QString key = format::remote(outcome.key);
    const int rows = static_cast<int>(std::min<qint64>(outcome.rows, 2'000'000'000));
    switch (outcome.outcome) {
    case Kind::New:
        if (!outcome.mayBePosted)
            return tr("Settlement %1 is imported, but it cannot be posted: its rows do not make its total, or lines cannot be "
                      "read.")
                .arg(key);
        return tr("Settlement %1 is imported: %n rows. Nothing was sent to NetSuite.", nullptr, rows).arg(key);
    case Kind::Unchanged:
        return tr("Settlement %1 was imported before from the same file. Nothing was changed.").arg(key);
    case Kind::Replaced:
        return tr("Settlement %1 was known from a file that cannot be posted; this file takes its place.").arg(key);
    case Kind::Reissue:
        return tr("Settlement %1 was known with other content. This file is kept beside it to compare; it is never posted.")
            .arg(format::remote(outcome.id));
    }
    return {};
}

} // namespace causeway::ui
