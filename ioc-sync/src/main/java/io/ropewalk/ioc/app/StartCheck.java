package io.ropewalk.ioc.app;

import io.ropewalk.ioc.config.IocConfig;
import io.ropewalk.ioc.config.OpenCtiConfig;
import io.ropewalk.ioc.indicator.Action;
import io.ropewalk.ioc.indicator.IocRule;
import io.ropewalk.ioc.indicator.ScoreTable;
import io.ropewalk.kit.start.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses configuration that cannot work, in one sentence. */
final class StartCheck {
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);
    private static final int MAX_BATCH = 1000;
    private static final int MAX_SOURCE = 256;
    private static final Set<Action> ON_ADDRESS = Set.of(Action.NO_ACTION, Action.DETECT);

    private StartCheck() {}

    static void check(IocConfig ioc, OpenCtiConfig openCti) {
        actions(ioc);
        scores(ioc);
        range("ioc.batch-size", ioc.batchSize(), 1, MAX_BATCH);
        range("ioc.reconcile-max-deletes", ioc.reconcileMaxDeletes(), 0, Long.MAX_VALUE);
        range("opencti.max-event-bytes", openCti.maxEventBytes(), 1024, Integer.MAX_VALUE);
        if (!(ioc.reconcileMaxShare() >= 0 && ioc.reconcileMaxShare() <= 1)) {
            throw new StartFailure("ropewalk.ioc.reconcile-max-share is a share from 0 to 1.");
        }
        if (ioc.leaseTtl().compareTo(SHORTEST_LEASE) < 0) {
            throw new StartFailure("ropewalk.ioc.lease-ttl is at least 3s.");
        }
        if (ioc.source().isBlank() || ioc.source().length() > MAX_SOURCE) {
            throw new StartFailure("ropewalk.ioc.source is a text of 1 to 256 characters.");
        }
        positive("ioc.tombstones", ioc.tombstones());
        positive("opencti.ping-every", openCti.pingEvery());
        positive("opencti.backoff-min", openCti.backoffMin());
        positive("opencti.silence-limit", openCti.silenceLimit());
        if (openCti.backoffMax().compareTo(openCti.backoffMin()) < 0) {
            throw new StartFailure(
                    "ropewalk.opencti.backoff-max is not shorter than"
                            + " ropewalk.opencti.backoff-min.");
        }
        if (openCti.url().isPresent()) {
            mirror(ioc, openCti);
        }
    }

    private static void mirror(IocConfig ioc, OpenCtiConfig openCti) {
        URI url = openCti.url().orElseThrow();
        if (!Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                || url.getHost() == null) {
            throw new StartFailure(
                    "ropewalk.opencti.url (or OPENCTI_URL) starts with https:// or http://, and"
                            + " names a host.");
        }
        var _ = token(openCti);
        needed("stream-id", "CONNECTOR_LIVE_STREAM_ID", openCti.streamId());
        needed("connector-id", "CONNECTOR_ID", openCti.connectorId());
        if (tenants(ioc).isEmpty()) {
            throw new StartFailure(
                    "ropewalk.ioc.tenants names the customers to mirror to, comma separated; there"
                            + " is no default, since Falcon blocks what is mirrored.");
        }
    }

    static List<String> tenants(IocConfig ioc) {
        return ioc.tenants().orElse(List.of()).stream()
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
    }

    /** The token, from where it is. */
    static String token(OpenCtiConfig openCti) {
        if (openCti.token().isPresent() == openCti.tokenFile().isPresent()) {
            throw new StartFailure(
                    "Set one of ropewalk.opencti.token (or OPENCTI_TOKEN) and"
                            + " ropewalk.opencti.token-file.");
        }
        try {
            String token =
                    openCti.tokenFile().isPresent()
                            ? Files.readString(openCti.tokenFile().get())
                            : openCti.token().orElseThrow();
            if (token.isBlank()) {
                throw new StartFailure(
                        openCti.tokenFile().isPresent()
                                ? "ropewalk.opencti.token-file names %s, which is empty; write the token into it."
                                        .formatted(openCti.tokenFile().get())
                                : "ropewalk.opencti.token (or OPENCTI_TOKEN) is blank; set the"
                                        + " token of the connector's user.");
            }
            return token.strip();
        } catch (IOException unreadable) {
            throw new StartFailure(
                    "ropewalk.opencti.token-file names %s, which cannot be read."
                            .formatted(openCti.tokenFile().get()),
                    unreadable);
        }
    }

    static IocRule.Actions actions(IocConfig ioc) {
        return new IocRule.Actions(
                action("hash", ioc.actionOnHash(), Set.of(Action.values())),
                action("domain", ioc.actionOnDomain(), ON_ADDRESS),
                action("ip", ioc.actionOnIp(), ON_ADDRESS));
    }

    private static Action action(String kind, String word, Set<Action> allowed) {
        return Action.named(word.strip())
                .filter(allowed::contains)
                .orElseThrow(() ->
                        new StartFailure(
                                "ropewalk.ioc.action-on-%s is one of %s, not %s."
                                        .formatted(kind, words(allowed), word)));
    }

    private static String words(Set<Action> actions) {
        return Arrays.stream(Action.values())
                .filter(actions::contains)
                .map(Action::word)
                .collect(Collectors.joining(", "));
    }

    static ScoreTable scores(IocConfig ioc) {
        try {
            return ScoreTable.of(ioc.scores());
        } catch (IllegalArgumentException wrong) {
            throw new StartFailure("ropewalk.ioc.scores: " + wrong.getMessage() + ".", wrong);
        }
    }

    private static void needed(String key, String alias, Optional<String> value) {
        if (value.filter(it -> !it.isBlank()).isEmpty()) {
            throw new StartFailure(
                    "ropewalk.opencti.%s (or %s) is missing; without it nothing can be mirrored."
                            .formatted(key, alias));
        }
    }

    private static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new StartFailure("ropewalk.%s is a time above zero.".formatted(key));
        }
    }

    private static void range(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new StartFailure(
                    "ropewalk.%s is a number from %d to %d, not %d."
                            .formatted(key, least, most, value));
        }
    }
}
