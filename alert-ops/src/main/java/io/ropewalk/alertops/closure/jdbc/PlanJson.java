package io.ropewalk.alertops.closure.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.alert.AlertEdit;
import io.ropewalk.alertops.alert.Assignment;
import io.ropewalk.alertops.closure.Closure;
import io.ropewalk.alertops.closure.Deed;
import io.ropewalk.falcon.alerts.AlertStatus;
import io.ropewalk.falcon.alerts.Resolution;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What never changes of a closure, as it is kept. Texts are empty where there is nothing. */
@RegisterForReflection
record PlanJson(
        String status,
        String resolution,
        String comment,
        String assign,
        String assignee,
        List<String> addTags,
        List<String> removeTags,
        int total,
        long examined,
        String digest,
        Map<String, Map<String, Integer>> breakdown,
        Map<String, Integer> excluded,
        List<Map<String, String>> sample,
        String by,
        String via,
        boolean approval) {

    static String write(Closure closure, ObjectMapper json) {
        AlertEdit edit = closure.deed().edit();
        Closure.Frozen frozen = closure.frozen();
        PlanJson plan =
                new PlanJson(
                        edit.status().map(AlertStatus::word).orElse(""),
                        edit.resolution().map(Resolution::tag).orElse(""),
                        edit.comment().orElse(""),
                        edit.assignment().map(PlanJson::kind).orElse(""),
                        edit.assignment().map(PlanJson::value).orElse(""),
                        edit.addTags(),
                        edit.removeTags(),
                        frozen.total(),
                        frozen.examined(),
                        frozen.digest(),
                        frozen.breakdown(),
                        frozen.excluded(),
                        frozen.sample(),
                        closure.asked().by(),
                        closure.asked().via(),
                        closure.asked().approval());
        try {
            return json.writeValueAsString(plan);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    static PlanJson read(String text, ObjectMapper json) {
        try {
            return json.readValue(text, PlanJson.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static String kind(Assignment assignment) {
        return switch (assignment) {
            case Assignment.ToUuid _ -> "uuid";
            case Assignment.ToUserId _ -> "mail";
            case Assignment.ToName _ -> "name";
            case Assignment.Nobody _ -> "nobody";
        };
    }

    private static String value(Assignment assignment) {
        return switch (assignment) {
            case Assignment.ToUuid it -> it.uuid();
            case Assignment.ToUserId it -> it.mail();
            case Assignment.ToName it -> it.name();
            case Assignment.Nobody _ -> "";
        };
    }

    private Optional<Assignment> assignment() {
        return switch (assign) {
            case "uuid" -> Optional.of(new Assignment.ToUuid(assignee));
            case "mail" -> Optional.of(new Assignment.ToUserId(assignee));
            case "name" -> Optional.of(new Assignment.ToName(assignee));
            case "nobody" -> Optional.of(new Assignment.Nobody());
            default -> Optional.empty();
        };
    }

    private AlertEdit edit() {
        return new AlertEdit(
                AlertStatus.of(status),
                Resolution.of(resolution),
                Optional.of(comment).filter(it -> !it.isEmpty()),
                assignment(),
                addTags,
                removeTags,
                Optional.empty());
    }

    /** What is done; a revert where there is a source. */
    Deed deed(String source) {
        return source.isEmpty() ? new Deed.Close(edit()) : new Deed.Revert(source, edit());
    }

    Closure.Frozen frozen() {
        return new Closure.Frozen(total, examined, digest, breakdown, excluded, sample);
    }
}
