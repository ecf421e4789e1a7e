// SPDX-License-Identifier: GPL-3.0-or-later
#include "mail/MailText.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

namespace causeway::mail {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mail::MailText)
};
constexpr qsizetype kLine = 76;
constexpr qsizetype kWordFrame = 12; // "=?UTF-8?B?" and "?="
const QByteArray kLineEnd = QByteArrayLiteral("\r\n");

QString withoutControls(const QString& text)
{
    QString clean;
    for (const QChar character : text)
        clean += character.category() == QChar::Other_Control || character == QChar::LineSeparator ||
                         character == QChar::ParagraphSeparator
                     ? QChar(u' ')
                     : character;
    return clean.simplified();
}

bool isAscii(const QString& text)
{
    return std::all_of(text.begin(), text.end(), [](QChar character) { return character.unicode() < 0x7f; });
}

QByteArray angled(const QString& address)
{
    return '<' + address.toLatin1() + '>';
}
} // namespace

bool isPlainAddress(QStringView address)
{
    static const QRegularExpression kPlain(QStringLiteral(R"(\A[!-~]{1,64}@[A-Za-z0-9.\-]{1,255}\z)"));
    static const QRegularExpression kSpecial(QStringLiteral(R"([<>()\[\],;:\\"])"));
    const QString text = address.toString();
    return kPlain.match(text).hasMatch() && !kSpecial.match(text).hasMatch() && text.count(u'@') == 1;
}

QByteArray encodedWords(const QString& text, qsizetype firstColumn)
{
    const QString clean = withoutControls(text);
    // "=?" in plain text would be read as an encoded word by the receiver.
    if (isAscii(clean) && !clean.contains(QStringLiteral("=?")) && firstColumn + clean.size() <= kLine)
        return clean.toLatin1();
    QByteArray out, word;
    qsizetype column = firstColumn;
    const auto flush = [&] {
        if (word.isEmpty())
            return;
        if (!out.isEmpty()) {
            out += kLineEnd + ' ';
            column = 1;
        }
        out += "=?UTF-8?B?" + word.toBase64() + "?=";
        word.clear();
    };
    for (const uint character : clean.toUcs4()) { // never cut inside a character
        const char32_t one = character;
        const QByteArray bytes = QString::fromUcs4(&one, 1).toUtf8();
        const qsizetype place = (out.isEmpty() ? column : 1);
        if (place + kWordFrame + (word.size() + bytes.size() + 2) / 3 * 4 > kLine)
            flush();
        word += bytes;
    }
    flush();
    return out;
}

QByteArray quotedPrintable(const QString& text)
{
    static const char kHex[] = "0123456789ABCDEF";
    QByteArray out;
    for (const QString& textLine : text.split(u'\n')) {
        const QByteArray bytes = textLine.toUtf8();
        qsizetype column = 0;
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            const auto byte = static_cast<unsigned char>(bytes[i]);
            const bool isLast = i + 1 == bytes.size();
            const bool isPlain = (byte >= 33 && byte <= 126 && byte != '=') || (byte == ' ' && !isLast);
            const qsizetype needed = isPlain ? 1 : 3;
            if (column + needed > kLine - 1) { // room for the '=' of a soft line end
                out += '=' + kLineEnd;
                column = 0;
            }
            if (isPlain) {
                out += bytes[i];
            } else {
                out += '=';
                out += kHex[byte >> 4];
                out += kHex[byte & 0x0f];
            }
            column += needed;
        }
        out += kLineEnd;
    }
    return out;
}

QByteArray dateText(qint64 utcMs)
{
    return QLocale::c()
               .toString(QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"))
               .toLatin1() +
           " +0000";
}

Result<QByteArray> toBytes(const Message& message)
{
    const bool isAddressed =
        !message.to.isEmpty() && isPlainAddress(message.from) &&
        std::all_of(message.to.begin(), message.to.end(), [](const QString& to) { return isPlainAddress(to); });
    if (!isAddressed)
        return fail(ErrorKind::Invalid, Words::tr("A mail address of the notifications is not one that mail servers take."),
                    Words::tr("Write addresses as name@example.com, one for each entry."), QStringLiteral("mail-address"));
    QByteArrayList to;
    for (const QString& address : message.to)
        to << angled(address);
    const QByteArray domain = message.from.section(u'@', 1).toLatin1();
    QString id;
    for (const QChar character : message.id) {
        if (character.unicode() < 0x7f && (character.isLetterOrNumber() || character == u'-' || character == u'.'))
            id += character;
    }
    QByteArray bytes;
    const auto header = [&](const char* name, const QByteArray& value) { bytes += name + QByteArray(": ") + value + kLineEnd; };
    header("Date", dateText(message.dateMs));
    header("From", "Causeway " + angled(message.from));
    header("To", to.join(',' + kLineEnd + ' '));
    header("Message-ID", '<' + id.toLatin1() + '@' + domain + '>');
    header("Subject", encodedWords(message.subject, 9));
    header("MIME-Version", "1.0");
    header("Content-Type", "text/plain; charset=UTF-8");
    header("Content-Transfer-Encoding", "quoted-printable");
    header("Auto-Submitted", "auto-generated"); // RFC 3834: no holiday answers
    return bytes + kLineEnd + quotedPrintable(message.body);
}

} // namespace causeway::mail
