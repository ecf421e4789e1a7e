<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>ActionRegistry</name>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry all alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync orders by id…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>already there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>updated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for quota</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tries again by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something else comes first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looks whether it arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no mapping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>differs from the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sign-in refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outcome not yet known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profile problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fault in Causeway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the flow is in Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a rule asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guarded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sales order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read from Amazon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look up in NetSuite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look whether it is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done, errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By hand only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made first: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GuiProgram</name>
    <message>
        <source>This profile cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a new order arrives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an order with an unknown SKU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a storm of refused calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NetSuite is down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>everything works again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanFields</name>
    <message>
        <source>Line %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>already there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::ActionRegistry</name>
    <message>
        <source>Keys: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::AmazonPage</name>
    <message>
        <source>Sign in to Amazon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With your own private application: Seller Central, Apps and Services, Develop Apps. Waiting for Amazon’s approval? Continue without this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles to tick: Inventory and Order Tracking, and Direct-to-Consumer Delivery (restricted; it gives the shipping address). Then authorize the application for your own seller account and copy the refresh token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>North America</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Europe, Middle East, India</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Far East</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store &amp;name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name for this seller account, for example Amazon US</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Seller id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merchant token of the seller account, for example A1EXAMPLE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Client id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client id of your private application</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client s&amp;ecret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client secret of your private application</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh &amp;token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh token of the seller account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read from the secrets file that was named at the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to test yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::DetailPane</name>
    <message>
        <source>Details of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tabs of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::EnvironmentBadge</name>
    <message>
        <source>PRODUCTION</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SANDBOX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::ErrorPane</name>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to fix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon SKU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NetSuite &amp;item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use for all stores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map and retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason for skipping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an error to see how to fix it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n records</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>. Not sent to NetSuite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, changed %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing happens with this record. Retry takes it up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a fault in Causeway. Copy the attempts for support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix the cause, then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Map and retry %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None, a person decided: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By itself, as soon as this is mapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a person retries it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields of this record were edited by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Skip %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::ErrorsPage</name>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n currencies</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order id or key begins with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flow: any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group by cause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Retry all %n alike</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skip %n…</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records queued.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Mapped. %n orders are planned again.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records skipped.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n records</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n causes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n causes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 not in NetSuite</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n loaded</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>, more as you scroll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No errors match this filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No open errors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing needs you here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an error to see how to fix it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::FilterBar</name>
    <message>
        <source>Find in this list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::FlowPane</name>
    <message>
        <source>schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>catch-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon %1, NetSuite %2, slowed down %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs of this flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This flow has not run yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed, not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every write waits in Review until you approve it. New flows start here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guarded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ordinary writes are sent; the rules below decide what waits in Review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask when the variance is over this amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the first records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask before closing lines of an order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variance o&amp;ver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First re&amp;cords</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every write is sent. Differences are still recorded and shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This flow has no settings of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to NetSuite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schedule cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::FlowsPage</name>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All flows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which flows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On and off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New flows start in Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No flow has run yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No store is set up yet. Flows appear here for every store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This flow is not running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping. What was not sent stays queued.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planning. The writes appear in Review, nothing is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched on: %1, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched off. What is queued stays queued.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for Amazon&apos;s quota until %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n flows</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview: every write asks    Guarded: unusual writes ask    Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n runs, newest first</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a flow to see its schedule.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::HomePage</name>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money not yet in the books</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order records per day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>records in the last 24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All flows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what Causeway wrote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing written yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection is set up yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No store is set up yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n flows started.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Every flow that is on is already running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in was refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n currencies</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n orders</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planned writes wait for your approval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Set-up is finished. Nothing was read from Amazon yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing needs you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found in NetSuite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 updated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting, goes on by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for your approval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NetSuite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untested</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::ItemChooser</name>
    <message>
        <source>NetSuite item: find by name, id or UPC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NetSuite item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NetSuite items found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a part of the item&apos;s name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking NetSuite…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NetSuite has no item like this. Try a shorter part of its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n items found. Choose one.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causeway::ui::ListPage</name>
    <message>
        <source>Actions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::MainWindow</name>
    <message>
        <source>%1 — Causeway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Causeway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up for real</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo company. Nothing leaves this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sandbox account. Nothing reaches your production books.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Causeway runs this profile. You can read; actions are disabled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mappings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All stores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For 1 hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until tomorrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until I resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulate: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detail pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused until %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standby</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline. You can read everything; actions are kept and sent when the connection is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n flows running</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No flow running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next: %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Finishing %n calls… What was not sent stays queued.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Closing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::MappingsPage</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon SKU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title on Amazon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NetSuite item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mappings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which SKUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All SKUs seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SKU begins with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SKU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NetSuite &amp;item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use for all stores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove alias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n orders</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alias</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Map and retry %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a NetSuite item first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Mapped. %n orders are planned again.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The alias is removed. Orders already written stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n SKUs have no NetSuite item</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Every SKU seen so far is mapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n SKUs</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n loaded, more as you scroll</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Every SKU seen so far is mapped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No SKUs match this filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No SKUs yet. They appear with the first orders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a SKU to see which item it leads to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no alias for this SKU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ASIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orders held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::NetSuitePage</name>
    <message>
        <source>Sign in to NetSuite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Causeway signs in with a certificate (OAuth 2.0). The private key is made here and never leaves this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1. In NetSuite: Setup, Integration, Manage Integrations, New. Tick ǌlient Credentials (Machine To Machine) Grant” and the scope “REST Web Services”. Note the client id.
2. Make the certificate below and save it.
3. In NetSuite: Setup, Integration, OAuth 2.0 Client Credentials Setup, Create New. Choose the user, role and integration, upload the certificate, and note the certificate id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Account id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NetSuite account id, for example 1234567 or 1234567_SB1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Client id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client id of the integration record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make and save the certificate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate &amp;id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate id that NetSuite shows after the upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private key is read from the secrets file that was named at the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. Upload it in NetSuite now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to test yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::OrderPane</name>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SKU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Qty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shipping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is in NetSuite yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source as Amazon sent it, buyer data hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an order to see what happened to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buyer ••••</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>business</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replacement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>buyer asks to cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NetSuite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ship by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No amount yet; Amazon shows it when payment is confirmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variance, total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variance, tax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variance, shipping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variance, shipping tax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>over the tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>within the tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None: NetSuite has the same to the cent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is stored of this order&apos;s source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased by the retention rule. The hash, ids and amounts remain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This text cannot be masked, so it is not shown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::OrdersPage</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purchased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ship by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon&apos;s total minus NetSuite&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NetSuite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order id, SKU or SO number begins with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State: any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type: any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon order &amp;ids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon order ids, several with blanks between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch from Amazon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Plan %n again</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n orders queued.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is not an Amazon order id (like 113-1234567-1234567).</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n orders are fetched from Amazon.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Show runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n orders</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n loaded, more as you scroll</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Newest purchase first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No orders match this filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No orders yet. Causeway reads the last 30 days on the first run.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::Page</name>
    <message>
        <source>Choose a row for which this can be done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Causeway runs this profile. You can read; actions are disabled.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::PlanPane</name>
    <message>
        <source>Planned write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reaso&amp;n</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason for rejecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In NetSuite now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests that would be sent, buyer data hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked up again before sending.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a planned write to see what it changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon order %1, %2, planned %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide unchanged fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Show %n unchanged fields</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Amazon says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n to NetSuite, 0 to Amazon</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Hand edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields were edited by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{id of the document}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::Rail</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::RecordDetails</name>
    <message>
        <source>Attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was tried yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request as sent, buyer data hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response, buyer data hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request / response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planned write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is planned yet. The plan is made once the cause is fixed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source as Amazon sent it, buyer data hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was stored for this step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased by the retention rule. The hash, ids and amounts remain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This text cannot be masked, so it is not shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request: %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, request id %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::RecordPage</name>
    <message>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to fix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F2 or a double click edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planned write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is planned yet. The plan is made once the cause is fixed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tabs of the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edit is kept with the record and in the audit log. A newer version from Amazon discards it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry without edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry with edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n records queued.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Edit a value at the right and retry, or retry as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buyer ••••</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in NetSuite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No planned write</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n fields edited by hand, not saved</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Type a value into “Your edit” first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 record queued with your edit.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::RecordTable</name>
    <message>
        <source>Columns of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::ReviewPage</name>
    <message>
        <source>Selected for approval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order id begins with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flow: any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NetSuite</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Approve %n selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Check the writes to approve first. Nothing is checked for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n writes approved.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed since you looked.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Rejected. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is planned again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n planned writes, nothing has been sent</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n writes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 affected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No planned writes match this filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits for approval.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a planned write to see what it changes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::RowModel</name>
    <message>
        <source>not yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::ScheduleEditor</name>
    <message>
        <source>Repeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By hand only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every 15 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every 30 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every 2 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every 4 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every 6 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every 12 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every day at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monday to Friday at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As written below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;peat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not between</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quiet hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: every 15 minutes except 22:00-06:00, or weekly MON,THU 06:00, or hourly only MON-SAT 05:00-22:00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As te&amp;xt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, the store&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This schedule cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not run by the clock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next, in this computer&apos;s time: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::SecretField</name>
    <message>
        <source>New value of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read from the secrets file that was named at the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in the secrets file that was named at the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored, sealed, on %1. It is never shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not stored yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::SettingsPage</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the certificate for NetSuite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needed by, or why it is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permissions and fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not tested yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new certificate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take up again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection is set up yet. The set-up in the File menu adds them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NetSuite</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n connections</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token-based</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OAuth 2.0 with a certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seller id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marketplaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last good call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under way…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh token of this seller account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client secret of your Amazon application</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consumer key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consumer secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private key of the certificate (PEM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored. Test the connection now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marketplace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that is needed is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The connection works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate was not saved, so the old key stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. Upload it in NetSuite under Setup, Integration, OAuth 2.0 Client Credentials, then test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its records go on now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::SetupWizard</name>
    <message>
        <source>Set up Causeway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NetSuite sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and leave</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::StartPage</name>
    <message>
        <source>How do you want to start?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can do the other one later, from the File menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the demo company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready in 10 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A complete Amazon and NetSuite are built into this program, with orders, items and mistakes to fix. Nothing leaves this computer, no account is needed, and you may break anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect Amazon and NetSuite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about 45 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the NetSuite administrator. You can stop at any page and continue later; nothing is written until you turn flows on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::StepStrip</name>
    <message>
        <source>not yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::StoresPage</name>
    <message>
        <source>Your store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which marketplaces are read, and where their orders go in NetSuite. Ids are NetSuite’s internal ids.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marketplaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Subsidiary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subsidiary, internal id; empty when the account has none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Location, internal id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class, internal id; may be empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Department</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Department, internal id; may be empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;urrency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency, for example USD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ship &amp;method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ship item, internal id; may be empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One customer for each buyer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One customer for each marketplace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One fixed customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cust&amp;omers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Custome&amp;r id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed or house customer, internal id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All flows stay off until you turn them on under Flows, and then start in Preview: every write asks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Causeway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marketplace %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no store yet: the Amazon page was left without a seller id. You can finish it later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick at least one marketplace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One fixed customer needs the customer’s internal id.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::TablePanel</name>
    <message>
        <source>The list could not be read: %1 Your data is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::TextViewer</name>
    <message>
        <source>The first 256 kB are shown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>causeway::ui::WizardPage</name>
    <message>
        <source>Continue without this; I finish it later in Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue without this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Keeps Amazon Seller Central and NetSuite in step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON file with the secrets, instead of the system keychain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens the demo company in its own profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page shown first: home, review, errors, orders, flows, mappings, settings.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
