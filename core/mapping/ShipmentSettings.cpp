// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/ShipmentSettings.h"

#include <QCoreApplication>

#include "mapping/SettingSchema.h"

namespace causeway::mapping {

namespace {
using namespace setting;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::ShipmentSettings)
};
} // namespace

ShipmentSettings ShipmentSettings::read(const Json& settings)
{
    ShipmentSettings s;
    s.firstRunDays = intOf(settings[u"firstRunDays"], s.firstRunDays);
    s.overlapMinutes = intOf(settings[u"overlapMinutes"], s.overlapMinutes);
    s.sweepHours = intOf(settings[u"sweepHours"], s.sweepHours);
    s.automaticCarrier = settings[u"carrierMatch"].toString() == QStringLiteral("automatic");
    s.withoutTracking = settings[u"withoutTracking"].toBool(false);
    s.spreadContents = settings[u"packageContents"].toString() != QStringLiteral("ask");
    const QString cancel = settings[u"onCancelRequest"].toString();
    s.onCancelRequest = cancel == QStringLiteral("review") ? OnCancelRequest::Review
                        : cancel == QStringLiteral("send") ? OnCancelRequest::Send
                                                           : OnCancelRequest::Hold;
    s.reviewCorrections = settings[u"corrections"].toString() != QStringLiteral("send");
    s.writeMarker = settings[u"writeMarker"].toBool(true);
    s.feedFrom = intOf(settings[u"feedFrom"], s.feedFrom);
    return s;
}

Json ShipmentSettings::schema()
{
    Json json = Json::object();
    json.set(QStringLiteral("firstRunDays"), number(30, 1, 730, Words::tr("Days that the first run reads back")));
    json.set(QStringLiteral("overlapMinutes"),
             number(1440, 0, 10'080,
                    Words::tr("Minutes read again at each run; NetSuite does not say in which time zone it compares")));
    json.set(QStringLiteral("sweepHours"), number(168, 1, 720, Words::tr("Hours that the slower sweep reads again")));
    json.set(QStringLiteral("carrierMatch"),
             choice({QStringLiteral("mapped"), QStringLiteral("automatic")},
                    Words::tr("Whether a ship item without a carrier mapping is an error that proposes one, or the proposal is "
                              "used: a carrier recognised by name or tracking number, else Other with the ship item's name")));
    json.set(QStringLiteral("withoutTracking"),
             entry(QStringLiteral("boolean"), false,
                   Words::tr("A package without a tracking number is confirmed too; otherwise it is an error to be fixed")));
    json.set(QStringLiteral("packageContents"),
             choice({QStringLiteral("spread"), QStringLiteral("ask")},
                    Words::tr("Several packages whose descriptions do not name their contents: units are spread over them in "
                              "line order, or a person is asked")));
    json.set(QStringLiteral("onCancelRequest"),
             choice({QStringLiteral("hold"), QStringLiteral("review"), QStringLiteral("send")},
                    Words::tr("A shipment whose buyer asked to cancel, or whose order is marked do not ship: held until that is "
                              "settled, shown in Review, or sent")));
    json.set(QStringLiteral("corrections"),
             choice({QStringLiteral("review"), QStringLiteral("send")},
                    Words::tr("A shipment changed in NetSuite after it was sent: its correction is shown in Review first, or "
                              "sent")));
    json.set(QStringLiteral("writeMarker"),
             entry(QStringLiteral("boolean"), true,
                   Words::tr("NetSuite's item fulfillment is marked once Amazon shows all its packages")));
    json.set(
        QStringLiteral("feedFrom"),
        number(300, 2, 10'000, Words::tr("From this many packages at once they go to Amazon as one feed instead of one by one")));
    return json;
}

} // namespace causeway::mapping
