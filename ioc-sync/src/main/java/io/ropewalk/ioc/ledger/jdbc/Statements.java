package io.ropewalk.ioc.ledger.jdbc;

import io.ropewalk.kit.state.Sql;

/** What is said to the database. The same for both kinds. */
final class Statements {
    static final String CHECKPOINT =
            "SELECT position, recover_until, reading, swept FROM ioc_checkpoint WHERE id = 1";

    static final String MOVE =
            "UPDATE ioc_checkpoint SET position = ?, recover_until = ?, reading = ?"
                    + " WHERE id = 1";

    static final String SWEPT = "UPDATE ioc_checkpoint SET swept = reading WHERE id = 1";

    static final String NEXT_TICKET =
            "UPDATE ioc_checkpoint SET ticket = ticket + 1 WHERE id = 1 RETURNING ticket";

    static final String PUT_INDICATOR =
            """
            INSERT INTO ioc_indicator (id, version, gone, deleted, gone_at, reading) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, gone = excluded.gone,
            deleted = excluded.deleted, gone_at = excluded.gone_at, reading = excluded.reading
            """;

    static final String SEEN = "UPDATE ioc_indicator SET reading = ? WHERE id = ? AND reading < ?";

    static final String PUT_CLAIM =
            """
            INSERT INTO ioc_claim (indicator, type, value, action, severity, platforms, expires_at, tags, description)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (indicator, type, value) DO UPDATE SET action = excluded.action, severity = excluded.severity,
            platforms = excluded.platforms, expires_at = excluded.expires_at, tags = excluded.tags,
            description = excluded.description
            """;

    static final String DROP_CLAIM =
            "DELETE FROM ioc_claim WHERE indicator = ? AND type = ? AND value = ?";

    static final String WAIT =
            """
            INSERT INTO ioc_entry (tenant, type, value, ticket, state, falcon_id, written, tags, look_at)
            VALUES (?, ?, ?, ?, 'new', '', '', '', 0)
            ON CONFLICT (tenant, type, value) DO UPDATE SET ticket = excluded.ticket
            """;

    /** Values of indicators that a customer has no entry of yet. */
    static final String WAIT_ALL =
            """
            INSERT INTO ioc_entry (tenant, type, value, ticket, state, falcon_id, written, tags, look_at)
            SELECT DISTINCT CAST(? AS VARCHAR(200)), c.type, c.value, CAST(? AS BIGINT), 'new', '', '', '', 0 FROM ioc_claim c
            WHERE NOT EXISTS (SELECT 1 FROM ioc_entry e WHERE e.tenant = ? AND e.type = c.type AND e.value = c.value)
            """;

    private static final String WITH_CLAIMS =
            " e LEFT JOIN ioc_claim c ON c.type = e.type AND c.value = e.value"
                    + " LEFT JOIN ioc_indicator i ON i.id = c.indicator";

    static final String PENDING =
            "SELECT "
                    + Rows.ENTRY_AND_CLAIM
                    + " FROM (SELECT * FROM ioc_entry WHERE tenant = ? AND ticket > 0 ORDER BY"
                    + " ticket LIMIT ?)"
                    + WITH_CLAIMS
                    + " ORDER BY e.ticket, e.type, e.value, i.version DESC, c.indicator";

    static final String STANDING =
            "SELECT "
                    + Rows.ENTRY_AND_CLAIM
                    + " FROM (SELECT * FROM ioc_entry WHERE tenant = ? AND state = ?"
                    + " AND (type > ? OR (type = ? AND value > ?)) ORDER BY type, value LIMIT ?)"
                    + WITH_CLAIMS
                    + " ORDER BY e.type, e.value, i.version DESC, c.indicator";

    static final String SETTLE =
            """
            UPDATE ioc_entry SET state = ?, falcon_id = ?, written = ?, tags = ?, look_at = ?,
            ticket = CASE WHEN ticket = ? THEN 0 ELSE ticket END WHERE tenant = ? AND type = ? AND value = ?
            """;

    static final String AGAIN =
            """
            UPDATE ioc_entry SET state = ?, falcon_id = ?, written = ?, tags = ?, look_at = 0,
            ticket = CASE WHEN ticket = ? THEN ? ELSE ticket END WHERE tenant = ? AND type = ? AND value = ?
            """;

    static final String SENT =
            "UPDATE ioc_entry SET state = 'sent' WHERE tenant = ? AND type = ? AND value = ?";

    static final String FORGET =
            "DELETE FROM ioc_entry WHERE tenant = ? AND type = ? AND value = ? AND ticket = ?";

    /** It is wanted anew since. */
    static final String FORGET_WRITTEN =
            """
            UPDATE ioc_entry SET state = 'new', falcon_id = '', written = '', tags = '', look_at = 0
            WHERE tenant = ? AND type = ? AND value = ? AND ticket <> ?
            """;

    static final String REFUSE =
            """
            UPDATE ioc_entry SET state = 'refused', look_at = ?, ticket = CASE WHEN ticket = ? THEN 0 ELSE ticket END
            WHERE tenant = ? AND type = ? AND value = ?
            """;

    static final String DUE =
            """
            UPDATE ioc_entry SET ticket = ?, look_at = 0
            WHERE tenant = ? AND look_at > 0 AND look_at <= ?
            """;

    static final String SET_ASIDE =
            """
            INSERT INTO ioc_quarantine (id, kind, tenant, subject, category, message, raw, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET category = excluded.category, message = excluded.message, at = excluded.at
            """;

    static final String TAKE_BACK = "DELETE FROM ioc_quarantine WHERE id = ?";

    static final String UNSEEN =
            "SELECT id, version FROM ioc_indicator WHERE gone = 0 AND reading < (SELECT reading"
                    + " FROM ioc_checkpoint WHERE id = 1) ORDER BY id LIMIT ?";

    static final String UNSEEN_COUNT =
            "SELECT COUNT(*) FROM ioc_indicator WHERE gone = 0"
                    + " AND reading < (SELECT reading FROM ioc_checkpoint WHERE id = 1)";

    private Statements() {}

    static String look(int values) {
        return "SELECT "
                + Rows.ENTRY_AND_CLAIM
                + " FROM (SELECT * FROM ioc_entry WHERE tenant = ? AND type = ? AND value IN ("
                + Sql.marks(values)
                + "))"
                + WITH_CLAIMS
                + " ORDER BY e.type, e.value, i.version DESC, c.indicator";
    }
}
