-- SPDX-License-Identifier: GPL-3.0-or-later
-- Orders whose buyer asks to cancel are few and urgent: their list must not walk over all orders.
CREATE INDEX order_cancel_requested ON order_fact(purchased_at DESC, order_id DESC, store DESC) WHERE cancel_requested = 1
