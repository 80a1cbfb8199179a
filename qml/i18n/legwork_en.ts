<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AccountsPage</name>
        <message numerus="yes">
            <source>%n in all</source>
            <translation>
                <numerusform>%n in all</numerusform>
                <numerusform>%n in all</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ChecklistPane</name>
        <message numerus="yes">
            <source>%n required</source>
            <translation>
                <numerusform>%n required</numerusform>
                <numerusform>%n required</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ColumnsPane</name>
        <message numerus="yes">
            <source>%n row(s), text in %1</source>
            <translation>
                <numerusform>%n row, text in %1</numerusform>
                <numerusform>%n rows, text in %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DayPlanPage</name>
        <message numerus="yes">
            <source>%n customer(s) without a position stand at the end.</source>
            <translation>
                <numerusform>%n customer without a position stands at the end.</numerusform>
                <numerusform>%n customers without a position stand at the end.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DonePane</name>
        <message numerus="yes">
            <source>%n customer(s) imported</source>
            <translation>
                <numerusform>%n customer imported</numerusform>
                <numerusform>%n customers imported</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportPage</name>
        <message numerus="yes">
            <source>Import %n row(s)</source>
            <translation>
                <numerusform>Import %n row</numerusform>
                <numerusform>Import %n rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LostRowsPage</name>
        <message numerus="yes">
            <source>%n change(s) of yours wait for it</source>
            <translation>
                <numerusform>%n change of yours waits for it</numerusform>
                <numerusform>%n changes of yours wait for it</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MorePage</name>
        <message numerus="yes">
            <source>%n wait(s) for you</source>
            <translation>
                <numerusform>%n waits for you</numerusform>
                <numerusform>%n wait for you</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SyncPage</name>
        <message numerus="yes">
            <source>%n record(s) that the server has lost</source>
            <translation>
                <numerusform>%n record that the server has lost</numerusform>
                <numerusform>%n records that the server has lost</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) wait on this device</source>
            <translation>
                <numerusform>%n change waits on this device</numerusform>
                <numerusform>%n changes wait on this device</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n field(s) changed by two people. Both versions are kept.</source>
            <translation>
                <numerusform>%n field changed by two people. Both versions are kept.</numerusform>
                <numerusform>%n fields changed by two people. Both versions are kept.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s) still to be sent, %1</source>
            <translation>
                <numerusform>%n picture still to be sent, %1</numerusform>
                <numerusform>%n pictures still to be sent, %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TeamSyncPage</name>
        <message numerus="yes">
            <source>%n change(s) have not arrived</source>
            <translation>
                <numerusform>%n change has not arrived</numerusform>
                <numerusform>%n changes have not arrived</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n device(s) not heard of for a day</source>
            <translation>
                <numerusform>%n device not heard of for a day</numerusform>
                <numerusform>%n devices not heard of for a day</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TodayPage</name>
        <message numerus="yes">
            <source>%1 of %n visit(s) done</source>
            <translation>
                <numerusform>%1 of %n visit done</numerusform>
                <numerusform>%1 of %n visits done</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) to send</source>
            <translation>
                <numerusform>%n change to send</numerusform>
                <numerusform>%n changes to send</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>VisitStop</name>
        <message numerus="yes">
            <source>%n promise(s) due</source>
            <translation>
                <numerusform>%n promise due</numerusform>
                <numerusform>%n promises due</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WeekDayCard</name>
        <message numerus="yes">
            <source>%n visit(s)</source>
            <translation>
                <numerusform>%n visit</numerusform>
                <numerusform>%n visits</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WeekPlanPage</name>
        <message numerus="yes">
            <source>Accept all: %n change(s)</source>
            <translation>
                <numerusform>Accept all: %n change</numerusform>
                <numerusform>Accept all: %n changes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Planned: %n change(s)</source>
            <translation>
                <numerusform>Planned: %n change</numerusform>
                <numerusform>Planned: %n changes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message numerus="yes">
            <source>%n day(s) overdue</source>
            <translation>
                <numerusform>%n day overdue</numerusform>
                <numerusform>%n days overdue</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Due in %n day(s)</source>
            <translation>
                <numerusform>Due in %n day</numerusform>
                <numerusform>Due in %n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) ago</source>
            <translation>
                <numerusform>%n minute ago</numerusform>
                <numerusform>%n minutes ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ago</source>
            <translation>
                <numerusform>%n hour ago</numerusform>
                <numerusform>%n hours ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) ago</source>
            <translation>
                <numerusform>%n day ago</numerusform>
                <numerusform>%n days ago</numerusform>
            </translation>
        </message>
    </context>
</TS>
