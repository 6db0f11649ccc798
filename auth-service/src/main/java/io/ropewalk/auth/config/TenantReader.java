package io.ropewalk.auth.config;

import io.ropewalk.auth.token.Cloud;
import io.ropewalk.auth.token.Secret;
import io.ropewalk.auth.token.SecretSource;
import io.ropewalk.auth.token.Tenant;
import io.ropewalk.auth.token.file.FileSecret;
import io.ropewalk.falcon.Region;
import io.ropewalk.kit.start.StartFailure;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks {@code ropewalk.tenants.*}. */
final class TenantReader {
    private static final Pattern WITH_CHECKSUM =
            Pattern.compile("([0-9A-Fa-f]{32})(-[0-9A-Fa-f]{2})?");

    private TenantReader() {}

    static List<Tenant> read(TenantKeys keys) {
        if (keys.tenants().isEmpty()) {
            throw new StartFailure(
                    "No tenant is configured; set ropewalk.tenants.<name>.client-id and .client-secret-file.");
        }
        return keys.tenants().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> tenant(e.getKey(), e.getValue()))
                .toList();
    }

    private static Tenant tenant(String name, TenantKeys.Keys keys) {
        Check.name("tenant", name);
        String prefix = "ropewalk.tenants." + name + ".";
        return new Tenant(
                name,
                cloud(prefix, keys),
                Check.required(prefix + "client-id", keys.clientId()),
                secret(name, prefix, keys),
                keys.cid().or(keys::memberCid).map(TenantReader::plainCid),
                keys.memberCid());
    }

    private static SecretSource secret(String name, String prefix, TenantKeys.Keys keys) {
        boolean inline = keys.clientSecret().isPresent();
        if (inline && keys.clientSecretFile().isPresent()) {
            throw new StartFailure(
                    "Set only one of "
                            + prefix
                            + "client-secret and "
                            + prefix
                            + "client-secret-file.");
        }
        if (inline) {
            var secret = new Secret(Check.required(prefix + "client-secret", keys.clientSecret()));
            return () -> secret;
        }
        var path =
                keys.clientSecretFile()
                        .orElseThrow(() ->
                                new StartFailure(
                                        "Set "
                                                + prefix
                                                + "client-secret-file or "
                                                + prefix
                                                + "client-secret."));
        // Not read yet: a file that is missing is one tenant's trouble, and may still come.
        return new FileSecret(name, path);
    }

    private static Cloud cloud(String prefix, TenantKeys.Keys keys) {
        String wanted = keys.cloud().strip().toLowerCase(Locale.ROOT);
        boolean custom = wanted.equals("custom");
        if (!custom && keys.baseUrl().isPresent()) {
            throw new StartFailure(
                    prefix + "base-url is only taken with " + prefix + "cloud=custom.");
        }
        if (custom) {
            return new Cloud.Custom(baseUrl(prefix + "base-url", keys.baseUrl()));
        }
        if (wanted.equals("auto")) {
            return new Cloud.Auto();
        }
        return Region.named(wanted)
                .<Cloud>map(Cloud.Fixed::new)
                .orElseThrow(() -> new StartFailure(unknownCloud(prefix, wanted)));
    }

    private static String unknownCloud(String prefix, String wanted) {
        String known =
                Arrays.stream(Region.values()).map(Region::id).collect(Collectors.joining(", "));
        return prefix + "cloud is \"" + wanted + "\"; it takes " + known + ", auto or custom.";
    }

    private static URI baseUrl(String key, Optional<String> value) {
        String text = Check.required(key, value).strip().replaceAll("/+$", "");
        String wrong =
                "The configuration key "
                        + key
                        + " must be http or https, a host and perhaps a port, and nothing else.";
        try {
            URI url = URI.create(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            boolean bare =
                    url.getRawPath() != null
                            && url.getRawPath().isEmpty()
                            && url.getRawQuery() == null
                            && url.getRawFragment() == null
                            && url.getRawUserInfo() == null;
            if (web && bare && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new StartFailure(wrong, e);
        }
        throw new StartFailure(wrong);
    }

    /**
     * The console shows a CID with a checksum and in capitals; the API knows it without and in
     * small.
     */
    private static String plainCid(String cid) {
        var matcher = WITH_CHECKSUM.matcher(cid.strip());
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : cid.strip();
    }
}
