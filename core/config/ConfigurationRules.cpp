// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/ConfigurationRules.h"

#include <algorithm>

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

#include "base/Currency.h"
#include "base/Money.h"
#include "base/Nearest.h"
#include "base/Text.h"
#include "config/MappingForm.h"
#include "config/Marketplaces.h"
#include "config/Schedule.h"
#include "config/SchemaCheck.h"
#include "config/TimeZones.h"

namespace causeway::config {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::config::ConfigurationRules)
};

constexpr qsizetype kShownLength = 60;

QString quoted(const QString& text)
{
    return u'"' + elided(safeText(text), kShownLength) + u'"';
}

QString didYouMean(const QString& word, const QStringList& candidates)
{
    const QString near = nearest(word, candidates);
    return near.isEmpty() ? QString() : Words::tr("Did you mean \"%1\"?").arg(near);
}

/// Keys under which people put secrets, in lower case.
const QStringList& secretKeys()
{
    static const QStringList kKeys{
        QStringLiteral("clientsecret"), QStringLiteral("refreshtoken"), QStringLiteral("accesstoken"),
        QStringLiteral("privatekey"),   QStringLiteral("consumerkey"),  QStringLiteral("consumersecret"),
        QStringLiteral("tokenid"),      QStringLiteral("tokensecret"),  QStringLiteral("password"),
        QStringLiteral("secret"),       QStringLiteral("secrets")};
    return kKeys;
}

/// Private keys, Amazon's refresh and access tokens, Amazon's client secrets.
bool looksLikeSecret(const QString& text)
{
    static const QStringList kMarks{QStringLiteral("-----BEGIN"), QStringLiteral("Atzr|"), QStringLiteral("Atza|"),
                                    QStringLiteral("amzn1.oa2-cs.")};
    return std::any_of(kMarks.begin(), kMarks.end(), [&](const QString& mark) { return text.contains(mark); });
}

bool isLoopback(const QString& host)
{
    return host == QStringLiteral("localhost") || QHostAddress(host).isLoopback();
}

/// The custom fields that are written (interface.md section 7); netsuite::customFields() says more about each.
const QStringList& ownFields()
{
    static const QStringList kFields{QStringLiteral("custbody_amz_order_id"),
                                     QStringLiteral("custbody_amz_settlement_id"),
                                     QStringLiteral("custbody_amz_channel"),
                                     QStringLiteral("custbody_amz_fulfillment"),
                                     QStringLiteral("custbody_amz_variance_total"),
                                     QStringLiteral("custbody_amz_variance_tax"),
                                     QStringLiteral("custbody_amz_variance_shipping"),
                                     QStringLiteral("custbody_amz_variance_shipping_tax"),
                                     QStringLiteral("custbody_amz_buyer_po"),
                                     QStringLiteral("custbody_amz_do_not_ship"),
                                     QStringLiteral("custbody_amz_shipment_state"),
                                     QStringLiteral("custcol_amz_order_item_id"),
                                     QStringLiteral("custitem_amz_listed")};
    return kFields;
}

/// "custbody" of a transaction, "custcol" of a line, "custitem" of an item; empty for a standard field.
QString placeOf(const QString& field)
{
    for (const QString& place : {QStringLiteral("custbody"), QStringLiteral("custcol"), QStringLiteral("custitem")}) {
        if (field.startsWith(place))
            return place;
    }
    return {};
}
} // namespace

void ConfigurationRules::problem(const QString& path, const QString& message, const QString& remedy)
{
    Error error = Error::make(ErrorKind::Invalid, message, remedy, QStringLiteral("configuration"));
    error.path = path;
    m_problems.push_back(std::move(error));
}

void ConfigurationRules::check(const Json& file)
{
    findSecrets(file, {});
    if (file[sections::kStores].isArray()) {
        for (const Json& store : file[sections::kStores].items())
            m_storeIds << store[u"id"].toString();
    } else {
        for (const Store& store : m_present.stores)
            m_storeIds << store.id;
    }
    checkNetSuite(file[sections::kNetSuite]);
    checkAddress(file[sections::kAmazon][u"tokenUrl"], QStringLiteral("amazon.tokenUrl"));
    checkStores(file[sections::kStores]);
    checkMappings(file[sections::kMappings]);
    checkFlows(file[sections::kFlows]);
    checkNotifications(file[sections::kNotifications]);
}

void ConfigurationRules::findSecrets(const Json& value, const QString& path)
{
    for (const auto& [key, member] : value.members()) {
        const QString memberPath = childPath(path, safeText(key));
        if (secretKeys().contains(key.toLower())) {
            m_secretPaths.insert(memberPath);
            problem(memberPath, Words::tr("Secrets are never kept in this file."),
                    Words::tr("Remove it here, and save the value with \"causeway-cli secret set NAME\" or in a secrets file."));
            continue;
        }
        findSecrets(member, memberPath);
    }
    for (std::size_t i = 0; i < value.items().size(); ++i)
        findSecrets(value.at(i), itemPath(path, i));
    if (value.isString() && looksLikeSecret(value.toString())) {
        m_secretPaths.insert(path);
        problem(path,
                Words::tr("This looks like a private key, a token or a client secret. Secrets are never kept in this file."),
                Words::tr("Remove it here, and save it with \"causeway-cli secret set NAME\" or in a secrets file. Renew it if "
                          "others have seen this file."));
    }
}

void ConfigurationRules::checkAddress(const Json& value, const QString& path)
{
    if (!value.isString())
        return;
    const QUrl url(value.toString(), QUrl::StrictMode);
    const QString remedy = Words::tr(
        "Use an https:// address, or null for the real service. http:// is accepted for this computer (127.0.0.1) only.");
    if (!url.isValid() || url.host().isEmpty())
        return problem(path, Words::tr("%1 is not an address.").arg(quoted(value.toString())), remedy);
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return problem(path, Words::tr("The address must not hold a user name, a query or a fragment."), remedy);
    if (url.scheme() == QStringLiteral("https") || (url.scheme() == QStringLiteral("http") && isLoopback(url.host())))
        return;
    problem(path, Words::tr("%1 is not a protected address.").arg(quoted(value.toString())), remedy);
}

void ConfigurationRules::checkNetSuite(const Json& json)
{
    checkAddress(json[u"suiteTalkUrl"], QStringLiteral("netsuite.suiteTalkUrl"));
    checkAddress(json[u"restletUrl"], QStringLiteral("netsuite.restletUrl"));
    checkRenames(json[u"fields"]);
    checkTimeZone(json[u"timeZone"], QStringLiteral("netsuite.timeZone"));
    if (!json.isObject() || json[u"auth"].toString(QStringLiteral("oauth2")) != QStringLiteral("oauth2"))
        return;
    for (const QString& name : {QStringLiteral("clientId"), QStringLiteral("certificateId")}) {
        const Json& value = json[name];
        if (value.isNull() || (value.isString() && value.toString().trimmed().isEmpty()))
            problem(childPath(QStringLiteral("netsuite"), name), Words::tr("It is missing."),
                    Words::tr("OAuth 2.0 needs it; use \"auth\": \"tba\" for token-based authentication."));
    }
}

void ConfigurationRules::checkRenames(const Json& json)
{
    QHash<QString, QString> taken; // account's field -> our name
    for (const QString& ours : ownFields()) {
        if (!json.contains(ours))
            taken.insert(ours, ours);
    }
    for (const auto& [ours, value] : json.members()) {
        const QString path = childPath(QStringLiteral("netsuite.fields"), safeText(ours));
        if (!ownFields().contains(ours)) {
            const QString near = didYouMean(ours, ownFields());
            problem(path, Words::tr("%1 is not a field that is written.").arg(quoted(ours)),
                    near.isEmpty() ? Words::tr("Allowed: %1.").arg(ownFields().join(QStringLiteral(", "))) : near);
            continue;
        }
        const QString theirs = value.toString();
        if (theirs.isEmpty())
            continue;
        if (const QString place = placeOf(theirs); !place.isEmpty() && place != placeOf(ours))
            problem(path, Words::tr("%1 cannot take the place of %2: it stands somewhere else.").arg(quoted(theirs), ours),
                    Words::tr("Name a field that begins with %1.").arg(placeOf(ours)));
        if (taken.contains(theirs))
            problem(path, Words::tr("%1 is written as %2 already.").arg(quoted(theirs), taken[theirs]),
                    Words::tr("Give each a field of its own."));
        else
            taken.insert(theirs, ours);
    }
}

void ConfigurationRules::checkStores(const Json& json)
{
    QHash<QString, QString> ids;
    QHash<QString, QString> sellers;
    for (std::size_t i = 0; i < json.items().size(); ++i) {
        const Json& store = json.at(i);
        const QString path = itemPath(sections::kStores, i);
        checkStore(store, path);
        const QString id = store[u"id"].toString();
        if (!id.isEmpty() && ids.contains(id))
            problem(childPath(path, QStringLiteral("id")), Words::tr("The id %1 is used by %2 as well.").arg(quoted(id), ids[id]),
                    Words::tr("Give each store an id of its own."));
        else
            ids.insert(id, path);
        for (std::size_t m = 0; m < store[u"marketplaces"].items().size(); ++m) {
            const QString key = store[u"sellerId"].toString() + u'/' + store[u"marketplaces"].at(m).toString();
            if (sellers.contains(key) && sellers[key] != path)
                problem(itemPath(childPath(path, QStringLiteral("marketplaces")), m),
                        Words::tr("%1 has this marketplace of the same seller already.").arg(sellers[key]),
                        Words::tr("Each marketplace of a seller belongs to one store."));
            else
                sellers.insert(key, path);
        }
    }
}

void ConfigurationRules::checkStore(const Json& json, const QString& path)
{
    checkAddress(json[u"endpoint"], childPath(path, QStringLiteral("endpoint")));
    checkTimeZone(json[u"timeZone"], childPath(path, QStringLiteral("timeZone")));
    checkMarketplaces(json, path);

    const Json& defaults = json[u"defaults"];
    const QString defaultsPath = childPath(path, QStringLiteral("defaults"));
    const QString currency = defaults[u"currency"].toString();
    if (defaults[u"customer"][u"mode"].toString() == QStringLiteral("fixed") && defaults[u"customer"][u"id"].toString().isEmpty())
        problem(defaultsPath + QStringLiteral(".customer.id"), Words::tr("It is missing."),
                Words::tr("A fixed customer needs its internal id."));
    const Json& tolerance = defaults[u"variance"][u"tolerance"];
    if (tolerance.isString() && isCurrencyCode(currency) && !tolerance.toString().isEmpty() &&
        tolerance.toString()[0].isDigit() && !Money::parse(tolerance.toString(), currency))
        problem(defaultsPath + QStringLiteral(".variance.tolerance"),
                Words::tr("%1 has more digits than %2 knows.").arg(quoted(tolerance.toString()), currency), {});
}

void ConfigurationRules::checkMarketplaces(const Json& store, const QString& path)
{
    QStringList ids;
    for (const Marketplace& row : marketplaces())
        ids << row.id;
    const Json& list = store[u"marketplaces"];
    const QString region = store[u"region"].toString();
    for (std::size_t i = 0; i < list.items().size(); ++i) {
        const QString id = list.at(i).toString();
        const QString here = itemPath(childPath(path, QStringLiteral("marketplaces")), i);
        const Marketplace* known = findMarketplace(id);
        if (!list.at(i).isString())
            continue;
        if (known == nullptr)
            problem(here, Words::tr("%1 is not a marketplace id of Amazon.").arg(quoted(id)), didYouMean(id, ids));
        else if (!region.isEmpty() && known->region != region)
            problem(here,
                    Words::tr("%1 (%2) belongs to the region \"%3\", not to \"%4\".")
                        .arg(id, known->country, known->region, safeText(region)),
                    Words::tr("Make one store for each region."));
    }
}

void ConfigurationRules::checkTimeZone(const Json& value, const QString& path)
{
    if (!value.isString())
        return;
    const QString name = value.toString();
    if (isTimeZone(name))
        return;
    const QString near = didYouMean(name, timeZones());
    problem(path, Words::tr("%1 is not a time zone.").arg(quoted(name)),
            near.isEmpty() ? Words::tr("Use an IANA name such as America/Los_Angeles or Europe/Berlin.") : near);
}

void ConfigurationRules::checkStoreName(const Json& value, const QString& path)
{
    if (!value.isString() || m_storeIds.contains(value.toString()))
        return;
    const QString near = didYouMean(value.toString(), m_storeIds);
    problem(path, Words::tr("There is no store %1.").arg(quoted(value.toString())),
            near.isEmpty() ? Words::tr("Stores: %1.").arg(m_storeIds.join(QStringLiteral(", "))) : near);
}

void ConfigurationRules::checkMappings(const Json& json)
{
    for (const auto& [kind, list] : json.members()) {
        if (!mappingKinds().contains(kind))
            continue;
        QHash<QString, QString> seen;
        for (std::size_t i = 0; i < list.items().size(); ++i) {
            const Json& entry = list.at(i);
            const QString path = itemPath(childPath(sections::kMappings, kind), i);
            checkStoreName(entry[u"store"], childPath(path, QStringLiteral("store")));
            if (!entry[u"key"].isString() || !entry[u"value"].isString())
                continue;
            const Mapping mapping{kind, entry[u"store"].toString(), entry[u"key"].toString(), entry[u"value"].toString()};
            if (auto form = checkMapping(mapping); !form && !(mapping.key.isEmpty() || mapping.value.isEmpty()))
                m_problems.push_back(form.error().at(path));
            const QString key = mapping.store + u'\n' + comparableKey(kind, mapping.key);
            if (seen.contains(key))
                problem(childPath(path, QStringLiteral("key")),
                        Words::tr("The key %1 stands at %2 already.").arg(quoted(mapping.key), seen[key]),
                        Words::tr("Remove one of the two."));
            else
                seen.insert(key, path);
        }
    }
}

void ConfigurationRules::checkFlows(const Json& json)
{
    QHash<QString, QString> seen;
    for (std::size_t i = 0; i < json.items().size(); ++i) {
        const Json& flow = json.at(i);
        const QString path = itemPath(sections::kFlows, i);
        checkFlow(flow, path);
        const QString key = flow[u"flow"].toString() + u'\n' + flow[u"store"].toString();
        if (seen.contains(key))
            problem(path, Words::tr("This flow and store stand at %1 already.").arg(seen[key]),
                    Words::tr("Remove one of the two."));
        else
            seen.insert(key, path);
    }
}

void ConfigurationRules::checkFlow(const Json& json, const QString& path)
{
    checkStoreName(json[u"store"], childPath(path, QStringLiteral("store")));
    QStringList ids;
    for (const KnownFlow& known : m_flows)
        ids << known.id;
    if (json[u"schedule"].isString()) {
        const auto schedule = Schedule::parse(json[u"schedule"].toString());
        const QString after = schedule ? schedule->afterFlow() : QString();
        if (!schedule) {
            problem(childPath(path, QStringLiteral("schedule")), schedule.error().message, schedule.error().remedy);
        } else if (!after.isEmpty() && (!ids.contains(after) || after == json[u"flow"].toString())) {
            problem(childPath(path, QStringLiteral("schedule")), Words::tr("It cannot run after %1.").arg(quoted(after)),
                    Words::tr("Name another flow: %1.").arg(ids.join(QStringLiteral(", "))));
        }
    }
    for (const KnownFlow& known : m_flows) {
        if (known.id != json[u"flow"].toString() || !json[u"settings"].isObject())
            continue;
        const Json schema = settingsSchema(known);
        SchemaCheck(schema, m_problems).check(schema, json[u"settings"], childPath(path, QStringLiteral("settings")));
    }
}

void ConfigurationRules::checkNotifications(const Json& json)
{
    const Json& smtp = json[u"smtp"];
    if (smtp[u"security"].toString() == QStringLiteral("none") && !isLoopback(smtp[u"host"].toString()))
        problem(QStringLiteral("notifications.smtp.security"),
                Words::tr("Without protection mails go to a mail server on this computer only."),
                Words::tr("Write starttls or tls."));
    if (!json[u"digest"].isString())
        return;
    const QString digest = json[u"digest"].toString();
    const auto schedule = Schedule::parse(digest);
    if (!schedule || (schedule->kind() != Schedule::Kind::Daily && schedule->kind() != Schedule::Kind::Weekly))
        problem(QStringLiteral("notifications.digest"), Words::tr("%1 is not a time for the summary.").arg(quoted(digest)),
                Words::tr("Write daily HH:MM or weekly MON HH:MM, or null for never."));
}

} // namespace causeway::config
