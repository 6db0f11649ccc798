package io.ropewalk.inventory.run.http;

import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.Mode;
import io.ropewalk.inventory.run.RunRequest;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.problem.ProblemException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks a request; what is wrong is answered with what would be right. */
final class RequestReader {
    private RequestReader() {}

    static RunRequest read(String tenant, SyncRequest body, Set<Kind> configured) {
        SyncRequest asked = body == null ? new SyncRequest(null, null, null, null) : body;
        return new RunRequest(
                tenant,
                asked.kinds() == null ? configured : kinds(asked),
                mode(asked.mode()),
                Boolean.TRUE.equals(asked.dryRun()),
                share(asked.retireMaxShare()));
    }

    private static Set<Kind> kinds(SyncRequest asked) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String word : asked.kinds()) {
            kinds.add(
                    Kind.named(String.valueOf(word))
                            .orElseThrow(() ->
                                    wrong("kinds names one that is unknown; " + available())));
        }
        if (kinds.isEmpty()) {
            throw wrong("kinds is empty; " + available());
        }
        return kinds;
    }

    private static String available() {
        return "available are: " + String.join(", ", Kind.words()) + ".";
    }

    private static Mode mode(String word) {
        if (word == null) {
            return Mode.FULL;
        }
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        wrong(
                                Arrays.stream(Mode.values())
                                        .map(Mode::word)
                                        .collect(
                                                Collectors.joining(
                                                        " or ",
                                                        "The mode is unknown; it is ",
                                                        "."))));
    }

    private static OptionalDouble share(Double share) {
        if (share == null) {
            return OptionalDouble.empty();
        }
        if (!(share >= 0 && share <= 1)) {
            throw wrong("retireMaxShare is a share from 0 to 1.");
        }
        return OptionalDouble.of(share);
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(Problem.of(400, "bad-request", detail));
    }
}
