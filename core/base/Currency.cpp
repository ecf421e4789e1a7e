// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Currency.h"

#include <algorithm>
#include <array>

namespace causeway {

int minorUnitDigits(QStringView currencyCode)
{
    static constexpr std::array kNone{u"BIF", u"CLP", u"DJF", u"GNF", u"ISK", u"JPY", u"KMF", u"KRW", u"PYG",
                                      u"RWF", u"UGX", u"UYI", u"VND", u"VUV", u"XAF", u"XOF", u"XPF"};
    static constexpr std::array kThree{u"BHD", u"IQD", u"JOD", u"KWD", u"LYD", u"OMR", u"TND"};
    const auto is = [&](const char16_t* code) { return currencyCode == QStringView(code); };
    if (std::any_of(kNone.begin(), kNone.end(), is))
        return 0;
    if (std::any_of(kThree.begin(), kThree.end(), is))
        return 3;
    return 2;
}

bool isCurrencyCode(QStringView text)
{
    return text.size() == 3 && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; });
}

} // namespace causeway
