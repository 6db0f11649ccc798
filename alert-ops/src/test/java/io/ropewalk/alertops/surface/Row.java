package io.ropewalk.alertops.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.work.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Each thing the API can be asked for, as the table of answers asks it. */
enum Row {
    GET_ALERTS_V2(Kind.ALERTS, Role.VIEWER, "{\"ids\":%s%s}"),
    UPDATE_ALERT_STATUS(
            Kind.ALERTS, Role.RESPONDER, "{\"ids\":%s,\"new_status\":\"closed\"%s}", "PATCH"),
    ADD_NEW_COMMENT_TO_ALERT(
            Kind.ALERTS, Role.RESPONDER, "{\"ids\":%s,\"comment\":\"Tabled.\"%s}", "PATCH"),
    ISOLATE_ENDPOINTS(Kind.HOSTS, Role.RESPONDER, "{\"ids\":%s%s}", "POST"),
    DEISOLATE_ENDPOINTS(Kind.HOSTS, Role.RESPONDER, "{\"ids\":%s%s}", "POST"),
    PERFORM_HOST_ACTION(
            Kind.HOSTS,
            Role.RESPONDER,
            "{\"ids\":%s,\"action_name\":\"detection_unsuppress\"%s}",
            "POST"),
    GET_DEVICE_DETAILS(Kind.HOSTS, Role.VIEWER, "{\"ids\":%s%s}"),
    GET_ONLINE_STATE(Kind.HOSTS, Role.VIEWER, "{\"ids\":%s%s}"),
    QUERY_DEVICE_LOGIN_HISTORY(Kind.HOSTS, Role.VIEWER, "{\"ids\":%s%s}"),
    QUERY_DEVICES_BY_FILTER(Kind.SEARCH, Role.VIEWER, "{\"filter\":\"status:'normal'\"%s}"),
    GET_PREVENTION_POLICIES(Kind.POLICIES, Role.VIEWER, "{\"ids\":%s%s}"),
    CREATE_PREVENTION_POLICIES(
            Kind.POLICIES,
            Role.ADMIN,
            "{\"resources\":%s%s}",
            "{\"name\":\"Copy of %s\",\"platform_name\":\"Windows\",\"clone_id\":\"%1$s\"}",
            "POST"),
    UPDATE_PREVENTION_POLICIES(
            Kind.POLICIES,
            Role.ADMIN,
            "{\"resources\":%s%s}",
            "{\"id\":\"%s\",\"settings\":[{\"id\":\"QuarantineOnWrite\",\"value\":{\"enabled\":true}}]}",
            "PATCH"),
    DELETE_PREVENTION_POLICIES(
            Kind.POLICIES, Role.ADMIN, "{\"ids\":%s,\"expectedMembers\":0%s}", "DELETE"),
    PERFORM_PREVENTION_POLICY_ACTION(
            Kind.POLICIES,
            Role.ADMIN,
            "{\"ids\":%s,\"action_name\":\"add-rule-group\",\"group_id\":\"rules-7\"%s}",
            "POST"),
    GET_INCIDENTS(Kind.GONE, Role.VIEWER, "{\"ids\":%s%s}"),
    GET_BEHAVIORS(Kind.GONE, Role.VIEWER, "{\"ids\":%s%s}"),

    DETECTIONS(Kind.QUESTION, "days=3650", "hostname=no-such-host", "/alerts/*", "Alerts: read"),
    ALERTS(
            Kind.QUESTION,
            "aggregateId=" + Stock.AGGREGATE,
            "aggregateId=no-such-aggregate",
            "/alerts/*",
            "Alerts: read"),
    HOSTS(Kind.QUESTION, "", "hostname=no-such-host", "/devices/*", "Hosts: read"),
    IOCS(Kind.QUESTION, "", "value=no-such.example", "/iocs/*", "IOC Management: read"),
    VULNERABILITIES(
            Kind.QUESTION, "", "hostname=no-such-host", "/spotlight/*", "Vulnerabilities: read"),
    CASES(Kind.QUESTION, "", "name=no-such-case", "/cases/*", "Cases: read"),
    RTR_SESSIONS(
            Kind.QUESTION,
            "days=3650",
            "hostname=no-such-host",
            "/real-time-response-audit/*",
            "real-time-response-audit: read"),
    DISCOVER_HOSTS(Kind.QUESTION, "", "hostname=no-such-host", "/discover/*", "Assets: read"),

    AUDIT(Kind.AUDIT, "", "actor=no-such-actor", "", ""),
    AUDIT_VERIFICATION(Kind.AUDIT, "", "", "", "");

    /** What a row is about; rows of a kind share most of their answers. */
    enum Kind {
        ALERTS("/alerts/*", "Alerts"),
        HOSTS("/devices/*", "Hosts"),
        SEARCH("/devices/*", "Hosts"),
        POLICIES("/policy/*", "Prevention Policies"),
        /** What Falcon ended. */
        GONE("", ""),
        QUESTION("", ""),
        AUDIT("", "");

        private final String paths;
        private final String scope;

        Kind(String paths, String scope) {
            this.paths = paths;
            this.scope = scope;
        }
    }

    /** What the API's document says that each may answer. */
    private static final Map<Row, Set<String>> STATUSES = new ConcurrentHashMap<>();

    final Kind kind;
    final Role least;

    /** All it asks of Falcon, for faults; of an action, the first is always a read. */
    final String paths;

    final String readScope;

    /** Of an action its body, of a question its parameters. */
    private final String template;

    private final String one;
    private final String nothing;

    /** Verb of what changes something at Falcon; empty of what only reads. */
    final String verb;

    Row(Kind kind, Role least, String body) {
        this(kind, least, body, "\"%s\"", "");
    }

    Row(Kind kind, Role least, String body, String verb) {
        this(kind, least, body, "\"%s\"", verb);
    }

    Row(Kind kind, Role least, String body, String one, String verb) {
        this.kind = kind;
        this.least = least;
        this.paths = kind.paths;
        this.readScope = kind.scope + ": read";
        this.template = body;
        this.one = one;
        this.nothing = "";
        this.verb = verb;
    }

    Row(Kind kind, String query, String nothing, String paths, String readScope) {
        this.kind = kind;
        this.least = Role.VIEWER;
        this.paths = paths;
        this.readScope = readScope;
        this.template = query;
        this.one = "";
        this.nothing = nothing;
        this.verb = "";
    }

    boolean isAction() {
        return kind != Kind.QUESTION && kind != Kind.AUDIT;
    }

    boolean writes() {
        return !verb.isEmpty();
    }

    /** Whether it is asked with ids of things that Falcon has. */
    boolean takesIds() {
        return kind == Kind.ALERTS || kind == Kind.HOSTS || kind == Kind.POLICIES;
    }

    boolean asksFalcon() {
        return !paths.isEmpty();
    }

    String writeScope() {
        return kind.scope + ": write";
    }

    /** Where it writes. */
    String writePath() {
        return switch (kind) {
            case ALERTS -> "/alerts/entities/alerts/v3";
            case HOSTS -> "/devices/entities/devices-actions/v2";
            case POLICIES ->
                    this == PERFORM_PREVENTION_POLICY_ACTION
                            ? "/policy/entities/prevention-actions/v1"
                            : "/policy/entities/prevention/v1";
            case SEARCH, GONE, QUESTION, AUDIT -> throw new IllegalStateException("writes nothing");
        };
    }

    /** Below the customer's path. */
    String path() {
        String word = name().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case QUESTION -> word.replace('_', '-');
            case AUDIT -> word.replace('_', '/');
            case ALERTS, HOSTS, SEARCH, POLICIES, GONE -> "actions/" + word;
        };
    }

    /** A request that is right, about these ids where it takes any. */
    String about(List<String> ids, String more) {
        String list =
                ids.stream()
                        .map(id -> one.formatted(id))
                        .collect(Collectors.joining(",", "[", "]"));
        return kind == Kind.SEARCH ? template.formatted(more) : template.formatted(list, more);
    }

    /** A question's parameters that leave something. */
    String query() {
        assertThat(isAction()).isFalse();
        return template;
    }

    /** A question's parameters that leave nothing. */
    String nothing() {
        return nothing;
    }

    /** The id of the item that stands for one asked for. */
    String answered(String id) {
        return this == CREATE_PREVENTION_POLICIES ? "Copy of " + id : id;
    }

    /** Its path in the API's document. */
    String documented() {
        return "/v1/tenants/{tenant}/" + path();
    }

    /**
     * Asks, and makes sure that the API's document has the status that comes.
     *
     * @param what the body of an action, the parameters of a question
     */
    ValidatableResponse send(RequestSpecification caller, String tenant, String what) {
        String url = Api.of(tenant) + "/" + path();
        ValidatableResponse answer =
                isAction()
                        ? caller.body(what).post(url).then()
                        : caller.urlEncodingEnabled(false)
                                .get(url + (what.isEmpty() ? "" : "?" + what))
                                .then();
        assertThat(STATUSES.computeIfAbsent(this, Row::statuses))
                .contains(String.valueOf(answer.extract().statusCode()));
        return answer;
    }

    private Set<String> statuses() {
        Set<String> statuses = new TreeSet<>();
        Surface.read()
                .at(documented())
                .path(isAction() ? "post" : "get")
                .path("responses")
                .fieldNames()
                .forEachRemaining(statuses::add);
        return statuses;
    }

    /** Asks as somebody who may. */
    ValidatableResponse send(String tenant, String what) {
        return send(Api.as(least.word()), tenant, what);
    }

    @Override
    public String toString() {
        return path();
    }
}
