// SPDX-License-Identifier: GPL-3.0-or-later
#include "ProofWorkbook.h"

#include <xlsxwriter.h>

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

#include "base/Currency.h"

namespace causeway::paper {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::paper::ProofWorkbook)
};

/// A sheet that is filled row by row.
class Sheet
{
public:
    Sheet(lxw_workbook* book, const QString& name, const QString& currency)
        : m_sheet(workbook_add_worksheet(book, name.toUtf8().constData())), m_digits(minorUnitDigits(currency))
    {
        m_amount = workbook_add_format(book);
        const QString pattern = m_digits > 0 ? QStringLiteral("#,##0.") + QString(m_digits, u'0') : QStringLiteral("#,##0");
        format_set_num_format(m_amount, pattern.toUtf8().constData());
        m_bold = workbook_add_format(book);
        format_set_bold(m_bold);
    }
    void widths(const QList<double>& widths)
    {
        for (int column = 0; column < widths.size(); ++column)
            worksheet_set_column(m_sheet, static_cast<lxw_col_t>(column), static_cast<lxw_col_t>(column), widths[column],
                                 nullptr);
    }
    void text(int column, const QString& text, bool bold = false)
    {
        worksheet_write_string(m_sheet, m_row, static_cast<lxw_col_t>(column), text.toUtf8().constData(),
                               bold ? m_bold : nullptr);
    }
    void count(int column, qint64 number)
    {
        worksheet_write_number(m_sheet, m_row, static_cast<lxw_col_t>(column), static_cast<double>(number), nullptr);
    }
    /// A spreadsheet's number is a double, which holds 15 digits exactly as written; an amount beyond that is written as text.
    void amount(int column, const Money& money)
    {
        const QString exact = money.amountText();
        const double number = QLocale::c().toDouble(exact);
        if (QLocale::c().toString(number, 'f', m_digits).remove(u',') == exact && exact.size() <= 15)
            worksheet_write_number(m_sheet, m_row, static_cast<lxw_col_t>(column), number, m_amount);
        else
            text(column, exact);
    }
    void next() { ++m_row; }

private:
    lxw_worksheet* m_sheet;
    lxw_format* m_amount;
    lxw_format* m_bold;
    lxw_row_t m_row = 0;
    int m_digits;
};

void writeProof(lxw_workbook* book, const engine::ProofSheet& proof)
{
    Sheet sheet(book, Words::tr("Proof"), proof.currency);
    sheet.widths({44, 68});
    sheet.text(0, proof.title, true);
    sheet.next();
    for (const auto& [name, value] : proof.facts) {
        sheet.text(0, name);
        sheet.text(1, value);
        sheet.next();
    }
    sheet.next();
    sheet.text(0, Words::tr("Currency"), true);
    sheet.text(1, proof.currency);
    sheet.next();
    for (const auto& [name, money] : proof.equation) {
        sheet.text(0, name);
        sheet.amount(1, money);
        sheet.next();
    }
    sheet.text(0, proof.verdict, true);
    sheet.next();
    sheet.next();
    for (const auto& [month, money] : proof.months) {
        sheet.text(0, month);
        sheet.amount(1, money);
        sheet.next();
    }
    for (const QString& remark : proof.remarks) {
        sheet.text(0, remark);
        sheet.next();
    }
}

void writeCategories(lxw_workbook* book, const engine::ProofSheet& proof)
{
    Sheet sheet(book, Words::tr("Categories"), proof.currency);
    sheet.widths({64, 10, 16, 14, 30});
    const QStringList heads{Words::tr("Category"), Words::tr("Rows"), Words::tr("Sum"), Words::tr("Account"), Words::tr("By")};
    for (int column = 0; column < heads.size(); ++column)
        sheet.text(column, heads[column], true);
    sheet.next();
    for (const engine::ProofSheet::Line& line : proof.lines) {
        sheet.text(0, line.category);
        sheet.count(1, line.rows);
        sheet.amount(2, line.sum);
        sheet.text(3, line.account);
        sheet.text(4, line.note);
        sheet.next();
    }
}

void writeDocuments(lxw_workbook* book, const engine::ProofSheet& proof)
{
    Sheet sheet(book, Words::tr("Documents"), proof.currency);
    sheet.widths({18, 16, 14, 44});
    const QStringList heads{Words::tr("Type"), Words::tr("Number"), Words::tr("Internal id"), Words::tr("External id")};
    for (int column = 0; column < heads.size(); ++column)
        sheet.text(column, heads[column], true);
    sheet.next();
    for (const engine::ProofSheet::Document& one : proof.documents) {
        sheet.text(0, one.type);
        sheet.text(1, one.number);
        sheet.text(2, one.id);
        sheet.text(3, one.key);
        sheet.next();
    }
}
} // namespace

Result<void> writeProofWorkbook(const engine::ProofSheet& sheet, const QString& fileName)
{
    const auto refuse = [&]() -> Result<void> {
        Error error = Error::make(ErrorKind::Invalid, Words::tr("%1 cannot be written.").arg(QDir::toNativeSeparators(fileName)),
                                  Words::tr("Check the folder, and that you may write there."), QStringLiteral("output-file"));
        error.path = fileName;
        return fail(std::move(error));
    };
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    lxw_workbook* book = workbook_new_opt(QFile::encodeName(fileName).constData(), &options);
    if (book == nullptr)
        return refuse();
    writeProof(book, sheet);
    writeCategories(book, sheet);
    writeDocuments(book, sheet);
    return workbook_close(book) == LXW_NO_ERROR ? Result<void>() : refuse();
}

} // namespace causeway::paper
