package io.ropewalk.ioc.ledger.jdbc;

import io.ropewalk.ioc.ledger.Entry;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.ledger.Settled;
import io.ropewalk.kit.state.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes what became of values. A change that came meanwhile keeps its ticket. */
final class Settling {
    private final String tenant;
    private final long next;
    private final Instant now;
    private final List<Object[]> settled = new ArrayList<>();
    private final List<Object[]> again = new ArrayList<>();
    private final List<Object[]> sent = new ArrayList<>();
    private final List<Object[]> forgotten = new ArrayList<>();
    private final List<Object[]> refused = new ArrayList<>();
    private final List<Object[]> aside = new ArrayList<>();
    private final List<Object[]> back = new ArrayList<>();

    private Settling(String tenant, long next, Instant now) {
        this.tenant = tenant;
        this.next = next;
        this.now = now;
    }

    /**
     * @param next the ticket of those that are to be looked at again
     */
    static void write(
            Connection connection, String tenant, List<Settled> all, long next, Instant now)
            throws SQLException {
        var settling = new Settling(tenant, next, now);
        all.forEach(settling::take);
        Sql.batch(connection, Statements.SETTLE, settling.settled);
        Sql.batch(connection, Statements.AGAIN, settling.again);
        Sql.batch(connection, Statements.SENT, settling.sent);
        Sql.batch(connection, Statements.FORGET, settling.forgotten);
        Sql.batch(connection, Statements.FORGET_WRITTEN, settling.forgotten);
        Sql.batch(connection, Statements.REFUSE, settling.refused);
        Sql.batch(connection, Statements.SET_ASIDE, settling.aside);
        Sql.batch(connection, Statements.TAKE_BACK, settling.back);
    }

    private void take(Settled one) {
        String type = one.value().type().word();
        String value = one.value().value();
        long ticket = one.of().ticket();
        if (one.of().entry().state() == Entry.State.REFUSED && !(one instanceof Settled.Refused)) {
            back.add(new Object[] {Ids.of(tenant, one.value())});
        }
        switch (one) {
            case Settled.Stands(var _, var entry, var lookAgain) ->
                    settled.add(
                            new Object[] {
                                entry.state().word(),
                                entry.falconId(),
                                entry.written(),
                                Rows.lines(entry.tags()),
                                Rows.millis(lookAgain),
                                ticket,
                                tenant,
                                type,
                                value
                            });
            case Settled.Again(var _, var entry) ->
                    again.add(
                            new Object[] {
                                entry.state().word(),
                                entry.falconId(),
                                entry.written(),
                                Rows.lines(entry.tags()),
                                ticket,
                                next,
                                tenant,
                                type,
                                value
                            });
            case Settled.Sent _ -> sent.add(new Object[] {tenant, type, value});
            case Settled.Forgotten _ -> forgotten.add(new Object[] {tenant, type, value, ticket});
            case Settled.Refused(var _, var category, var message, var lookAgain) -> {
                refused.add(new Object[] {Rows.millis(lookAgain), ticket, tenant, type, value});
                aside.add(
                        Rows.quarantined(
                                new Quarantined(
                                        Ids.of(tenant, one.value()),
                                        Quarantined.Kind.IOC,
                                        tenant,
                                        type + ":" + value,
                                        category,
                                        message,
                                        "",
                                        now)));
            }
        }
    }
}
