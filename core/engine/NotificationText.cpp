// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/NotificationText.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include "base/Text.h"

namespace causeway::engine {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::engine::NotificationText)
};
constexpr std::size_t kMostGroups = 50; ///< named in one mail

QString clean(const QString& text)
{
    static const QRegularExpression kMail(QStringLiteral("[^\\s@<>\"'(),;:]+@[^\\s@<>\"'(),;:]+"));
    return safeText(text).replace(kMail, QStringLiteral("***@***"));
}

/// A message that shows both versions of an edited field may show what somebody typed about a person.
QString sentenceOf(const QString& code, const QString& key, const QString& message)
{
    if (code == QStringLiteral("edited-by-person"))
        return Words::tr("A person changed a field in NetSuite that Causeway was about to write.");
    const QString sentence = clean(message);
    return key.isEmpty() || message.contains(key) ? sentence : QStringLiteral("%1 (%2)").arg(sentence, clean(key));
}

QString timeText(qint64 utcMs, const QTimeZone& zone)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs, zone).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

void addGroup(QStringList& lines, const QString& first, const QString& remedy, const QString& place)
{
    lines << first;
    if (!remedy.isEmpty())
        lines << QStringLiteral("  ") + Words::tr("What to do: %1").arg(clean(remedy));
    lines << QStringLiteral("  ") + place << QString();
}
} // namespace

QString NotificationText::flowTitle(const QString& flow) const
{
    const flows::Flow* known = m_flows.find(flow);
    return known != nullptr ? known->spec().title : flow;
}

QString NotificationText::storeName(const QString& id) const
{
    const config::Store* store = m_configuration.store(id);
    return store != nullptr && !store->name.isEmpty() ? safeText(store->name) : id;
}

QString NotificationText::place(const QString& flow, const QString& store) const
{
    return QStringLiteral("%1, %2").arg(flow.isEmpty() ? Words::tr("All flows") : flowTitle(flow), storeName(store));
}

NotificationText::Text NotificationText::failures(const std::vector<db::FailureGroup>& groups) const
{
    qint64 records = 0;
    int runs = 0;
    QStringList stores, lines;
    for (const db::FailureGroup& group : groups) {
        records += group.records;
        runs += group.cause.isValid() ? 0 : 1;
        if (const QString name = storeName(group.store); !stores.contains(name))
            stores << name;
    }
    Text text;
    const QString count =
        records > 0 ? Words::tr("%n error(s)", nullptr, static_cast<int>(records)) : Words::tr("%n run(s) failed", nullptr, runs);
    text.subject = Words::tr("Causeway: %1, %2").arg(count, stores.join(QStringLiteral(", ")));
    if (records > 0)
        lines << Words::tr("%n record(s) need a person.", nullptr, static_cast<int>(records));
    if (runs > 0)
        lines << Words::tr("%n run(s) could not do their work.", nullptr, runs);
    lines << QString();
    for (std::size_t i = 0; i < groups.size() && i < kMostGroups; ++i) {
        const db::FailureGroup& group = groups[i];
        const QString sentence = sentenceOf(group.code, group.key, group.message);
        addGroup(lines, group.cause.isValid() ? Words::tr("%1 \u00d7 %2").arg(group.records).arg(sentence) : sentence,
                 group.remedy, place(group.flow, group.store));
    }
    if (groups.size() > kMostGroups)
        lines << Words::tr("And %n more cause(s).", nullptr, static_cast<int>(groups.size() - kMostGroups)) << QString();
    lines << Words::tr("You are told about each cause once, and again only when it was resolved and comes back.")
          << Words::tr("All of them are in Causeway under Errors; \"causeway-cli status\" lists them too.");
    text.body = lines.join(u'\n');
    return text;
}

NotificationText::Text NotificationText::digest(const Digest& digest, const QTimeZone& zone) const
{
    qint64 errors = 0, reviews = 0;
    for (const db::FlowActivity& flow : digest.flows) {
        errors += flow.error;
        reviews += flow.review;
    }
    QStringList lines;
    lines << Words::tr("From %1 to %2 (%3)")
                 .arg(timeText(digest.sinceMs, zone), timeText(digest.untilMs, zone), QString::fromUtf8(zone.id()))
          << QString();
    for (const db::FlowActivity& flow : digest.flows) {
        lines << place(flow.flow, flow.store);
        lines << QStringLiteral("  ") + Words::tr("done: %1, skipped: %2; now waiting: %3, in review: %4, errors: %5")
                                            .arg(flow.done)
                                            .arg(flow.skipped)
                                            .arg(flow.waiting)
                                            .arg(flow.review)
                                            .arg(flow.error);
        lines << QStringLiteral("  ") +
                     (flow.lastRunAt ? Words::tr("last run: %1").arg(timeText(*flow.lastRunAt, zone)) : Words::tr("never run"));
    }
    if (digest.flows.empty())
        lines << Words::tr("No flow is switched on.");
    lines << QString()
          << (reviews > 0 ? Words::tr("%n plan(s) wait in Review.", nullptr, static_cast<int>(reviews))
                          : Words::tr("Nothing waits in Review."));
    lines << QString() << (digest.causes.empty() ? Words::tr("No open errors.") : Words::tr("Open errors by cause:"));
    for (std::size_t i = 0; i < digest.causes.size() && i < kMostGroups; ++i) {
        const db::CauseRow& cause = digest.causes[i];
        addGroup(lines, Words::tr("%1 \u00d7 %2").arg(cause.records).arg(sentenceOf(cause.code, cause.key, cause.message)),
                 cause.remedy, flowTitle(cause.flow));
    }
    if (!digest.alarms.empty())
        lines << QString() << Words::tr("Alarms:");
    for (const db::Alarm& alarm : digest.alarms)
        addGroup(lines, clean(alarm.message), alarm.remedy, alarm.store.isEmpty() ? QString() : place(alarm.flow, alarm.store));
    Text text;
    text.subject = Words::tr("Causeway: summary, %1, %2")
                       .arg(Words::tr("%n error(s)", nullptr, static_cast<int>(errors)),
                            Words::tr("%n in review", nullptr, static_cast<int>(reviews)));
    text.body = lines.join(u'\n');
    return text;
}

NotificationText::Text NotificationText::test() const
{
    return {Words::tr("Causeway: test mail"),
            Words::tr("This is the test mail you asked for. Mails about errors and the summary will come this way.")};
}

} // namespace causeway::engine
