<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>causeway::ui::AccountsPage</name>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kinds of amounts have no account</source>
        <translation>
            <numerusform>%n kind of amounts has no account</numerusform>
            <numerusform>%n kinds of amounts have no account</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Accept %n sure proposals</source>
        <translation>
            <numerusform>Accept %n sure proposal</numerusform>
            <numerusform>Accept %n sure proposals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mapped. %n settlements are planned again.</source>
        <translation>
            <numerusform>Mapped. %n settlement is planned again.</numerusform>
            <numerusform>Mapped. %n settlements are planned again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accounts are proposed. Nothing is saved yet.</source>
        <translation>
            <numerusform>%n account is proposed. Nothing is saved yet.</numerusform>
            <numerusform>%n accounts are proposed. Nothing is saved yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accounts mapped.</source>
        <translation>
            <numerusform>%n account mapped.</numerusform>
            <numerusform>%n accounts mapped.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::BankImporter</name>
    <message numerus="yes">
        <source>Which bank account are these %n files of?</source>
        <translation>
            <numerusform>Which bank account is this file of?</numerusform>
            <numerusform>Which bank account are these %n files of?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bookings added, </source>
        <translation>
            <numerusform>%n booking added, </numerusform>
            <numerusform>%n bookings added, </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n known before.</source>
        <translation>
            <numerusform>%n known before.</numerusform>
            <numerusform>%n known before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines cannot be read:</source>
        <translation>
            <numerusform>%n line cannot be read:</numerusform>
            <numerusform>%n lines cannot be read:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::BankPage</name>
    <message numerus="yes">
        <source>%n deposits, not at the bank: </source>
        <translation>
            <numerusform>%n deposit, not at the bank: </numerusform>
            <numerusform>%n deposits, not at the bank: </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deposits are not at the bank</source>
        <translation>
            <numerusform>%n deposit is not at the bank</numerusform>
            <numerusform>%n deposits are not at the bank</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Match %n that fit</source>
        <translation>
            <numerusform>Match %n that fits</numerusform>
            <numerusform>Match %n that fit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deposits matched.</source>
        <translation>
            <numerusform>%n deposit matched.</numerusform>
            <numerusform>%n deposits matched.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::BankPairing</name>
    <message numerus="yes">
        <source>%n bank lines</source>
        <translation>
            <numerusform>%n bank line</numerusform>
            <numerusform>%n bank lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::CompletenessPage</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n orders are missing</source>
        <translation>
            <numerusform>%n order is missing</numerusform>
            <numerusform>%n orders are missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n orders are fetched from Amazon.</source>
        <translation>
            <numerusform>%n order is fetched from Amazon.</numerusform>
            <numerusform>%n orders are fetched from Amazon.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::ErrorPane</name>
    <message numerus="yes">
        <source>%n records</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Map and retry %n</source>
        <translation>
            <numerusform>Map and retry %n</numerusform>
            <numerusform>Map and retry %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skip %n</source>
        <translation>
            <numerusform>Skip %n</numerusform>
            <numerusform>Skip %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::ErrorsPage</name>
    <message numerus="yes">
        <source>Retry all %n alike</source>
        <translation>
            <numerusform>Retry all %n alike</numerusform>
            <numerusform>Retry all %n alike</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %n</source>
        <translation>
            <numerusform>Retry %n</numerusform>
            <numerusform>Retry %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skip %n…</source>
        <translation>
            <numerusform>Skip %n…</numerusform>
            <numerusform>Skip %n…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records queued.</source>
        <translation>
            <numerusform>%n record queued.</numerusform>
            <numerusform>%n records queued.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mapped. %n orders are planned again.</source>
        <translation>
            <numerusform>Mapped. %n order is planned again.</numerusform>
            <numerusform>Mapped. %n orders are planned again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records skipped.</source>
        <translation>
            <numerusform>%n record skipped.</numerusform>
            <numerusform>%n records skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n causes</source>
        <translation>
            <numerusform>in %n cause</numerusform>
            <numerusform>in %n causes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n causes</source>
        <translation>
            <numerusform>%n cause</numerusform>
            <numerusform>%n causes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n loaded</source>
        <translation>
            <numerusform>%n loaded</numerusform>
            <numerusform>%n loaded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::FlowsPage</name>
    <message numerus="yes">
        <source>%n flows</source>
        <translation>
            <numerusform>%n flow</numerusform>
            <numerusform>%n flows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n runs, newest first</source>
        <translation>
            <numerusform>%n run, newest first</numerusform>
            <numerusform>%n runs, newest first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::HomePage</name>
    <message numerus="yes">
        <source>%n flows started.</source>
        <translation>
            <numerusform>%n flow started.</numerusform>
            <numerusform>%n flows started.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n to review</numerusform>
            <numerusform>%n to review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least: the newest %n records are summed.</source>
        <translation>
            <numerusform>At least: the newest record is summed.</numerusform>
            <numerusform>At least: the newest %n records are summed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::ItemChooser</name>
    <message numerus="yes">
        <source>%n items found. Choose one.</source>
        <translation>
            <numerusform>%n item found. Choose one.</numerusform>
            <numerusform>%n items found. Choose one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n flows running</source>
        <translation>
            <numerusform>%n flow running</numerusform>
            <numerusform>%n flows running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Finishing %n calls… What was not sent stays queued.</source>
        <translation>
            <numerusform>Finishing %n call… What was not sent stays queued.</numerusform>
            <numerusform>Finishing %n calls… What was not sent stays queued.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::MappingsPage</name>
    <message numerus="yes">
        <source>%n orders</source>
        <translation>
            <numerusform>%n order</numerusform>
            <numerusform>%n orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Map and retry %n</source>
        <translation>
            <numerusform>Map and retry %n</numerusform>
            <numerusform>Map and retry %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mapped. %n orders are planned again.</source>
        <translation>
            <numerusform>Mapped. %n order is planned again.</numerusform>
            <numerusform>Mapped. %n orders are planned again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n SKUs have no NetSuite item</source>
        <translation>
            <numerusform>%n SKU has no NetSuite item</numerusform>
            <numerusform>%n SKUs have no NetSuite item</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n SKUs</source>
        <translation>
            <numerusform>%n SKU</numerusform>
            <numerusform>%n SKUs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n loaded, more as you scroll</source>
        <translation>
            <numerusform>%n loaded, more as you scroll</numerusform>
            <numerusform>%n loaded, more as you scroll</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::OrderPane</name>
    <message numerus="yes">
        <source>%n shipments</source>
        <translation>
            <numerusform>%n shipment</numerusform>
            <numerusform>%n shipments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n settlements</source>
        <translation>
            <numerusform>%n settlement</numerusform>
            <numerusform>%n settlements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::OrdersPage</name>
    <message numerus="yes">
        <source>Plan %n again</source>
        <translation>
            <numerusform>Plan %n again</numerusform>
            <numerusform>Plan %n again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n orders queued.</source>
        <translation>
            <numerusform>%n order queued.</numerusform>
            <numerusform>%n orders queued.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n orders are fetched from Amazon.</source>
        <translation>
            <numerusform>%n order is fetched from Amazon.</numerusform>
            <numerusform>%n orders are fetched from Amazon.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n orders</source>
        <translation>
            <numerusform>%n order</numerusform>
            <numerusform>%n orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n loaded, more as you scroll</source>
        <translation>
            <numerusform>%n loaded, more as you scroll</numerusform>
            <numerusform>%n loaded, more as you scroll</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::Page</name>
    <message numerus="yes">
        <source>Saving… %n rows so far</source>
        <translation>
            <numerusform>Saving… %n row so far</numerusform>
            <numerusform>Saving… %n rows so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows saved in %1.</source>
        <translation>
            <numerusform>%n row saved in %1.</numerusform>
            <numerusform>%n rows saved in %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::PlanPane</name>
    <message numerus="yes">
        <source>Show %n unchanged fields</source>
        <translation>
            <numerusform>Show %n unchanged field</numerusform>
            <numerusform>Show %n unchanged fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::RecordPage</name>
    <message numerus="yes">
        <source>%n records queued.</source>
        <translation>
            <numerusform>%n record queued.</numerusform>
            <numerusform>%n records queued.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fields edited by hand, not saved</source>
        <translation>
            <numerusform>%n field edited by hand, not saved</numerusform>
            <numerusform>%n fields edited by hand, not saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::ReviewPage</name>
    <message numerus="yes">
        <source>Approve %n selected</source>
        <translation>
            <numerusform>Approve %n selected</numerusform>
            <numerusform>Approve %n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n writes approved.</source>
        <translation>
            <numerusform>%n write approved.</numerusform>
            <numerusform>%n writes approved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed since you looked.</source>
        <translation>
            <numerusform>%n changed since you looked.</numerusform>
            <numerusform>%n changed since you looked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n planned writes, nothing has been sent</source>
        <translation>
            <numerusform>%n planned write, nothing has been sent</numerusform>
            <numerusform>%n planned writes, nothing has been sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n writes</source>
        <translation>
            <numerusform>%n write</numerusform>
            <numerusform>%n writes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::SettingsPage</name>
    <message numerus="yes">
        <source>%n facts are kept only here</source>
        <translation>
            <numerusform>%n fact is kept only here</numerusform>
            <numerusform>%n facts are kept only here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connections</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::SettlementCategories</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n rows, %2</source>
        <translation>
            <numerusform>%1: %n row, %2</numerusform>
            <numerusform>%1: %n rows, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::SettlementExports</name>
    <message numerus="yes">
        <source>%n rows saved in %1.</source>
        <translation>
            <numerusform>%n row saved in %1.</numerusform>
            <numerusform>%n rows saved in %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::SettlementImporter</name>
    <message numerus="yes">
        <source>Which store are these %n files of?</source>
        <translation>
            <numerusform>Which store is this file of?</numerusform>
            <numerusform>Which store are these %n files of?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Settlement %1 is imported: %n rows. Nothing was sent to NetSuite.</source>
        <translation>
            <numerusform>Settlement %1 is imported: %n row. Nothing was sent to NetSuite.</numerusform>
            <numerusform>Settlement %1 is imported: %n rows. Nothing was sent to NetSuite.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::SettlementPage</name>
    <message numerus="yes">
        <source>%n bad lines</source>
        <translation>
            <numerusform>%n bad line</numerusform>
            <numerusform>%n bad lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n categories differ</source>
        <translation>
            <numerusform>%n category differs</numerusform>
            <numerusform>%n categories differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approve and post %n journals</source>
        <translation>
            <numerusform>Approve and post %n journal</numerusform>
            <numerusform>Approve and post %n journals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n settlements are planned again.</source>
        <translation>
            <numerusform>%n settlement is planned again.</numerusform>
            <numerusform>%n settlements are planned again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mapped. %n settlements are planned again.</source>
        <translation>
            <numerusform>Mapped. %n settlement is planned again.</numerusform>
            <numerusform>Mapped. %n settlements are planned again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n orders are fetched from Amazon.</source>
        <translation>
            <numerusform>%n order is fetched from Amazon.</numerusform>
            <numerusform>%n orders are fetched from Amazon.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::SettlementPosting</name>
    <message numerus="yes">
        <source>%n documents posted: %1</source>
        <translation>
            <numerusform>%n document posted: %1</numerusform>
            <numerusform>%n documents posted: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::SettlementRows</name>
    <message numerus="yes">
        <source>%n refunds</source>
        <translation>
            <numerusform>%n refund</numerusform>
            <numerusform>%n refunds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n loaded, more as you scroll</source>
        <translation>
            <numerusform>%n loaded, more as you scroll</numerusform>
            <numerusform>%n loaded, more as you scroll</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import these %n orders</source>
        <translation>
            <numerusform>Import this order</numerusform>
            <numerusform>Import these %n orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::Settlements</name>
    <message numerus="yes">
        <source>%n rows, file checked</source>
        <translation>
            <numerusform>%n row, file checked</numerusform>
            <numerusform>%n rows, file checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines cannot be read</source>
        <translation>
            <numerusform>%n line cannot be read</numerusform>
            <numerusform>%n lines cannot be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n categories</source>
        <translation>
            <numerusform>%n category</numerusform>
            <numerusform>%n categories</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n orders</source>
        <translation>
            <numerusform>%n order</numerusform>
            <numerusform>%n orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents in NetSuite</source>
        <translation>
            <numerusform>%n document in NetSuite</numerusform>
            <numerusform>%n documents in NetSuite</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n journals</source>
        <translation>
            <numerusform>%n journal</numerusform>
            <numerusform>%n journals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n categories have no account.</source>
        <translation>
            <numerusform>%n category has no account.</numerusform>
            <numerusform>%n categories have no account.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bank lines</source>
        <translation>
            <numerusform>%n bank line</numerusform>
            <numerusform>%n bank lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::SettlementsPage</name>
    <message numerus="yes">
        <source>%n journals</source>
        <translation>
            <numerusform>%n journal</numerusform>
            <numerusform>%n journals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n categories have no account</source>
        <translation>
            <numerusform>%n category has no account</numerusform>
            <numerusform>%n categories have no account</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>may be posted: %n journals</source>
        <translation>
            <numerusform>may be posted: %n journal</numerusform>
            <numerusform>may be posted: %n journals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n settlements</source>
        <translation>
            <numerusform>%n settlement</numerusform>
            <numerusform>%n settlements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are not in the books yet</source>
        <translation>
            <numerusform>%n is not in the books yet</numerusform>
            <numerusform>%n are not in the books yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Amazon is asked for the settlements of %n stores.</source>
        <translation>
            <numerusform>Amazon is asked for the settlements of %n store.</numerusform>
            <numerusform>Amazon is asked for the settlements of %n stores.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n settlements are planned again.</source>
        <translation>
            <numerusform>%n settlement is planned again.</numerusform>
            <numerusform>%n settlements are planned again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::ShipmentsPage</name>
    <message numerus="yes">
        <source>Mapped. %n shipments are planned again.</source>
        <translation>
            <numerusform>Mapped. %n shipment is planned again.</numerusform>
            <numerusform>Mapped. %n shipments are planned again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shipments queued.</source>
        <translation>
            <numerusform>%n shipment queued.</numerusform>
            <numerusform>%n shipments queued.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shipments skipped. Amazon is not told.</source>
        <translation>
            <numerusform>%n shipment skipped. Amazon is not told.</numerusform>
            <numerusform>%n shipments skipped. Amazon is not told.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shipments</source>
        <translation>
            <numerusform>%n shipment</numerusform>
            <numerusform>%n shipments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n loaded, more as you scroll</source>
        <translation>
            <numerusform>%n loaded, more as you scroll</numerusform>
            <numerusform>%n loaded, more as you scroll</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %n</source>
        <translation>
            <numerusform>Retry %n</numerusform>
            <numerusform>Retry %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::WaterfallChart</name>
    <message numerus="yes">
        <source>%1: %2, %n rows</source>
        <translation>
            <numerusform>%1: %2, %n row</numerusform>
            <numerusform>%1: %2, %n rows</numerusform>
        </translation>
    </message>
</context>
</TS>
