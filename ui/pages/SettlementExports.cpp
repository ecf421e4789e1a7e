// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/SettlementExports.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>

#include "CsvText.h"
#include "Format.h"
#include "ProofPdf.h"
#include "ProofWorkbook.h"
#include "pages/SettlementJournals.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"
#include "widgets/FileDialog.h"

namespace causeway::ui {

namespace {

Result<void> save(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return fail(ErrorKind::Storage, SettlementExports::tr("The file could not be written: %1").arg(file.errorString()),
                SettlementExports::tr("Choose another folder, or free some space."), QStringLiteral("io"));
}

} // namespace

SettlementExports::SettlementExports(Ui& ui, QWidget& page, QHBoxLayout& buttons, Source source)
    : QObject(&page), m_ui(ui), m_page(page), m_source(std::move(source))
{
    const auto menuOf = [&](const char* name, const QString& title) {
        auto* menu = new QMenu(&page);
        menu->setObjectName(QString::fromLatin1(name));
        menu->setAccessibleName(title);
        return menu;
    };
    const auto add = [this](QMenu* menu, const char* name, const QString& text, auto run) {
        QAction* action = menu->addAction(text, this, run);
        action->setObjectName(QString::fromLatin1(name));
    };
    QMenu* proof = menuOf("settlement.proofMenu", tr("Proof sheet"));
    add(proof, "settlement.action.verify", tr("Verify again"), [this] { verify(); });
    add(proof, "settlement.action.proofPdf", tr("Save as PDF\u2026"), [this] { saveProof(Paper::Pdf); });
    add(proof, "settlement.action.proofXlsx", tr("Save as XLSX\u2026"), [this] { saveProof(Paper::Xlsx); });
    m_proof = addButton(buttons, "settlement.proofButton", tr("Proof sheet"), proof);
    m_proof->setIcon(IconTheme::icon(ui.theme, QStringLiteral("file-check-2")));
    QMenu* lines = menuOf("settlement.exportMenu", tr("Export"));
    add(lines, "settlement.action.copyCategories", tr("Copy categories"),
        [this] { QApplication::clipboard()->setText(tabText(m_source.categories())); });
    add(lines, "settlement.action.copyJournals", tr("Copy journals"), [this] {
        if (m_source.view() != nullptr)
            QApplication::clipboard()->setText(tabText(SettlementJournals::lines(*m_source.view(), m_ui.names)));
    });
    add(lines, "settlement.action.copyChart", tr("Copy figures of the chart"),
        [this] { QApplication::clipboard()->setText(m_source.chart()); });
    lines->addSeparator();
    add(lines, "settlement.action.saveCategories", tr("Save categories as CSV\u2026"),
        [this] { saveLines(m_source.categories(), QStringLiteral("categories")); });
    add(lines, "settlement.action.saveJournals", tr("Save journals as CSV\u2026"), [this] {
        if (m_source.view() != nullptr)
            saveLines(SettlementJournals::lines(*m_source.view(), m_ui.names), QStringLiteral("journals"));
    });
    m_export = addButton(buttons, "settlement.exportButton", tr("Export"), lines);
    setEnabled(false);
}

QPushButton* SettlementExports::addButton(QHBoxLayout& buttons, const char* name, const QString& text, QMenu* menu)
{
    QPushButton* button = build::button(m_ui.theme, QString::fromLatin1(name), text + QStringLiteral(" \u25BE"));
    button->setAccessibleName(text);
    buttons.addWidget(button);
    connect(button, &QPushButton::clicked, this,
            [button, menu] { menu->popup(button->mapToGlobal(QPoint(0, button->height()))); });
    return button;
}

void SettlementExports::setEnabled(bool enabled)
{
    m_proof->setEnabled(enabled);
    m_export->setEnabled(enabled);
}

void SettlementExports::choose(const QString& title, const QString& name, const QString& suffix,
                               std::function<void(const QString&)> write)
{
    auto* dialog = new FileDialog(&m_page, FileDialog::For::Save, QStringLiteral("settlement.saveDialog"), title,
                                  {QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix)});
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(QStringLiteral("settlement-%1-%2.%3").arg(m_source.view()->content.summary.head.id, name, suffix));
    connect(dialog, &QFileDialog::fileSelected, this, std::move(write));
    dialog->open();
}

void SettlementExports::verify()
{
    if (m_source.view() == nullptr)
        return;
    m_ui.tasks.run(
        QStringLiteral("settlement.verify"), this,
        [engine = &m_ui.session.engine, view = *m_source.view()](const StopToken&) { return engine->verifySettlement(view); },
        [this](const Result<engine::ProofCheck>& check) {
            if (!check)
                Q_EMIT failed(check.error());
            else if (check->isSame)
                Q_EMIT told(check->sentence);
            else
                Q_EMIT failed(Error::make(ErrorKind::Rejected, check->sentence, {}, QStringLiteral("file-differs")));
        });
}

void SettlementExports::saveProof(Paper paper)
{
    if (m_source.view() == nullptr)
        return;
    const bool isPdf = paper == Paper::Pdf;
    choose(tr("Save the proof sheet"), QStringLiteral("proof"), isPdf ? QStringLiteral("pdf") : QStringLiteral("xlsx"),
           [this, isPdf, view = *m_source.view()](const QString& path) {
               m_ui.tasks.run(
                   QStringLiteral("settlement.export"), this,
                   [engine = &m_ui.session.engine, now = m_ui.now(), isPdf, path, view](const StopToken&) -> Result<bool> {
                       const auto check = engine->verifySettlement(view);
                       if (!check)
                           return fail(check.error());
                       const engine::ProofSheet sheet = engine::proofSheet(view, *check, QStringLiteral(CAUSEWAY_VERSION), now);
                       Result<void> written;
                       if (isPdf) {
                           const auto bytes = paper::proofPdf(sheet);
                           written = bytes ? save(path, *bytes) : Result<void>(fail(bytes.error()));
                       } else {
                           written = paper::writeProofWorkbook(sheet, path);
                       }
                       if (!written)
                           return fail(written.error());
                       return sheet.isProven;
                   },
                   [this, path](const Result<bool>& isProven) {
                       if (!isProven)
                           Q_EMIT failed(isProven.error());
                       else
                           Q_EMIT told(
                               *isProven
                                   ? tr("The proof sheet is saved in %1.").arg(format::remote(path))
                                   : tr("Saved in %1. It says that this settlement is not proven.").arg(format::remote(path)));
                   });
           });
}

void SettlementExports::saveLines(const std::vector<QStringList>& lines, const QString& name)
{
    if (m_source.view() == nullptr)
        return;
    choose(tr("Save as CSV"), name, QStringLiteral("csv"), [this, lines](const QString& path) {
        m_ui.tasks.run(
            QStringLiteral("settlement.export"), this, [lines, path](const StopToken&) { return save(path, csvText(lines)); },
            [this, count = static_cast<int>(lines.size()) - 1, path](const Result<void>& written) {
                if (written)
                    Q_EMIT told(tr("%n rows saved in %1.", nullptr, count).arg(format::remote(path)));
                else
                    Q_EMIT failed(written.error());
            });
    });
}

} // namespace causeway::ui
