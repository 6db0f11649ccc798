package io.ropewalk.auth.config;

import io.ropewalk.auth.caller.Caller;
import io.ropewalk.auth.caller.jwt.JwksSource;
import io.ropewalk.kit.start.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/** Checks {@code ropewalk.kubernetes.*}. */
final class KubernetesReader {
    private static final String PREFIX = "ropewalk.kubernetes.";

    private KubernetesReader() {}

    static Optional<Settings.Kubernetes> read(KubernetesKeys keys, List<Caller> callers) {
        boolean needed = callers.stream().anyMatch(c -> c.serviceAccount().isPresent());
        if (!needed) {
            return Optional.empty();
        }
        var read =
                new Settings.Kubernetes(
                        Check.required(PREFIX + "issuer", keys.issuer()),
                        jwksUri(keys.jwksUri()),
                        Check.required(PREFIX + "audience", keys.audience()),
                        keys.caFile(),
                        keys.tokenFile());
        read.caFile().ifPresent(KubernetesReader::checkAuthorities);
        read.tokenFile().ifPresent(KubernetesReader::checkReadable);
        return Optional.of(read);
    }

    private static URI jwksUri(Optional<URI> value) {
        String key = PREFIX + "jwks-uri";
        URI uri = URI.create(Check.required(key, value.map(URI::toString)));
        boolean near = uri.getHost() != null && Check.isLoopback(uri.getHost());
        if (uri.getHost() == null
                || !("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && near))) {
            throw new StartFailure(
                    key + " must be an https address (http is taken on loopback only).");
        }
        return uri;
    }

    private static void checkAuthorities(Path file) {
        try {
            JwksSource.trusting(file);
        } catch (IOException | GeneralSecurityException e) {
            throw new StartFailure(
                    PREFIX + "ca-file " + file + " cannot be read as PEM certificates.", e);
        }
    }

    private static void checkReadable(Path file) {
        if (!Files.isReadable(file)) {
            throw new StartFailure(PREFIX + "token-file " + file + " cannot be read.");
        }
    }
}
