// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping/Carriers.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>
#include <QRegularExpression>

#include "base/Text.h"

namespace causeway::mapping {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::mapping::Carriers)
};

constexpr std::array kCodes{
    QLatin1StringView("USPS"),
    QLatin1StringView("UPS"),
    QLatin1StringView("UPSMI"),
    QLatin1StringView("FedEx"),
    QLatin1StringView("DHL"),
    QLatin1StringView("Fastway"),
    QLatin1StringView("GLS"),
    QLatin1StringView("GO!"),
    QLatin1StringView("Hermes Logistik Gruppe"),
    QLatin1StringView("Royal Mail"),
    QLatin1StringView("Parcelforce"),
    QLatin1StringView("City Link"),
    QLatin1StringView("TNT"),
    QLatin1StringView("Target"),
    QLatin1StringView("SagawaExpress"),
    QLatin1StringView("NipponExpress"),
    QLatin1StringView("YamatoTransport"),
    QLatin1StringView("DHL Global Mail"),
    QLatin1StringView("UPS Mail Innovations"),
    QLatin1StringView("FedEx SmartPost"),
    QLatin1StringView("OSM"),
    QLatin1StringView("OnTrac"),
    QLatin1StringView("Streamlite"),
    QLatin1StringView("Newgistics"),
    QLatin1StringView("Canada Post"),
    QLatin1StringView("Blue Package"),
    QLatin1StringView("Chronopost"),
    QLatin1StringView("Deutsche Post"),
    QLatin1StringView("DPD"),
    QLatin1StringView("La Poste"),
    QLatin1StringView("Parcelnet"),
    QLatin1StringView("Poste Italiane"),
    QLatin1StringView("SDA"),
    QLatin1StringView("Smartmail"),
    QLatin1StringView("FEDEX_JP"),
    QLatin1StringView("JP_EXPRESS"),
    QLatin1StringView("NITTSU"),
    QLatin1StringView("SAGAWA"),
    QLatin1StringView("YAMATO"),
    QLatin1StringView("BlueDart"),
    QLatin1StringView("AFL/Fedex"),
    QLatin1StringView("Aramex"),
    QLatin1StringView("India Post"),
    QLatin1StringView("Professional"),
    QLatin1StringView("DTDC"),
    QLatin1StringView("Overnite Express"),
    QLatin1StringView("First Flight"),
    QLatin1StringView("Delhivery"),
    QLatin1StringView("Lasership"),
    QLatin1StringView("Yodel"),
    QLatin1StringView("Amazon Shipping"),
    QLatin1StringView("Seur"),
    QLatin1StringView("Correos"),
    QLatin1StringView("MRW"),
    QLatin1StringView("Endopack"),
    QLatin1StringView("Chrono Express"),
    QLatin1StringView("Nacex"),
    QLatin1StringView("Otro"),
    QLatin1StringView("Correios"),
    QLatin1StringView("Toll Global Express"),
    QLatin1StringView("China Post"),
    QLatin1StringView("AUSSIE_POST"),
    QLatin1StringView("EUB"),
    QLatin1StringView("Australia Post"),
    QLatin1StringView("Yun Express"),
    QLatin1StringView("4PX"),
    QLatin1StringView("YANWEN"),
    QLatin1StringView("SF Express"),
    QLatin1StringView("Other"),
};

/// These are common words too ("Target delivery", "Professional service"): never recognised inside a longer name.
constexpr std::array kCommonWords{QLatin1StringView("Target"), QLatin1StringView("Professional"), QLatin1StringView("Other"),
                                  QLatin1StringView("Otro"),   QLatin1StringView("GO!"),          QLatin1StringView("SDA"),
                                  QLatin1StringView("OSM"),    QLatin1StringView("EUB")};

/// Names people use for a carrier, besides its code.
struct Alias
{
    QLatin1StringView words, code;
};
constexpr std::array kAliases{
    Alias{QLatin1StringView("united parcel service"), QLatin1StringView("UPS")},
    Alias{QLatin1StringView("us postal service"), QLatin1StringView("USPS")},
    Alias{QLatin1StringView("u s postal service"), QLatin1StringView("USPS")},
    Alias{QLatin1StringView("priority mail"), QLatin1StringView("USPS")},
    Alias{QLatin1StringView("federal express"), QLatin1StringView("FedEx")},
    Alias{QLatin1StringView("fed ex"), QLatin1StringView("FedEx")},
    Alias{QLatin1StringView("smartpost"), QLatin1StringView("FedEx SmartPost")},
    Alias{QLatin1StringView("mail innovations"), QLatin1StringView("UPS Mail Innovations")},
    Alias{QLatin1StringView("evri"), QLatin1StringView("Hermes Logistik Gruppe")},
    Alias{QLatin1StringView("hermes"), QLatin1StringView("Hermes Logistik Gruppe")},
    Alias{QLatin1StringView("colissimo"), QLatin1StringView("La Poste")},
    Alias{QLatin1StringView("yamato"), QLatin1StringView("YamatoTransport")},
    Alias{QLatin1StringView("sagawa"), QLatin1StringView("SagawaExpress")},
};

/// Lower case words with single blanks, and one blank at both ends: " ups ground ".
QString wordsOf(QStringView text)
{
    QString words = QStringLiteral(" ");
    for (const QChar c : text) {
        if (c.isLetterOrNumber())
            words += c.toLower();
        else if (!words.endsWith(u' '))
            words += u' ';
    }
    if (!words.endsWith(u' '))
        words += u' ';
    return words;
}

/// The longest code or alias that the name contains as whole words.
QString codeInName(const QString& name)
{
    const QString words = wordsOf(name);
    QString best;
    qsizetype longest = 0;
    const auto offer = [&](const QString& pattern, QLatin1StringView code) {
        if (pattern.size() > longest && words.contains(pattern)) {
            longest = pattern.size();
            best = code;
        }
    };
    for (const QLatin1StringView code : kCodes) {
        const bool common = std::find(kCommonWords.begin(), kCommonWords.end(), code) != kCommonWords.end();
        const QString pattern = wordsOf(QString(code));
        if (!common || words == pattern)
            offer(pattern, code);
    }
    for (const Alias& alias : kAliases)
        offer(wordsOf(QString(alias.words)), alias.code);
    return best == QStringLiteral("Other") ? QString() : best;
}

/// Only forms that one carrier alone uses.
QString codeOfTracking(const QString& tracking)
{
    static const std::pair<QRegularExpression, QLatin1StringView> kForms[] = {
        {QRegularExpression(QStringLiteral("^1Z[0-9A-Z]{16}$")), QLatin1StringView("UPS")},
        {QRegularExpression(QStringLiteral("^(92|93|94|95)[0-9]{18,20}$")), QLatin1StringView("USPS")},
        {QRegularExpression(QStringLiteral("^[A-Z]{2}[0-9]{9}US$")), QLatin1StringView("USPS")},
        {QRegularExpression(QStringLiteral("^[A-Z]{2}[0-9]{9}GB$")), QLatin1StringView("Royal Mail")},
        {QRegularExpression(QStringLiteral("^[A-Z]{2}[0-9]{9}CA$")), QLatin1StringView("Canada Post")},
        {QRegularExpression(QStringLiteral("^TBA[0-9]{9,15}$")), QLatin1StringView("Amazon Shipping")},
        {QRegularExpression(QStringLiteral("^JJD[0-9]{15,18}$")), QLatin1StringView("DHL")},
        {QRegularExpression(QStringLiteral("^1LS[0-9A-Z]{8,15}$")), QLatin1StringView("Lasership")},
    };
    QString plain = tracking.toUpper();
    plain.remove(u' ');
    for (const auto& [form, code] : kForms) {
        if (form.match(plain).hasMatch())
            return code;
    }
    return {};
}
} // namespace

std::span<const QLatin1StringView> carrierCodes()
{
    return kCodes;
}

std::optional<Carrier> carrierFromMapping(const QString& value)
{
    const QString text = value.trimmed();
    const QString other = QStringLiteral("Other:");
    if (text.startsWith(other)) {
        const QString name = text.mid(other.size()).trimmed();
        return name.isEmpty() ? std::nullopt : std::optional(Carrier{QStringLiteral("Other"), name});
    }
    if (text.isEmpty() || text == QStringLiteral("Other"))
        return std::nullopt;
    return Carrier{text, {}};
}

std::optional<CarrierProposal> proposeCarrier(const QString& shipItemName, const QString& trackingNumber)
{
    const QString shown = elided(safeText(shipItemName), 60);
    if (const QString code = codeInName(shipItemName); !code.isEmpty())
        return CarrierProposal{{code, {}}, Words::tr("the ship item is called “%1”").arg(shown), true};
    if (const QString code = codeOfTracking(trackingNumber); !code.isEmpty())
        return CarrierProposal{{code, {}}, Words::tr("the tracking number has the form that only %1 uses").arg(code), true};
    const QString name = shipItemName.trimmed();
    if (name.isEmpty())
        return std::nullopt;
    return CarrierProposal{{QStringLiteral("Other"), name},
                           Words::tr("no code of Amazon's list is in the name of the ship item “%1”").arg(shown),
                           false};
}

QString carrierKey(const QString& shipItemId)
{
    return QStringLiteral("shipitem:") + (shipItemId.isEmpty() ? QStringLiteral("0") : shipItemId);
}

} // namespace causeway::mapping
