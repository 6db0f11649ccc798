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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
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
            return switch (config.type()) {
                case HTTP -> new HttpSink(http(name, config), JdkPoster::new, clock);
                case KAFKA -> new KafkaSink(kafka(name, config), clock);
                case DISCARD -> new DiscardSink(name);
                case SEKOIA -> new SekoiaSink(sekoia(name, config), JdkPoster::new, clock);
                case FILE -> new FileSink(file(name, config), clock);
                case STDOUT -> new StdoutSink(name, format(config));
            };
        } catch (IllegalArgumentException | IOException wrong) {
            throw new StartFailure(
                    "ropewalk.sinks.%s cannot be used: %s."
                            .formatted(name, wrong.getMessage().replaceAll("\\.$", "")),
                    wrong);
        }
    }

    private static HttpSinkSettings http(String name, SinkConfig config) throws IOException {
        return new HttpSinkSettings(
                name,
                target(config),
                secret("bearer-token", config.bearerToken(), config.bearerTokenFile()),
                config.headers(),
                secret("signing-secret", config.signingSecret(), config.signingSecretFile()),
                config.gzip().orElse(false));
    }

    private static HttpTarget target(SinkConfig config) {
        return new HttpTarget(
                URI.create(required(config.url(), "url")),
                config.allowHttp(),
                config.connectTimeout(),
                config.timeout(),
                config.caFile(),
                config.proxy());
    }

    private static SekoiaSettings sekoia(String name, SinkConfig config) throws IOException {
        Optional<String> key = secret("intake-key", config.intakeKey(), config.intakeKeyFile());
        return new SekoiaSettings(
                name, target(config), required(key, "intake-key"), config.gzip().orElse(true));
    }

    private static FileSinkSettings file(String name, SinkConfig config) {
        FileSinkSettings usual =
                FileSinkSettings.of(name, required(config.url(), "url"), format(config));
        return new FileSinkSettings(
                name,
                usual.location(),
                usual.format(),
                config.rotateBytes().orElse(usual.rotateBytes()),
                config.rotateAfter().orElse(usual.rotateAfter()),
                config.keep().orElse(usual.keep()));
    }

    private static LineFormat format(SinkConfig config) {
        return switch (config.format().orElse("ndjson")) {
            case "ndjson" -> LineFormat.NDJSON;
            case "envelope" -> LineFormat.ENVELOPE;
            default -> throw new IllegalArgumentException("format is ndjson or envelope");
        };
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
                config.transactional(),
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
        Set<String> types = new HashSet<>(config.eventTypes().orElse(List.of()));
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

    private static Optional<String> secret(String key, Optional<String> value, Optional<Path> file)
            throws IOException {
        if (value.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException(
                    "%s and %s-file exclude each other".formatted(key, key));
        }
        return file.isPresent() ? Optional.of(Files.readString(file.get()).strip()) : value;
    }
}
