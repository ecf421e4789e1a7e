-- SPDX-License-Identifier: GPL-3.0-or-later
-- Home asks every minute which orders are to be shipped, and an order's history for its refunds: neither may walk over all of them.
CREATE INDEX order_to_ship ON order_fact(store, ship_by, order_id) WHERE status IN ('UNSHIPPED', 'PARTIALLY_SHIPPED')
--;
CREATE INDEX refund_fact_by_order ON refund_fact(order_id)
