package io.ropewalk.kit.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns the suite's own keys into the ones the libraries read, where a plain reference cannot:
 * which of the two state databases is active follows from the URL, switching the API guard off
 * switches the token verifier off, people sign in where all that takes is there, and a sink on
 * standard output sends the log elsewhere.
 */
public class DerivedConfig implements ConfigSourceFactory {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String JDBC_PROPERTIES =
            "quarkus.datasource.postgresql.jdbc.additional-jdbc-properties.";
    private static final Pattern SINK_TYPE = Pattern.compile("(?i)ropewalk[._]sinks[._].+[._]type");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> derived = new HashMap<>();
        String url = value(context, "ropewalk.state.url");
        if (url.startsWith(SQLITE)) {
            derived.put("quarkus.datasource.sqlite.active", "true");
            derived.put("quarkus.datasource.postgresql.active", "false");
            derived.put("quarkus.datasource.sqlite.jdbc.url", sqlite(url));
            // The first connection unpacks a native library: on a busy processor that takes a
            // while.
            derived.put("quarkus.datasource.sqlite.jdbc.acquisition-timeout", "30s");
        } else if (url.startsWith(POSTGRESQL)) {
            derived.put("quarkus.datasource.sqlite.active", "false");
            derived.put("quarkus.datasource.postgresql.active", "true");
            derived.put("quarkus.datasource.postgresql.jdbc.url", url);
            // Without it a server that falls silent, as after a failover of its node, is waited for
            // for ever, and by the look that would tell of it too. No statement of ours takes so
            // long; the URL's own socketTimeout wins.
            derived.put(JDBC_PROPERTIES + "socketTimeout", "30");
            derived.put(JDBC_PROPERTIES + "tcpKeepAlive", "true");
            derived.put(
                    "quarkus.datasource.postgresql.username",
                    value(context, "ropewalk.state.username"));
            derived.put(
                    "quarkus.datasource.postgresql.password",
                    value(context, "ropewalk.state.password"));
        }
        if ("off".equals(value(context, "ropewalk.security"))) {
            derived.put("quarkus.oidc.tenant-enabled", "false");
        }
        if (signsPeopleIn(context)) {
            derived.put("quarkus.oidc.page.tenant-enabled", "true");
        }
        if (writesToStandardOutput(context)) {
            derived.put("quarkus.log.console.stderr", "true");
        }
        derived.values().removeIf(String::isEmpty);
        return derived.isEmpty()
                ? List.of()
                : List.of(new PropertiesConfigSource(derived, "ropewalk derived keys", 275));
    }

    /**
     * Whether a service that has a page has all it needs to sign people in. What is missing is for
     * its own check to say: the library's words for it would name none of our keys.
     */
    private static boolean signsPeopleIn(ConfigSourceContext context) {
        return !value(context, "quarkus.oidc.page.application-type").isEmpty()
                && value(context, "ropewalk.alerts.page.login").equalsIgnoreCase("on")
                && !value(context, "ropewalk.alerts.page.client-id").isEmpty()
                && !value(context, "quarkus.oidc.auth-server-url").isEmpty()
                && !"off".equals(value(context, "ropewalk.security"));
    }

    /**
     * Where a sink owns standard output the log goes elsewhere: two writers could mix their lines.
     */
    private static boolean writesToStandardOutput(ConfigSourceContext context) {
        for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
            String name = names.next();
            if (SINK_TYPE.matcher(name).matches() && value(context, name).equals("stdout")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Above application.properties, below the environment, so that a library's own key still wins.
     */
    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(275);
    }

    /**
     * Write-ahead log and a busy time-out: readers do not wait for the writer, writers wait for
     * each other.
     */
    private static String sqlite(String url) {
        String options =
                "journal_mode=WAL&synchronous=FULL&busy_timeout=5000&transaction_mode=IMMEDIATE";
        return url + (url.contains("?") ? "&" : "?") + options;
    }

    private static String value(ConfigSourceContext context, String key) {
        ConfigValue found = context.getValue(key);
        return found == null || found.getValue() == null ? "" : found.getValue();
    }
}
