package io.ropewalk.stream.config;

import io.ropewalk.kit.start.StartFailure;
import io.smallrye.config.SmallRyeConfig;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses keys of sinks that are set to nothing where that counts as not set, and does harm: no
 * signature, no credentials, or events of all types. It happens where a value refers to a variable
 * that is empty.
 */
public final class EmptyKeys {
    private static final Pattern KEY =
            Pattern.compile(
                    "ropewalk\\.sinks\\..+\\.(signing\\.secret|bearer\\.token|intake\\.key|event\\.types)(\\.file)?");

    private static final Pattern NOTHING = Pattern.compile("[\\s,]*");

    private EmptyKeys() {}

    /**
     * Looks at all keys that are set.
     *
     * @throws StartFailure that names the key
     */
    public static void check(Config config) {
        SmallRyeConfig all = config.unwrap(SmallRyeConfig.class);
        for (String name : all.getPropertyNames()) {
            if (KEY.matcher(dotted(name)).matches() && isNothing(all, name)) {
                throw new StartFailure(
                        "%s is set to nothing; give it a value, or remove it.".formatted(name));
            }
        }
    }

    /** As a key or as a variable. */
    private static String dotted(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ".");
    }

    private static boolean isNothing(SmallRyeConfig all, String name) {
        String value = all.getConfigValue(name).getValue();
        return value != null && NOTHING.matcher(value).matches();
    }
}
