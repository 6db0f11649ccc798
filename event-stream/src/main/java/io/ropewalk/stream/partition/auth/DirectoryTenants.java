package io.ropewalk.stream.partition.auth;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.stream.partition.TenantFeed;
import io.ropewalk.stream.partition.TenantNames;
import io.ropewalk.stream.timing.Timing;
import java.io.IOException;
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

    private final Directory directory;
    private final Timing timing;
    private final Thread thread;
    private volatile List<String> names = List.of();
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
        this.trouble = trouble("It has not answered yet.");
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

    private Optional<TenantFeed.Trouble> trouble(String why) {
        return Optional.of(
                new TenantFeed.Trouble(
                        FailureCategory.AUTH.word(),
                        "auth-service does not say which tenants there are: " + why,
                        timing.now()));
    }

    private void run() {
        var backoff = timing.backoff(FIRST_RETRY, FRESH);
        try {
            while (true) {
                try {
                    names = directory.names();
                    trouble = Optional.empty();
                    backoff.reset();
                    Thread.sleep(FRESH);
                } catch (IOException failure) {
                    if (backoff.failures() == 0) {
                        trouble = trouble(String.valueOf(failure.getMessage()));
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
        try (var _ = MDC.putCloseable("reason", String.valueOf(failure.getMessage()))) {
            LOG.warn("auth-service cannot be asked for its tenants; trying again");
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
