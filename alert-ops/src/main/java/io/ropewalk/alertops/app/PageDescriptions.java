package io.ropewalk.alertops.app;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;

/** What the API's document says of what the page asks besides customers' own things. */
final class PageDescriptions {
    private PageDescriptions() {}

    static void describe(String path, Operation get) {
        switch (path) {
            case "/v1/tenants" -> {
                get.setDescription(
                        "Customers this service may work for, as auth-service says now.");
                Described.refuse(get, Refusal.OF_TENANTS);
                answer(get, "All of them.", "Tenants", List.of(Map.of("name", "acme")));
            }
            case "/v1/services" -> {
                get.setDescription("The five services as they were found last.");
                Described.refuse(get, Refusal.OF_OWN_STATE);
                answer(
                        get,
                        "All of them; why says what is wrong with one that is down.",
                        "Services",
                        List.of(
                                Map.of(
                                        "name",
                                        "auth-service",
                                        "state",
                                        "up",
                                        "since",
                                        "2026-11-20T08:00:00Z",
                                        "lookedAt",
                                        "2026-11-20T09:30:00Z")));
            }
            case "/v1/session" -> {
                get.setDescription("Who calls, as the audit names them, and what they may do.");
                Described.refuse(get, Refusal.OF_OWN_STATE);
                Described.answer(
                        get,
                        "200",
                        "The caller, with roles of viewer, responder and admin.",
                        "Session",
                        Map.of("name", "ann", "roles", List.of("viewer", "responder")));
            }
            default -> throw new IllegalStateException("Nothing is said of " + path + ".");
        }
    }

    private static void answer(
            Operation get, String words, String schema, List<Map<String, Object>> items) {
        Described.answer(get, "200", words, schema, Described.page(items));
    }
}
