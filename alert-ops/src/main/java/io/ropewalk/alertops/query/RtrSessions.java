package io.ropewalk.alertops.query;

import io.ropewalk.alertops.query.Listing.Batch;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.rtr.RtrApi;
import io.ropewalk.falcon.rtr.RtrFields;
import io.ropewalk.falcon.rtr.RtrQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Remote shells anyone opened on hosts, the newest first, by {@code RTRAuditSessions}. The vendor
 * has no status of a session: one that ended has a time of deletion. A filter can ask for that time
 * but not for its absence, so open ones are looked for among all.
 */
public final class RtrSessions implements Question<RtrCriteria> {
    private static final int USUAL_DAYS = 7;
    private static final String ENDED = "deleted_at";
    private static final String ACTIVE = "active";

    private static final Window.Parameters WINDOW =
            Window.over("Opened (created_at; 7 days unless said)");
    private static final Parameter STATUS =
            Parameter.word(
                    "status",
                    List.of(ACTIVE, "closed"),
                    "active has not ended (no deleted_at), closed has.");
    private static final Parameter USER =
            Parameter.text("user", "Who opened it: a mail address.", "responder@example.com")
                    .several();
    private static final Parameter ORIGIN =
            Parameter.text("origin", "How it was opened.", "direct").several();
    private static final Parameter COMMAND =
            Parameter.text("command", "A base command that was run.", "reg query").several();
    private static final Parameter WITH_COMMANDS =
            Parameter.flag("withCommands", "true for the lines that were run.");

    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("sessionId", "id"),
                    Column.of("hostname", "hostname"),
                    Column.of("hostId", "device_id", "aid"),
                    Column.of("platform", "platform_name"),
                    Column.of("user", "user_id"),
                    Column.of("origin", "origin"),
                    Column.of("created", "created_at"),
                    Column.of("updated", "updated_at"),
                    Column.of("ended", ENDED),
                    Column.of("seconds", "duration"),
                    Column.of("offlineQueued", "offline_queued"),
                    Column.of("commands", "logs.command_string"));

    private final Falcon falcon;

    RtrSessions(Falcon falcon) {
        this.falcon = falcon;
    }

    @Override
    public String name() {
        return "rtr-sessions";
    }

    @Override
    public String says() {
        return "Remote shells (Real Time Response) of everyone, by the audit, the newest first.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                WINDOW.days(),
                WINDOW.from(),
                WINDOW.to(),
                STATUS,
                Texts.HOSTNAMES,
                Match.PARAMETER,
                Texts.HOST_IDS,
                USER,
                ORIGIN,
                COMMAND,
                WITH_COMMANDS);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public RtrCriteria read(Arguments in) {
        return new RtrCriteria(
                WINDOW.read(in),
                in.one(STATUS).map(ACTIVE::equals),
                in.all(Texts.HOSTNAMES),
                Match.read(in),
                in.all(Texts.HOST_IDS),
                in.all(USER),
                in.all(ORIGIN),
                in.all(COMMAND),
                in.flag(WITH_COMMANDS).orElse(false));
    }

    @Override
    public Listing listing(String tenant, RtrCriteria criteria, Instant at) {
        Filter filter = filter(criteria, at);
        RtrQuery query = new RtrQuery(filter, criteria.withCommands());
        Optional<Predicate<Map<String, Object>>> open =
                criteria.open().filter(it -> it).map(_ -> RtrSessions::isOpen);
        return new Listing(
                filter.text(),
                (cursor, size) -> page(tenant, query, Offsets.of(cursor), size),
                RtrApi.MAX_PAGE,
                open);
    }

    private Batch page(String tenant, RtrQuery query, long offset, int size) {
        Batch page =
                Batch.of(
                        falcon.rtr(tenant).sessions(query, offset, size, CallClass.INTERACTIVE),
                        it -> it.members().all());
        return Offsets.goingOn(page, offset, page.items().size(), Long.MAX_VALUE);
    }

    private static boolean isOpen(Map<String, Object> session) {
        Object ended = session.get(ENDED);
        return ended == null || ended.equals("");
    }

    private static Filter filter(RtrCriteria it, Instant at) {
        boolean closed = it.open().filter(open -> !open).isPresent();
        return Filter.allOf(
                Stream.of(
                                it.window().orDays(USUAL_DAYS).on(RtrFields.CREATED_AT, at),
                                closed ? RtrFields.DELETED_AT.after(Instant.EPOCH) : Filter.NONE,
                                it.match().on(RtrFields.HOSTNAME, it.hostnames()),
                                Match.any(RtrFields.AID, it.hostIds()),
                                Match.any(RtrFields.USER_ID, it.users()),
                                Match.any(RtrFields.ORIGIN, it.origins()),
                                Match.any(RtrFields.BASE_COMMAND, it.commands()))
                        .toList());
    }
}
