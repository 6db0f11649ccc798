package io.ropewalk.simulator.falcon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.simulator.Choices.UnknownIds;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.falcon.Envelope.ApiError;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.ioc.Ioc;
import io.ropewalk.simulator.ioc.IocCheck;
import io.ropewalk.simulator.ioc.IocRules;
import io.ropewalk.simulator.ioc.IocRules.Report;
import io.ropewalk.simulator.ioc.IocStore;
import io.ropewalk.simulator.ioc.IocStore.Result;
import io.ropewalk.simulator.records.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Custom indicators: what is read and written by id. */
final class IocRoutes implements RouteGroup {
    static final String SERVICE = "ioc-manager";
    static final Access READ = new Access.Bearer("IOC Management:read", SERVICE, false);
    private static final Access WRITE = new Access.Bearer("IOC Management:write", SERVICE, false);
    private static final Set<String> BODY = Set.of("comment", "indicators", "bulk_update");
    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("indicator.get.v1", READ, IocRoutes::get),
                new Route("indicator.create.v1", WRITE, IocRoutes::create),
                new Route("indicator.update.v1", WRITE, IocRoutes::update),
                new Route("indicator.delete.v1", WRITE, IocRoutes::delete));
    }

    static IocStore store(Call call) {
        return call.customer().iocs();
    }

    private static void checkAddress(Call call) {
        var length = call.request().path().length() + 1 + call.request().query().length();
        if (length > store(call).rules().maxUrlBytes()) {
            throw Refusal.mistake(414, "url-too-long", "414 Request-URI Too Large");
        }
    }

    private static Reply get(Call call) {
        checkAddress(call);
        var found = new ArrayList<Ioc>();
        var errors = new ArrayList<ApiError>();
        for (var id : call.arguments().list("ids")) {
            var known = store(call).find(id);
            known.ifPresent(found::add);
            if (known.isEmpty()) {
                errors.add(new ApiError(404, "indicator not found: '" + id + "'", id));
            }
        }
        var drop = call.choices().unknownIds() == UnknownIds.DROP;
        var envelope = envelope(call, found, List.of());
        return errors.isEmpty() || drop
                ? Call.ok(envelope)
                : new Reply.Enveloped(404, envelope.withErrors(errors));
    }

    private static Reply create(Call call) {
        var items = items(call, false);
        var results = store(call).create(items, writing(call));
        return written(call, results, 201);
    }

    private static Reply update(Call call) {
        var items = items(call, true);
        var results = store(call).update(items, writing(call));
        return written(call, results, 200);
    }

    private static IocStore.Writing writing(Call call) {
        return new IocStore.Writing(
                call.arguments().text("ignore_warnings").filter("true"::equals).isPresent(),
                call.now(),
                call.customer().tenant().clientId(),
                refused(call));
    }

    /** What a fault refuses: the same items at each attempt, chosen by their values. */
    private static Predicate<String> refused(Call call) {
        return call.feedFault().orElse(null) instanceof Fault.RefuseItems fault
                ? value -> Math.floorMod(Mix.of(value), (long) fault.every()) == 0
                : _ -> false;
    }

    private static List<JsonNode> items(Call call, boolean update) {
        JsonNode body;
        try {
            body = MAPPER.readTree(call.request().body());
        } catch (JsonProcessingException e) {
            throw Refusal.mistake(400, "bad-body", "the body is not JSON");
        }
        if (body == null || !body.path("indicators").isArray()) {
            throw Refusal.mistake(400, "bad-body", "the body must be {\"indicators\": [...]}");
        }
        body.fieldNames()
                .forEachRemaining(name -> {
                    if (!BODY.contains(name) || (name.equals("bulk_update") && !update)) {
                        call.mistakes().accept("unknown-member", "'" + name + "' in the body");
                    }
                });
        if (body.hasNonNull("bulk_update") && !body.path("bulk_update").isEmpty()) {
            throw Refusal.mistake(400, "bulk-update", "the simulator changes by id only");
        }
        var items = body.get("indicators").valueStream().toList();
        if (items.isEmpty() || items.size() > store(call).rules().maxBatch()) {
            throw Refusal.mistake(
                    400,
                    "batch-size",
                    "1 to " + store(call).rules().maxBatch() + " indicators in one call");
        }
        for (var item : items) {
            IocCheck.unknown(item, update)
                    .forEach(name ->
                            call.mistakes().accept("unknown-member", "'" + name + "' in an item"));
        }
        return items;
    }

    private static Reply written(Call call, List<Result> results, int status) {
        var rules = store(call).rules();
        var kept = results.stream().flatMap(it -> it.kept().stream()).toList();
        var bad =
                results.stream()
                        .filter(it -> it.kept().isEmpty() && !it.problems().isEmpty())
                        .toList();
        if (bad.isEmpty()) {
            return new Reply.Enveloped(status, envelope(call, kept, List.of()));
        }
        var good = rules.batch() == IocRules.Batch.LENIENT && !kept.isEmpty();
        var shown = rules.report() == Report.RESOURCES ? bad : List.<Result>of();
        var envelope = envelope(call, kept, shown).withErrors(errors(rules.report(), bad));
        return good
                ? new Reply.Enveloped(status, envelope)
                : new Reply.Enveloped(400, envelope.withoutPagination());
    }

    private static List<ApiError> errors(Report report, List<Result> bad) {
        return report == Report.ERRORS
                ? bad.stream()
                        .map(it ->
                                new ApiError(
                                        it.code(), it.problems().getFirst().message(), it.id()))
                        .toList()
                : List.of(new ApiError(400, "one or more indicators have warnings or errors", ""));
    }

    private static Envelope envelope(Call call, List<Ioc> kept, List<Result> bad) {
        var omitted = Span.omitted(call.pageFault());
        var envelope =
                Envelope.of(
                        call.meta(),
                        out -> {
                            var separator = "";
                            for (var ioc : kept) {
                                out.raw(separator);
                                Json.element(out, omitted, json -> ioc.writeTo(json, call.now()));
                                separator = ",";
                            }
                            for (var result : bad) {
                                out.raw(separator);
                                Json.element(out, omitted, json -> complain(json, result));
                                separator = ",";
                            }
                        });
        return envelope.withPagination(out -> {
            out.raw("\n   \"limit\": 0");
            out.raw(",\n   \"total\": ").decimal(kept.size());
        });
    }

    private static void complain(Json json, Result result) {
        var problem = result.problems().getFirst();
        json.textIfAny("id", result.id()).text("type", result.type()).text("value", result.value());
        json.text("field_name", problem.field()).text("message", problem.message());
        json.text("message_type", problem.warning() ? "warning" : "error");
    }

    /** By filter where there is one: the ids are then not even looked at. */
    private static Reply delete(Call call) {
        checkAddress(call);
        var filter = call.arguments().text("filter");
        var ids =
                filter.isPresent()
                        ? IocListingRoutes.all(call, filter.get())
                        : call.arguments().list("ids");
        if (ids.isEmpty() && filter.isEmpty()) {
            throw Refusal.mistake(400, "missing-parameter", "ids or filter is required");
        }
        filter.ifPresent(it -> call.mistakes().accept("delete-by-filter", it));
        var results = store(call).delete(ids, refused(call));
        var deleted = results.stream().filter(it -> it.kept().isPresent()).map(Result::id).toList();
        var errors =
                results.stream()
                        .filter(it -> it.kept().isEmpty())
                        .map(it ->
                                new ApiError(
                                        it.code(), it.problems().getFirst().message(), it.id()))
                        .toList();
        return Call.ok(
                IocListingRoutes.words(call, deleted, 0, deleted.size(), Optional.empty())
                        .withErrors(errors));
    }
}
