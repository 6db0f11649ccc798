package io.ropewalk.stream.partition.auth;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.stream.partition.TenantFeed;
import io.ropewalk.stream.partition.TenantNames;
import io.ropewalk.stream.timing.Timing;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The tenants that auth-service lists for this service, asked now and then on a thread of its own:
 * auth-service being away must not hold up the leases. A failure keeps the names known before.
 */
public final class DirectoryTenants implements TenantNames, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryTenants.class);
    private static final Duration FRESH = Duration.ofSeconds(60);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration SAY_AGAIN = Duration.ofHours(1);

    private final Directory directory;
    private final Timing timing;
    private final Thread thread;
    private volatile List<String> names = List.of();
    private volatile boolean known;
    private volatile Optional<TenantFeed.Trouble> trouble;

    /** Who is asked. */
    @FunctionalInterface
    public interface Directory {

        /**
         * The names of all tenants.
         *
         * @throws IOException when it does not answer; never read as "no tenants"
         */
        List<String> names() throws IOException;
    }

    public DirectoryTenants(Directory directory, Timing timing) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.timing = Objects.requireNonNull(timing, "timing");
        this.trouble = trouble(FailureCategory.AUTH, "It has not answered yet.");
        this.thread = Thread.ofVirtual().name("tenants").unstarted(this::run);
    }

    /** Begins to ask. */
    public void start() {
        thread.start();
    }

    @Override
    public Collection<String> now() {
        return names;
    }

    @Override
    public Optional<TenantFeed.Trouble> trouble() {
        return trouble;
    }

    @Override
    public boolean known() {
        return known;
    }

    private Optional<TenantFeed.Trouble> trouble(FailureCategory category, String why) {
        return Optional.of(
                new TenantFeed.Trouble(
                        category.word(),
                        "auth-service does not say which tenants there are: " + why,
                        timing.now()));
    }

    private void run() {
        var backoff = timing.backoff(FIRST_RETRY, FRESH);
        long sayAgain = 0;
        try {
            while (true) {
                try {
                    names = directory.names();
                    known = true;
                    trouble = Optional.empty();
                    backoff.reset();
                    Thread.sleep(FRESH);
                } catch (IOException failure) {
                    boolean first = backoff.failures() == 0;
                    if (first) {
                        trouble = trouble(category(failure), text(failure));
                    }
                    if (first || timing.passed(sayAgain)) {
                        sayAgain = timing.deadline(SAY_AGAIN);
                        warn(failure);
                    }
                    Thread.sleep(backoff.next());
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private static void warn(IOException failure) {
        try (var _ = MDC.putCloseable("category", category(failure).word());
                var _ = MDC.putCloseable("reason", text(failure))) {
            LOG.warn("auth-service cannot be asked for its tenants; trying again");
        }
    }

    /** Whether it could not be reached, or did answer, but no list. */
    private static FailureCategory category(IOException failure) {
        return failure instanceof SocketException || failure instanceof HttpTimeoutException
                ? FailureCategory.NETWORK
                : FailureCategory.AUTH;
    }

    /** Some of the JDK's say no more than their name. */
    private static String text(IOException failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
