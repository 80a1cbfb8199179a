#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes copies of the engine's source files with deliberate mistakes in them, each switched on by its name at run time.
Only the programs that prove the simulator are linked with these copies; the product's files know nothing of it.

    implant.py SOURCE-ROOT OUTPUT-FOLDER     writes the copies and defects.inc, the list of names
    implant.py --files                       prints which files are copied
"""

import pathlib
import sys

# Name, file, text that stands there once, what stands there instead. A text that is no longer found is left as it is:
# the build goes on, and sync_sim_defects_test says which defect has to be brought up to date.
DEFECTS = [
    ("acknowledged-before-durable", "core/storage/sqlite/connection.cpp",
     "    return connection;\n}\n\nConnection::~Connection()",
     "    if (DEFECT && mode == Mode::Writer)\n        (void)connection->execute(\"PRAGMA synchronous = OFF\");\n"
     "    return connection;\n}\n\nConnection::~Connection()"),
    ("acknowledged-before-commit", "sync/server/sync_service.cpp",
     "    if (auto good = accept(device, header); !good)\n        return forward(good);\n    if (auto good = inOrder",
     "    if (DEFECT && !operations.empty() && operations.back().opNo % 5 == 0) {\n"
     "        std::vector<Outcome> said;\n"
     "        for (const Operation &operation : operations)\n"
     "            said.push_back({operation.opNo, Verdict::Applied, 1, {}, {}, {}});\n"
     "        return said;\n    }\n"
     "    if (auto good = accept(device, header); !good)\n        return forward(good);\n    if (auto good = inOrder"),
    ("retry-decided-twice", "sync/server/sync_service.cpp",
     "    for (Decision &decision : store.decisionsOn(units))",
     "    if (DEFECT)\n        return decided;\n    for (Decision &decision : store.decisionsOn(units))"),
    ("past-not-compared", "sync/server/sync_service.cpp",
     "    if (last && heard <= *last)", "    if (DEFECT || (last && heard <= *last))"),
    ("lost-work-not-offered-again", "core/storage/going_back.cpp",
     "    return offerAgain(shared);", "    return DEFECT ? Status() : offerAgain(shared);"),
    ("lost-rows-dropped", "core/storage/going_back.cpp",
     "    return setMeta(m_writer, known::kGoneBack, {});",
     "    if (DEFECT)\n        for (const EntitySpec &entity : entities())\n"
     "            (void)m_writer.run(\"DELETE FROM \" + quoted(entity.table) + \" WHERE id IN (SELECT row_id FROM limbo)\");\n"
     "    return setMeta(m_writer, known::kGoneBack, {});"),
    ("copy-keeps-its-name", "sync/client/sync_session.cpp",
     "        refusal.code == QLatin1String(\"sync.fork\") ||", "        (!DEFECT && refusal.code == QLatin1String(\"sync.fork\")) ||"),
    ("clock-over-causality", "sync/merge/merge.cpp",
     "currentVersion.seq <= incoming.base || isOwn || isKnown;",
     "(!DEFECT && (currentVersion.seq <= incoming.base || isKnown)) || isOwn;"),
    ("counter-taken-for-a-register", "sync/merge/merge.cpp",
     "        return counted(current, incoming.value, incoming.was);",
     "        return DEFECT ? incoming.value : counted(current, incoming.value, incoming.was);"),
    ("state-goes-back", "sync/merge/merge.cpp",
     "isShown = there > here;", "isShown = DEFECT ? later : there > here;"),
    ("amount-decides-itself", "sync/merge/merge.cpp",
     "    if (rule == MergeRule::Ask)", "    if (rule == MergeRule::Ask && !(DEFECT && later))"),
    ("texts-joined-in-one-place", "sync/merge/text_merge.cpp",
     "        if (isFirst && isSecond && !std::ranges::equal(first, second))",
     "        if (!DEFECT && isFirst && isSecond && !std::ranges::equal(first, second))"),
    ("no-halving", "sync/client/push_trouble.cpp",
     "        return {suspects / 2, Park::No};", "        return {DEFECT ? suspects : suspects / 2, Park::No};"),
    ("own-count-forgotten", "core/storage/remote_round.cpp",
     "    if (auto counts = recount(target); !counts)", "    if (auto counts = DEFECT ? Status() : recount(target); !counts)"),
    ("wall-clock-trusted", "sync/merge/merge.cpp",
     "!editedAt.boot.isNull() && sentAt", "!DEFECT && !editedAt.boot.isNull() && sentAt"),
    ("base-ignored", "sync/server/decider.cpp",
     "    // Nobody can have seen what is not decided yet.", "    if (DEFECT)\n        return unit.seq - 1;"),
    ("tombstone-revived-by-update", "sync/server/decider.cpp",
     "        return tl::unexpected(*refusal);\n    if (row->deleted)\n        return refuse(QStringLiteral(\"sync.deleted\"), {QLatin1String(spec.table)});\n    return mergeFields",
     "        return tl::unexpected(*refusal);\n    if (DEFECT)\n        row->deleted = false;\n"
     "    if (row->deleted)\n        return refuse(QStringLiteral(\"sync.deleted\"), {QLatin1String(spec.table)});\n    return mergeFields"),
    ("torn-group", "sync/server/decider.cpp",
     "    if (!refusal) {\n        m_head",
     "    if (refusal && DEFECT) {\n"
     "        for (const Uuid &id : unit.changed) {\n"
     "            m_rows.insert_or_assign(id, unit.rows.at(id));\n            m_changed.insert(id);\n        }\n"
     "        m_head = unit.seq;\n    }\n    if (!refusal) {\n        m_head"),
    ("rights-not-asked", "sync/server/rights.cpp",
     "    const auto grant = m_grants.constFind(scope);\n    if (grant == m_grants.cend())\n        return Way::None;",
     "    if (DEFECT)\n        return Way::Right;\n    const auto grant = m_grants.constFind(scope);\n"
     "    if (grant == m_grants.cend())\n        return Way::None;"),
    ("cursor-before-data", "sync/client/sync_session.cpp",
     "                    if (auto begun = round.begin(); !begun)\n                        return forward(begun);\n"
     "                    if (auto settled",
     "                    if (DEFECT)\n                        (void)writer.run(\"UPDATE cursor SET seq = ? WHERE seq > 0\", end.target);\n"
     "                    if (auto begun = round.begin(); !begun)\n                        return forward(begun);\n"
     "                    if (auto settled"),
    ("half-a-unit-shown", "sync/client/sync_session.cpp",
     "isOvertaken && !m_isFirst;", "isOvertaken && !m_isFirst && !DEFECT;"),
    ("outbox-trimmed-before-receipt", "sync/client/sync_session.cpp",
     "    m_report.bytesSent = exchange.body.size();\n    return exchange;",
     "    m_report.bytesSent = exchange.body.size();\n"
     "    if (DEFECT)\n        (void)m_store.synchronise([](sqlite::Connection &writer, storage::Capture &) {\n"
     "            return writer.execute(\"DELETE FROM outbox\");\n        }).result();\n    return exchange;"),
    ("fate-forgotten", "core/storage/remote_round.cpp",
     "        if (!kept)\n            return kept;\n        if (auto gone",
     "        if (DEFECT)\n            (void)m_writer.run(\"DELETE FROM settled WHERE op_no = ?\", outcome.opNo);\n"
     "        if (!kept)\n            return kept;\n        if (auto gone"),
    ("overlay-dropped-early", "core/storage/remote_round.cpp",
     "    auto statement = m_writer.prepare(\"SELECT row_id, field_no FROM shadow\");",
     "    if (DEFECT)\n        return {};\n    auto statement = m_writer.prepare(\"SELECT row_id, field_no FROM shadow\");"),
    ("revoked-rows-stay", "core/storage/remote_round.cpp",
     "m_dirty.contains(row) ? keepForEdits", "DEFECT || m_dirty.contains(row) ? keepForEdits"),
    ("orphans-stay", "core/storage/remote_round.cpp",
     "        if (*isOrphan == 0)", "        if (DEFECT || *isOrphan == 0)"),
    ("idle-writes", "sync/client/sync_session.cpp",
     "    if (bringsNothing(end))", "    if (!DEFECT && bringsNothing(end))"),
    ("move-without-children", "sync/server/decider.cpp",
     "going.insert(at->second).second)", "going.insert(at->second).second && !DEFECT)"),
    ("moved-row-not-whole", "sync/server/decider.cpp",
     "    row.wholeFrom = unit.seq; // news", "    if (!DEFECT)\n        row.wholeFrom = unit.seq; // news"),
    ("leave-not-told", "sync/server/feed.cpp",
     "sync::LeaveList Feed::nextLeaves()\n{", "sync::LeaveList Feed::nextLeaves()\n{\n    if (DEFECT)\n        return {};"),
    ("leave-takes-what-came", "core/storage/remote_round.cpp",
     "\" WHERE id = ?1 AND _seq < ?2 AND ifnull(?3, _scope) = ?4\"",
     "(DEFECT ? \" WHERE id = ?1 AND ?2 + length(?3) + length(?4) IS NOT 0\" : \" WHERE id = ?1 AND _seq < ?2 AND ifnull(?3, _scope) = ?4\")"),
    ("left-row-drops-edits", "core/storage/remote_round.cpp",
     "m_dirty.contains(leave.rowId) ?", "!DEFECT && m_dirty.contains(leave.rowId) ?"),
    ("news-for-newer-apps-dropped", "core/storage/opaque_cells.cpp",
     "    return keep(writer, batch, row, batch.fieldNos[column]", "    if (DEFECT)\n        return {};\n    return keep(writer, batch, row, batch.fieldNos[column]"),
    ("unknown-rows-outlive-their-loss", "core/storage/opaque_cells.cpp",
     "Status strandOpaqueRows(sqlite::Connection &writer)\n{\n", "Status strandOpaqueRows(sqlite::Connection &writer)\n{\n    if (DEFECT)\n        return {};\n"),
    ("grace-ignored", "sync/server/rights.cpp",
     "    if (!grant->wroteUntil.isSet() ||", "    if (DEFECT || !grant->wroteUntil.isSet() ||"),
    ("cover-never-ends", "sync/server/rights.cpp",
     "(!grant.until.isSet() || now < grant.until)", "(DEFECT || !grant.until.isSet() || now < grant.until)"),
]


def files():
    return sorted({path for _, path, _, _ in DEFECTS})


def main():
    if sys.argv[1:] == ["--files"]:
        print(";".join(files()))
        return
    root, output = map(pathlib.Path, sys.argv[1:])
    output.mkdir(parents=True, exist_ok=True)
    lost = set()
    for path in files():
        text = (root / path).read_text()
        for name, of, old, new in DEFECTS:
            if of != path:
                continue
            if text.count(old) != 1:
                lost.add(name)
                continue
            text = text.replace(old, new.replace("DEFECT", f'legwork::sim::hasDefect("{name}")'))
        text = f'#include "tests/sim/defects/defect.h"\n#line 1 "{path}"\n' + text
        copy = output / path.replace("/", "_")
        if not copy.exists() or copy.read_text() != text:
            copy.write_text(text)
    (output / "defects.inc").write_text("".join(f'{{"{name}", {"false" if name in lost else "true"}}},\n'
                                                for name, _, _, _ in DEFECTS))


main()
