package io.ropewalk.alertops.action.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.host.FindHosts;
import io.ropewalk.alertops.host.GetLogins;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Rules;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.fql.FilterReader;
import io.ropewalk.falcon.fql.InvalidFilterValue;
import io.ropewalk.falcon.fql.TextField;
import io.ropewalk.falcon.hosts.HostAction;
import io.ropewalk.falcon.hosts.HostFields;
import io.ropewalk.falcon.hosts.HostSort;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.hosts.LoginQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What actions on hosts are asked with. */
@RegisterForReflection(
        targets = {
            HostBodies.Ids.class,
            HostBodies.Change.class,
            HostBodies.Perform.class,
            HostBodies.Logins.class,
            HostBodies.Search.class
        })
final class HostBodies {
    private static final int MAX_IDS = 10_000;
    private static final int MAX_ID = 100;
    private static final int MAX_LOGIN_IDS = 1_000;
    private static final int MAX_NOTE = 1_000;
    private static final int MAX_FILTER = 4_000;
    private static final int MAX_OFFSET = 4_000;
    private static final int MAX_NAME = 255;
    private static final int MAX_SORT = 100;
    private static final int MAX_WORD = 50;
    private static final int MAX_TIME = 40;
    private static final int DEFAULT_LOGINS = 10;
    private static final int DEFAULT_HOSTS = 100;
    private static final String WAIT =
            "Seconds to wait until the hosts are there, or true for the longest configured.";
    private static final String HOST_IDS = "{\"ids\": [\"0123456789abcdef0123456789abcdef\"]}";

    private HostBodies() {}

    /** Hosts by agent id. */
    @Schema(name = "HostIds", examples = HOST_IDS)
    record Ids(
            @Schema(
                            required = true,
                            minItems = 1,
                            maxItems = MAX_IDS,
                            minLength = 1,
                            maxLength = MAX_ID)
                    List<String> ids,
            Boolean dryRun,
            @Schema(maxLength = AlertBodies.MAX_REASON) String reason,
            @Schema(maxItems = AlertBodies.MAX_RULES, pattern = Rules.FILLED) List<String> past)
            implements Orders.Common {

        @Override
        public void check(Rules rules) {
            rules.ids("ids", ids, MAX_IDS, MAX_ID);
            AlertBodies.common(rules, this);
        }
    }

    /** Hosts to contain, or to let back. */
    @Schema(
            name = "HostContainment",
            examples =
                    "{\"ids\": [\"0123456789abcdef0123456789abcdef\"], \"note\": \"Case 7\","
                            + " \"wait\": 30}")
    record Change(
            @Schema(
                            required = true,
                            minItems = 1,
                            maxItems = MAX_IDS,
                            minLength = 1,
                            maxLength = MAX_ID)
                    List<String> ids,
            @Schema(description = "Stands in the host's log.", maxLength = MAX_NOTE) String note,
            @JsonProperty("wait")
                    @Schema(
                            description = WAIT,
                            oneOf = {Integer.class, Boolean.class})
                    Object waiting,
            Boolean dryRun,
            @Schema(maxLength = AlertBodies.MAX_REASON) String reason,
            @Schema(maxItems = AlertBodies.MAX_RULES, pattern = Rules.FILLED) List<String> past)
            implements Orders.Common {

        @Override
        public void check(Rules rules) {
            rules.ids("ids", ids, MAX_IDS, MAX_ID);
            rules.text("note", note, 0, MAX_NOTE);
            AlertBodies.common(rules, this);
        }
    }

    /** Hosts, and what to do to them. */
    @Schema(
            name = "HostActionOrder",
            examples =
                    "{\"ids\": [\"0123456789abcdef0123456789abcdef\"], \"action_name\":"
                            + " \"contain\", \"dryRun\": true}")
    record Perform(
            @Schema(
                            required = true,
                            minItems = 1,
                            maxItems = MAX_IDS,
                            minLength = 1,
                            maxLength = MAX_ID)
                    List<String> ids,
            @JsonProperty("action_name")
                    @Schema(
                            required = true,
                            enumeration = {
                                "contain",
                                "lift_containment",
                                "hide_host",
                                "unhide_host",
                                "detection_suppress",
                                "detection_unsuppress"
                            })
                    String actionName,
            @Schema(description = "Stands in the host's log.", maxLength = MAX_NOTE) String note,
            @JsonProperty("wait")
                    @Schema(
                            description = WAIT,
                            oneOf = {Integer.class, Boolean.class})
                    Object waiting,
            Boolean dryRun,
            @Schema(maxLength = AlertBodies.MAX_REASON) String reason,
            @Schema(maxItems = AlertBodies.MAX_RULES, pattern = Rules.FILLED) List<String> past)
            implements Orders.Common {

        @Override
        public void check(Rules rules) {
            rules.ids("ids", ids, MAX_IDS, MAX_ID);
            rules.text("note", note, 0, MAX_NOTE);
            AlertBodies.common(rules, this);
        }

        HostAction action() {
            return HostAction.of(actionName)
                    .filter(it -> it != HostAction.LIFT_FILESYSTEM_CONTAINMENT_ALL)
                    .orElseThrow(() ->
                            Refused.badRequest(
                                    "action_name is one of contain, lift_containment,"
                                            + " hide_host, unhide_host, detection_suppress,"
                                            + " detection_unsuppress."));
        }
    }

    /**
     * How long to wait.
     *
     * @param waiting nothing, a truth or whole seconds
     */
    static Duration patience(Object waiting, Duration most) {
        return switch (waiting) {
            case null -> Duration.ZERO;
            case Boolean yes -> yes ? most : Duration.ZERO;
            case Integer seconds when seconds >= 0 && seconds <= most.toSeconds() ->
                    Duration.ofSeconds(seconds);
            default ->
                    throw Refused.badRequest(
                            "wait is true, or a number of seconds from 0 to %d."
                                    .formatted(most.toSeconds()));
        };
    }

    /** Hosts, and which of their logins. */
    @Schema(
            name = "HostLoginsQuery",
            examples =
                    "{\"ids\": [\"0123456789abcdef0123456789abcdef\"], \"limit\": 20, \"from\":"
                            + " \"2026-11-01T00:00:00Z\"}")
    record Logins(
            @Schema(
                            required = true,
                            minItems = 1,
                            maxItems = MAX_LOGIN_IDS,
                            minLength = 1,
                            maxLength = MAX_ID)
                    List<String> ids,
            @Schema(
                            description = "Logins of each host; 10 unless given.",
                            minimum = "1",
                            maximum = "" + LoginQuery.MAX_LIMIT)
                    Integer limit,
            @Schema(
                            description = "A time, or now-7d, which is what Falcon takes without.",
                            maxLength = MAX_TIME)
                    String from,
            @Schema(description = "A time, or now.", maxLength = MAX_TIME) String to,
            Boolean dryRun,
            @Schema(maxLength = AlertBodies.MAX_REASON) String reason,
            @Schema(maxItems = AlertBodies.MAX_RULES, pattern = Rules.FILLED) List<String> past)
            implements Orders.Common {

        @Override
        public void check(Rules rules) {
            rules.ids("ids", ids, MAX_LOGIN_IDS, MAX_ID);
            rules.number("limit", limit, 1, LoginQuery.MAX_LIMIT);
            rules.text("from", from, 0, MAX_TIME);
            rules.text("to", to, 0, MAX_TIME);
            AlertBodies.common(rules, this);
        }

        GetLogins.Asked asked(Clock clock) {
            Optional<Instant> begin = Times.of("from", from, clock);
            Optional<Instant> end = Times.of("to", to, clock);
            if (begin.isPresent() && begin.get().isAfter(end.orElse(clock.instant()))) {
                throw Refused.badRequest("from is before to.");
            }
            return new GetLogins.Asked(
                    ids,
                    new LoginQuery(Objects.requireNonNullElse(limit, DEFAULT_LOGINS), begin, end));
        }
    }

    /** Which hosts to find. All that is given must hold. */
    @Schema(
            name = "HostSearch",
            examples =
                    "{\"filter\": \"platform_name:'Windows'+last_seen:>'now-7d'\", \"sort\":"
                            + " \"hostname.asc\", \"limit\": 500}")
    record Search(
            @Schema(
                            description =
                                    "In Falcon's query language; an unknown field is an error.",
                            maxLength = MAX_FILTER)
                    String filter,
            @Schema(
                            description = "A host name; with * at its end, what names begin with.",
                            maxLength = MAX_NAME)
                    String hostname,
            @Schema(description = "Windows, Mac or Linux.", maxLength = MAX_WORD) String platform,
            @Schema(
                            description = "normal, containment_pending, contained and so on.",
                            maxLength = MAX_WORD)
                    String status,
            @Schema(description = "A whole tag.", maxLength = MAX_NAME) String tag,
            @Schema(
                            description =
                                    "Field and direction, such as hostname.asc; device_id.asc"
                                            + " unless given.",
                            maxLength = MAX_SORT)
                    String sort,
            @Schema(
                            description =
                                    "Hosts in the answer, not in a page of Falcon's; 100 unless"
                                            + " given.",
                            minimum = "1",
                            maximum = "" + HostsApi.MAX_PAGE)
                    Integer limit,
            @Schema(
                            description = "The next of the answer before, within two minutes.",
                            maxLength = MAX_OFFSET)
                    String offset,
            Boolean dryRun,
            @Schema(maxLength = AlertBodies.MAX_REASON) String reason,
            @Schema(maxItems = AlertBodies.MAX_RULES, pattern = Rules.FILLED) List<String> past)
            implements Orders.Common {

        @Override
        public void check(Rules rules) {
            rules.text("filter", filter, 0, MAX_FILTER);
            rules.text("hostname", hostname, 0, MAX_NAME);
            rules.text("platform", platform, 0, MAX_WORD);
            rules.text("status", status, 0, MAX_WORD);
            rules.text("tag", tag, 0, MAX_NAME);
            rules.text("sort", sort, 0, MAX_SORT);
            rules.number("limit", limit, 1, HostsApi.MAX_PAGE);
            rules.text("offset", offset, 0, MAX_OFFSET);
            AlertBodies.common(rules, this);
        }

        FindHosts.Asked asked() {
            return new FindHosts.Asked(
                    wanted(),
                    sort == null
                            ? HostSort.BY_ID
                            : HostSort.of(sort)
                                    .orElseThrow(() ->
                                            Refused.badRequest(
                                                    "sort is a field of hosts and asc or"
                                                            + " desc, such as hostname.asc.")),
                    Objects.requireNonNullElse(limit, DEFAULT_HOSTS),
                    Optional.ofNullable(offset).filter(it -> !it.isEmpty()));
        }

        private Filter wanted() {
            try {
                return FilterReader.read(filter == null ? "" : filter, HostFields::known)
                        .and(hostname == null ? Filter.NONE : named(hostname))
                        .and(whole(HostFields.PLATFORM_NAME, platform))
                        .and(whole(HostFields.STATUS, status))
                        .and(whole(HostFields.TAGS, tag));
            } catch (InvalidFilterValue wrong) {
                throw Refused.badRequest(wrong.getMessage());
            } catch (IllegalArgumentException tooMany) {
                throw Refused.badRequest(
                        "A filter names at most " + Filter.MAX_PROPERTIES + " properties.");
            }
        }

        private static Filter named(String hostname) {
            return hostname.endsWith("*")
                    ? HostFields.HOSTNAME.startsWith(hostname.substring(0, hostname.length() - 1))
                    : HostFields.HOSTNAME.equalTo(hostname);
        }

        private static Filter whole(TextField field, String value) {
            return value == null ? Filter.NONE : field.equalTo(value);
        }
    }
}
