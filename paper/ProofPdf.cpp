// SPDX-License-Identifier: GPL-3.0-or-later
#include "ProofPdf.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

namespace causeway::paper {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::paper::ProofPdf)
};

constexpr int kResolution = 150; ///< dots per inch; text stays text
constexpr double kMarginMm = 18;
constexpr double kSize = 9, kTitleSize = 15, kHeadSize = 11; ///< points

/// Writes a document by cursor only: nothing is ever read as HTML.
class Writing
{
public:
    explicit Writing(QTextDocument& document) : m_cursor(&document) {}

    void title(const QString& text) { paragraph(text, kTitleSize, true); }
    void head(const QString& text) { paragraph(text, kHeadSize, true); }
    void text(const QString& text, bool bold = false) { paragraph(text, kSize, bold); }

    /// The first row is the heading and comes again on every page; columns of numbers stand right.
    void table(const QList<QStringList>& rows, const QList<int>& numbers, bool hasHeading)
    {
        if (rows.isEmpty())
            return;
        QTextTableFormat format;
        format.setCellPadding(3);
        format.setCellSpacing(0);
        format.setBorder(0.5);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        format.setHeaderRowCount(hasHeading ? 1 : 0);
        QTextTable* table = m_cursor.insertTable(static_cast<int>(rows.size()), static_cast<int>(rows.first().size()), format);
        for (int row = 0; row < rows.size(); ++row) {
            for (int column = 0; column < rows[row].size(); ++column) {
                QTextCursor cell = table->cellAt(row, column).firstCursorPosition();
                QTextBlockFormat block;
                block.setAlignment(numbers.contains(column) ? Qt::AlignRight : Qt::AlignLeft);
                cell.setBlockFormat(block);
                cell.insertText(rows[row][column], character(kSize, hasHeading && row == 0));
            }
        }
        m_cursor.movePosition(QTextCursor::End);
    }

private:
    static QTextCharFormat character(double size, bool bold)
    {
        QTextCharFormat format;
        format.setFontPointSize(size);
        format.setFontWeight(bold ? QFont::DemiBold : QFont::Normal);
        return format;
    }
    void paragraph(const QString& text, double size, bool bold)
    {
        QTextBlockFormat block;
        block.setTopMargin(size * 0.8);
        block.setBottomMargin(size * 0.4);
        m_cursor.insertBlock(block);
        m_cursor.insertText(text, character(size, bold));
    }
    QTextCursor m_cursor;
};

QString amount(const Money& money)
{
    return money.amountText();
}

void write(QTextDocument& document, const engine::ProofSheet& sheet)
{
    Writing writing(document);
    writing.title(sheet.title);
    QList<QStringList> facts;
    for (const auto& [name, value] : sheet.facts)
        facts << QStringList{name, value};
    writing.table(facts, {}, false);
    writing.head(Words::tr("The equation, in %1").arg(sheet.currency));
    QList<QStringList> equation;
    for (const auto& [name, money] : sheet.equation)
        equation << QStringList{name, amount(money)};
    writing.table(equation, {1}, false);
    writing.text(sheet.verdict, true);
    writing.head(Words::tr("By category"));
    QList<QStringList> lines{{Words::tr("Category"), Words::tr("Rows"), Words::tr("Sum"), Words::tr("Account"), Words::tr("By")}};
    for (const engine::ProofSheet::Line& line : sheet.lines)
        lines << QStringList{line.category, QString::number(line.rows), amount(line.sum), line.account, line.note};
    writing.table(lines, {1, 2}, true);
    if (sheet.months.size() > 1) {
        writing.head(Words::tr("By month"));
        QList<QStringList> months;
        for (const auto& [month, money] : sheet.months)
            months << QStringList{month, amount(money)};
        writing.table(months, {1}, false);
    }
    writing.head(Words::tr("Documents in NetSuite"));
    QList<QStringList> documents{{Words::tr("Type"), Words::tr("Number"), Words::tr("Internal id"), Words::tr("External id")}};
    for (const engine::ProofSheet::Document& one : sheet.documents)
        documents << QStringList{one.type, one.number, one.id, one.key};
    if (documents.size() > 1)
        writing.table(documents, {}, true);
    else
        writing.text(Words::tr("None: nothing is posted."));
    if (!sheet.remarks.isEmpty()) {
        writing.head(Words::tr("Remarks"));
        for (const QString& remark : sheet.remarks)
            writing.text(remark);
    }
}
} // namespace

Result<QByteArray> proofPdf(const engine::ProofSheet& sheet)
{
    if (qobject_cast<QGuiApplication*>(QCoreApplication::instance()) == nullptr)
        return fail(ErrorKind::Defect, QStringLiteral("A PDF needs an application that knows fonts."));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly))
        return fail(ErrorKind::Defect, QStringLiteral("A buffer could not be opened."));
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(kResolution);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm), QPageLayout::Millimeter);
        writer.setTitle(sheet.title);
        writer.setCreator(QStringLiteral("Causeway"));
        QTextDocument document;
        document.setUndoRedoEnabled(false);
        document.setDefaultFont(QFontDatabase::systemFont(QFontDatabase::GeneralFont));
        document.documentLayout()->setPaintDevice(&writer);
        write(document, sheet);
        const QRect page(QPoint(0, 0), writer.pageLayout().paintRectPixels(kResolution).size());
        const int footer = kResolution / 4;
        document.setPageSize(QSizeF(page.width(), page.height() - 2 * footer));
        document.setDocumentMargin(0);
        QPainter painter(&writer);
        if (!painter.isActive())
            return fail(ErrorKind::Invalid, Words::tr("The PDF could not be made."), {}, QStringLiteral("pdf"));
        const int pages = document.pageCount();
        for (int number = 1; number <= pages; ++number) {
            if (number > 1)
                writer.newPage();
            painter.save();
            painter.translate(0, -(number - 1) * document.pageSize().height());
            const QRectF clip(0, (number - 1) * document.pageSize().height(), document.pageSize().width(),
                              document.pageSize().height());
            painter.setClipRect(clip);
            QAbstractTextDocumentLayout::PaintContext context;
            context.clip = clip;
            context.palette.setColor(QPalette::Text, Qt::black);
            document.documentLayout()->draw(&painter, context);
            painter.restore();
            QFont small = document.defaultFont();
            small.setPointSizeF(kSize);
            painter.setFont(small);
            painter.drawText(QRect(0, page.height() - footer, page.width(), footer), Qt::AlignRight | Qt::AlignBottom,
                             Words::tr("Page %1 of %2").arg(number).arg(pages));
            painter.drawText(QRect(0, page.height() - footer, page.width(), footer), Qt::AlignLeft | Qt::AlignBottom,
                             sheet.title);
        }
    }
    return bytes;
}

} // namespace causeway::paper
