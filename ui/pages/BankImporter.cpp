// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/BankImporter.h"

#include <QFile>
#include <QFileInfo>

#include "Format.h"
#include "base/Currency.h"
#include "db/BankTable.h"
#include "db/ViewTables.h"
#include "reading/Names.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"

namespace causeway::ui {

namespace {
constexpr int kLongestName = 60;
constexpr int kShownProblems = 3;
constexpr int kLookedAt = 2'000; ///< bank lines whose accounts are offered
} // namespace

BankImporter::BankImporter(Ui& ui, QWidget* parent) : QFrame(parent), m_ui(ui)
{
    setProperty("note", QStringLiteral("info"));
    setObjectName(QStringLiteral("bank.import"));
    const Theme& theme = ui.theme;
    auto* layout = build::row(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    m_question = new PlainLabel(theme);
    m_question->setElided(true);
    m_accounts = build::named(new ComboBox(theme), QStringLiteral("bank.import.account"), tr("Bank account of the file"));
    m_accounts->setMinimumWidth(theme.ch(26));
    m_question->setBuddy(m_accounts);
    m_name = build::named(new QLineEdit, QStringLiteral("bank.import.name"), tr("Name of the bank account"));
    m_name->setMaxLength(kLongestName);
    m_name->setPlaceholderText(tr("Name, as you like"));
    auto* words = new PlainLabel(theme, tr("Curr&ency"));
    m_currencyLine =
        build::named(new QLineEdit, QStringLiteral("bank.import.currency"), tr("Currency, where the file names none"));
    m_currencyLine->setMaxLength(3);
    m_currencyLine->setFixedWidth(theme.ch(8));
    words->setBuddy(m_currencyLine);
    auto* take = build::button(theme, QStringLiteral("bank.import.button"), tr("Import"), {}, true);
    auto* cancel = build::button(theme, QStringLiteral("bank.import.cancelButton"), tr("Cancel"));
    layout->addWidget(m_question, 1);
    layout->addWidget(m_accounts);
    layout->addWidget(m_name);
    layout->addWidget(words);
    layout->addWidget(m_currencyLine);
    layout->addWidget(take);
    layout->addWidget(cancel);
    setLayout(layout);
    hide();
    connect(m_accounts, &QComboBox::currentIndexChanged, this, &BankImporter::showCurrency);
    connect(take, &QPushButton::clicked, this, [this] {
        m_account = m_accounts->currentId().isEmpty() ? m_name->text().trimmed() : m_accounts->currentId();
        m_currency = m_currencyLine->text().trimmed().toUpper();
        if (m_account.isEmpty() || (!m_currency.isEmpty() && !isCurrencyCode(m_currency))) {
            Q_EMIT failed(Error::make(ErrorKind::Invalid,
                                      m_account.isEmpty() ? tr("The bank account needs a name.")
                                                          : tr("\u201C%1\u201D is no currency.").arg(m_currency),
                                      m_account.isEmpty() ? tr("Name it as you like, the same for every file of this account.")
                                                          : tr("For example EUR."),
                                      QStringLiteral("no-account")));
            (m_account.isEmpty() ? m_name : m_currencyLine)->setFocus(Qt::OtherFocusReason);
            return;
        }
        hide();
        next();
    });
    connect(cancel, &QPushButton::clicked, this, [this] {
        m_files.clear();
        hide();
    });
}

void BankImporter::import(const QStringList& files, const QString& store)
{
    if (files.isEmpty() || !m_ui.session.mayWrite)
        return;
    m_files += files;
    ask(store);
}

void BankImporter::ask(const QString& store)
{
    struct Known
    {
        config::Configuration configuration;
        std::vector<db::BankLineRow> lines;
    };
    auto known = m_ui.session.database.read([](db::Connection& connection) -> Result<Known> {
        auto configuration = db::ConfigurationReads(connection).load();
        if (!configuration)
            return fail(configuration.error());
        db::BankTable::Filter filter;
        filter.limit = kLookedAt;
        auto lines = db::BankTable(connection).list(filter);
        if (!lines)
            return fail(lines.error());
        return Known{std::move(*configuration), std::move(*lines)};
    });
    if (!known) {
        m_files.clear();
        Q_EMIT failed(known.error());
        return;
    }
    const QSignalBlocker quiet(m_accounts);
    const QString chosen = store.isEmpty() ? m_accounts->currentId() : store;
    m_accounts->clear();
    QStringList names;
    for (const config::Store& one : known->configuration.stores) {
        m_accounts->addItem(tr("Where %1 is paid to").arg(m_ui.names.store(one.id)), one.id);
        m_accounts->setItemData(m_accounts->count() - 1, one.defaults.currency, Qt::UserRole + 1);
        names << one.id;
    }
    for (const db::BankLineRow& line : known->lines) {
        if (names.contains(line.account))
            continue;
        names << line.account;
        m_accounts->addItem(format::remote(line.account), line.account);
        m_accounts->setItemData(m_accounts->count() - 1, line.amount.currency(), Qt::UserRole + 1);
    }
    m_accounts->addItem(tr("Another account"), QString());
    if (chosen.isEmpty())
        m_accounts->setCurrentIndex(0);
    else
        m_accounts->chooseId(chosen);
    showCurrency();
    m_question->setText(m_files.size() == 1
                            ? tr("Which bank account is %1 of?").arg(format::remote(QFileInfo(m_files.front()).fileName()))
                            : tr("Which bank account are these %n files of?", nullptr, static_cast<int>(m_files.size())));
    show();
    m_accounts->setFocus(Qt::OtherFocusReason);
}

void BankImporter::showCurrency()
{
    m_name->setVisible(m_accounts->currentId().isEmpty());
    m_currencyLine->setText(m_accounts->currentData(Qt::UserRole + 1).toString());
}

void BankImporter::next()
{
    if (!m_busy && !m_files.isEmpty())
        run(m_files.takeFirst());
}

void BankImporter::run(const QString& file)
{
    m_busy = true;
    Q_EMIT busyChanged();
    m_ui.tasks.run(
        QStringLiteral("bank.import"), this,
        [engine = &m_ui.session.engine, actor = m_ui.session.actor, file, account = m_account,
         currency = m_currency](const StopToken&) -> Result<engine::BankDesk::Imported> {
            QFile source(file);
            if (!source.open(QIODevice::ReadOnly))
                return fail(ErrorKind::Invalid, tr("%1 cannot be read: %2").arg(QFileInfo(file).fileName(), source.errorString()),
                            tr("Look whether it is still there and whether you may read it."), QStringLiteral("io"));
            return engine->importBankStatement(source, account, currency, actor);
        },
        [this](const Result<engine::BankDesk::Imported>& outcome) {
            m_busy = false;
            Q_EMIT busyChanged();
            if (outcome)
                Q_EMIT imported(sentence(*outcome), outcome->statement.problemCount > 0);
            else
                Q_EMIT failed(outcome.error());
            next();
        });
}

QString BankImporter::sentence(const engine::BankDesk::Imported& imported)
{
    const bank::Statement& statement = imported.statement;
    QStringList parts{tr("%n bookings added, ", nullptr, imported.added) + tr("%n known before.", nullptr, imported.known)};
    if (statement.problemCount > 0) {
        parts << tr("%n lines cannot be read:", nullptr, static_cast<int>(std::min<qint64>(statement.problemCount, 1'000'000)));
        for (std::size_t i = 0; i < std::min<std::size_t>(kShownProblems, statement.problems.size()); ++i) {
            const bank::Problem& problem = statement.problems[i];
            parts << tr("line %1, %2: %3").arg(problem.line).arg(format::remote(problem.column), format::remote(problem.message));
        }
    }
    return parts.join(u' ');
}

} // namespace causeway::ui
