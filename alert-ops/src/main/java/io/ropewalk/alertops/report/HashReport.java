package io.ropewalk.alertops.report;

import io.ropewalk.falcon.FalconCallFailed;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which hashes cause the most alerts. The same in every format.
 *
 * @param kind always {@value #KIND}
 * @param at when it was begun; nothing newer is in it
 * @param state {@code succeeded}; {@code incomplete} where something was not read, which coverage
 *     and customers name
 * @param tenants those asked
 * @param filter what the vendor was asked for, in its query language
 * @param coverage over all customers
 * @param summary the coverage as a sentence
 * @param items the hashes of most alerts over all customers, the first first
 * @param rest those not shown
 * @param customers each by itself, in order
 */
public record HashReport(
        String kind,
        Instant at,
        String state,
        List<String> tenants,
        String filter,
        Coverage coverage,
        String summary,
        List<HashRow> items,
        Rest rest,
        List<Customer> customers) {
    public static final String KIND = "hashes";

    /**
     * One customer.
     *
     * @param state {@code failed} where nothing could be read
     * @param items empty where no other customer was asked: they are the report's own
     */
    public record Customer(
            String tenant,
            String state,
            Coverage coverage,
            String summary,
            List<HashRow> items,
            Rest rest,
            Optional<Failure> failure) {
        public Customer {
            items = List.copyOf(items);
            Objects.requireNonNull(failure, "failure");
        }
    }

    /**
     * Why something was not read.
     *
     * @param category one of the closed list
     * @param missingScope of {@code scope-missing}: what to grant, else empty
     * @param traceId the vendor's, empty where there is none
     */
    public record Failure(String category, String message, String missingScope, String traceId) {
        /** For a person. */
        public String sentence() {
            return category + ": " + message;
        }

        static Failure of(FalconCallFailed failed) {
            return new Failure(
                    failed.why().category().word(),
                    failed.why().message(),
                    failed.why().missingScope().orElse(""),
                    failed.traceId());
        }
    }

    public HashReport {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(state, "state");
        tenants = List.copyOf(tenants);
        items = List.copyOf(items);
        customers = List.copyOf(customers);
    }
}
