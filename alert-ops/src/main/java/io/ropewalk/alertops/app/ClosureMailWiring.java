package io.ropewalk.alertops.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.alertops.closure.ClosureLetters;
import io.ropewalk.alertops.closure.ClosureLetters.Recipients;
import io.ropewalk.alertops.closure.jdbc.JdbcClosureMails;
import io.ropewalk.alertops.closure.jdbc.JdbcClosures;
import io.ropewalk.alertops.config.ClosureConfig;
import io.ropewalk.alertops.config.ReportsConfig;
import io.ropewalk.alertops.report.Letters;
import io.ropewalk.alertops.report.MailRules;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.kit.state.Sql;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What tells people that a closure has ended. */
final class ClosureMailWiring {
    private static final String PREFIX = "ropewalk.alerts.closure.";
    private static final String KEY = "mail-to";

    @Produces
    @Singleton
    ClosureLetters closureLetters(
            Sql sql,
            ObjectMapper json,
            JdbcClosures closures,
            ClosureLetters.Post post,
            ClosureConfig config,
            ReportsConfig reports,
            MeterRegistry registry) {
        ReportsConfig.Mail mail = reports.mail();
        return new ClosureLetters(
                new JdbcClosureMails(sql, json, closures),
                post,
                recipients(
                        config, new MailRules(Set.copyOf(mail.allowedDomains().orElse(List.of())))),
                mail.link(),
                new Letters.Tries(mail.retryAfter(), mail.maxTries()),
                outcome ->
                        registry.counter("ropewalk.alerts.closure.mails", "outcome", outcome)
                                .increment());
    }

    /** Refuses addresses to which nothing would ever go. */
    static Recipients recipients(ClosureConfig config, MailRules rules) {
        List<String> usual = config.mailTo().orElse(List.of());
        checked(PREFIX + KEY, usual, rules);
        Map<String, List<String>> own = new TreeMap<>();
        config.tenants()
                .forEach((tenant, it) ->
                        it.mailTo()
                                .ifPresent(to -> {
                                    checked(PREFIX + "tenants." + tenant + "." + KEY, to, rules);
                                    own.put(tenant, to);
                                }));
        return new Recipients(usual, own);
    }

    private static void checked(String key, List<String> recipients, MailRules rules) {
        try {
            rules.check(recipients);
        } catch (Refused wrong) {
            throw new StartFailure(key + " cannot work: " + wrong.getMessage());
        }
    }
}
