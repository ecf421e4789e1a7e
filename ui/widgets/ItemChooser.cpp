// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ItemChooser.h"

#include <QKeyEvent>
#include <QSignalBlocker>

#include "Format.h"
#include "widgets/Build.h"
#include "widgets/RecordTable.h"

namespace causeway::ui {

namespace {
constexpr int kDebounceMs = 200;
}

ItemChooser::ItemChooser(const Theme& theme, engine::Engine& engine, Tasks& tasks, const QString& prefix, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_engine(engine), m_tasks(tasks), m_prefix(prefix)
{
    auto* layout = build::column(theme.u(1));
    setLayout(layout);
    m_line = build::named(new QLineEdit, prefix + QStringLiteral(".itemLine"), tr("NetSuite item: find by name, id or UPC"));
    m_line->addAction(IconTheme::icon(theme, QStringLiteral("search"), Token::Muted), QLineEdit::LeadingPosition);
    m_line->installEventFilter(this);
    m_model = new RowModel({{QStringLiteral("item.col.name"), tr("NetSuite item"), 0, Column::Kind::Text, {}},
                            {QStringLiteral("item.col.detail"), tr("What it is"), 22, Column::Kind::Text, {}},
                            {QStringLiteral("item.col.id"), tr("Id"), 7, Column::Kind::Number, {}}},
                           this);
    m_table = new RecordTable(theme, *m_model, prefix + QStringLiteral(".itemTable"), tr("NetSuite items found"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setFittedRows(3, 3);
    auto* framed = build::frame("card");
    auto* inner = build::column(0, QMargins(1, 1, 1, 1));
    inner->addWidget(m_table);
    framed->setLayout(inner);
    m_status = new PlainLabel(theme, {}, PlainLabel::Role::Small);
    layout->addWidget(m_line);
    layout->addWidget(framed);
    layout->addWidget(m_status);
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(kDebounceMs);
    connect(&m_debounce, &QTimer::timeout, this, &ItemChooser::ask);
    connect(m_line, &QLineEdit::textEdited, &m_debounce, qOverload<>(&QTimer::start));
    connect(m_table, &RecordTable::currentChangedTo, this, [this](const QString& id) {
        if (id == m_chosen)
            return;
        m_chosen = id;
        Q_EMIT chosenChanged();
    });
    connect(m_table, &RecordTable::opened, this, &ItemChooser::accepted);
}

void ItemChooser::reset(const QString& proposal)
{
    if (m_line->property("proposal").toString() == proposal && !proposal.isEmpty())
        return; // the same key: keep what a person typed
    m_line->setProperty("proposal", proposal);
    m_line->setText(proposal);
    m_chosen.clear();
    m_model->setRows({});
    ask();
    Q_EMIT chosenChanged();
}

QString ItemChooser::chosenName() const
{
    const Cell* cell = m_model->cell(m_table->currentIndex().siblingAtColumn(0));
    return cell != nullptr ? cell->text : QString();
}

void ItemChooser::focus()
{
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
}

void ItemChooser::ask()
{
    const QString text = m_line->text().trimmed();
    if (text.isEmpty()) {
        m_status->setText(tr("Type a part of the item's name."));
        return;
    }
    m_status->setText(tr("Asking NetSuite\u2026"));
    m_tasks.run(
        m_prefix + QStringLiteral(".items"), this,
        [engine = &m_engine, text](const StopToken& stop) { return engine->findItems(text, stop); },
        [this](const Result<std::vector<engine::Engine::ItemChoice>>& found) { show(found); });
}

void ItemChooser::show(const Result<std::vector<engine::Engine::ItemChoice>>& found)
{
    if (!found) {
        m_status->setText(found.error().message);
        return;
    }
    std::vector<TableRow> rows;
    for (const auto& choice : *found) {
        TableRow row;
        row.id = choice.id;
        Cell name, detail, id;
        name.text = format::remote(choice.name);
        detail.text = format::remote(choice.detail);
        detail.token = Token::Muted;
        id.text = choice.id;
        row.cells = {name, detail, id};
        rows.push_back(std::move(row));
    }
    const auto count = static_cast<int>(rows.size());
    m_model->setRows(std::move(rows));
    m_status->setText(count == 0 ? tr("NetSuite has no item like this. Try a shorter part of its name.")
                                 : tr("%n items found. Choose one.", nullptr, count));
    if (!m_chosen.isEmpty() && !m_model->find(m_chosen).isValid()) {
        m_chosen.clear();
        Q_EMIT chosenChanged();
    }
}

bool ItemChooser::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Down && m_model->rowCount() > 0) {
            m_table->setFocus(Qt::TabFocusReason);
            if (m_chosen.isEmpty())
                m_table->select(m_model->id(m_model->index(0, 0)));
            return true;
        }
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() == Qt::NoModifier) {
            if (!m_chosen.isEmpty())
                Q_EMIT accepted();
            else
                ask();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace causeway::ui
