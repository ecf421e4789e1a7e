// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/MappingForm.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "base/Nearest.h"
#include "base/Text.h"
#include "config/Marketplaces.h"

namespace causeway::config {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::config::MappingForm)
};

constexpr qsizetype kLongest = 400;

tl::unexpected<Error> refuse(const QString& path, const QString& message, const QString& remedy)
{
    Error error = Error::make(ErrorKind::Invalid, message, remedy, QStringLiteral("mapping-form"));
    error.path = path;
    return fail(std::move(error));
}

/// "item:98" for prefix "item".
bool isReference(const QString& text, const QString& prefix)
{
    static const QRegularExpression kId(QStringLiteral("^-?[0-9]+$"));
    return text.startsWith(prefix + u':') && kId.match(text.sliced(prefix.size() + 1)).hasMatch();
}

Result<void> checkReference(const QString& value, const QString& prefix)
{
    if (isReference(value, prefix))
        return {};
    return refuse(QStringLiteral("value"), Words::tr("\"%1\" is not of the form %2:ID.").arg(elided(safeText(value), 80), prefix),
                  Words::tr("Write %1: and the internal id, for example %1:98.").arg(prefix));
}

Result<void> checkKeyIsOneOf(const QString& key, const QStringList& allowed)
{
    if (allowed.contains(key))
        return {};
    const QString near = nearest(key, allowed);
    return refuse(QStringLiteral("key"), Words::tr("\"%1\" is not a key of this mapping.").arg(elided(safeText(key), 80)),
                  (near.isEmpty() ? QString() : Words::tr("Did you mean \"%1\"? ").arg(near)) +
                      Words::tr("Allowed: %1.").arg(allowed.join(QStringLiteral(", "))));
}

/// Settlement category "transactionType|amountType|amountDescription", "group:NAME" or one of the special keys.
Result<void> checkAccountKey(const QString& key)
{
    static const QStringList kSpecial{QStringLiteral("clearing"), QStringLiteral("suspense"), QStringLiteral("carry"),
                                      QStringLiteral("reserve"),  QStringLiteral("bank"),     QStringLiteral("variance")};
    if (key.startsWith(QStringLiteral("group:")) && key.size() > 6)
        return {};
    const qsizetype bars = key.count(u'|');
    if (bars == 2 && !key.startsWith(u'|'))
        return {};
    if (bars == 0)
        return checkKeyIsOneOf(key, kSpecial);
    return refuse(QStringLiteral("key"), Words::tr("\"%1\" is not a settlement category.").arg(elided(safeText(key), 80)),
                  Words::tr("Write transactionType|amountType|amountDescription, for example Order|ItemFees|Commission."));
}

Result<void> checkTaxKey(const QString& key)
{
    static const QRegularExpression kPlace(QStringLiteral("^[A-Z]{2}(/\\S(.*\\S)?)?$"));
    if (kPlace.match(key).hasMatch())
        return {};
    return refuse(QStringLiteral("key"), Words::tr("\"%1\" is not a country or country/state.").arg(elided(safeText(key), 80)),
                  Words::tr("Write the country's two letters, and after a slash the state, for example US/CA."));
}

Result<void> checkCarrier(const Mapping& mapping)
{
    if (!isReference(mapping.key, QStringLiteral("shipitem")))
        return refuse(QStringLiteral("key"),
                      Words::tr("\"%1\" is not of the form shipitem:ID.").arg(elided(safeText(mapping.key), 80)),
                      Words::tr("Write shipitem: and the internal id of the shipping item."));
    if (mapping.value.trimmed() == QStringLiteral("Other:") || mapping.value.trimmed() == QStringLiteral("Other"))
        return refuse(QStringLiteral("value"), Words::tr("The carrier's name is missing."),
                      Words::tr("Write Other:NAME, for example Other:Local Courier."));
    return {};
}
} // namespace

const QStringList& mappingKinds()
{
    static const QStringList kKinds{QStringLiteral("sku"), QStringLiteral("carrier"), QStringLiteral("shipMethod"),
                                    QStringLiteral("tax"), QStringLiteral("channel"), QStringLiteral("account"),
                                    QStringLiteral("item")};
    return kKinds;
}

Result<void> checkMapping(const Mapping& mapping)
{
    const QString& kind = mapping.kind;
    if (!mappingKinds().contains(kind)) {
        const QString near = nearest(kind, mappingKinds());
        return refuse(QStringLiteral("kind"), Words::tr("There is no mapping kind \"%1\".").arg(elided(safeText(kind), 80)),
                      (near.isEmpty() ? QString() : Words::tr("Did you mean \"%1\"? ").arg(near)) +
                          Words::tr("Allowed: %1.").arg(mappingKinds().join(QStringLiteral(", "))));
    }
    for (const auto& [name, text] :
         {std::pair{QStringLiteral("key"), mapping.key}, std::pair{QStringLiteral("value"), mapping.value}}) {
        if (text.trimmed().isEmpty())
            return refuse(name, Words::tr("It is empty."), Words::tr("Give a text."));
        if (text.size() > kLongest)
            return refuse(name, Words::tr("It is longer than %1 characters.").arg(kLongest), {});
        if (safeText(text) != text)
            return refuse(name, Words::tr("It holds a control or direction character."),
                          Words::tr("Type the text again by hand."));
    }
    if (kind == QStringLiteral("sku"))
        return checkReference(mapping.value, QStringLiteral("item"));
    if (kind == QStringLiteral("shipMethod"))
        return checkReference(mapping.value, QStringLiteral("shipitem"));
    if (kind == QStringLiteral("carrier"))
        return checkCarrier(mapping);
    if (kind == QStringLiteral("tax")) {
        if (auto key = checkTaxKey(mapping.key); !key)
            return key;
        return checkReference(mapping.value, QStringLiteral("salestaxitem"));
    }
    if (kind == QStringLiteral("account")) {
        if (auto key = checkAccountKey(mapping.key); !key)
            return key;
        // Parked by a person, who has to say why.
        if (mapping.value.startsWith(QStringLiteral("suspense:")) && mapping.key.count(u'|') == 2) {
            if (mapping.value.sliced(9).trimmed().isEmpty())
                return refuse(QStringLiteral("value"), Words::tr("The reason for parking it is missing."),
                              Words::tr("Write suspense: and the reason."));
            return {};
        }
        return checkReference(mapping.value, QStringLiteral("account"));
    }
    if (kind == QStringLiteral("item")) {
        static const QStringList kKeys{QStringLiteral("shipping"),  QStringLiteral("giftwrap"), QStringLiteral("discount"),
                                       QStringLiteral("tax"),       QStringLiteral("cod"),      QStringLiteral("other"),
                                       QStringLiteral("tip"),       QStringLiteral("refund"),   QStringLiteral("goodwill"),
                                       QStringLiteral("restocking")};
        if (auto key = checkKeyIsOneOf(mapping.key, kKeys); !key)
            return key;
        return checkReference(mapping.value, QStringLiteral("item"));
    }
    if (kind == QStringLiteral("channel") && findMarketplace(mapping.key) == nullptr)
        return refuse(QStringLiteral("key"),
                      Words::tr("\"%1\" is not an Amazon marketplace id.").arg(elided(safeText(mapping.key), 80)),
                      Words::tr("Use an id such as ATVPDKIKX0DER (US)."));
    return {};
}

bool isLooseKeyed(const QString& kind)
{
    return kind == QStringLiteral("account") || kind == QStringLiteral("shipMethod");
}

QString comparableKey(const QString& kind, const QString& key)
{
    if (kind == QStringLiteral("shipMethod"))
        return key.toLower();
    if (kind != QStringLiteral("account"))
        return key;
    QString result; // as settlement::loose() compares categories
    for (const QChar c : key) {
        if (!c.isSpace() && c != u'_' && c != u'-')
            result += c.toCaseFolded();
    }
    return result;
}

} // namespace causeway::config
