package io.ropewalk.stream.app;

import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.stream.config.SinksConfig;
import io.ropewalk.stream.config.SinksConfig.SinkConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which keys a type of sink takes, and the bounds of those that all take. */
final class SinkKeys {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final int MAX_BATCH = 10_000;

    private static final Set<SinksConfig.Type> ADDRESS =
            Set.of(SinksConfig.Type.HTTP, SinksConfig.Type.SEKOIA);
    private static final Set<SinksConfig.Type> KAFKA = Set.of(SinksConfig.Type.KAFKA);
    private static final Set<SinksConfig.Type> HTTP = Set.of(SinksConfig.Type.HTTP);
    private static final Set<SinksConfig.Type> SEKOIA = Set.of(SinksConfig.Type.SEKOIA);
    private static final Set<SinksConfig.Type> FILE = Set.of(SinksConfig.Type.FILE);

    private record Key(
            String name, Set<SinksConfig.Type> takenBy, Function<SinkConfig, Object> value) {
        boolean isSet(SinkConfig config) {
            return switch (value.apply(config)) {
                case Optional<?> it -> it.isPresent();
                case Map<?, ?> it -> !it.isEmpty();
                case Object it -> throw new IllegalStateException(name + " is a " + it.getClass());
            };
        }
    }

    private static final List<Key> KEYS =
            List.of(
                    new Key(
                            "url",
                            Set.of(
                                    SinksConfig.Type.HTTP,
                                    SinksConfig.Type.SEKOIA,
                                    SinksConfig.Type.KAFKA,
                                    SinksConfig.Type.FILE),
                            SinkConfig::url),
                    new Key("intake-key", SEKOIA, SinkConfig::intakeKey),
                    new Key("intake-key-file", SEKOIA, SinkConfig::intakeKeyFile),
                    new Key("bearer-token", HTTP, SinkConfig::bearerToken),
                    new Key("bearer-token-file", HTTP, SinkConfig::bearerTokenFile),
                    new Key("signing-secret", HTTP, SinkConfig::signingSecret),
                    new Key("signing-secret-file", HTTP, SinkConfig::signingSecretFile),
                    new Key("headers", HTTP, SinkConfig::headers),
                    new Key("gzip", ADDRESS, SinkConfig::gzip),
                    new Key("allow-http", ADDRESS, SinkConfig::allowHttp),
                    new Key("connect-timeout", ADDRESS, SinkConfig::connectTimeout),
                    new Key("timeout", ADDRESS, SinkConfig::timeout),
                    new Key("ca-file", ADDRESS, SinkConfig::caFile),
                    new Key("proxy", ADDRESS, SinkConfig::proxy),
                    new Key("bootstrap-servers", KAFKA, SinkConfig::bootstrapServers),
                    new Key("topic", KAFKA, SinkConfig::topic),
                    new Key("compression", KAFKA, SinkConfig::compression),
                    new Key("transactional", KAFKA, SinkConfig::transactional),
                    new Key("transactional-id-prefix", KAFKA, SinkConfig::transactionalIdPrefix),
                    new Key("delivery-timeout", KAFKA, SinkConfig::deliveryTimeout),
                    new Key("max-record-bytes", KAFKA, SinkConfig::maxRecordBytes),
                    new Key("buffer-bytes", KAFKA, SinkConfig::bufferBytes),
                    new Key("properties", KAFKA, SinkConfig::properties),
                    new Key("rotate-bytes", FILE, SinkConfig::rotateBytes),
                    new Key("rotate-after", FILE, SinkConfig::rotateAfter),
                    new Key("keep", FILE, SinkConfig::keep));

    private SinkKeys() {}

    static void check(String name, SinkConfig config) {
        if (!NAME.matcher(name).matches()) {
            throw new StartFailure(
                    "A sink's name is 1 to 63 letters, digits and . _ -, not ropewalk.sinks.%s."
                            .formatted(name));
        }
        for (Key key : KEYS) {
            if (key.isSet(config) && !key.takenBy().contains(config.type())) {
                throw new StartFailure(
                        "ropewalk.sinks.%s.%s is not for a sink of type %s but for %s; remove it or correct the type."
                                .formatted(
                                        name,
                                        key.name(),
                                        word(config.type()),
                                        words(key.takenBy())));
            }
        }
        bounds(name, config);
    }

    private static void bounds(String name, SinkConfig config) {
        positive(name, "retry-min-delay", config.retryMinDelay());
        positive(name, "halted-retry-delay", config.haltedRetryDelay());
        positive(name, "retry-max-delay", config.retryMaxDelay());
        if (config.retryMaxDelay().compareTo(config.retryMinDelay()) < 0) {
            throw new StartFailure(
                    "ropewalk.sinks.%s.retry-max-delay is not shorter than its retry-min-delay."
                            .formatted(name));
        }
        config.connectTimeout().ifPresent(it -> positive(name, "connect-timeout", it));
        config.timeout().ifPresent(it -> positive(name, "timeout", it));
        config.deliveryTimeout().ifPresent(it -> positive(name, "delivery-timeout", it));
        config.rotateAfter()
                .filter(it -> !it.isZero())
                .ifPresent(it -> positive(name, "rotate-after", it));
        config.batchMaxAge().ifPresent(age -> positive(name, "batch-max-age", age));
        if (config.eventTypes().orElse(List.of()).stream().anyMatch(String::isBlank)) {
            throw new StartFailure(
                    "ropewalk.sinks.%s.event-types names event types, comma separated; one of them is empty."
                            .formatted(name));
        }
        config.batchSize()
                .filter(size -> size < 1 || size > MAX_BATCH)
                .ifPresent(size -> {
                    throw new StartFailure(
                            "ropewalk.sinks.%s.batch-size is a number from 1 to %d, not %d."
                                    .formatted(name, MAX_BATCH, size));
                });
    }

    private static void positive(String name, String key, Duration value) {
        if (value.isZero() || value.isNegative() || value.compareTo(StartCheck.LONGEST) > 0) {
            throw new StartFailure(
                    "ropewalk.sinks.%s.%s is a time above zero, at most %d days."
                            .formatted(name, key, StartCheck.LONGEST.toDays()));
        }
    }

    private static String words(Set<SinksConfig.Type> types) {
        return Arrays.stream(SinksConfig.Type.values())
                .filter(types::contains)
                .map(SinkKeys::word)
                .collect(Collectors.joining(", "));
    }

    private static String word(SinksConfig.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
