package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.Faults;
import io.ropewalk.simulator.Faults.Target;
import io.ropewalk.simulator.FeedFault;
import io.ropewalk.simulator.WireFaults;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.falcon.RouteTable.Entry;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.http.HttpFormatException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What stands before every route, in this order: path, method, token, rate bucket, scope,
 * parameters, faults. A fault thus only hits a call that the gateway would have let through.
 */
final class Gateway {
    static final String NAME = "crowdstrike-api-gateway";
    static final String INVALID_TOKEN = "access denied, invalid bearer token";
    static final String ACCESS_DENIED = "access denied, authorization failed";
    static final String PAGE_NOT_FOUND = "404: Page Not Found";
    static final String TOO_MANY = "API rate limit exceeded.";
    static final String RETRY_AFTER = "X-Ratelimit-Retryafter";

    private static final String BEARER = "bearer ";
    private static final String SESSION = "token ";
    private static final List<String> CURSORS = List.of("offset", "after");

    private final RouteTable routes;
    private final Supplier<World> world;
    private final TokenStore tokens;
    private final Faults faults;

    Gateway(RouteTable routes, Supplier<World> world, TokenStore tokens, Faults faults) {
        this.routes = routes;
        this.world = world;
        this.tokens = tokens;
        this.faults = faults;
    }

    /** Answers; notes on the exchange what it found out. */
    HttpAnswer answer(Exchange exchange) {
        Reply reply;
        try {
            reply = process(exchange);
        } catch (Refusal refusal) {
            refusal.violation().ifPresent(kind -> exchange.mistake(kind, refusal.getMessage()));
            reply = refusal(exchange, refusal.status(), refusal.getMessage());
        } catch (HttpFormatException e) {
            exchange.mistake("bad-request", e.getMessage());
            reply = refusal(exchange, 400, e.getMessage());
        }
        return decorated(exchange, answerOf(reply));
    }

    private static Reply refusal(Exchange exchange, int status, String message) {
        return new Reply.Enveloped(status, Envelope.error(exchange.meta(), status, message));
    }

    private static HttpAnswer answerOf(Reply reply) {
        return switch (reply) {
            case Reply.Enveloped enveloped ->
                    HttpAnswer.json(enveloped.status(), enveloped.envelope());
            case Reply.Plain plain -> plain.answer();
        };
    }

    private static HttpAnswer decorated(Exchange exchange, HttpAnswer answer) {
        var marked = answer.with("X-Cs-Traceid", exchange.traceId());
        if (exchange.verdict().isEmpty()) {
            return marked;
        }
        var verdict = exchange.verdict().get();
        marked =
                marked.with("X-Ratelimit-Limit", Integer.toString(verdict.limit()))
                        .with("X-Ratelimit-Remaining", Integer.toString(verdict.remaining()));
        return verdict.allowed()
                ? marked
                : marked.with(RETRY_AFTER, Long.toString(verdict.retryAtSecond()));
    }

    private Reply process(Exchange exchange) {
        var request = exchange.request();
        var methods =
                routes.at(request.path())
                        .orElseThrow(() -> Refusal.mistake(404, "unknown-path", PAGE_NOT_FOUND));
        var entry =
                Optional.ofNullable(methods.get(request.method()))
                        .orElseThrow(() ->
                                Refusal.mistake(405, "wrong-method", "405: Method Not Allowed"));
        return switch (entry.route().access()) {
            case Access.Client _ -> forClient(exchange, entry);
            case Access.Bearer bearer -> forBearer(exchange, entry, bearer);
            case Access.BearerJson json -> forBearer(exchange, entry, json.bearer());
            case Access.Session session ->
                    guarded(
                            exchange,
                            entry,
                            session.client(),
                            credentials(exchange, SESSION)
                                    .flatMap(token ->
                                            session.owner().tenantOf(token, exchange.now())));
        };
    }

    private Reply forClient(Exchange exchange, Entry entry) {
        exchange.answeredBy("csam", false);
        if (!exchange.request().mediaType().equals("application/x-www-form-urlencoded")) {
            throw Refusal.mistake(
                    400,
                    "wrong-content-type",
                    "the body must be application/x-www-form-urlencoded");
        }
        var form = exchange.request().formParameters();
        var client = form.getOrDefault("client_id", List.of("")).getFirst();
        exchange.verdict(world.get().buckets().token(client, exchange.now()));
        refuseAboveLimit(exchange);
        Arguments.checked(entry.operation(), "query", exchange.request().queryParameters());
        return run(exchange, entry, Arguments.checked(entry.operation(), "formData", form));
    }

    private Reply forBearer(Exchange exchange, Entry entry, Access.Bearer access) {
        var owner =
                credentials(exchange, BEARER)
                        .flatMap(token -> tokens.tenantOf(token, exchange.now()));
        return guarded(exchange, entry, access, owner);
    }

    private Reply guarded(
            Exchange exchange, Entry entry, Access.Bearer access, Optional<String> owner) {
        var now = world.get();
        var customer = owner.flatMap(now::customer);
        if (customer.isEmpty()) {
            exchange.verdict(
                    now.buckets().unauthorized(exchange.request().remoteAddress(), exchange.now()));
            refuseAboveLimit(exchange);
            throw Refusal.expected(401, INVALID_TOKEN);
        }
        var tenant = customer.get().tenant();
        exchange.customer(customer.get());
        customer.get().settle(exchange.now());
        exchange.verdict(now.buckets().customer(tenant.cid(), exchange.now()));
        refuseAboveLimit(exchange);
        if (!tenant.scopes().contains("*") && !tenant.scopes().contains(access.scope())) {
            throw Refusal.expected(403, ACCESS_DENIED);
        }
        exchange.answeredBy(access.poweredBy(), access.listsOnError());
        if (wantsJson(entry) && !exchange.request().mediaType().equals("application/json")) {
            throw Refusal.mistake(400, "wrong-content-type", "the body must be application/json");
        }
        return run(
                exchange,
                entry,
                Arguments.checked(
                        entry.operation(), "query", exchange.request().queryParameters()));
    }

    private static boolean wantsJson(Entry entry) {
        return entry.operation().hasBody() || entry.route().access() instanceof Access.BearerJson;
    }

    private static void refuseAboveLimit(Exchange exchange) {
        if (exchange.verdict().filter(verdict -> !verdict.allowed()).isPresent()) {
            throw Refusal.expected(429, TOO_MANY);
        }
    }

    private static Optional<String> credentials(Exchange exchange, String scheme) {
        return exchange.request()
                .header("authorization")
                .filter(header -> header.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(header -> header.substring(scheme.length()).strip());
    }

    private Reply run(Exchange exchange, Entry entry, Arguments arguments) {
        var request = exchange.request();
        var tenant =
                exchange.customer()
                        .map(known -> known.tenant().name())
                        .orElseGet(() ->
                                world.get().tenantOfClient(arguments.text("client_id").orElse("")));
        var cursor = CURSORS.stream().anyMatch(name -> arguments.text(name).isPresent());
        var fault = faults.next(new Target(request.method(), request.path(), tenant, cursor));
        if (fault.isEmpty()) {
            return entry.route().handler().handle(call(exchange, arguments));
        }
        exchange.fault(Faults.typeOf(fault.get()));
        return faulty(exchange, entry, arguments, fault.get());
    }

    private Reply faulty(Exchange exchange, Entry entry, Arguments arguments, Fault fault) {
        var plain = call(exchange, arguments);
        var handler = entry.route().handler();
        return switch (fault) {
            case Fault.ExpiredToken expired -> {
                kill(exchange, entry);
                yield FaultEffects.instead(expired, plain);
            }
            case Fault.Instead instead -> FaultEffects.instead(instead, plain);
            // Never armed for a path of this API.
            case Fault.OnReceiver _ -> handler.handle(plain);
            case Fault.OnPage onPage -> handler.handle(plain.with(onPage));
            case Fault.OnItems onItems -> handler.handle(plain.withFeedFault(onItems));
            case FeedFault onFeed -> handler.handle(plain.withFeedFault(onFeed));
            case Fault.OnEnvelope onEnvelope -> damaged(handler.handle(plain), onEnvelope);
            // A feed has no end: it does to itself what others have done to their whole body.
            case Fault.OnWire onWire when entry.route().access() instanceof Access.Session ->
                    handler.handle(plain.withFeedFault(onWire));
            case Fault.OnWire onWire ->
                    new Reply.Plain(WireFaults.damaged(answerOf(handler.handle(plain)), onWire));
        };
    }

    private void kill(Exchange exchange, Entry entry) {
        credentials(exchange, BEARER).ifPresent(tokens::kill);
        if (entry.route().access() instanceof Access.Session session) {
            credentials(exchange, SESSION).ifPresent(session.owner()::kill);
        }
    }

    private static Reply damaged(Reply reply, Fault.OnEnvelope fault) {
        return switch (reply) {
            case Reply.Enveloped enveloped ->
                    new Reply.Enveloped(
                            enveloped.status(), FaultEffects.damaged(enveloped.envelope(), fault));
            case Reply.Plain plain -> plain;
        };
    }

    private Call call(Exchange exchange, Arguments arguments) {
        return new Call(
                exchange.request(),
                arguments,
                exchange.customer(),
                world.get().scenario().choices(),
                exchange.now(),
                exchange.meta(),
                Optional.empty(),
                Optional.empty(),
                exchange::mistake);
    }
}
