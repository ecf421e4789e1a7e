// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "Ui.h"
#include "engine/SettlementImport.h"

namespace causeway::ui {

class ComboBox;
class PlainLabel;

/// Takes settlement files in, one after the other, on a worker. When the store is not clear it asks in a bar above the list;
/// hidden otherwise. UI thread.
class SettlementImporter final : public QFrame
{
    Q_OBJECT
public:
    explicit SettlementImporter(Ui& ui, QWidget* parent = nullptr);
    /// store: of the tool bar's filter; empty: the only one, or the bar asks.
    void import(const QStringList& files, const QString& store);
    [[nodiscard]] bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void busyChanged();
    /// In words; record is the settlement to show.
    void imported(const QString& sentence, causeway::RecordId record);
    void failed(const causeway::Error& error);

private:
    struct Outcome
    {
        engine::SettlementImport::Outcome outcome = engine::SettlementImport::Outcome::New;
        RecordId record;
        QString key, id;
        qint64 rows = 0, problems = 0;
        bool mayBePosted = false;
    };
    void next();
    void run(const QString& file, const QString& store);
    [[nodiscard]] static QString sentence(const Outcome& outcome);

    Ui& m_ui;
    QStringList m_files;
    QString m_store; ///< for m_files; empty while the bar asks
    bool m_busy = false;
    PlainLabel* m_question;
    ComboBox* m_stores;
};

} // namespace causeway::ui
