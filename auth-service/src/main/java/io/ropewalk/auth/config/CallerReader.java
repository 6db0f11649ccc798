package io.ropewalk.auth.config;

import io.ropewalk.auth.caller.Caller;
import io.ropewalk.auth.caller.SecretDigest;
import io.ropewalk.auth.caller.ServiceAccount;
import io.ropewalk.auth.token.Tenant;
import io.ropewalk.kit.start.StartFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks {@code ropewalk.callers.*}. */
final class CallerReader {

    private CallerReader() {}

    static List<Caller> read(CallerKeys keys, List<Tenant> tenants) {
        if (keys.callers().isEmpty()) {
            throw new StartFailure(
                    "No caller is configured, so nobody could ask for a token; set"
                            + " ropewalk.callers.<name>.secret and .tenants.");
        }
        Set<String> known = tenants.stream().map(Tenant::name).collect(Collectors.toSet());
        var callers =
                keys.callers().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> caller(e.getKey(), e.getValue(), known))
                        .toList();
        refuseSharedAccounts(callers);
        return callers;
    }

    private static Caller caller(String name, CallerKeys.Keys keys, Set<String> known) {
        Check.name("caller", name);
        String prefix = "ropewalk.callers." + name + ".";
        var secret = keys.secret().filter(s -> !s.isBlank());
        if (secret.isEmpty() && keys.serviceAccount().isEmpty()) {
            throw new StartFailure(
                    "Caller "
                            + name
                            + " can never prove who it is; set "
                            + prefix
                            + "secret or "
                            + prefix
                            + "service-account.");
        }
        return new Caller(
                name,
                secret.map(SecretDigest::of),
                account(prefix + "service-account", keys.serviceAccount()),
                tenants(prefix + "tenants", name, keys.tenants(), known));
    }

    private static Optional<ServiceAccount> account(String key, Optional<String> value) {
        return value.map(text ->
                ServiceAccount.parse(text.strip())
                        .orElseThrow(() ->
                                new StartFailure(
                                        key
                                                + " must be namespace:name of a"
                                                + " Kubernetes service account.")));
    }

    private static Set<String> tenants(
            String key, String caller, Optional<List<String>> value, Set<String> known) {
        var wanted =
                value.orElse(List.of()).stream()
                        .map(String::strip)
                        .filter(t -> !t.isEmpty())
                        .toList();
        if (wanted.isEmpty()) {
            throw new StartFailure(
                    "The configuration key " + key + " is missing; list tenants, or * for all.");
        }
        if (wanted.contains("*")) {
            return known;
        }
        for (String tenant : wanted) {
            if (!known.contains(tenant)) {
                throw new StartFailure(
                        "Caller "
                                + caller
                                + " names tenant \""
                                + tenant
                                + "\", which is not configured.");
            }
        }
        return Set.copyOf(wanted);
    }

    private static void refuseSharedAccounts(List<Caller> callers) {
        Map<ServiceAccount, String> owners = new HashMap<>();
        for (Caller caller : callers) {
            caller.serviceAccount()
                    .map(account -> owners.put(account, caller.name()))
                    .ifPresent(other -> {
                        throw new StartFailure(
                                "Callers "
                                        + other
                                        + " and "
                                        + caller.name()
                                        + " have the same service account.");
                    });
        }
    }
}
