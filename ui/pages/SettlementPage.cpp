// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/SettlementPage.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>

#include "Format.h"
#include "db/RecordTable.h"
#include "db/ViewTables.h"
#include "pages/Rows.h"
#include "pages/SettlementCategories.h"
#include "pages/SettlementExports.h"
#include "pages/SettlementJournals.h"
#include "pages/SettlementPosting.h"
#include "pages/SettlementRows.h"
#include "pages/SettlementWords.h"
#include "reading/Names.h"
#include "reading/Tasks.h"
#include "widgets/Build.h"
#include "widgets/FiguresBox.h"
#include "widgets/StateLabel.h"
#include "widgets/StepStrip.h"
#include "widgets/TablePanel.h"
#include "widgets/WaterfallChart.h"

namespace causeway::ui {

namespace {

using settlement::Waterfall;

QString monthName(const QString& month)
{
    const QDate day = QDate::fromString(month + QStringLiteral("-01"), Qt::ISODate);
    return day.isValid() ? QLocale().toString(day, QStringLiteral("MMMM")) : SettlementPage::tr("Undated");
}

/// What does not fit to the settlement before or after, in words.
QString words(const settlement::ChainBreak& broken)
{
    using Kind = settlement::ChainBreak::Kind;
    switch (broken.kind) {
    case Kind::Gap:
        return SettlementPage::tr("Between settlement %1 and %2 a period is missing.")
            .arg(format::remote(broken.before), format::remote(broken.after));
    case Kind::Reserve:
        return SettlementPage::tr("Settlement %1 held back %2, but %3 released %4.")
            .arg(format::remote(broken.before), format::amount(broken.expected), format::remote(broken.after),
                 format::amount(broken.found));
    case Kind::Payable:
        return SettlementPage::tr("Settlement %1 owed %2, but %3 carried over %4.")
            .arg(format::remote(broken.before), format::amount(broken.expected), format::remote(broken.after),
                 format::amount(broken.found));
    }
    return {};
}

} // namespace

SettlementPage::SettlementPage(Ui& ui, QWidget* parent) : Page(ui, QStringLiteral("settlement"), tr("Settlement"), parent)
{
    const Theme& theme = ui.theme;
    m_posting = new SettlementPosting(ui, this);
    connect(m_posting, &SettlementPosting::told, this, [this](const QString& sentence) { tell(sentence); });
    connect(m_posting, &SettlementPosting::failed, this, [this](const Error& error) { tellError(error); });
    connect(m_posting, &SettlementPosting::ended, this, &SettlementPage::showFooter);
    buildHeader();
    content()->addWidget(buildTop());
    m_splitter = new QSplitter;
    m_splitter->setObjectName(QStringLiteral("settlement.splitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(std::max(2, theme.u(1) / 2));
    m_splitter->addWidget(buildLeft());
    m_splitter->addWidget(buildRight());
    m_splitter->setStretchFactor(0, 53);
    m_splitter->setStretchFactor(1, 47);
    m_splitter->setSizes({530, 470});
    content()->addWidget(m_splitter, 1);

    connect(m_categories, &SettlementCategories::chosen, m_journals, &SettlementJournals::highlight);
    connect(m_journals, &SettlementJournals::chosen, m_categories, &SettlementCategories::highlight);
    connect(m_journals, &SettlementJournals::documentRequested, this, &Page::openDocument);
    connect(m_journals, &SettlementJournals::linkRequested, this, &Page::wantsTo);
    connect(m_categories, &SettlementCategories::refused, this, [this](const Error& error) { tellError(error); });
    connect(m_categories, &SettlementCategories::mappingRequested, this, &SettlementPage::map);
    connect(m_categories, &SettlementCategories::rowsRequested, m_rows, &SettlementRows::showCategory);
    connect(m_rows, &SettlementRows::linkRequested, this, &Page::wantsTo);
    connect(m_rows, &SettlementRows::importRequested, this, &SettlementPage::importOrders);
    connect(m_categories, &SettlementCategories::changed, this, &Page::verbsChanged);
    connect(m_chart, &WaterfallChart::chosen, this, [this](int bar) {
        if (bar >= 0 && bar < Waterfall::kBuckets) {
            m_left->setCurrentIndex(0);
            m_categories->chooseBucket(static_cast<Waterfall::Bucket>(bar));
        }
    });
    showFooter();
}

void SettlementPage::buildHeader()
{
    const Theme& theme = ui().theme;
    auto* back = build::toolButton(theme, QStringLiteral("settlement.backButton"), QStringLiteral("chevron-left"),
                                   tr("Back to the list of settlements"));
    auto* list = build::link(QStringLiteral("settlement.listLink"), tr("Settlements"));
    auto* mark = new PlainLabel(theme, QStringLiteral("\u203A"), PlainLabel::Role::Muted);
    headerLead()->addWidget(back);
    headerLead()->addWidget(list);
    headerLead()->addWidget(mark);
    const auto leave = [this] { Q_EMIT wantsTo({QStringLiteral("settlements"), {}, QString::number(m_id.value())}); };
    connect(back, &QToolButton::clicked, this, leave);
    connect(list, &QPushButton::clicked, this, leave);
    m_state = new StateLabel(theme);
    m_reverse = build::button(theme, QStringLiteral("settlement.reverseButton"), tr("Reverse\u2026"), QStringLiteral("undo-2"));
    headerActions()->addWidget(m_state);
    headerActions()->addWidget(m_reverse);
    m_exports = new SettlementExports(
        ui(), *this, *headerActions(),
        {[this] { return view(); }, [this] { return m_categories->lines(); }, [this] { return m_chart->tableText(); }});
    connect(m_exports, &SettlementExports::told, this, [this](const QString& sentence) { tell(sentence); });
    connect(m_exports, &SettlementExports::failed, this, [this](const Error& error) { tellError(error); });
    connect(m_reverse, &QPushButton::clicked, this, [this] {
        if (m_view && m_view->isReversed()) {
            if (told(ui().session.engine.postSettlementAgain(m_id, ui().session.actor)))
                tell(tr("The settlement is planned again with the mappings as they are now."));
        } else {
            ask(Ask::Reverse);
        }
    });
}

QWidget* SettlementPage::buildTop()
{
    const Theme& theme = ui().theme;
    auto* top = new QWidget;
    top->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* layout = build::column(theme.u(2), QMargins(theme.u(3), 0, theme.u(3), theme.u(2)));
    top->setLayout(layout);
    m_noteFrame = build::frame("note", QStringLiteral("warning"));
    auto* note = build::row(theme.u(2), QMargins(theme.u(3), theme.u(1), theme.u(3), theme.u(1)));
    m_note = new PlainLabel(theme);
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    note->addWidget(m_note, 1);
    m_noteFrame->setLayout(note);
    m_noteFrame->hide();
    layout->addWidget(m_noteFrame);
    auto* strip = build::frame("card");
    auto* stripLayout = build::column(0, QMargins(1, 1, 1, 1));
    m_steps = new StepStrip(theme, QStringLiteral("settlement.steps"));
    stripLayout->addWidget(m_steps);
    strip->setLayout(stripLayout);
    strip->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    layout->addWidget(strip);
    m_figuresRow = build::row(theme.u(2));
    m_chart = new WaterfallChart(theme, QStringLiteral("settlement.chart"));
    m_figures = new FiguresBox(theme, QStringLiteral("settlement.figures"), tr("Figures of the settlement"));
    m_figuresRow->addWidget(m_chart, 58);
    m_figuresRow->addWidget(m_figures, 42);
    layout->addLayout(m_figuresRow);
    return top;
}

QWidget* SettlementPage::buildLeft()
{
    const Theme& theme = ui().theme;
    m_left = build::named(new QTabWidget, QStringLiteral("settlement.tabs"), tr("Categories and rows"));
    m_left->tabBar()->setObjectName(QStringLiteral("settlement.tabBar"));
    m_left->tabBar()->setAccessibleName(tr("Tabs of the settlement"));
    m_left->tabBar()->setDrawBase(false);
    m_categories = new SettlementCategories(ui());
    m_left->addTab(m_categories, tr("Categories"));
    m_rows = new SettlementRows(ui(), *m_left, this);
    using Kind = Column::Kind;
    m_compare = new TablePanel(theme,
                               {{QStringLiteral("settlement.col.compared"), tr("Category"), 0, Kind::Text, {}},
                                {QStringLiteral("settlement.col.first"), tr("First file"), 13, Kind::Number, {}},
                                {QStringLiteral("settlement.col.this"), tr("This file"), 13, Kind::Number, {}},
                                {QStringLiteral("settlement.col.difference"), tr("Difference"), 13, Kind::Number, {}}},
                               QStringLiteral("settlement.compare.table"), tr("What differs from the first file"), this);
    m_compare->setEmptyText(tr("No category differs."));
    m_compare->hide();
    m_problems = new TablePanel(theme,
                                {{QStringLiteral("settlement.col.line"), tr("Line"), 8, Kind::Number, {}},
                                 {QStringLiteral("settlement.col.column"), tr("Column"), 20, Kind::Text, {}},
                                 {QStringLiteral("settlement.col.problem"), tr("Why it cannot be read"), 0, Kind::Text, {}}},
                                QStringLiteral("settlement.problems.table"), tr("Lines that cannot be read"), this);
    m_problems->hide();
    return m_left;
}

QWidget* SettlementPage::buildRight()
{
    const Theme& theme = ui().theme;
    m_right = build::frame("pane");
    m_right->setObjectName(QStringLiteral("settlement.pane"));
    auto* layout = build::column(0);
    m_right->setLayout(layout);
    m_journals = new SettlementJournals(ui());
    layout->addWidget(m_journals, 1);

    m_reasonForm = build::frame("note", QStringLiteral("info"));
    auto* reason = build::column(theme.u(1), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    m_reasonWords = new PlainLabel(theme, {}, PlainLabel::Role::Bold);
    m_reasonWords->setWordWrap(true);
    m_reason = build::named(new QLineEdit, QStringLiteral("settlement.reason"), tr("Reason"));
    m_reason->setMaxLength(300);
    auto* buttons = build::row(theme.u(2));
    m_reasonButton = build::button(theme, QStringLiteral("settlement.reasonButton"), tr("Send back"), {}, true);
    auto* cancel = build::button(theme, QStringLiteral("settlement.reasonCancelButton"), tr("Cancel"));
    buttons->addWidget(m_reason, 1);
    buttons->addWidget(m_reasonButton);
    buttons->addWidget(cancel);
    reason->addWidget(m_reasonWords);
    reason->addLayout(buttons);
    m_reasonForm->setLayout(reason);
    m_reasonForm->hide();
    layout->addWidget(m_reasonForm);
    connect(m_reasonButton, &QPushButton::clicked, this, &SettlementPage::answer);
    connect(m_reason, &QLineEdit::returnPressed, this, &SettlementPage::answer);
    connect(cancel, &QPushButton::clicked, this, [this] {
        m_reasonForm->hide();
        table()->setFocus(Qt::OtherFocusReason);
    });

    auto* foot = build::frame("paneFooter");
    auto* footLayout = build::row(theme.u(2), QMargins(theme.u(3), theme.u(2), theme.u(3), theme.u(2)));
    m_why = new PlainLabel(theme, {}, PlainLabel::Role::Small);
    m_why->setElided(true);
    m_map = build::button(theme, QStringLiteral("settlement.mapButton"), tr("Map"));
    footLayout->addWidget(m_why, 1);
    footLayout->addWidget(m_map);
    footLayout->addWidget(ui().actions.button(Verb::Reject, QStringLiteral("settlement.action.sendBack")));
    footLayout->addWidget(ui().actions.button(Verb::Approve, QStringLiteral("settlement.action.post"), true));
    foot->setLayout(footLayout);
    layout->addWidget(foot);
    connect(m_map, &QPushButton::clicked, this, [this] { perform(Verb::Map); });
    return m_right;
}

RecordTable* SettlementPage::table() const
{
    return &m_categories->table();
}

QWidget* SettlementPage::pane() const
{
    return m_right;
}

void SettlementPage::setStacked(bool stacked)
{
    m_splitter->setOrientation(stacked ? Qt::Vertical : Qt::Horizontal);
    m_figuresRow->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const int least = 10 * ui().theme.rowHeight();
    m_left->setMinimumHeight(least);
    m_right->setMinimumHeight(least);
}

void SettlementPage::go(const Target& target)
{
    const RecordId id(target.id.toLongLong());
    if (id != m_id) {
        m_view.reset();
        m_posting->forget();
        m_reasonForm->hide();
        m_categories->clear();
        m_rows->clear();
        m_journals->clear();
        m_left->setCurrentIndex(0);
    }
    m_id = id;
    read();
    table()->setFocus(Qt::OtherFocusReason);
}

Target SettlementPage::place() const
{
    return {id(), {}, m_id.isValid() ? QString::number(m_id.value()) : QString()};
}

void SettlementPage::refresh(int topics)
{
    if ((topics & (ChangeHub::Records | ChangeHub::Mappings)) != 0)
        read();
}

void SettlementPage::read()
{
    if (!m_id.isValid())
        return;
    ui().tasks.run(
        QStringLiteral("settlement.read"), this,
        [session = &ui().session, id = m_id](const StopToken&) -> Result<engine::SettlementView> {
            auto record =
                session->database.read([&](db::Connection& connection) { return db::RecordReads(connection).find(id); });
            if (!record)
                return fail(record.error());
            if (!*record)
                return fail(ErrorKind::Invalid, tr("This settlement is gone."), tr("Go back to the list."),
                            QStringLiteral("no-record"));
            return session->engine.settlementDetail(**record);
        },
        [this](Result<engine::SettlementView> view) {
            if (told(view))
                show(std::move(*view));
        });
}

void SettlementPage::show(engine::SettlementView view)
{
    m_view = std::move(view);
    const settlement::Head& head = m_view->content.summary.head;
    setTitle(settlement_words::period(head.startMs, head.endMs));
    setCount(tr("%1, settlement %2").arg(ui().names.store(m_view->record.store), format::remote(m_view->record.key)));
    const db::RecordState state = settlement_words::state(*m_view);
    m_state->setState(state, m_view->isPosted() ? tr("Posted") : m_view->isReversed() ? tr("Reversed") : QString());
    m_steps->setSteps(settlement_words::steps(*m_view));
    QStringList notes;
    if (m_view->content.reissueOf)
        notes << tr("Re-issued: compare. The first file said %1, this one says %2. Nothing is posted from this file.")
                     .arg(m_view->content.reissueOf->total ? format::amountWithCurrency(*m_view->content.reissueOf->total)
                                                           : tr("no total"),
                          head.total ? format::amountWithCurrency(*head.total) : tr("no total"));
    else if (m_view->trouble)
        notes << format::remote(m_view->trouble->message) + u' ' + m_view->trouble->remedy;
    if (m_view->record.state == db::RecordState::Error && m_view->record.error && !m_view->trouble && m_view->unmapped.empty())
        notes << format::remote(m_view->record.error->message) + u' ' + m_view->record.error->remedy;
    if (!m_view->draft.holds.isEmpty() && !m_view->isPosted())
        notes << format::remote(m_view->draft.holds);
    for (const settlement::ChainBreak& broken : m_view->breaks)
        notes << words(broken);
    m_note->setText(notes.join(u'\n'));
    m_noteFrame->setVisible(!notes.isEmpty());
    showFigures();
    m_categories->show(*m_view);
    m_rows->show(*m_view);
    m_journals->show(*m_view);
    m_journals->highlight(m_categories->currentAccount());
    showExtraTabs();
    showFooter();
    m_posting->goOn(*m_view);
}

void SettlementPage::showFigures()
{
    const settlement::Summary& summary = m_view->content.summary;
    const QString& currency = summary.head.currency;
    std::vector<WaterfallChart::Bar> bars;
    Money tax = Money::zero(currency);
    if (const auto waterfall = Waterfall::of(m_view->content.sums, settlement::Groups(), currency)) {
        for (const Waterfall::Step& step : waterfall->steps()) {
            bars.push_back({settlement_words::bucket(step.bucket), step.sum, step.rows, false});
            if (step.bucket == Waterfall::Bucket::Tax)
                tax = step.sum;
        }
        bars.push_back({tr("Deposit"), waterfall->total(), summary.rows, true});
    }
    m_chart->setBars(std::move(bars));

    const engine::SettlementView::Proof& proof = m_view->proof;
    const bool proven = proof.hasTotal && proof.difference.isZero();
    const auto shown = [](const Money& money) { return format::amount(money); };
    std::vector<FiguresBox::Figure> left{
        {tr("Sum of rows"), shown(proof.sumOfRows)},
        {tr("Deposit, Amazon says"), proof.hasTotal ? shown(proof.reportTotal) : tr("no total")}};
    if (m_view->isPosted())
        left.push_back({tr("Posted"), shown(proof.posted)});
    left.push_back({tr("Parked"), shown(m_view->documents.empty() ? m_view->draft.parked : proof.parked)});
    left.push_back({proven ? tr("Proof") : tr("Proof fails"), shown(proof.difference), proven ? Token::Done : Token::Error});
    std::vector<FiguresBox::Figure> right;
    constexpr std::size_t kMostMonths = 3;
    for (std::size_t i = 0; i < std::min(kMostMonths, m_view->months.size()); ++i)
        right.push_back({tr("%1 part").arg(monthName(m_view->months[i].month)), shown(m_view->months[i].sum)});
    const bool chained = std::none_of(m_view->breaks.begin(), m_view->breaks.end(), [this](const settlement::ChainBreak& broken) {
        return broken.kind == settlement::ChainBreak::Kind::Reserve && broken.after == m_view->content.summary.head.id;
    });
    right.push_back({chained ? tr("Reserve in = last out") : tr("Reserve in, not last out"), shown(m_view->carried.reserveIn),
                     chained ? Token::Text : Token::Error});
    right.push_back({tr("Reserve out"), shown(m_view->carried.reserveOut)});
    right.push_back({tr("Marketplace tax, net"), shown(tax), Token::Text, true});
    m_figures->setFigures(left, right);
}

void SettlementPage::showExtraTabs()
{
    const auto keep = [this](TablePanel* panel, bool wanted, const QString& title) {
        const int at = m_left->indexOf(panel);
        if (wanted && at < 0)
            m_left->insertTab(1, panel, title);
        else if (!wanted && at >= 0)
            m_left->removeTab(at);
        else if (wanted)
            m_left->setTabText(at, title);
    };
    const settlement::Summary& summary = m_view->content.summary;
    keep(m_problems, summary.problemCount > 0,
         tr("%n bad lines", nullptr, static_cast<int>(std::min<qint64>(summary.problemCount, 1'000'000))));
    keep(m_compare, m_view->content.reissueOf.has_value(), tr("Compare"));
    std::vector<TableRow> problems;
    int number = 0;
    for (const settlement::LineProblem& problem : summary.problems) {
        TableRow row;
        row.id = QStringLiteral("%1:%2").arg(++number).arg(problem.line);
        row.cells = {rows::number(problem.line), rows::text(format::remote(problem.column)),
                     rows::text(format::remote(problem.message))};
        problems.push_back(std::move(row));
    }
    m_problems->setFooter(tr("%n lines", nullptr, number),
                          summary.problemCount > number ? tr("of %1").arg(format::number(summary.problemCount)) : QString());
    m_problems->rows().setRows(std::move(problems));

    std::vector<TableRow> compared;
    if (m_view->content.reissueOf) {
        struct Both
        {
            settlement::Category category;
            Money first, second;
        };
        std::map<QString, Both> both;
        const Money zero = Money::zero(summary.head.currency);
        const auto add = [&](const std::vector<settlement::CategorySum>& sums, Money Both::*side) {
            for (const settlement::CategorySum& sum : sums) {
                Both& one = both.try_emplace(sum.category.looseKey(), Both{sum.category, zero, zero}).first->second;
                one.*side = (one.*side).plus(sum.sum).value_or(one.*side);
            }
        };
        add(m_view->content.reissueOf->sums, &Both::first);
        add(m_view->content.sums, &Both::second);
        for (const auto& [key, one] : both) {
            if (one.first == one.second)
                continue;
            TableRow row;
            row.id = key;
            row.cells = {rows::text(settlement_words::category(one.category)), rows::money(one.first, false),
                         rows::money(one.second, false), rows::money(one.second.minus(one.first).value_or(zero), false)};
            compared.push_back(std::move(row));
        }
    }
    m_compare->setFooter(tr("%n categories differ", nullptr, static_cast<int>(compared.size())), {});
    m_compare->rows().setRows(std::move(compared));
}

int SettlementPage::journalCount() const
{
    return m_view ? static_cast<int>(m_view->draft.journals.size()) : 0;
}

void SettlementPage::showFooter()
{
    const bool write = ui().session.mayWrite;
    QString why;
    if (m_view) {
        why = m_posting->isRunning() ? tr("Posting\u2026") : settlement_words::obstacle(*m_view);
        if (why.isEmpty())
            why = write ? tr("Nothing is sent until you approve.") : Page::whyNot(Verb::Approve);
    }
    m_why->setText(why);
    m_map->setVisible(m_view && !m_view->unmapped.empty() && !m_view->isPosted());
    m_map->setEnabled(can(Verb::Map));
    m_exports->setEnabled(m_view.has_value());
    const bool again = m_view && m_view->isReversed();
    m_reverse->setVisible(m_view && (m_view->isPosted() || again));
    m_reverse->setEnabled(write);
    m_reverse->setText(u' ' + (again ? tr("Post again") : tr("Reverse\u2026")));
    m_reverse->setAccessibleName(again ? tr("Post again") : tr("Reverse"));
    Q_EMIT verbsChanged();
}

bool SettlementPage::can(Verb verb) const
{
    const bool write = ui().session.mayWrite && m_view.has_value() && !m_posting->isRunning();
    switch (verb) {
    case Verb::Approve:
        return write && settlement_words::obstacle(*m_view).isEmpty();
    case Verb::Reject:
        return write && !m_view->isPosted() && !m_view->isReversed() && m_view->record.state != db::RecordState::Running;
    case Verb::Map:
    case Verb::Edit:
        return write && m_categories->canMap();
    case Verb::Retry:
        return write && !m_view->isPosted() && m_view->record.state != db::RecordState::Running;
    case Verb::CopyId:
        return m_view.has_value();
    default:
        return Page::can(verb);
    }
}

QString SettlementPage::label(Verb verb) const
{
    if (verb == Verb::Approve)
        return journalCount() > 0 ? tr("Approve and post %n journals", nullptr, journalCount()) : tr("Approve and post");
    if (verb == Verb::Reject)
        return m_view && m_view->record.state == db::RecordState::Skipped ? tr("Take up again") : tr("Send back\u2026");
    if (verb == Verb::Map || verb == Verb::Edit)
        return tr("Change account\u2026");
    return {};
}

QString SettlementPage::whyNot(Verb verb) const
{
    if (verb == Verb::Approve && m_view && ui().session.mayWrite)
        return m_posting->isRunning() ? tr("It is being posted now.") : settlement_words::obstacle(*m_view);
    if ((verb == Verb::Map || verb == Verb::Edit) && m_view && m_view->isPosted())
        return tr("What is posted is not changed by mappings.");
    return Page::whyNot(verb);
}

Subject SettlementPage::subject() const
{
    if (!m_view)
        return {};
    Subject chosen = subjectOf(m_view->record);
    chosen.orderId.clear(); // the key is no order's
    return chosen;
}

void SettlementPage::perform(Verb verb)
{
    switch (verb) {
    case Verb::Approve:
        post();
        break;
    case Verb::Reject:
        if (m_view && m_view->record.state == db::RecordState::Skipped) {
            if (told(ui().session.engine.undismiss({m_id}, ui().session.actor)))
                tell(tr("Taken up again."));
        } else {
            ask(Ask::SendBack);
        }
        break;
    case Verb::Map:
    case Verb::Edit:
        m_left->setCurrentIndex(0);
        m_categories->startMapping();
        break;
    case Verb::Retry: {
        auto queued = ui().session.engine.retry({m_id}, ui().session.actor);
        if (told(queued))
            tell(tr("%n settlements are planned again.", nullptr, *queued));
        break;
    }
    case Verb::CopyId:
        QApplication::clipboard()->setText(m_view ? m_view->record.key : QString());
        break;
    default:
        Page::perform(verb);
    }
}

void SettlementPage::ask(Ask what)
{
    m_asked = what;
    m_reasonWords->setText(what == Ask::SendBack
                               ? tr("Why is this settlement not posted? Nothing is sent; its amount stays in the list.")
                               : tr("Why are its journals reversed? The reversal is planned and waits in Review."));
    m_reasonButton->setText(what == Ask::SendBack ? tr("Send back") : tr("Plan the reversal"));
    m_reasonButton->setAccessibleName(m_reasonButton->text());
    m_reason->clear();
    m_reasonForm->show();
    m_reason->setFocus(Qt::OtherFocusReason);
}

void SettlementPage::answer()
{
    const QString reason = m_reason->text().trimmed();
    if (reason.isEmpty()) {
        m_reasonWords->setText(tr("A reason is needed."));
        m_reason->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (!m_view)
        return;
    engine::Engine& engine = ui().session.engine;
    if (m_asked == Ask::Reverse) {
        if (!told(engine.reverseSettlement(m_id, reason, ui().session.actor)))
            return;
        tell(tr("The reversal is planned by the next run and waits in Review."), tr("Review"), [this] {
            Q_EMIT wantsTo({QStringLiteral("review"), {}, {}});
        });
    } else {
        auto sent = m_view->record.state == db::RecordState::Review ? engine.reject(m_id, reason, ui().session.actor)
                                                                    : engine.dismiss({m_id}, reason, ui().session.actor);
        if (!told(sent))
            return;
        tell(tr("Sent back. Nothing was sent to NetSuite."), tr("Undo"), [this] {
            if (told(ui().session.engine.undismiss({m_id}, ui().session.actor)))
                tell(tr("Taken up again."));
        });
    }
    m_reasonForm->hide();
    table()->setFocus(Qt::OtherFocusReason);
    read();
}

void SettlementPage::map(const config::Mapping& mapping, const QString& before)
{
    auto cured = ui().session.engine.setMapping(mapping, ui().session.actor);
    if (!told(cured))
        return;
    tell(tr("Mapped. %n settlements are planned again.", nullptr, *cured), tr("Undo"), [this, mapping, before] {
        engine::Engine& engine = ui().session.engine;
        if (before.isEmpty()) {
            if (!told(engine.removeMapping(mapping.kind, mapping.store, mapping.key, ui().session.actor)))
                return;
        } else {
            config::Mapping former = mapping;
            former.value = before;
            if (!told(engine.setMapping(former, ui().session.actor)))
                return;
        }
        tell(tr("As it was before."));
        read();
    });
    read();
}

/// Which channel an unknown order belongs to only Amazon knows: both flows that read orders by id are asked, if they are on.
void SettlementPage::importOrders(const QStringList& orders)
{
    if (!m_view)
        return;
    auto configuration = ui().session.configuration();
    if (!told(configuration))
        return;
    for (const QString& flow : {QStringLiteral("orders-mfn"), QStringLiteral("orders-fba")}) {
        const config::FlowSettings* settings = configuration->flow(flow, m_view->record.store);
        if (settings == nullptr || !settings->enabled)
            continue;
        engine::RunRequest request;
        request.flow = flow;
        request.store = m_view->record.store;
        request.orders = orders;
        auto run = ui().session.engine.runNow(request, ui().session.actor);
        if (!run && run.error().kind != ErrorKind::Conflict) {
            tellError(run.error());
            return;
        }
    }
    tell(tr("%n orders are fetched from Amazon.", nullptr, static_cast<int>(orders.size())), tr("Show runs"), [this] {
        Q_EMIT wantsTo({QStringLiteral("flows"), QStringLiteral("runs"), {}});
    });
}

void SettlementPage::post()
{
    if (!can(Verb::Approve))
        return;
    m_posting->start(*m_view);
    showFooter();
}

} // namespace causeway::ui
