// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/Marketplaces.h"

#include <array>

namespace causeway::config {

namespace {
using L = QLatin1StringView;
constexpr std::array kMarketplaces{
    Marketplace{L("ATVPDKIKX0DER"), L("US"), L("na"), L("USD")},  Marketplace{L("A2EUQ1WTGCTBG2"), L("CA"), L("na"), L("CAD")},
    Marketplace{L("A1AM78C64UM0Y8"), L("MX"), L("na"), L("MXN")}, Marketplace{L("A2Q3Y263D00KWC"), L("BR"), L("na"), L("BRL")},
    Marketplace{L("A1F83G8C2ARO7P"), L("GB"), L("eu"), L("GBP")}, Marketplace{L("A1PA6795UKMFR9"), L("DE"), L("eu"), L("EUR")},
    Marketplace{L("A13V1IB3VIYZZH"), L("FR"), L("eu"), L("EUR")}, Marketplace{L("APJ6JRA9NG5V4"), L("IT"), L("eu"), L("EUR")},
    Marketplace{L("A1RKKUPIHCS9HS"), L("ES"), L("eu"), L("EUR")}, Marketplace{L("A1805IZSGTT6HS"), L("NL"), L("eu"), L("EUR")},
    Marketplace{L("AMEN7PMS3EDWL"), L("BE"), L("eu"), L("EUR")},  Marketplace{L("A2NODRKZP88ZB9"), L("SE"), L("eu"), L("SEK")},
    Marketplace{L("A1C3SOZRARQ6R3"), L("PL"), L("eu"), L("PLN")}, Marketplace{L("A33AVAJ2PDY3EV"), L("TR"), L("eu"), L("TRY")},
    Marketplace{L("A2VIGQ35RCS4UG"), L("AE"), L("eu"), L("AED")}, Marketplace{L("A17E79C6D8DWNP"), L("SA"), L("eu"), L("SAR")},
    Marketplace{L("ARBP9OOSHTCHU"), L("EG"), L("eu"), L("EGP")},  Marketplace{L("A21TJRUUN4KGV"), L("IN"), L("eu"), L("INR")},
    Marketplace{L("AE08WJ6YKNBMC"), L("ZA"), L("eu"), L("ZAR")},  Marketplace{L("A28R8C7NBKEWEA"), L("IE"), L("eu"), L("EUR")},
    Marketplace{L("A1VC38T7YXB528"), L("JP"), L("fe"), L("JPY")}, Marketplace{L("A39IBJ37TRP1C6"), L("AU"), L("fe"), L("AUD")},
    Marketplace{L("A19VAU5U5O7RUS"), L("SG"), L("fe"), L("SGD")},
};
} // namespace

std::span<const Marketplace> marketplaces()
{
    return kMarketplaces;
}

const Marketplace* findMarketplace(QStringView id)
{
    for (const Marketplace& row : kMarketplaces) {
        if (row.id == id)
            return &row;
    }
    return nullptr;
}

} // namespace causeway::config
