package io.ropewalk.kit.config;

import io.quarkus.runtime.StartupEvent;
import io.ropewalk.kit.start.StartFailure;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Refuses to start on a key under {@code ropewalk.} that no service knows: a misspelt limit or
 * guard that is silently ignored does harm later.
 */
@Singleton
public class UnknownKeyCheck {

    void onStart(@Observes @Priority(1) StartupEvent event) {
        check(KnownKeys.load(), ConfigProvider.getConfig());
    }

    static void check(KnownKeys known, Config config) {
        // Environment variables are checked under their own names: their property form is a guess.
        var variables = new TreeSet<String>();
        for (var source : config.unwrap(SmallRyeConfig.class).getConfigSources()) {
            boolean environment = source.getName().startsWith("EnvConfigSource");
            for (String name : source.getPropertyNames()) {
                if (environment) {
                    checkVariable(known, variables, name);
                } else if (name.startsWith("ropewalk.") && !known.knowsProperty(name)) {
                    throw unknown(name, known.nearestProperty(name).orElse("none"));
                }
            }
        }
    }

    private static void checkVariable(KnownKeys known, Set<String> seen, String name) {
        boolean dotted = name.startsWith("ropewalk.");
        String variable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        if (!(dotted || name.startsWith("ROPEWALK_")) || !seen.add(variable)) {
            return;
        }
        if (!known.knowsVariable(variable)) {
            throw unknown(variable, known.nearestVariable(variable).orElse("none"));
        }
    }

    private static StartFailure unknown(String name, String nearest) {
        return new StartFailure(
                "The configuration key "
                        + name
                        + " is unknown; the nearest known one is "
                        + nearest
                        + ".");
    }
}
