package io.ropewalk.system.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.Needles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must hold of the services' configuration. */
enum ServiceRule implements Policy {
    EVERY_KEY_IS_KNOWN(ServiceRule::unknown),
    NOTHING_IS_MISSING(ServiceRule::missing),
    THE_API_IS_GUARDED(ServiceRule::guarded),
    CALLERS_ARE_KNOWN(ServiceRule::callers),
    NO_SHARED_SECRET_IN_PRODUCTION(ServiceRule::sharedSecrets),
    NO_SECRET_IN_PRODUCTION(ServiceRule::secrets),
    SECRETS_STAND_IN_SECRETS_ONLY(ServiceRule::spilt),
    STATE_OF_ITS_OWN(ServiceRule::states);

    private static final Pattern SECRET =
            Pattern.compile(
                    ".*_(SECRET|PASSWORD|TOKEN|API_KEY|INTAKE_KEY|JAAS_CONFIG_|AUTHENTICATION_VALUE)$");

    // A reference to a method, which keeps nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Manifests, Stream<String>> look;

    ServiceRule(Function<Manifests, Stream<String>> look) {
        this.look = look;
    }

    @Override
    public List<String> breaches(Manifests all) {
        return look.apply(all).toList();
    }

    private static Stream<String> unknown(Manifests all) {
        return all.workloads().stream()
                .flatMap(Workload::containers)
                .flatMap(c ->
                        Workload.environment(c, all).keySet().stream()
                                .filter(variable -> !KnownVariables.knows(program(c), variable))
                                .map(variable -> program(c) + " has no key " + variable));
    }

    /** The last part of the image's name. */
    private static String program(JsonNode container) {
        return container.path("image").asText().replaceAll("[:@].*", "").replaceAll(".*/", "");
    }

    private static Stream<String> missing(Manifests all) {
        return all.services().stream()
                .flatMap(w -> {
                    Map<String, String> set = w.environment(all);
                    return needed(w.name())
                            .filter(key -> set.keySet().stream().noneMatch(v -> v.matches(key)))
                            .map(key -> w.name() + " lacks " + key);
                });
    }

    /** What a service does not start without. */
    private static Stream<String> needed(String service) {
        List<String> keys = new ArrayList<>();
        if (service.equals("auth-service")) {
            keys.add("ROPEWALK_TENANTS_.+_CLIENT_ID");
            keys.add("ROPEWALK_TENANTS_.+_CLIENT_SECRET_FILE");
            keys.add("ROPEWALK_CALLERS_.+_TENANTS");
        } else {
            keys.add("ROPEWALK_AUTH_URL");
            keys.add("ROPEWALK_AUTH_CALLER");
            keys.add("ROPEWALK_AUTH_(SECRET|TOKEN_FILE)");
            keys.add("ROPEWALK_STATE_URL");
        }
        if (service.equals("inventory-sync")) {
            keys.add("QUARKUS_NEO4J_URI");
        }
        if (service.equals("event-stream")) {
            keys.add("ROPEWALK_SINKS_.+_TYPE");
        }
        return keys.stream();
    }

    private static Stream<String> guarded(Manifests all) {
        return all.services().stream()
                .filter(w -> {
                    Map<String, String> set = w.environment(all);
                    boolean verified =
                            w.name().equals("auth-service")
                                    || set.containsKey("QUARKUS_OIDC_AUTH_SERVER_URL")
                                    || (all.isLocal()
                                            && set.containsKey("QUARKUS_OIDC_PUBLIC_KEY"));
                    return !verified || set.containsKey("ROPEWALK_SECURITY");
                })
                .map(w -> "nothing verifies the tokens that come to " + w.name());
    }

    /** auth-service knows each caller, by the account it runs as. */
    private static Stream<String> callers(Manifests all) {
        Map<String, String> known = all.workload("auth-service").environment(all);
        String namespace = all.of("Namespace").stream().map(Manifests::name).findFirst().orElse("");
        return all.services().stream()
                .filter(w -> !w.name().equals("auth-service"))
                .filter(w -> {
                    String caller = w.environment(all).getOrDefault("ROPEWALK_AUTH_CALLER", "");
                    String keys =
                            "ROPEWALK_CALLERS_"
                                    + caller.toUpperCase(Locale.ROOT).replace('-', '_')
                                    + "_";
                    String account = namespace + ":" + w.pod().path("serviceAccountName").asText();
                    return !known.containsKey(keys + "TENANTS")
                            || (!known.containsKey(keys + "SECRET")
                                    && !account.equals(known.get(keys + "SERVICE_ACCOUNT")));
                })
                .map(w -> "auth-service does not know " + w.name());
    }

    private static Stream<String> sharedSecrets(Manifests all) {
        return production(all)
                .filter(variable -> variable.matches("ROPEWALK_(AUTH|CALLERS_.+)_SECRET"))
                .map(variable -> variable + " is a shared secret");
    }

    private static Stream<String> production(Manifests all) {
        return all.isLocal()
                ? Stream.empty()
                : all.services().stream().flatMap(w -> w.environment(all).keySet().stream());
    }

    private static Stream<String> secrets(Manifests all) {
        if (all.isLocal()) {
            return Stream.empty();
        }
        return Stream.concat(
                all.of("Secret").stream().map(s -> Manifests.title(s) + " is rendered"),
                all.workloads().stream()
                        .flatMap(w -> w.environment(all).entrySet().stream())
                        .filter(e -> SECRET.matcher(e.getKey()).matches())
                        .filter(e -> !e.getValue().equals(Workload.SECRET))
                        .map(e -> e.getKey() + " is written out"));
    }

    /** What a rendered Secret holds stands nowhere else, not even packed. */
    private static Stream<String> spilt(Manifests all) {
        Needles needles = new Needles();
        all.of("Secret")
                .forEach(secret -> {
                    secret.path("data")
                            .properties()
                            .forEach(it -> add(needles, secret, it.getKey(), decoded(it)));
                    secret.path("stringData")
                            .properties()
                            .forEach(it ->
                                    add(needles, secret, it.getKey(), it.getValue().asText()));
                });
        return all.objects().stream()
                .filter(object -> !object.path("kind").asText().equals("Secret"))
                .flatMap(object ->
                        needles.in(object.toString()).stream()
                                .map(what -> Manifests.title(object) + " holds " + what));
    }

    private static String decoded(Map.Entry<String, JsonNode> value) {
        return new String(
                Base64.getDecoder().decode(value.getValue().asText()), StandardCharsets.UTF_8);
    }

    private static void add(Needles needles, JsonNode secret, String key, String value) {
        if (value.length() >= Needles.LEAST) {
            needles.addPacked(Manifests.title(secret) + " " + key, value);
        }
    }

    /** Tables of different services have the same names. */
    private static Stream<String> states(Manifests all) {
        List<String> urls =
                all.services().stream()
                        .map(w -> w.environment(all).getOrDefault("ROPEWALK_STATE_URL", ""))
                        .filter(url -> url.startsWith("jdbc:postgresql:"))
                        .toList();
        return urls.size() == urls.stream().distinct().count()
                ? Stream.empty()
                : Stream.of("two services share a database: " + urls);
    }
}
