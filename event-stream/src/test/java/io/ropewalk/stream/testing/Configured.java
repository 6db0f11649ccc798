package io.ropewalk.stream.testing;

import io.ropewalk.stream.config.SinksConfig;
import io.ropewalk.stream.config.StreamConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The service's configuration from a few keys. */
public final class Configured {
    private Configured() {}

    public static StreamConfig stream(Map<String, String> keys) {
        return of(StreamConfig.class, properties(keys)).getConfigMapping(StreamConfig.class);
    }

    public static SinksConfig sinks(Map<String, String> keys) {
        return of(SinksConfig.class, properties(keys)).getConfigMapping(SinksConfig.class);
    }

    /** From the variables of an environment. */
    public static SinksConfig sinksOfEnvironment(Map<String, String> variables) {
        return of(SinksConfig.class, new EnvConfigSource(variables, 300))
                .getConfigMapping(SinksConfig.class);
    }

    private static ConfigSource properties(Map<String, String> keys) {
        return new io.smallrye.config.PropertiesConfigSource(keys, "test", 500);
    }

    private static SmallRyeConfig of(Class<?> mapping, ConfigSource source) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(mapping)
                .withSources(source)
                .build();
    }
}
