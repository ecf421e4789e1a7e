// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "Ui.h"

class QLineEdit;

namespace causeway::ui {

class ComboBox;
class PlainLabel;

/// Takes bank statements in on a worker: asks in a bar above the lists which account a file is of; hidden otherwise. UI thread.
class BankImporter final : public QFrame
{
    Q_OBJECT
public:
    explicit BankImporter(Ui& ui, QWidget* parent = nullptr);
    /// store: of the tool bar's filter, chosen first; may be empty.
    void import(const QStringList& files, const QString& store);
    [[nodiscard]] bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void busyChanged();
    void imported(const QString& sentence, bool hasProblems);
    void failed(const causeway::Error& error);

private:
    void ask(const QString& store);
    void next();
    void run(const QString& file);
    void showCurrency();
    [[nodiscard]] static QString sentence(const engine::BankDesk::Imported& imported);

    Ui& m_ui;
    QStringList m_files;
    QString m_account, m_currency; ///< for m_files
    bool m_busy = false;
    PlainLabel* m_question;
    ComboBox* m_accounts;
    QLineEdit* m_name;
    QLineEdit* m_currencyLine;
};

} // namespace causeway::ui
