package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.desk.Desk;
import io.ropewalk.alertops.mcp.Arguments.Given;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * All changes an assistant can bring about. Each goes the same way: role, arguments, a dry run with
 * all guards, then a person who sees what the dry run says and agrees, then the very request that
 * was tried. Whatever else happens, nothing is changed.
 */
public final class Changes {
    /** Of the lines in the audit that say who was asked, and what they said. */
    static final String CONSENT = "consent";

    private static final int MARKER_CHARACTERS = 12;
    private static final int LONGEST_WORDS = 300;
    private static final int LONGEST_CHANGE = 1_200;
    private static final int LONGEST_REASON = 300;
    private static final Argument REASON =
            new Argument.Text(
                            "reason",
                            "Why, in one sentence; the person sees it and the audit keeps it.",
                            LONGEST_REASON)
                    .must();

    private final Map<String, Change<?>> changes = new LinkedHashMap<>();
    private final Desk desk;
    private final Tenants tenants;
    private final Audit audit;

    public Changes(List<Change<?>> all, Desk desk, Tenants tenants, Audit audit) {
        all.forEach(it -> changes.put(it.name(), it));
        this.desk = Objects.requireNonNull(desk, "desk");
        this.tenants = Objects.requireNonNull(tenants, "tenants");
        this.audit = Objects.requireNonNull(audit, "audit");
    }

    /** All arguments of a change. */
    public Arguments arguments(String name) {
        List<Argument> all = new ArrayList<>();
        all.add(Tenants.ARGUMENT);
        all.addAll(change(name).arguments().all());
        all.add(REASON);
        return new Arguments(all);
    }

    /** JSON Schema of what every change answers. */
    public static Map<String, Object> schema() {
        Map<String, Object> text = Map.of("type", "string");
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", text);
        item.put(
                "outcome",
                Map.of(
                        "type",
                        "string",
                        "enum",
                        List.of("done", "accepted", "already", "not-found", "failed", "refused")));
        item.put("category", text);
        item.put("message", text);
        item.put("traceId", text);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("tenant", text);
        properties.put("action", text);
        properties.put(
                "changed",
                Map.of(
                        "type",
                        "boolean",
                        "description",
                        "Whether anything was sent to Falcon. False: nothing happened."));
        properties.put("message", text);
        properties.put(
                "items",
                Map.of(
                        "type",
                        "array",
                        "items",
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                item,
                                "required",
                                List.of("id", "outcome"),
                                "additionalProperties",
                                false)));
        properties.put(
                "overHttp", Map.of("type", "string", "description", "How to do it without this."));
        return Listed.closed(properties);
    }

    /** Brings a change about, if a person agrees. Blocks while they think. */
    public Map<String, Object> call(
            String name, Map<String, Object> raw, Caller caller, Person person) {
        return run(change(name), raw, caller, person);
    }

    private <R> Map<String, Object> run(
            Change<R> change, Map<String, Object> raw, Caller caller, Person person) {
        if (!caller.may(Role.RESPONDER) || !caller.may(change.action().kind().least())) {
            throw new Refused(
                    new Why.Role(
                            "%s takes the role %s."
                                    .formatted(
                                            change.name(), change.action().kind().least().word())));
        }
        Given given = arguments(change.name()).read(raw);
        R request = change.request().apply(given);
        Order order = order(tenants.of(given), given, caller);
        Answer tried = desk.run(change.action(), request, dry(order), Optional.empty());
        if (tried.items().stream().noneMatch(Changes::wouldChange)) {
            return body(change, order, false, "There is nothing to do.", tried);
        }
        note(change, order, tried, "asked", "");
        Person.Reply reply = person.ask(question(change, given, order, tried));
        note(change, order, tried, reply.phase(), reply.words());
        if (reply != Person.Reply.AGREED) {
            return body(change, order, false, reply.words() + " Nothing was done.", tried);
        }
        Answer done = desk.run(change.action(), request, order, Optional.empty());
        return body(change, order, true, "A person agreed, and it was sent to Falcon.", done);
    }

    /** Under the name of whose session it is; nobody else's reply counts. */
    private void note(Change<?> change, Order order, Answer tried, String phase, String words) {
        audit.append(
                AuditEvent.noted(
                        CONSENT,
                        phase,
                        order,
                        tried.items().size(),
                        Map.of(),
                        List.of(),
                        (change.name() + ": " + words).strip()));
    }

    private Change<?> change(String name) {
        return Optional.ofNullable(changes.get(name))
                .orElseThrow(() -> Refused.badRequest("There is no tool " + name + "."));
    }

    private static boolean wouldChange(Item item) {
        return item.outcome() == Outcome.DONE || item.outcome() == Outcome.ACCEPTED;
    }

    private static Order order(String tenant, Given given, Caller caller) {
        return new Order(
                tenant,
                caller,
                false,
                given.text("reason"),
                Set.of(),
                UUID.randomUUID().toString().replace("-", "").substring(0, MARKER_CHARACTERS));
    }

    private static Order dry(Order order) {
        return new Order(
                order.tenant(), order.caller(), true, order.reason(), order.past(), order.marker());
    }

    /** What the person reads. Texts of others stay on one line, short, and in quotes. */
    private static String question(Change<?> change, Given given, Order order, Answer tried) {
        StringBuilder text = new StringBuilder();
        text.append(text(change.says().apply(given), LONGEST_CHANGE));
        text.append(".\nCustomer: ").append(order.tenant());
        text.append("\nReason the assistant gives: \"");
        text.append(line(order.reason().orElse(""))).append("\"\n");
        text.append("This is about ").append(tried.items().size()).append(":\n");
        for (Item item : tried.items()) {
            text.append("- ").append(item.id());
            hostname(item).ifPresent(it -> text.append(" (\"").append(line(it)).append("\")"));
            text.append(wouldChange(item) ? ": will be changed" : ": " + item.outcome().word());
            item.message().ifPresent(it -> text.append(": ").append(line(it)));
            text.append('\n');
        }
        return text.append("Nothing happens unless you agree.").toString();
    }

    private static Optional<String> hostname(Item item) {
        return item.resource()
                .map(it -> it.get("hostname"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private static String line(String from) {
        return text(from.replace('"', '\''), LONGEST_WORDS);
    }

    private static String text(String from, int longest) {
        String plain = from.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", " ");
        return plain.length() <= longest ? plain : plain.substring(0, longest) + "...";
    }

    private static Map<String, Object> body(
            Change<?> change, Order order, boolean changed, String message, Answer answer) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tenant", order.tenant());
        body.put("action", change.name());
        body.put("changed", changed);
        body.put("message", message);
        body.put("items", answer.items().stream().map(Changes::item).toList());
        body.put(
                "overHttp",
                "POST /v1/tenants/%s/actions/%s with the same arguments but tenant as JSON body."
                        .formatted(order.tenant(), change.name()));
        return body;
    }

    private static Map<String, Object> item(Item item) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", item.id());
        all.put("outcome", item.outcome().word());
        item.category().ifPresent(it -> all.put("category", it.word()));
        item.message().ifPresent(it -> all.put("message", it));
        if (!item.traceId().isEmpty()) {
            all.put("traceId", item.traceId());
        }
        return all;
    }
}
