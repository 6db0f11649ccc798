package io.ropewalk.auth.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Lets environment variables name tenants and callers that hold a dash: {@code
 * ROPEWALK_CALLERS_INVENTORY_SYNC_SECRET} is {@code ropewalk.callers.inventory-sync.secret}. The
 * ordinary rules cannot tell where such a name ends, and would leave the variable out without a
 * word.
 */
public final class DashedNames implements ConfigSource {
    /** As for other environment variables. */
    private static final int ORDINAL = 300;

    /** Longer ones first: {@code CLIENT_SECRET} is the start of {@code CLIENT_SECRET_FILE}. */
    private static final Map<String, List<String>> KEYS =
            Map.of(
                    "tenants",
                    List.of(
                            "client-secret-file",
                            "client-secret",
                            "client-id",
                            "member-cid",
                            "base-url",
                            "cloud",
                            "cid"),
                    "callers",
                    List.of("service-account", "secret", "tenants"));

    private final Map<String, String> values = new HashMap<>();

    /** Reads the environment of the process. */
    public DashedNames() {
        this(System.getenv());
    }

    DashedNames(Map<String, String> environment) {
        environment.forEach((variable, value) ->
                KEYS.forEach((kind, keys) -> take(variable, value, kind, keys)));
    }

    private void take(String variable, String value, String kind, List<String> keys) {
        String start = variable("ropewalk." + kind + ".");
        if (!variable.startsWith(start)) {
            return;
        }
        String rest = variable.substring(start.length());
        for (String key : keys) {
            String end = "_" + variable(key);
            if (rest.endsWith(end)) {
                String name = rest.substring(0, rest.length() - end.length());
                boolean dashed = name.matches("[A-Z0-9]+(_[A-Z0-9]+)+");
                if (dashed) {
                    String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
                    values.put("ropewalk." + kind + "." + plain + "." + key, value);
                }
                return;
            }
        }
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.copyOf(values.keySet());
    }

    @Override
    public String getValue(String propertyName) {
        return values.get(propertyName);
    }

    @Override
    public String getName() {
        return "environment variables that name a tenant or caller with a dash";
    }
}
