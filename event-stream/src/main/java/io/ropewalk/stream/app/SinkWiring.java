package io.ropewalk.stream.app;

import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.stream.config.SinksConfig;
import io.ropewalk.stream.config.SinksConfig.SinkConfig;
import io.ropewalk.stream.config.StreamConfig;
import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.delivery.OneAtATime;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.SinkFilter;
import io.ropewalk.stream.delivery.discard.DiscardSink;
import io.ropewalk.stream.delivery.file.FileSink;
import io.ropewalk.stream.delivery.file.FileSinkSettings;
import io.ropewalk.stream.delivery.http.HttpSink;
import io.ropewalk.stream.delivery.http.HttpSinkSettings;
import io.ropewalk.stream.delivery.kafka.KafkaSettings;
import io.ropewalk.stream.delivery.kafka.KafkaSink;
import io.ropewalk.stream.delivery.sekoia.SekoiaSettings;
import io.ropewalk.stream.delivery.sekoia.SekoiaSink;
import io.ropewalk.stream.delivery.stdout.StdoutSink;
import io.ropewalk.stream.event.Detections;
import io.ropewalk.stream.outbound.HttpTarget;
import io.ropewalk.stream.outbound.LineFormat;
import io.ropewalk.stream.outbound.jdk.JdkPoster;
import io.ropewalk.stream.partition.SinkBinding;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the configured sinks. What cannot work refuses the start, in one sentence. */
final class SinkWiring {
    private final StreamConfig stream;
    private final Detections detections;
    private final Clock clock;
    private final Map<Path, String> files = new HashMap<>();

    SinkWiring(StreamConfig stream, Detections detections, Clock clock) {
        this.stream = stream;
        this.detections = detections;
        this.clock = clock;
    }

    List<SinkBinding> bindings(SinksConfig config) {
        if (config.sinks().isEmpty()) {
            throw new StartFailure(
                    "No sink is configured: set ROPEWALK_SINKS_<NAME>_TYPE to sekoia, kafka, http, file or stdout, and what that type needs (docs/sinks).");
        }
        List<SinkBinding> bindings = new ArrayList<>();
        config.sinks().forEach(SinkKeys::check);
        for (Map.Entry<String, SinkConfig> block : config.sinks().entrySet()) {
            bindings.add(
                    new SinkBinding(
                            new OneAtATime(sink(block.getKey(), block.getValue())),
                            settings(block.getValue())));
        }
        return bindings;
    }

    private Sink sink(String name, SinkConfig config) {
        try {
            LineFormat format = format(config);
            return switch (config.type()) {
                case HTTP -> new HttpSink(http(name, config), JdkPoster::new, clock);
                case KAFKA -> new KafkaSink(kafka(name, config), clock);
                case DISCARD -> new DiscardSink(name);
                case SEKOIA -> new SekoiaSink(sekoia(name, config), JdkPoster::new, clock);
                case FILE -> file(name, config, format);
                case STDOUT -> new StdoutSink(name, format);
            };
        } catch (IllegalArgumentException wrong) {
            throw new StartFailure(
                    "ropewalk.sinks.%s cannot be used: %s."
                            .formatted(name, wrong.getMessage().replaceAll("\\.$", "")),
                    wrong);
        }
    }

    private static HttpSinkSettings http(String name, SinkConfig config) {
        return new HttpSinkSettings(
                name,
                target(config),
                secret("bearer-token", config.bearerToken(), config.bearerTokenFile()),
                headers(config.headers()),
                secret("signing-secret", config.signingSecret(), config.signingSecretFile()),
                config.gzip().orElse(false));
    }

    /**
     * A variable can name a header with dots only: {@code ..._HEADERS__X_API_KEY_} arrives as
     * {@code x.api.key}. No header in use has a dot in its name.
     */
    private static Map<String, String> headers(Map<String, String> configured) {
        Map<String, String> headers = new HashMap<>();
        configured.forEach((name, value) -> {
            if (headers.put(name.replace('.', '-'), value) != null) {
                throw new IllegalArgumentException("headers names one header twice");
            }
        });
        return headers;
    }

    private static HttpTarget target(SinkConfig config) {
        return new HttpTarget(
                address("url", required(config.url(), "url")),
                config.allowHttp().orElse(false),
                config.connectTimeout().orElse(HttpTarget.CONNECT_TIMEOUT),
                config.timeout().orElse(HttpTarget.TIMEOUT),
                config.caFile(),
                config.proxy().map(SinkWiring::proxy));
    }

    private static URI proxy(String text) {
        URI proxy = address("proxy", text);
        if (proxy.getRawUserInfo() != null) {
            throw new IllegalArgumentException("proxy must hold no user and password");
        }
        return proxy;
    }

    /** Java's own message would show the address, which may hold a secret. */
    private static URI address(String key, String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException(key + " is no address");
        }
    }

    private static SekoiaSettings sekoia(String name, SinkConfig config) {
        Optional<String> key = secret("intake-key", config.intakeKey(), config.intakeKeyFile());
        return new SekoiaSettings(
                name, target(config), required(key, "intake-key"), config.gzip().orElse(true));
    }

    private FileSink file(String name, SinkConfig config, LineFormat format) {
        FileSinkSettings usual = FileSinkSettings.of(name, required(config.url(), "url"), format);
        var sink =
                new FileSink(
                        new FileSinkSettings(
                                name,
                                usual.location(),
                                usual.format(),
                                config.rotateBytes().orElse(usual.rotateBytes()),
                                config.rotateAfter().orElse(usual.rotateAfter()),
                                config.keep().orElse(usual.keep())),
                        clock);
        Path directory = sink.directory();
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new IllegalArgumentException(
                    directory + " must be a directory in which this service may write");
        }
        onlyOne(name, sink);
        return sink;
    }

    private void onlyOne(String name, FileSink sink) {
        Path file;
        try {
            file = sink.file();
        } catch (IOException wrong) {
            throw new IllegalArgumentException("the directory of url cannot be read", wrong);
        }
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("url must name a file, not a directory");
        }
        String other = files.putIfAbsent(file, name);
        if (other != null) {
            throw new IllegalArgumentException(
                    "its file is that of sink %s too, where every event would stand twice; give each sink a file of its own"
                            .formatted(other));
        }
    }

    private static LineFormat format(SinkConfig config) {
        boolean lines =
                config.type() == SinksConfig.Type.FILE || config.type() == SinksConfig.Type.STDOUT;
        String word = config.format().orElse("ndjson");
        if (word.equals("ndjson")) {
            return LineFormat.NDJSON;
        }
        if (lines && word.equals("envelope")) {
            return LineFormat.ENVELOPE;
        }
        throw new IllegalArgumentException(
                lines ? "format is ndjson or envelope" : "format is ndjson");
    }

    /** {@code url} may be {@code kafka://host:port,host:port/topic}. */
    private static KafkaSettings kafka(String name, SinkConfig config) {
        String url = config.url().orElse("").replaceFirst("^kafka://", "");
        int slash = url.indexOf('/');
        String servers = slash < 0 ? url : url.substring(0, slash);
        String topic = slash < 0 ? "" : url.substring(slash + 1);
        KafkaSettings usual =
                KafkaSettings.of(
                        name,
                        config.bootstrapServers().orElse(servers),
                        config.topic().orElse(topic));
        return new KafkaSettings(
                name,
                usual.bootstrapServers(),
                usual.topic(),
                config.compression().map(SinkWiring::compression).orElse(usual.compression()),
                config.transactional().orElse(false),
                config.transactionalIdPrefix().orElse(usual.transactionalIdPrefix()),
                config.deliveryTimeout().orElse(usual.deliveryTimeout()),
                config.maxRecordBytes().orElse(usual.maxRecordBytes()),
                config.bufferBytes().orElse(usual.bufferBytes()),
                config.properties());
    }

    private static KafkaSettings.Compression compression(String word) {
        return Arrays.stream(KafkaSettings.Compression.values())
                .filter(it -> it.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "compression is none, gzip, snappy, lz4 or zstd"));
    }

    private Lane.Settings settings(SinkConfig config) {
        Set<String> types = new HashSet<>();
        config.eventTypes().orElse(List.of()).forEach(type -> types.add(type.strip()));
        Optional<String> least = config.minSeverity().map(it -> it.name().toLowerCase(Locale.ROOT));
        return new Lane.Settings(
                config.batchSize().orElse(stream.batchSize()),
                stream.batchBytes(),
                config.batchMaxAge().orElse(stream.batchMaxAge()),
                stream.queueBytes(),
                config.retryMinDelay(),
                config.retryMaxDelay(),
                config.haltedRetryDelay(),
                stream.refusalsBeforeHalt(),
                new SinkFilter(types, least, detections),
                _ -> Optional.empty());
    }

    private static String required(Optional<String> value, String key) {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(key + " is missing"));
    }

    private static Optional<String> secret(
            String key, Optional<String> value, Optional<Path> file) {
        if (value.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException(
                    "%s and %s-file exclude each other".formatted(key, key));
        }
        return file.isPresent() ? Optional.of(read(key, file.get())) : value;
    }

    private static String read(String key, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException wrong) {
            throw new IllegalArgumentException(
                    "%s-file names %s, which cannot be read".formatted(key, file), wrong);
        }
    }
}
