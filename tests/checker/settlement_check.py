#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settlement files made here, added up here, and compared with what Causeway reads.

Shares nothing with the program: the rules are those of Amazon's report (columns by name, one decimal sign per file, the forms
of dates seen) and the sums are kept while the file is written, in integers.

  settlement_check.py --reader PROGRAM [--files 1000] [--seed 1] [--keep FOLDER]

PROGRAM reads file names from its standard input and prints one JSON object a line:
  {"file", "rows", "total", "sum", "problems", "categories": {"type|amount type|description": [rows, minor units]}, "months": {"2026-06": minor units}}
Ends with 1 and says what differs, file by file.
"""
import argparse
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import defaultdict

UTC = datetime.timezone.utc
COLUMNS = """settlement-id settlement-start-date settlement-end-date deposit-date total-amount currency transaction-type order-id
merchant-order-id adjustment-id shipment-id marketplace-name amount-type amount-description amount fulfillment-id posted-date
posted-date-time order-item-code merchant-order-item-id merchant-adjustment-item-id sku quantity-purchased promotion-id""".split()
OLD_COLUMNS = """settlement-id settlement-start-date settlement-end-date deposit-date total-amount currency transaction-type order-id
merchant-order-id adjustment-id shipment-id marketplace-name shipment-fee-type shipment-fee-amount order-fee-type order-fee-amount
fulfillment-id posted-date order-item-code merchant-order-item-id merchant-adjustment-item-id sku quantity-purchased price-type
price-amount item-related-fee-type item-related-fee-amount misc-fee-amount other-fee-amount other-fee-reason-description
promotion-id promotion-type promotion-amount direct-payment-type direct-payment-amount other-amount""".split()

DIGITS = {"USD": 2, "EUR": 2, "GBP": 2, "CAD": 2, "MXN": 2, "SEK": 2, "PLN": 2, "JPY": 0, "BHD": 3}
MARKETPLACES = {"USD": "Amazon.com", "EUR": "Amazon.de", "GBP": "Amazon.co.uk", "CAD": "Amazon.ca", "MXN": "Amazon.com.mx",
                "SEK": "Amazon.se", "PLN": "Amazon.pl", "JPY": "Amazon.co.jp", "BHD": "Amazon.ae"}
ORDER_ROWS = [("Order", "ItemPrice", d, 1) for d in ("Principal", "Shipping", "Tax", "ShippingTax", "GiftWrap")] + \
    [("Order", "ItemFees", d, -1) for d in ("Commission", "FBAPerUnitFulfillmentFee", "ShippingChargeback", "DigitalServicesFee")] + \
    [("Order", "ItemWithheldTax", "MarketplaceFacilitatorTax-Principal", -1), ("Order", "Promotion", "Principal", -1),
     ("Refund", "ItemPrice", "Principal", -1), ("Refund", "ItemFees", "Commission", 1), ("Refund", "ItemFees", "RefundCommission", -1),
     ("A-to-z Guarantee Refund", "ItemPrice", "Principal", -1), ("Order_Retrocharge", "ItemPrice", "Tax", 1)]
OTHER_ROWS = [("other-transaction", "other-transaction", d, -1) for d in
              ("Subscription Fee", "Storage Fee", "Current Reserve Amount", "FBA Inbound Placement Service Fee", "Payable to Amazon")] + \
    [("other-transaction", "other-transaction", "Previous Reserve Amount Balance", 1),
     ("other-transaction", "FBA Inventory Reimbursement", "WAREHOUSE_DAMAGE", 1),
     ("ServiceFee", "Cost of Advertising", "TransactionTotalAmount", -1), ("SAFE-T Reimbursement", "other transactions", "SAFE-T Reimbursement", 1),
     ("CouponRedemptionFee", "CouponRedemptionFee", "Summer sale: 10% off", -1), ("Fee of 2031", "A new kind", "", -1),
     ("FBAFees", "FBA Inventory Storage Fee", "Tax on fee", -1)]


class Style:
    """How one file is written."""

    def __init__(self, r):
        self.currency = r.choice(sorted(DIGITS))
        self.digits = DIGITS[self.currency]
        self.point = r.choice(".,")
        # Thousands apart only where the amounts themselves show which sign is which.
        self.thousands = self.digits == 2 and r.random() < 0.3
        self.dates = r.choice(("iso-utc", "iso-offset", "dotted", "slash-dmy", "slash-mdy", "day-only", "iso-t"))
        self.encoding = r.choice(("utf-8", "utf-8-sig", "cp1252", "latin-1", "shift_jis")) if self.currency != "JPY" else \
            r.choice(("utf-8", "utf-8-sig", "shift_jis"))
        self.end = r.choice(("\n", "\r\n"))
        self.old = r.random() < 0.2
        self.shuffle = r.random() < 0.5
        self.extra = r.randrange(3)
        self.short = r.random() < 0.4
        self.upper = r.random() < 0.3
        self.last_end = r.random() < 0.8

    def amount(self, minor):
        sign = "-" if minor < 0 else ""
        whole, part = divmod(abs(minor), 10 ** self.digits)
        text = str(whole)
        if self.thousands and whole >= 1000:
            apart = "," if self.point == "." else "."
            groups = []
            while text:
                groups.insert(0, text[-3:])
                text = text[:-3]
            text = apart.join(groups)
        return sign + text + (self.point + str(part).zfill(self.digits) if self.digits else "")

    def time(self, at):
        if self.dates == "iso-utc":
            return at.strftime("%Y-%m-%d %H:%M:%S UTC")
        if self.dates == "iso-t":
            return at.strftime("%Y-%m-%dT%H:%M:%SZ")
        if self.dates == "iso-offset":
            return (at + datetime.timedelta(hours=-7)).strftime("%Y-%m-%dT%H:%M:%S-07:00")
        if self.dates == "dotted":
            return at.strftime("%d.%m.%Y %H:%M:%S UTC")
        if self.dates == "slash-dmy":
            return at.strftime("%d/%m/%Y %H:%M:%S UTC")
        if self.dates == "slash-mdy":
            return at.strftime("%m/%d/%Y %H:%M:%S UTC")
        return at.strftime("%Y-%m-%d")

    def foreign(self):
        return {"shift_jis": "日本の商品", "cp1252": "Straße €", "latin-1": "Müller çà"}.get(self.encoding, "Żółw – 日本")


class Sums:
    def __init__(self):
        self.rows = 0
        self.total = 0
        self.categories = defaultdict(lambda: [0, 0])
        self.months = defaultdict(int)

    def add(self, category, minor, at):
        self.rows += 1
        self.total += minor
        entry = self.categories["|".join(category)]
        entry[0] += 1
        entry[1] += minor
        self.months[at.strftime("%Y-%m")] += minor


def order_id(r):
    return "%03d-%07d-%07d" % (r.randrange(100, 999), r.randrange(10 ** 7), r.randrange(10 ** 7))


def magnitude(r, style):
    # Large, small and round amounts; with one decimal sign as the only evidence there must be one that shows it.
    return r.choice((r.randrange(1, 100), r.randrange(100, 10 ** 5), r.randrange(10 ** 5, 10 ** 8), 10 ** style.digits * r.randrange(1, 5000)))


def new_cells(r, style, sid):
    return {"settlement-id": sid}


def new_line(r, style, sid, at, sums):
    kind, amount_type, description, sign = r.choice(ORDER_ROWS if r.random() < 0.85 else OTHER_ROWS)
    minor = sign * magnitude(r, style) * (-1 if r.random() < 0.05 else 1)
    cells = new_cells(r, style, sid)
    is_order = (kind, amount_type, description, sign) in ORDER_ROWS
    cells.update({"transaction-type": kind, "amount-type": amount_type, "amount-description": description,
                  "amount": style.amount(minor), "posted-date": style.time(at)[:10], "posted-date-time": style.time(at)})
    if style.dates == "day-only":
        cells["posted-date"] = style.time(at)
    if is_order:
        cells["order-id"] = order_id(r)
        cells["sku"] = "SKU-" + style.foreign() if r.random() < 0.3 else "SKU-%d" % r.randrange(50)
        cells["quantity-purchased"] = str(r.randrange(1, 4))
        if r.random() < 0.8:
            cells["marketplace-name"] = MARKETPLACES[style.currency]
    elif r.random() < 0.3:
        cells["order-id"] = "FBA15" + "".join(r.choice("ABCDEFGH123") for _ in range(7))
    sums.add((kind, amount_type, description), minor, at)
    return [cells]


def old_line(r, style, sid, at, sums):
    """One line of the old layout may hold several amounts; the labels are those of Amazon's own list of changes."""
    cells = new_cells(r, style, sid)
    cells["posted-date"] = style.time(at)
    if r.random() < 0.8:
        kind = r.choice(("Order", "Refund"))
        cells.update({"transaction-type": kind, "order-id": order_id(r), "marketplace-name": MARKETPLACES[style.currency],
                      "sku": "SKU-%d" % r.randrange(50)})
        pairs = [("price-type", "price-amount", "ItemPrice", ("Principal", "Shipping", "Tax")),
                 ("item-related-fee-type", "item-related-fee-amount", "ItemFees", ("Commission", "RefundCommission")),
                 ("promotion-type", "promotion-amount", "Promotion", ("Principal", "Shipping")),
                 ("shipment-fee-type", "shipment-fee-amount", "Shipment-Fees", ("FBA transportation fee",)),
                 ("order-fee-type", "order-fee-amount", "Order-Fees", ("Some order fee",))]
        for label, place, amount_type, descriptions in r.sample(pairs, r.randrange(1, 4)):
            minor = magnitude(r, style) * r.choice((1, -1))
            description = r.choice(descriptions)
            cells[label] = description
            cells[place] = style.amount(minor)
            sums.add((kind, amount_type, description), minor, at)
    else:
        kind = r.choice(("Subscription Fee", "Current Reserve Amount", "Successful charge", "WAREHOUSE_LOST"))
        minor = magnitude(r, style) * r.choice((1, -1))
        cells.update({"transaction-type": kind, "other-amount": style.amount(minor)})
        amount_type = "FBA Inventory Reimbursement" if kind == "WAREHOUSE_LOST" else "other-transaction"
        sums.add(("other-transaction", amount_type, kind), minor, at)
    return [cells]


def make(r, number):
    style = Style(r)
    sums = Sums()
    sid = str(20_000_000_000 + number)
    start = datetime.datetime(2026, r.randrange(1, 12), r.randrange(1, 28), r.randrange(24), r.randrange(60), r.randrange(60), tzinfo=UTC)
    # Slashes need a day above 12 somewhere, as any real fortnight has.
    length = datetime.timedelta(days=16)
    lines = []
    count = r.choice((3, 10, 60, 300))
    for i in range(count):
        at = start + length * (i / count)
        at = at.replace(microsecond=0)
        if style.dates == "day-only":
            at = at.replace(hour=0, minute=0, second=0)
        lines += (old_line if style.old else new_line)(r, style, sid, at, sums)
    # An amount that can be read only one way decides for the file, as every real one has.
    at = start.replace(hour=0, minute=0, second=0) if style.dates == "day-only" else start
    sign = {0: 7, 2: 1234567, 3: 1234567}[style.digits]
    cells = new_cells(r, style, sid)
    if style.old:
        cells.update({"transaction-type": "Subscription Fee", "posted-date": style.time(at), "other-amount": style.amount(sign)})
        sums.add(("other-transaction", "other-transaction", "Subscription Fee"), sign, at)
    else:
        cells.update({"transaction-type": "other-transaction", "amount-type": "other-transaction", "amount-description": "Adjustment",
                      "posted-date": style.time(at), "posted-date-time": style.time(at), "amount": style.amount(sign)})
        sums.add(("other-transaction", "other-transaction", "Adjustment"), sign, at)
    lines.append(cells)
    r.shuffle(lines)
    end = start + length
    head = {"settlement-id": sid, "settlement-start-date": style.time(start), "settlement-end-date": style.time(end),
            "deposit-date": style.time(end + datetime.timedelta(days=2)), "total-amount": style.amount(sums.total),
            "currency": style.currency}
    columns = list(OLD_COLUMNS if style.old else COLUMNS)
    columns += ["a-column-of-%d" % i for i in range(style.extra)]
    if style.shuffle:
        r.shuffle(columns)
    names = [c.upper().replace("-", "_") if style.upper and r.random() < 0.5 else c for c in columns]
    text = ["\t".join(names)]
    for cells in [head] + lines:
        row = [cells.get(c, "") for c in columns]
        if style.short:
            while row and row[-1] == "":
                row.pop()
        text.append("\t".join(row))
    body = style.end.join(text) + (style.end if style.last_end else "")
    return body.encode(style.encoding, errors="replace"), sums, style


def describe(style):
    return ", ".join("%s=%s" % pair for pair in sorted(vars(style).items()))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--reader", required=True)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep")
    arguments = parser.parse_args()
    r = random.Random(arguments.seed)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = arguments.keep or folder
        os.makedirs(folder, exist_ok=True)
        expected = {}
        for number in range(arguments.files):
            data, sums, style = make(r, number)
            path = os.path.join(folder, "settlement-%04d.txt" % number)
            with open(path, "wb") as file:
                file.write(data)
            expected[path] = (sums, style)
        reader = subprocess.run([arguments.reader], input="\n".join(expected) + "\n", stdout=subprocess.PIPE, text=True, check=True)
        seen = {}
        for line in reader.stdout.splitlines():
            one = json.loads(line)
            seen[one["file"]] = one
        for path, (sums, style) in expected.items():
            one = seen.get(path)
            problems = []
            if one is None or "error" in one:
                problems.append("not read: %s" % (one or {}).get("error", "no answer"))
            else:
                for name, mine in (("rows", sums.rows), ("sum", sums.total), ("total", sums.total), ("problems", 0)):
                    if one[name] != mine:
                        problems.append("%s: %s here, %s there" % (name, mine, one[name]))
                mine = {key: list(value) for key, value in sums.categories.items()}
                if one["categories"] != mine:
                    for key in sorted(set(mine) | set(one["categories"])):
                        if mine.get(key) != one["categories"].get(key):
                            problems.append("%s: %s here, %s there" % (key, mine.get(key), one["categories"].get(key)))
                if one["months"] != dict(sums.months):
                    problems.append("months: %s here, %s there" % (dict(sums.months), one["months"]))
            if problems:
                wrong += 1
                if wrong <= 10:
                    print("%s (%s)\n  %s" % (path, describe(style), "\n  ".join(problems[:8])))
    print("%d files, %d differ" % (arguments.files, wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
