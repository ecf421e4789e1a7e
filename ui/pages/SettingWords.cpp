// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/SettingWords.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include "Format.h"

namespace causeway::ui::setting_words {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SettingWords)
};

struct Entry
{
    const char* name;
    const char* words;
};

constexpr Entry kTitles[] = {
    {"document", QT_TRANSLATE_NOOP("SettingWords", "Document in NetSuite")},
    {"cashAccount", QT_TRANSLATE_NOOP("SettingWords", "Account of cash sales")},
    {"mcf", QT_TRANSLATE_NOOP("SettingWords", "Orders of other channels")},
    {"firstRunDays", QT_TRANSLATE_NOOP("SettingWords", "First run reads back, days")},
    {"overlapMinutes", QT_TRANSLATE_NOOP("SettingWords", "Overlap, minutes")},
    {"overlapHours", QT_TRANSLATE_NOOP("SettingWords", "Overlap, hours")},
    {"sweepHours", QT_TRANSLATE_NOOP("SettingWords", "Sweep, hours")},
    {"sweepDays", QT_TRANSLATE_NOOP("SettingWords", "Sweep, days")},
    {"checkDays", QT_TRANSLATE_NOOP("SettingWords", "Weekly check, days")},
    {"reportDays", QT_TRANSLATE_NOOP("SettingWords", "Order report, days")},
    {"waitDays", QT_TRANSLATE_NOOP("SettingWords", "Wait for the order, days")},
    {"discounts", QT_TRANSLATE_NOOP("SettingWords", "Discounts")},
    {"cancelled", QT_TRANSLATE_NOOP("SettingWords", "Cancelled orders")},
    {"cancelledItems", QT_TRANSLATE_NOOP("SettingWords", "Cancelled items")},
    {"orderStatus", QT_TRANSLATE_NOOP("SettingWords", "Status of a new order")},
    {"customerAddress", QT_TRANSLATE_NOOP("SettingWords", "Address of the customer")},
    {"updateAddress", QT_TRANSLATE_NOOP("SettingWords", "Follow address changes")},
    {"date", QT_TRANSLATE_NOOP("SettingWords", "Date of the document")},
    {"fulfillmentBills", QT_TRANSLATE_NOOP("SettingWords", "Fulfillment bills")},
    {"payOut", QT_TRANSLATE_NOOP("SettingWords", "After the credit memo")},
    {"sources", QT_TRANSLATE_NOOP("SettingWords", "Which returns")},
    {"merchantReceipt", QT_TRANSLATE_NOOP("SettingWords", "Item receipt")},
    {"sellableLocation", QT_TRANSLATE_NOOP("SettingWords", "Location, sellable")},
    {"unsellableLocation", QT_TRANSLATE_NOOP("SettingWords", "Location, unsellable")},
    {"posting", QT_TRANSLATE_NOOP("SettingWords", "How it is posted")},
    {"unbilledOrders", QT_TRANSLATE_NOOP("SettingWords", "Orders without invoice")},
    {"deposit", QT_TRANSLATE_NOOP("SettingWords", "Deposit")},
    {"closedPeriod", QT_TRANSLATE_NOOP("SettingWords", "Closed period")},
    {"postingDate", QT_TRANSLATE_NOOP("SettingWords", "Date of the journal")},
    {"splitMonths", QT_TRANSLATE_NOOP("SettingWords", "Split by month")},
    {"monthZone", QT_TRANSLATE_NOOP("SettingWords", "Month ends at midnight of")},
    {"linesPerJournal", QT_TRANSLATE_NOOP("SettingWords", "Lines per journal")},
    {"marketplaces", QT_TRANSLATE_NOOP("SettingWords", "By marketplace")},
    {"carrierMatch", QT_TRANSLATE_NOOP("SettingWords", "Carrier")},
    {"withoutTracking", QT_TRANSLATE_NOOP("SettingWords", "Send without tracking")},
    {"packageContents", QT_TRANSLATE_NOOP("SettingWords", "Contents of packages")},
    {"onCancelRequest", QT_TRANSLATE_NOOP("SettingWords", "Buyer asks to cancel")},
    {"corrections", QT_TRANSLATE_NOOP("SettingWords", "Corrections")},
    {"writeMarker", QT_TRANSLATE_NOOP("SettingWords", "Mark in NetSuite")},
    {"feedFrom", QT_TRANSLATE_NOOP("SettingWords", "By feed from, packages")},
};

/// "setting/word", or "word" where it means the same everywhere.
constexpr Entry kChoices[] = {
    {"salesOrder", QT_TRANSLATE_NOOP("SettingWords", "Sales order")},
    {"invoice", QT_TRANSLATE_NOOP("SettingWords", "Invoice")},
    {"cashSale", QT_TRANSLATE_NOOP("SettingWords", "Cash sale")},
    {"mcf/skip", QT_TRANSLATE_NOOP("SettingWords", "Leave out")},
    {"mcf/import", QT_TRANSLATE_NOOP("SettingWords", "Import")},
    {"discounts/line", QT_TRANSLATE_NOOP("SettingWords", "A line per item")},
    {"discounts/order", QT_TRANSLATE_NOOP("SettingWords", "One line per order")},
    {"close-lines", QT_TRANSLATE_NOOP("SettingWords", "Close the open lines")},
    {"flag-only", QT_TRANSLATE_NOOP("SettingWords", "Only mark “do not ship”")},
    {"cancelledItems/flag-only", QT_TRANSLATE_NOOP("SettingWords", "Leave the lines open")},
    {"ask", QT_TRANSLATE_NOOP("SettingWords", "Ask in Review")},
    {"pending-fulfillment", QT_TRANSLATE_NOOP("SettingWords", "Pending fulfillment")},
    {"pending-approval", QT_TRANSLATE_NOOP("SettingWords", "Pending approval")},
    {"customerAddress/never", QT_TRANSLATE_NOOP("SettingWords", "None")},
    {"customerAddress/each-order", QT_TRANSLATE_NOOP("SettingWords", "That of the newest order")},
    {"customerAddress/first-order", QT_TRANSLATE_NOOP("SettingWords", "That of the first order")},
    {"date/today", QT_TRANSLATE_NOOP("SettingWords", "The day it is made")},
    {"date/fulfillment", QT_TRANSLATE_NOOP("SettingWords", "Of the last fulfillment")},
    {"payOut/customer-refund", QT_TRANSLATE_NOOP("SettingWords", "Customer refund")},
    {"payOut/open-invoice", QT_TRANSLATE_NOOP("SettingWords", "Reduces the open invoice")},
    {"sources/both", QT_TRANSLATE_NOOP("SettingWords", "To Amazon and to you")},
    {"sources/fba", QT_TRANSLATE_NOOP("SettingWords", "To Amazon (FBA)")},
    {"sources/merchant", QT_TRANSLATE_NOOP("SettingWords", "To your own address")},
    {"merchantReceipt/delivered", QT_TRANSLATE_NOOP("SettingWords", "When it was delivered")},
    {"merchantReceipt/warehouse", QT_TRANSLATE_NOOP("SettingWords", "By your warehouse")},
    {"posting/summary", QT_TRANSLATE_NOOP("SettingWords", "Summary journal")},
    {"posting/detailed", QT_TRANSLATE_NOOP("SettingWords", "Detailed journal")},
    {"posting/payments", QT_TRANSLATE_NOOP("SettingWords", "Payments and a deposit")},
    {"closedPeriod/hold", QT_TRANSLATE_NOOP("SettingWords", "Wait")},
    {"closedPeriod/next-open-day", QT_TRANSLATE_NOOP("SettingWords", "First open day")},
    {"monthZone/store", QT_TRANSLATE_NOOP("SettingWords", "The store")},
    {"monthZone/utc", QT_TRANSLATE_NOOP("SettingWords", "UTC")},
    {"unbilledOrders/wait", QT_TRANSLATE_NOOP("SettingWords", "Wait for them")},
    {"unbilledOrders/journal", QT_TRANSLATE_NOOP("SettingWords", "Book by category")},
    {"deposit/auto", QT_TRANSLATE_NOOP("SettingWords", "With payments")},
    {"deposit/always", QT_TRANSLATE_NOOP("SettingWords", "Always")},
    {"deposit/never", QT_TRANSLATE_NOOP("SettingWords", "Never")},
    {"postingDate/end", QT_TRANSLATE_NOOP("SettingWords", "End of the period")},
    {"postingDate/deposit", QT_TRANSLATE_NOOP("SettingWords", "Day of the deposit")},
    {"packageContents/spread", QT_TRANSLATE_NOOP("SettingWords", "Spread in line order")},
    {"packageContents/ask", QT_TRANSLATE_NOOP("SettingWords", "Ask a person")},
    {"carrierMatch/mapped", QT_TRANSLATE_NOOP("SettingWords", "Only as mapped")},
    {"carrierMatch/automatic", QT_TRANSLATE_NOOP("SettingWords", "Recognise it")},
    {"onCancelRequest/hold", QT_TRANSLATE_NOOP("SettingWords", "Hold the shipment")},
    {"onCancelRequest/review", QT_TRANSLATE_NOOP("SettingWords", "Ask in Review")},
    {"onCancelRequest/send", QT_TRANSLATE_NOOP("SettingWords", "Send it all the same")},
    {"corrections/review", QT_TRANSLATE_NOOP("SettingWords", "Ask in Review")},
    {"corrections/send", QT_TRANSLATE_NOOP("SettingWords", "Send")},
};

template<std::size_t N>
QString find(const Entry (&entries)[N], const QString& name)
{
    for (const Entry& entry : entries) {
        if (name == QLatin1StringView(entry.name))
            return Words::tr(entry.words);
    }
    return {};
}

/// Of a setting that nobody has named yet: "overlapMinutes" is "Overlap minutes".
QString readable(QString name)
{
    static const QRegularExpression kWordBegins(QStringLiteral("(?<=[a-z])(?=[A-Z])"));
    name.replace(kWordBegins, QStringLiteral(" ")).replace(u'-', u' ');
    name = name.toLower();
    if (!name.isEmpty())
        name.front() = name.front().toUpper();
    return format::remote(name);
}

} // namespace

QString title(const QString& setting)
{
    const QString words = find(kTitles, setting);
    return words.isEmpty() ? readable(setting) : words;
}

bool isAboutReading(const QString& setting)
{
    static const QStringList kReading{QStringLiteral("firstRunDays"), QStringLiteral("overlapMinutes"),
                                      QStringLiteral("overlapHours"), QStringLiteral("sweepHours"),
                                      QStringLiteral("sweepDays"),    QStringLiteral("checkDays"),
                                      QStringLiteral("reportDays")};
    return kReading.contains(setting);
}

QString choice(const QString& setting, const QString& word)
{
    QString words = find(kChoices, setting + u'/' + word);
    if (words.isEmpty())
        words = find(kChoices, word);
    return words.isEmpty() ? readable(word) : words;
}

QString help(const QString& setting, const Json& about)
{
    QString text = about[u"description"].toString();
    for (const Json& option : about[u"enum"].items()) {
        const QString word = option.toString();
        const QString shown = choice(setting, word);
        const QRegularExpression lead(QStringLiteral("\\s*(?<![\\w-])%1: ").arg(QRegularExpression::escape(word)));
        text.replace(lead, u'\n' + shown + QStringLiteral(": "));
        text.replace(u'\u201C' + word + u'\u201D', u'\u201C' + shown + u'\u201D');
    }
    return text.trimmed();
}

} // namespace causeway::ui::setting_words
