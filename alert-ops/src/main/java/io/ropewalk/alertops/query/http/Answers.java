package io.ropewalk.alertops.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.alertops.config.QueryConfig;
import io.ropewalk.alertops.query.Arguments;
import io.ropewalk.alertops.query.Column;
import io.ropewalk.alertops.query.Detail;
import io.ropewalk.alertops.query.Paging;
import io.ropewalk.alertops.query.Parameter;
import io.ropewalk.alertops.query.Question;
import io.ropewalk.alertops.query.Questions;
import io.ropewalk.alertops.query.Tenants;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.kit.problem.HeapRoom;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks what an HTTP request asks, and writes what was found as it wants it. */
@RequestScoped
class Answers {
    /** Where {@code next} is when there is no room for it in the body. */
    static final String NEXT = "X-Ropewalk-Next";

    static final String WARNINGS = "X-Ropewalk-Warnings";
    static final String FAILED = "X-Ropewalk-Failed-Tenants";

    /** What an item takes on its way from Falcon's page to the answer's text, generously. */
    private static final long ITEM_BYTES = 8 * 1024;

    private static final long FULL_BYTES = 40 * 1024;

    private final SecurityIdentity identity;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private final Questions questions;
    private final QueryConfig config;
    private final ObjectMapper json;
    private final HeapRoom room;
    private HeapRoom.Held held = () -> {};

    Answers(
            SecurityIdentity identity,
            HttpHeaders headers,
            UriInfo uri,
            Questions questions,
            QueryConfig config,
            ObjectMapper json,
            HeapRoom room) {
        this.identity = identity;
        this.headers = headers;
        this.uri = uri;
        this.questions = questions;
        this.config = config;
        this.json = json;
        this.room = room;
    }

    /** The request has ended, its answer is written. */
    @PreDestroy
    void end() {
        held.close();
    }

    /**
     * Answers.
     *
     * @param needed names of parameters this path does not do without
     */
    <C extends Record> Response of(String tenant, Question<C> question, String... needed) {
        Arguments in = Arguments.of(parameters(question), uri.getQueryParameters());
        for (String name : needed) {
            check(question, in, name);
        }
        Format format = Format.of(in, headers.getAcceptableMediaTypes());
        Paging paging = Paging.read(in, config.defaultLimit(), config.maxLimit());
        if (format == Format.CSV && paging.detail() == Detail.FULL) {
            throw Refused.badRequest(
                    "CSV has the columns of detail=compact; ask for JSON or NDJSON with detail=full.");
        }
        C criteria = question.read(in);
        held =
                room.take(
                        paging.limit()
                                * (paging.detail() == Detail.FULL ? FULL_BYTES : ITEM_BYTES));
        FoundAnswer answer = ask(tenant, question, criteria, paging);
        return switch (format) {
            case JSON -> Response.ok(answer, format.type()).build();
            case CSV -> lines(Csv.of(columns(question), answer.items()), format, answer);
            case NDJSON -> lines(ndjson(answer.items()), format, answer);
        };
    }

    private static void check(Question<?> question, Arguments in, String name) {
        boolean given =
                question.parameters().stream()
                        .filter(it -> it.name().equals(name))
                        .anyMatch(it -> in.one(it).isPresent());
        if (!given) {
            throw Refused.badRequest(
                    "Name %s; /%s is where it can be left out.".formatted(name, question.name()));
        }
    }

    /** All a request may hold. */
    static List<Parameter> parameters(Question<?> question) {
        List<Parameter> all = new ArrayList<>(question.parameters());
        all.addAll(Paging.PARAMETERS);
        all.add(Format.PARAMETER);
        return all;
    }

    static List<String> columns(Question<?> question) {
        List<String> columns = new ArrayList<>();
        columns.add("tenant");
        question.columns().stream().map(Column::name).forEach(columns::add);
        return columns;
    }

    private <C extends Record> FoundAnswer ask(
            String tenant, Question<C> question, C criteria, Paging paging) {
        return Tenants.several(tenant)
                ? FoundAnswer.of(questions.askMany(question, tenant, criteria, paging, caller()))
                : FoundAnswer.of(questions.ask(question, tenant, criteria, paging, caller()));
    }

    private Caller caller() {
        return new Caller(
                identity.getPrincipal().getName(),
                Arrays.stream(Role.values())
                        .filter(role -> identity.hasRole(role.word()))
                        .collect(Collectors.toSet()),
                "http");
    }

    private static Response lines(String text, Format format, FoundAnswer answer) {
        var response = Response.ok(text, format.type());
        if (answer.next() != null) {
            response.header(NEXT, answer.next());
        }
        if (!answer.warnings().isEmpty()) {
            response.header(WARNINGS, answer.warnings().size());
        }
        if (answer.failures() != null && !answer.failures().isEmpty()) {
            response.header(
                    FAILED,
                    answer.failures().stream()
                            .map(FoundAnswer.Failed::tenant)
                            .collect(Collectors.joining(",")));
        }
        return response.build();
    }

    private String ndjson(List<Map<String, Object>> items) {
        StringBuilder out = new StringBuilder();
        for (Map<String, Object> item : items) {
            try {
                out.append(json.writeValueAsString(item)).append('\n');
            } catch (JsonProcessingException wrong) {
                throw new IllegalStateException(wrong);
            }
        }
        return out.toString();
    }
}
