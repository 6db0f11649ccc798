package io.ropewalk.inventory.app;

import io.ropewalk.inventory.assets.AssetKind;
import io.ropewalk.inventory.assets.AssetSink;
import io.ropewalk.inventory.assets.Outlet;
import io.ropewalk.inventory.assets.file.FileSink;
import io.ropewalk.inventory.assets.kafka.KafkaSettings;
import io.ropewalk.inventory.assets.kafka.KafkaSink;
import io.ropewalk.inventory.assets.sekoia.SekoiaSettings;
import io.ropewalk.inventory.assets.sekoia.SekoiaSink;
import io.ropewalk.inventory.config.AssetsConfig;
import io.ropewalk.inventory.config.AssetsConfig.SinkConfig;
import io.ropewalk.kit.start.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes the configured sinks of assets; what cannot work refuses the start in one sentence. */
final class AssetSinks {
    private static final String BLOCK = "ropewalk.inventory.assets.sinks.";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private record Key(String name, AssetsConfig.Type takenBy, Function<SinkConfig, Object> value) {
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
                    new Key("url", AssetsConfig.Type.SEKOIA, SinkConfig::url),
                    new Key("connector-uuid", AssetsConfig.Type.SEKOIA, SinkConfig::connectorUuid),
                    new Key("api-key", AssetsConfig.Type.SEKOIA, SinkConfig::apiKey),
                    new Key("api-key-file", AssetsConfig.Type.SEKOIA, SinkConfig::apiKeyFile),
                    new Key("allow-http", AssetsConfig.Type.SEKOIA, SinkConfig::allowHttp),
                    new Key(
                            "connect-timeout",
                            AssetsConfig.Type.SEKOIA,
                            SinkConfig::connectTimeout),
                    new Key("timeout", AssetsConfig.Type.SEKOIA, SinkConfig::timeout),
                    new Key("path", AssetsConfig.Type.FILE, SinkConfig::path),
                    new Key(
                            "bootstrap-servers",
                            AssetsConfig.Type.KAFKA,
                            SinkConfig::bootstrapServers),
                    new Key("topic", AssetsConfig.Type.KAFKA, SinkConfig::topic),
                    new Key(
                            "delivery-timeout",
                            AssetsConfig.Type.KAFKA,
                            SinkConfig::deliveryTimeout),
                    new Key("properties", AssetsConfig.Type.KAFKA, SinkConfig::properties));

    private AssetSinks() {}

    static List<Outlet> of(AssetsConfig config, Clock clock) {
        List<Outlet> outlets = new ArrayList<>();
        Set<AssetKind> kinds = kinds("ropewalk.inventory.assets.kinds", config.kinds());
        Map<Path, String> files = new HashMap<>();
        config.sinks()
                .forEach((name, sink) -> {
                    check(name, sink);
                    sink.path().ifPresent(path -> own(files, name, path));
                    Set<AssetKind> own =
                            sink.kinds()
                                    .map(words -> kinds(BLOCK + name + ".kinds", words))
                                    .orElse(kinds);
                    Set<AssetKind> wanted = EnumSet.copyOf(kinds);
                    wanted.retainAll(own);
                    if (wanted.isEmpty()) {
                        throw new StartFailure(
                                "%s%s.kinds names none of the kinds in ropewalk.inventory.assets.kinds, so the sink would get nothing."
                                        .formatted(BLOCK, name));
                    }
                    outlets.add(
                            new Outlet(
                                    sink(name, sink, clock),
                                    wanted,
                                    new HashSet<>(sink.tenants().orElse(List.of()))));
                });
        return outlets;
    }

    /** Two sinks in one file would write everything twice. */
    private static void own(Map<Path, String> files, String name, String path) {
        String other = files.putIfAbsent(Path.of(path).toAbsolutePath().normalize(), name);
        if (other != null) {
            throw new StartFailure(
                    "%s%s.path is the file of the sink %s, too; give each its own."
                            .formatted(BLOCK, name, other));
        }
    }

    private static Set<AssetKind> kinds(String key, List<String> words) {
        Set<AssetKind> kinds = EnumSet.noneOf(AssetKind.class);
        for (String word : words) {
            kinds.add(
                    AssetKind.named(word.strip())
                            .orElseThrow(() ->
                                    new StartFailure(
                                            "%s names %s, which is no kind of asset; kinds are: %s."
                                                    .formatted(
                                                            key,
                                                            word,
                                                            String.join(
                                                                    ", ", AssetKind.words())))));
        }
        if (kinds.isEmpty()) {
            throw new StartFailure(
                    "%s is empty; kinds are: %s."
                            .formatted(key, String.join(", ", AssetKind.words())));
        }
        return kinds;
    }

    private static void check(String name, SinkConfig config) {
        if (!NAME.matcher(name).matches()) {
            throw new StartFailure(
                    "A sink's name is 1 to 63 letters, digits and . _ -, not %s%s."
                            .formatted(BLOCK, name));
        }
        for (Key key : KEYS) {
            if (key.isSet(config) && key.takenBy() != config.type()) {
                throw new StartFailure(
                        "%s%s.%s is not for a sink of type %s but for %s; remove it or correct the type."
                                .formatted(
                                        BLOCK,
                                        name,
                                        key.name(),
                                        word(config.type()),
                                        word(key.takenBy())));
            }
        }
    }

    private static AssetSink sink(String name, SinkConfig config, Clock clock) {
        try {
            return switch (config.type()) {
                case SEKOIA -> new SekoiaSink(sekoia(name, config), clock);
                case FILE -> new FileSink(name, required(config.path(), "path"));
                case KAFKA -> new KafkaSink(kafka(name, config));
            };
        } catch (IllegalArgumentException wrong) {
            throw new StartFailure(
                    "%s%s cannot be used: %s."
                            .formatted(BLOCK, name, wrong.getMessage().replaceAll("\\.$", "")),
                    wrong);
        }
    }

    private static SekoiaSettings sekoia(String name, SinkConfig config) {
        return new SekoiaSettings(
                name,
                config.url().map(AssetSinks::address).orElse(SekoiaSettings.URL),
                required(config.connectorUuid(), "connector-uuid"),
                required(secret(config.apiKey(), config.apiKeyFile()), "api-key"),
                config.allowHttp().orElse(false),
                config.connectTimeout().orElse(SekoiaSettings.CONNECT_TIMEOUT),
                config.timeout().orElse(SekoiaSettings.TIMEOUT));
    }

    private static KafkaSettings kafka(String name, SinkConfig config) {
        return new KafkaSettings(
                name,
                required(config.bootstrapServers(), "bootstrap-servers"),
                required(config.topic(), "topic"),
                config.deliveryTimeout().orElse(KafkaSettings.DELIVERY_TIMEOUT),
                config.properties());
    }

    /** Java's own message would show the address, which may hold a secret. */
    private static URI address(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("url is no address");
        }
    }

    private static String required(Optional<String> value, String key) {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(key + " is missing"));
    }

    private static Optional<String> secret(Optional<String> value, Optional<Path> file) {
        if (value.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException("api-key and api-key-file exclude each other");
        }
        return file.isPresent() ? Optional.of(read(file.get())) : value;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException wrong) {
            throw new IllegalArgumentException(
                    "api-key-file names %s, which cannot be read".formatted(file), wrong);
        }
    }

    private static String word(AssetsConfig.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
