// SPDX-License-Identifier: GPL-3.0-or-later
#include "amazon/Listing.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace causeway::amazon::listing {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(causeway::amazon::Listing)
};
constexpr int kMostPages = 50; ///< of 100 each: Amazon keeps 90 days, and a seller makes a few feeds and reports a day
constexpr int kForbidden = 403;

/// Where a document lies for the next five minutes.
struct Address
{
    QString url;
    bool gzip = false;
};

Result<Address> addressOf(Caller& caller, const Place& place, const QString& id, const StopToken& stop)
{
    if (!isId(id))
        return fail(ErrorKind::Rejected, Words::tr("Amazon does not know the document."), {}, QStringLiteral("not-found"));
    const auto json = caller.get(place.plan, place.path + u'/' + id, {}, place.roles, stop);
    if (!json)
        return fail(json.error());
    const QString packed = (*json)[u"compressionAlgorithm"].toString();
    Address address{(*json)[u"url"].toString(), !packed.isEmpty()};
    if (address.url.isEmpty() || (address.gzip && packed != QStringLiteral("GZIP")))
        return fail(unreadable(place.subject));
    return address;
}

/// The storage answers 403 when the five minutes are over, as after a pause of this computer: one new address helps.
template<class Read>
auto atFreshAddress(Caller& caller, const Place& place, const QString& id, const StopToken& stop, Read read)
    -> std::invoke_result_t<Read, const Address&>
{
    for (bool isSecond = false;; isSecond = true) {
        const auto address = addressOf(caller, place, id, stop);
        if (!address)
            return fail(address.error());
        auto result = read(*address);
        if (result || result.error().httpStatus != kForbidden || isSecond)
            return result;
    }
}
} // namespace

bool isId(const QString& text)
{
    static const QRegularExpression kForm(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9._~-]{0,200}$"));
    return kForm.match(text).hasMatch();
}

Error unreadable(const QString& subject)
{
    return Error::make(ErrorKind::Invalid, Words::tr("Amazon's answer about %1 cannot be read.").arg(subject),
                       Words::tr("Update the program; if this is the newest version, send a support bundle."),
                       QStringLiteral("unreadable"));
}

Result<std::vector<Json>> all(Caller& caller, const Place& place, const QUrlQuery& first, QStringView member,
                              const StopToken& stop)
{
    std::vector<Json> items;
    QUrlQuery query = first;
    QString token;
    for (int page = 0; page < kMostPages; ++page) {
        const auto json = caller.get(place.plan, place.path, query, place.roles, stop);
        if (!json)
            return fail(json.error());
        const Json& list = (*json)[member];
        if (!list.isArray())
            return fail(unreadable(place.subject));
        items.insert(items.end(), list.items().begin(), list.items().end());
        const QString next = (*json)[u"nextToken"].toString();
        if (next.isEmpty())
            return items;
        if (next == token)
            return fail(ErrorKind::Invalid, Words::tr("Amazon named the same page of its list of %1 twice.").arg(place.subject),
                        {}, QStringLiteral("page-repeated"));
        token = next;
        query = QUrlQuery();
        addToQuery(query, QStringLiteral("nextToken"), token); // alone: with others the call fails
    }
    return fail(ErrorKind::Invalid, Words::tr("Amazon's list of %1 has more than %2 pages.").arg(place.subject).arg(kMostPages),
                Words::tr("Send a support bundle."), QStringLiteral("too-many"));
}

Result<std::optional<Json>> one(Caller& caller, const Place& place, const QString& id, const StopToken& stop)
{
    if (!isId(id))
        return std::optional<Json>();
    auto json = caller.get(place.plan, place.path + u'/' + id, {}, place.roles, stop);
    if (json)
        return std::optional<Json>(std::move(*json));
    if (json.error().httpStatus == 404)
        return std::optional<Json>();
    return fail(json.error());
}

Result<QByteArray> document(Caller& caller, const Place& place, const QString& id, qint64 maxBytes, const StopToken& stop)
{
    return atFreshAddress(caller, place, id, stop, [&](const Address& address) {
        return caller.download(place.subject + QStringLiteral(".download"), address.url, address.gzip, maxBytes, stop);
    });
}

Result<void> saveDocument(Caller& caller, const Place& place, const QString& id, qint64 maxBytes, QFileDevice& file,
                          const StopToken& stop)
{
    return atFreshAddress(caller, place, id, stop, [&](const Address& address) -> Result<void> {
        if (!file.resize(0) || !file.seek(0))
            return fail(ErrorKind::Storage, Words::tr("The document could not be written to the disk."),
                        Words::tr("Make room on the disk."), QStringLiteral("io"));
        return caller.save(place.subject + QStringLiteral(".download"), address.url, address.gzip, maxBytes, file, stop);
    });
}

} // namespace causeway::amazon::listing
