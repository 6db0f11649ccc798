package io.ropewalk.alertops.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.ropewalk.kit.problem.Problem;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Says 405, with the methods there are (RFC 9110, 15.5.6), where a path of the API is asked by
 * another: otherwise it would be told from a path that is not there by nothing. Paths are those of
 * the API's document.
 */
@Singleton
final class OtherMethods {
    /** After tokens and policies were looked at (200 and 100): strangers learn nothing of paths. */
    private static final int AFTER_SECURITY = 50;

    private static final Set<String> MEMBERS = Set.of("get", "post", "put", "patch", "delete");
    private static final String OPTIONS = "OPTIONS";

    private final OpenApiDocumentService document;
    private final ObjectMapper json;
    private volatile List<Known> known = List.of();

    private record Known(Pattern path, Set<String> methods) {}

    OtherMethods(OpenApiDocumentService document, ObjectMapper json) {
        this.document = document;
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, AFTER_SECURITY);
    }

    private void enter(RoutingContext request) {
        Set<String> methods = methods(request.normalizedPath());
        String method = request.request().method().name();
        if (methods.isEmpty() || methods.contains(method) || method.equals(OPTIONS)) {
            request.next();
            return;
        }
        String allowed = String.join(", ", methods);
        Problem problem =
                Problem.of(
                        405,
                        "bad-request",
                        "This path does not take this method; it takes " + allowed + ".");
        try {
            var _ =
                    request.response()
                            .setStatusCode(problem.status())
                            .putHeader(HttpHeaders.ALLOW, allowed)
                            .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                            .end(json.writeValueAsString(problem));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private Set<String> methods(String path) {
        Set<String> methods = new TreeSet<>();
        for (Known it : known()) {
            if (it.path().matcher(path).matches()) {
                methods.addAll(it.methods());
            }
        }
        return methods;
    }

    private List<Known> known() {
        if (known.isEmpty()) {
            known = read();
        }
        return known;
    }

    private List<Known> read() {
        List<Known> read = new ArrayList<>();
        try {
            byte[] text = document.getDocument(OpenApiFilter.DEFAULT_DOCUMENT_NAME, Format.JSON);
            json.readTree(text)
                    .path("paths")
                    .properties()
                    .forEach(it -> read.add(known(it.getKey(), it.getValue())));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
        return List.copyOf(read);
    }

    private static Known known(String template, JsonNode item) {
        StringBuilder path = new StringBuilder();
        for (String part : template.substring(1).split("/", -1)) {
            path.append('/').append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
        }
        Set<String> methods = new TreeSet<>();
        item.fieldNames()
                .forEachRemaining(it -> {
                    if (MEMBERS.contains(it)) {
                        methods.add(it.toUpperCase(Locale.ROOT));
                    }
                });
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return new Known(Pattern.compile(path.append("/?").toString()), methods);
    }
}
