package io.ropewalk.inventory.sync.falcon;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.inventory.shape.Of;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Finds the customer a tenant's records belong to, where they do not say it: auth-service may know
 * it with the token, else any host of the customer tells.
 */
final class CustomerIds {
    private static final int WITHOUT_CHECKSUM = 32;

    private final FalconHttp http;
    private final TokensOf tokens;

    /** A tenant's customer stays the same for as long as this process has its configuration. */
    private final Map<String, String> found = new ConcurrentHashMap<>();

    CustomerIds(FalconHttp http, TokensOf tokens) {
        this.http = http;
        this.tokens = tokens;
    }

    /**
     * The same walk with the customer's id beside each record.
     *
     * @param own the id a record names itself; null or blank where it names none
     */
    <R> PageWalk<Of<R>> named(String tenant, PageWalk<R> walk, Function<R, String> own) {
        return new Named<>(tenant, walk, own);
    }

    private final class Named<R> implements PageWalk<Of<R>> {
        private final String tenant;
        private final PageWalk<R> walk;
        private final Function<R, String> own;

        Named(String tenant, PageWalk<R> walk, Function<R, String> own) {
            this.tenant = tenant;
            this.walk = walk;
            this.own = own;
        }

        @Override
        public Step<Of<R>> next() {
            return switch (walk.next()) {
                case Step.Items<R> page -> page(page);
                case Step.Complete<R> end -> new Step.Complete<>(end.received(), end.distinct());
                case Step.NotComplete<R> end ->
                        new Step.NotComplete<>(
                                end.received(),
                                end.total(),
                                end.why(),
                                end.traceId(),
                                end.cursorRefused());
            };
        }

        private Step<Of<R>> page(Step.Items<R> page) {
            boolean needed = page.items().stream().anyMatch(item -> blank(own.apply(item)));
            if (needed && !found.containsKey(tenant)) {
                FalconResult<String> answer = find(tenant);
                Optional<FalconFailure> why = answer.failure();
                if (why.isPresent()) {
                    return new Step.NotComplete<>(
                            0, OptionalLong.empty(), why.get(), answer.trace());
                }
                found.put(tenant, ((FalconResult.Ok<String>) answer).value());
            }
            return new Step.Items<>(
                    page.items().stream().map(this::named).toList(), page.received(), page.total());
        }

        private Of<R> named(R item) {
            String said = own.apply(item);
            return new Of<>(blank(said) ? found.get(tenant) : said, item);
        }

        @Override
        public String traceId() {
            return walk.traceId();
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private FalconResult<String> find(String tenant) {
        Optional<String> known =
                tokens.tenant(tenant).current() instanceof FalconResult.Ok<FalconToken> ok
                        ? ok.value().cid()
                        : Optional.empty();
        if (known.isPresent()) {
            return FalconResult.ok(plain(known.get()), "");
        }
        var first =
                http.hosts(tenant, tokens.tenant(tenant))
                        .walk(Filter.NONE, 1, CallClass.BACKGROUND)
                        .next();
        return switch (first) {
            case PageWalk.Step.Items<Host> page -> FalconResult.ok(page.items().get(0).cid(), "");
            case PageWalk.Step.NotComplete<Host> end -> unknown(end.why());
            case PageWalk.Step.Complete<Host> _ ->
                    unknown(
                            FalconFailure.of(
                                    FailureCategory.NOT_FOUND,
                                    "No host tells the customer id either; set"
                                            + " ropewalk.tenants.<name>.cid at auth-service."));
        };
    }

    private static FalconResult<String> unknown(FalconFailure why) {
        return new FalconResult.Unreachable<>(
                FalconFailure.of(
                        why.category(),
                        "The customer these records belong to could not be found. "
                                + why.message()));
    }

    /** As host records have it: the console shows it in capitals and with a checksum. */
    private static String plain(String cid) {
        String lower = cid.strip().toLowerCase(Locale.ROOT);
        return lower.length() > WITHOUT_CHECKSUM && lower.charAt(WITHOUT_CHECKSUM) == '-'
                ? lower.substring(0, WITHOUT_CHECKSUM)
                : lower;
    }
}
