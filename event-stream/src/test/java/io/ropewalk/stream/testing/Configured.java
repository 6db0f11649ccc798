package io.ropewalk.stream.testing;

import io.ropewalk.kit.config.DashedNames;
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
        return of(SinksConfig.class, environment(variables)).getConfigMapping(SinksConfig.class);
    }

    /** From the variables of an environment. */
    public static StreamConfig streamOfEnvironment(Map<String, String> variables) {
        return of(StreamConfig.class, environment(variables)).getConfigMapping(StreamConfig.class);
    }

    private static ConfigSource[] environment(Map<String, String> variables) {
        return new ConfigSource[] {new DashedNames(variables), new EnvConfigSource(variables, 300)};
    }

    private static ConfigSource properties(Map<String, String> keys) {
        return new io.smallrye.config.PropertiesConfigSource(keys, "test", 500);
    }

    private static SmallRyeConfig of(Class<?> mapping, ConfigSource... sources) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(mapping)
                .withSources(sources)
                .build();
    }
}
