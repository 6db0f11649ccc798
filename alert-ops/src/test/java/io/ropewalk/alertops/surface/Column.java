package io.ropewalk.alertops.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.ropewalk.alertops.surface.Row.Kind;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.work.Role;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hamcrest.Matcher;

/**
 * A case every row of the table is put through.
 *
 * @param name for a person
 * @param check what the row answers in this case, and what it leaves at Falcon
 * @param excuse why a row cannot meet this case; empty where it can
 */
record Column(String name, Consumer<Row> check, Function<Row, String> excuse) {
    static final String TENANT = "table";

    private static final String ENDED = "Falcon ended it; GONE is all it answers.";
    private static final String OURS = "It asks nothing of Falcon.";
    private static final String STRANGER = "stranger";
    private static final AtomicInteger ZONES = new AtomicInteger();

    static final List<Column> ALL =
            List.of(
                    new Column(
                            "success",
                            Column::success,
                            row -> row.kind == Kind.GONE ? Column.ENDED : ""),
                    new Column("partial", Column::partial, Column::notPartial),
                    new Column(
                            "empty",
                            Column::empty,
                            row -> row == Row.AUDIT_VERIFICATION ? "It is asked nothing." : ""),
                    new Column(
                            "bad input",
                            Column::badInput,
                            row -> row == Row.AUDIT_VERIFICATION ? "It takes nothing." : ""),
                    new Column("no token", Column::noToken, _ -> ""),
                    new Column("no role", Column::noRole, _ -> ""),
                    new Column("no scope to read", Column::noScopeToRead, Column::asksNothing),
                    new Column("no scope to write", Column::noScopeToWrite, Column::onlyReads),
                    new Column(
                            "no such customer",
                            Column::noSuchCustomer,
                            row ->
                                    row.kind == Kind.AUDIT
                                            ? "The audit outlives customers that left."
                                            : row.kind == Kind.GONE ? Column.ENDED : ""),
                    new Column(
                            "not there",
                            Column::notThere,
                            row ->
                                    row.takesIds()
                                            ? ""
                                            : "It names no things; EMPTY is when none is there."),
                    new Column(
                            "refused by falcon",
                            row -> problem(row, 400, 400, "bad-request"),
                            Column::asksNothing),
                    new Column(
                            "conflict",
                            row -> problem(row, 409, 409, "conflict"),
                            Column::asksNothing),
                    new Column(
                            "gone", Column::gone, row -> row.kind == Kind.AUDIT ? Column.OURS : ""),
                    new Column(
                            "falcon broken",
                            row -> problem(row, 500, 502, "vendor-down"),
                            Column::asksNothing),
                    new Column(
                            "falcon gave up",
                            row -> problem(row, 408, 504, "timeout"),
                            Column::asksNothing),
                    new Column("falcon away", Column::away, Column::asksNothing),
                    new Column("throttled", Column::throttled, Column::asksNothing),
                    new Column("many", Many::check, Column::notMany),
                    new Column("key of another request", Column::keyReused, Column::onlyReads),
                    new Column(
                            "write refused",
                            row -> failedWrite(row, 400, "bad-request"),
                            Column::onlyReads),
                    new Column(
                            "write conflict",
                            row -> failedWrite(row, 409, "conflict"),
                            Column::onlyReads),
                    new Column(
                            "write broken",
                            row -> failedWrite(row, 503, "vendor-down"),
                            Column::onlyReads),
                    new Column("write throttled", Column::throttledWrite, Column::onlyReads),
                    new Column("answer lost", Column::answerLost, Column::onlyReads));

    /** Why the row cannot meet this case; empty where it can. */
    String reason(Row row) {
        return excuse.apply(row);
    }

    void on(Row row) {
        check.accept(row);
    }

    @Override
    public String toString() {
        return name;
    }

    private static String asksNothing(Row row) {
        return row.asksFalcon() ? "" : row.kind == Kind.GONE ? ENDED : OURS;
    }

    private static String onlyReads(Row row) {
        return row.writes() ? "" : "It only reads.";
    }

    private static String notPartial(Row row) {
        return switch (row.kind) {
            case GONE -> ENDED;
            case AUDIT -> "Its lines are in one database: all are read, or none.";
            case SEARCH -> "Half a list would look like all of it; see FALCON_BROKEN.";
            case ALERTS, HOSTS, POLICIES, QUESTION -> "";
        };
    }

    private static String notMany(Row row) {
        if (!row.takesIds()) {
            return "It takes no ids; QuestionTest and HostReadsTest walk its pages.";
        }
        return row.kind == Kind.POLICIES && row.writes() ? "Each policy is a request." : "";
    }

    /** A fault of whatever the row asks first. */
    private static void faultOf(Row row, String tenant, String fault) {
        Api.fault(tenant, row.paths, "\"forever\"", fault);
    }

    static void faultOfWrites(Row row, String tenant, String fault) {
        Api.sim(
                        "/_sim/faults",
                        "{\"rules\":[{\"match\":{\"method\":\"%s\",\"path\":\"%s\",\"tenant\":\"%s\"},\"times\":\"forever\",\"fault\":%s}]}"
                                .formatted(row.verb, row.writePath(), tenant, fault))
                .statusCode(200);
    }

    /** A request that is right where it fails before anything is looked for. */
    static String usual(Row row, String tenant) {
        return row.isAction() ? row.about(List.of(Stock.any(row, tenant)), "") : row.query();
    }

    private static ValidatableResponse refused(
            ValidatableResponse answer, int status, String category) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", is(status))
                .body("category", is(category))
                .body("type", is("urn:ropewalk:problem:" + category))
                .body("title", not(emptyOrNullString()))
                .body("detail", not(emptyOrNullString()));
    }

    private static void success(Row row) {
        switch (row.kind) {
            case ALERTS, HOSTS, POLICIES -> successOfOne(row);
            case SEARCH ->
                    row.send(TENANT, row.about(List.of(), ",\"limit\":3"))
                            .statusCode(200)
                            .body("items", hasSize(3))
                            .body("items.outcome", everyItem(is("done")))
                            .body("items.traceId", everyItem(notNullValue()))
                            .body("next", notNullValue());
            case QUESTION -> {
                Stock.of(TENANT).fresh(Row.GET_ALERTS_V2, 1);
                seedIndicators();
                row.send(TENANT, row.query())
                        .statusCode(200)
                        .body("items.size()", greaterThan(0))
                        .body("items.tenant", everyItem(is(TENANT)))
                        .body("tenants", equalTo(List.of(TENANT)))
                        .body("warnings", hasSize(0))
                        .body("traceId", notNullValue());
            }
            case AUDIT -> {
                Row.HOSTS.send(TENANT, "limit=1").statusCode(200);
                var answer = row.send(TENANT, row.query()).statusCode(200);
                if (row == Row.AUDIT) {
                    answer.body("items[0].operation", is("hosts"))
                            .body("items[0].traceIds", not(hasSize(0)));
                } else {
                    answer.body("sound", is(true)).body("lines", greaterThan(0));
                }
            }
            case GONE -> throw new IllegalStateException(ENDED);
        }
    }

    private static void seedIndicators() {
        Api.sim(
                        "/_sim/iocs",
                        "{\"tenant\":\"%s\",\"clear\":true,\"seed\":{\"count\":3,\"source\":\"sim\"}}"
                                .formatted(TENANT))
                .statusCode(200);
    }

    private static void successOfOne(Row row) {
        Stock stock = Stock.of(TENANT);
        String id = stock.fresh(row, 1).getFirst();
        if (row.writes()) {
            assertThat(stock.isDone(row, id)).isFalse();
        }
        row.send(TENANT, row.about(List.of(id), ""))
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", is(row.answered(id)))
                .body("items[0].outcome", is("done"))
                .body("items[0].category", nullValue())
                .body("items[0].traceId", notNullValue())
                .body("next", nullValue());
        if (row.writes()) {
            assertThat(stock.isDone(row, id)).isTrue();
        }
    }

    /** Something that is not there beside something that is; a customer that fails beside one. */
    private static void partial(Row row) {
        if (row.kind == Kind.QUESTION) {
            Stock.of(TENANT).fresh(Row.GET_ALERTS_V2, 1);
            seedIndicators();
            row.send(TENANT + ",blind", row.query())
                    .statusCode(200)
                    .body("items.size()", greaterThan(0))
                    .body("items.tenant", everyItem(is(TENANT)))
                    .body("failures.tenant", equalTo(List.of("blind")))
                    .body("failures[0].category", is("scope-missing"))
                    .body("failures[0].missingScope", is(row.readScope))
                    .body("failures[0].traceId", notNullValue());
            return;
        }
        Stock stock = Stock.of(TENANT);
        String there = stock.fresh(row, 1).getFirst();
        String absent = Stock.absent(row, TENANT, 1).getFirst();
        String past =
                row.kind == Kind.POLICIES && row.writes()
                        ? ",\"past\":[\"policies-max-per-request\"],\"reason\":\"Table.\""
                        : "";
        row.send(TENANT, row.about(List.of(absent, there), past))
                .statusCode(200)
                .body("items.id", equalTo(List.of(row.answered(absent), row.answered(there))))
                .body("items.outcome", equalTo(List.of("not-found", "done")))
                .body("items[0].category", is("not-found"))
                .body("items[0].message", not(emptyOrNullString()))
                .body("items[0].traceId", traced(row))
                .body("items[1].traceId", notNullValue());
        if (row.writes()) {
            assertThat(stock.isDone(row, there)).isTrue();
        }
    }

    private static void empty(Row row) {
        switch (row.kind) {
            case ALERTS, HOSTS, POLICIES ->
                    refused(row.send(TENANT, row.about(List.of(), "")), 400, "bad-request")
                            .body("detail", containsString("must not be empty"));
            case GONE -> refused(row.send(TENANT, "{\"ids\":[]}"), 410, "gone-upstream");
            case SEARCH ->
                    row.send(TENANT, row.about(List.of(), ",\"hostname\":\"no-such-host\""))
                            .statusCode(200)
                            .body("items", hasSize(0))
                            .body("next", nullValue());
            case QUESTION, AUDIT ->
                    row.send(TENANT, row.nothing())
                            .statusCode(200)
                            .body("items", hasSize(0))
                            .body("next", nullValue());
        }
    }

    private static void badInput(Row row) {
        if (!row.isAction()) {
            for (String wrong : List.of("fql=x", "limit=0", "limit=x", "from=yesterday")) {
                refused(row.send(TENANT, wrong), 400, "bad-request");
            }
            return;
        }
        String id = Stock.any(row, TENANT);
        refused(row.send(TENANT, row.about(List.of(id), ",\"forse\":true")), 400, "bad-request")
                .body("detail", containsString("forse is unknown"));
        refused(row.send(TENANT, row.about(List.of(id), ",\"dryRun\":7.5")), 400, "bad-request");
        for (String wrong : List.of("[", "[]", "7", "null", "")) {
            refused(row.send(TENANT, wrong), 400, "bad-request");
        }
    }

    private static void noToken(Row row) {
        var nobody = RestAssured.given().contentType(ContentType.JSON);
        refused(row.send(nobody, TENANT, usual(row, TENANT)), 401, "auth");
    }

    private static void noRole(Row row) {
        refused(row.send(Api.as(STRANGER), TENANT, usual(row, TENANT)), 403, "auth");
        for (Role role : Role.values()) {
            if (role.compareTo(row.least) < 0) {
                refused(row.send(Api.as(role.word()), TENANT, usual(row, TENANT)), 403, "auth");
            }
        }
    }

    private static void noScopeToRead(Row row) {
        refused(row.send("blind", usual(row, "blind")), 403, "scope-missing")
                .body("missingScope", is(row.readScope))
                .body("traceId", notNullValue());
    }

    private static void noScopeToWrite(Row row) {
        Stock stock = Stock.of(TENANT);
        String id = stock.fresh(row, 1).getFirst();
        faultOfWrites(row, TENANT, "{\"type\":\"scope-missing\"}");
        refused(row.send(TENANT, row.about(List.of(id), "")), 403, "scope-missing")
                .body("missingScope", is(row.writeScope()))
                .body("traceId", notNullValue());
        Api.noFaults();
        assertThat(stock.isDone(row, id)).isFalse();
    }

    private static void noSuchCustomer(Row row) {
        refused(row.send("nowhere", usual(row, "nowhere")), 404, "not-found");
    }

    private static void notThere(Row row) {
        String absent = Stock.absent(row, TENANT, 1).getFirst();
        Stock.of(TENANT).fresh(row, 1);
        row.send(TENANT, row.about(List.of(absent), ""))
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].outcome", is("not-found"))
                .body("items[0].category", is("not-found"))
                .body("items[0].message", not(emptyOrNullString()))
                .body("items[0].traceId", traced(row));
    }

    /** That there is no such policy to copy is seen in a list, which is several answers. */
    private static Matcher<Object> traced(Row row) {
        return row == Row.CREATE_PREVENTION_POLICIES ? nullValue() : notNullValue();
    }

    private static void problem(Row row, int falcons, int status, String category) {
        faultOf(row, "broken", "{\"type\":\"status\",\"status\":%d}".formatted(falcons));
        refused(row.send("broken", usual(row, "broken")), status, category)
                .body("traceId", notNullValue());
    }

    private static void gone(Row row) {
        if (row.kind == Kind.GONE) {
            refused(row.send(TENANT, usual(row, TENANT)), 410, "gone-upstream")
                    .body(
                            "instead",
                            is(
                                    Api.of(TENANT)
                                            + (row == Row.GET_INCIDENTS
                                                    ? "/cases"
                                                    : "/alerts?aggregateId={aggregateId}")));
            return;
        }
        problem(row, 410, 410, "gone-upstream");
    }

    private static void away(Row row) {
        faultOf(row, "broken", "{\"type\":\"reset\"}");
        refused(row.send("broken", usual(row, "broken")), 503, "network");
    }

    private static void throttled(Row row) {
        faultOf(row, "busy", "{\"type\":\"throttle\",\"retryAfter\":\"1s\"}");
        refused(row.send("busy", usual(row, "busy")), 429, "throttled")
                .header("Retry-After", matchesPattern("[1-9][0-9]*"));
    }

    private static void keyReused(Row row) {
        Stock stock = Stock.of(TENANT);
        List<String> ids = stock.fresh(row, 2);
        String key = UUID.randomUUID().toString();
        String first = keyed(row, key, ids.getFirst()).statusCode(200).extract().asString();
        assertThat(keyed(row, key, ids.getFirst()).statusCode(200).extract().asString())
                .isEqualTo(first);
        refused(keyed(row, key, ids.getLast()), 422, "conflict");
        assertThat(stock.isDone(row, ids.getFirst())).isTrue();
        assertThat(stock.isDone(row, ids.getLast())).isFalse();
    }

    static ValidatableResponse keyed(Row row, String key, String id) {
        return keyed(row, key, TENANT, id);
    }

    static ValidatableResponse keyed(Row row, String key, String tenant, String id) {
        return row.send(
                Api.as(row.least.word()).header("Idempotency-Key", key),
                tenant,
                row.about(List.of(id), ""));
    }

    private static void failedWrite(Row row, int falcons, String category) {
        Stock stock = Stock.of(TENANT);
        String id = stock.fresh(row, 1).getFirst();
        faultOfWrites(row, TENANT, "{\"type\":\"status\",\"status\":%d}".formatted(falcons));
        row.send(TENANT, row.about(List.of(id), ""))
                .statusCode(200)
                .body("items[0].id", is(row.answered(id)))
                .body("items[0].outcome", is("failed"))
                .body("items[0].category", is(category))
                .body("items[0].message", not(emptyOrNullString()))
                .body("items[0].traceId", notNullValue());
        Api.noFaults();
        assertThat(stock.isDone(row, id)).isFalse();
    }

    /** At a customer of its own: nobody may call Falcon for it afterwards. */
    private static void throttledWrite(Row row) {
        String tenant = "zone" + (char) ('a' + ZONES.getAndIncrement());
        Stock stock = Stock.of(tenant);
        String id = stock.fresh(row, 1).getFirst();
        faultOfWrites(row, tenant, "{\"type\":\"throttle\",\"retryAfter\":\"600s\"}");
        refused(row.send(tenant, row.about(List.of(id), "")), 429, "throttled")
                .header("Retry-After", matchesPattern("[1-9][0-9]*"));
        Api.noFaults();
        assertThat(stock.isDone(row, id)).isFalse();
    }

    private static void answerLost(Row row) {
        Stock stock = Stock.of(TENANT);
        String id = stock.fresh(row, 1).getFirst();
        faultOfWrites(row, TENANT, "{\"type\":\"reset\"}");
        row.send(TENANT, row.about(List.of(id), ""))
                .statusCode(200)
                .body("items[0].outcome", is("done"));
        Api.noFaults();
        assertThat(stock.isDone(row, id)).isTrue();
    }
}
