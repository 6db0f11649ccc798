package io.ropewalk.alertops.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts over all alerts, and reports of them that are kept, made by schedule and mailed. */
@ConfigMapping(prefix = "ropewalk.alerts.reports")
public interface ReportsConfig {

    /** Most alerts of one customer that are read for a report; beyond, it is incomplete. */
    @WithDefault("500000")
    long maxAlerts();

    /** Most different hashes that are counted; beyond, a report is incomplete. */
    @WithDefault("50000")
    int maxHashes();

    /**
     * Where each report is also written to, as JSON, CSV and Markdown; {@code off} for nowhere. The
     * state database has them in any case.
     */
    @WithDefault("reports")
    String directory();

    /** How long reports are kept. */
    @WithDefault("90d")
    Duration keep();

    /** Most reports of one address that wait at a time; further ones are refused. */
    @WithDefault("20")
    int maxWaiting();

    /** Reports that are made by themselves, by name. */
    Map<String, Schedule> schedules();

    /** Mail about reports. */
    Mail mail();

    /** One schedule. */
    interface Schedule {
        /**
         * When, as minute hour day month weekday ({@code 0 6 * * 1-5}), or with seconds first as
         * Quarkus writes it ({@code 0 0 6 ? * MON-FRI}); {@code off} for never.
         */
        String cron();

        /** Whose minutes and days these are, such as {@code Europe/Berlin}. */
        @WithDefault("UTC")
        String timeZone();

        /** Which customers: names with commas between, or {@code *}. */
        String tenants();

        /** What is made. */
        @WithDefault("hashes")
        String kind();

        /**
         * Up to so much later, so that not all schedules begin at once: for one schedule always the
         * same.
         */
        @WithDefault("1m")
        Duration jitter();

        /** Which alerts: parameters of {@code GET /reports/hashes}, such as {@code days}. */
        Map<String, String> filter();

        /** Who is told by mail. */
        Optional<List<String>> recipients();
    }

    /** How mail is written; how it is sent is in {@code quarkus.mailer}. */
    interface Mail {
        /** Domains mail may go to; without any there is no mail. */
        Optional<List<String>> allowedDomains();

        /** The sender's address. */
        Optional<String> from();

        /**
         * This service or its page as recipients reach it, such as {@code
         * https://alerts.example.com}; the mail has a link to the report if this is given.
         */
        Optional<URI> link();

        /** How long after the first failure a mail is tried again; then twice that, and so on. */
        @WithDefault("1m")
        Duration retryAfter();

        /** How often a mail is tried. */
        @WithDefault("8")
        int maxTries();
    }
}
