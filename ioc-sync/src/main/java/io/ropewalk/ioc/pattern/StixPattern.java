package io.ropewalk.ioc.pattern;

import io.ropewalk.ioc.pattern.Extraction.Dropped;
import io.ropewalk.ioc.pattern.Token.Kind;
import io.ropewalk.ioc.value.Canonical;
import io.ropewalk.ioc.value.IocType;
import io.ropewalk.ioc.value.IocValue;
import io.ropewalk.ioc.value.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads the grammar of STIX 2.1 patterns by recursive descent, without going back. A value comes
 * out only where it alone makes the whole pattern true: every operator between tests is {@code OR},
 * and every test is {@code =} or {@code IN}. One negation, comparison, conjunction or qualifier
 * anywhere refuses the whole pattern: a producer who wrote it meant more than a list.
 */
public final class StixPattern {
    /** Longer than any list seen in practice by far. */
    static final int MAX_LENGTH = 262_144;

    static final int MAX_DEPTH = 100;

    private static final Set<String> FUZZY = Set.of("LIKE", "MATCHES", "ISSUBSET", "ISSUPERSET");

    private static final Set<String> RESERVED =
            Set.of(
                    "AND",
                    "OR",
                    "NOT",
                    "FOLLOWEDBY",
                    "LIKE",
                    "MATCHES",
                    "ISSUBSET",
                    "ISSUPERSET",
                    "EXISTS",
                    "IN",
                    "START",
                    "STOP",
                    "SECONDS",
                    "WITHIN",
                    "REPEATS",
                    "TIMES",
                    "true",
                    "false");

    private final Tokens tokens;
    private final SortedSet<IocValue> values = new TreeSet<>();
    private final List<Dropped> dropped = new ArrayList<>();
    private Optional<Extraction.Refused> refused = Optional.empty();
    private Token now;
    private int depth;

    private StixPattern(String text) {
        this.tokens = new Tokens(text);
        this.now = tokens.next();
    }

    /** Reads any text whatever. */
    public static Extraction read(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Extraction.Refused(
                    Refusal.TOO_LONG, "more than %d characters".formatted(MAX_LENGTH));
        }
        var pattern = new StixPattern(text);
        try {
            pattern.observations();
            pattern.expect(Kind.END);
        } catch (Broken broken) {
            return new Extraction.Refused(broken.why, broken.getMessage());
        }
        return pattern.result();
    }

    private Extraction result() {
        if (refused.isPresent()) {
            return refused.get();
        }
        if (values.isEmpty()) {
            Dropped first = dropped.getFirst();
            return new Extraction.Refused(first.why(), first.what());
        }
        return new Extraction.Values(values, dropped);
    }

    /** Observations between {@code AND}, {@code OR}, {@code FOLLOWEDBY}. */
    private void observations() {
        observation();
        while (true) {
            if (now.isWord("AND")) {
                refuse(Refusal.CONJUNCTION);
            } else if (now.isWord("FOLLOWEDBY")) {
                refuse(Refusal.SEQUENCE);
            } else if (!now.isWord("OR")) {
                return;
            }
            advance();
            observation();
        }
    }

    private void observation() {
        if (now.is(Kind.OPEN)) {
            nested(this::observations, Kind.CLOSE);
        } else {
            expectHere(Kind.OPEN_BRACKET);
            nested(this::comparisons, Kind.CLOSE_BRACKET);
        }
        while (now.isWord("WITHIN") || now.isWord("REPEATS") || now.isWord("START")) {
            qualifier();
        }
    }

    private void qualifier() {
        refuse(Refusal.QUALIFIER);
        switch (advance().text()) {
            case "WITHIN" -> {
                expect(Kind.NUMBER);
                word("SECONDS");
            }
            case "REPEATS" -> {
                expect(Kind.NUMBER);
                word("TIMES");
            }
            default -> {
                expect(Kind.TYPED);
                word("STOP");
                expect(Kind.TYPED);
            }
        }
    }

    private void comparisons() {
        comparison();
        while (now.isWord("AND") || now.isWord("OR")) {
            if (now.isWord("AND")) {
                refuse(Refusal.CONJUNCTION);
            }
            advance();
            comparison();
        }
    }

    private void comparison() {
        if (now.is(Kind.OPEN)) {
            nested(this::comparisons, Kind.CLOSE);
            return;
        }
        if (now.isWord("NOT")) {
            refuse(Refusal.NEGATION);
            advance();
            if (now.is(Kind.OPEN)) {
                nested(this::comparisons, Kind.CLOSE);
                return;
            }
        }
        if (now.isWord("EXISTS")) {
            refuse(Refusal.COMPARISON);
            advance();
            Path.read(this);
            return;
        }
        test();
    }

    private void test() {
        int from = now.at();
        Path path = Path.read(this);
        if (now.isWord("NOT")) {
            refuse(Refusal.NEGATION);
            advance();
        }
        if (now.isWord("IN")) {
            advance();
            set(path, from);
        } else if (now.is(Kind.EQUAL)) {
            advance();
            leaf(path, from);
        } else {
            if (now.is(Kind.NOT_EQUAL)) {
                refuse(Refusal.NEGATION);
            } else if (now.is(Kind.ORDER) || FUZZY.contains(nameHere())) {
                refuse(Refusal.COMPARISON);
            } else {
                throw broken();
            }
            advance();
            literal();
        }
    }

    private String nameHere() {
        return now.is(Kind.NAME) ? now.text() : "";
    }

    private void set(Path path, int from) {
        expect(Kind.OPEN);
        if (now.is(Kind.CLOSE)) {
            advance();
            dropped.add(new Dropped(Refusal.BAD_VALUE, "an empty list at " + from));
            return;
        }
        leaf(path, from);
        while (now.is(Kind.COMMA)) {
            advance();
            leaf(path, from);
        }
        expect(Kind.CLOSE);
    }

    private void leaf(Path path, int from) {
        Token literal = literal();
        Optional<IocType> type = Observable.of(path.object(), path.names());
        if (type.isEmpty()) {
            dropped.add(new Dropped(Refusal.UNSUPPORTED, path.object() + " at " + from));
            return;
        }
        Canonical canonical =
                literal.is(Kind.STRING)
                        ? Canonical.of(type.get(), literal.text())
                        : new Canonical.None(Refusal.BAD_VALUE);
        switch (canonical) {
            case Canonical.Value(var value) -> values.add(value);
            case Canonical.None(var why) ->
                    dropped.add(new Dropped(why, "the value at " + literal.at()));
        }
    }

    private Token literal() {
        boolean found =
                now.is(Kind.STRING)
                        || now.is(Kind.NUMBER)
                        || now.is(Kind.TYPED)
                        || now.isWord("true")
                        || now.isWord("false");
        if (!found) {
            throw broken();
        }
        return advance();
    }

    private void nested(Runnable inner, Kind close) {
        if (++depth > MAX_DEPTH) {
            throw new Broken(Refusal.TOO_DEEP, "brackets inside brackets at " + now.at());
        }
        advance();
        inner.run();
        expect(close);
        depth--;
    }

    private void refuse(Refusal why) {
        if (refused.isEmpty()) {
            refused = Optional.of(new Extraction.Refused(why, now.text() + " at " + now.at()));
        }
    }

    private Token advance() {
        Token was = now;
        now = tokens.next();
        return was;
    }

    private Token expect(Kind kind) {
        expectHere(kind);
        return advance();
    }

    private void expectHere(Kind kind) {
        if (!now.is(kind)) {
            throw broken();
        }
    }

    private void word(String word) {
        if (!now.isWord(word)) {
            throw broken();
        }
        advance();
    }

    private Broken broken() {
        return new Broken(Refusal.SYNTAX, "not STIX at " + now.at());
    }

    /** A place in an object. {@code names} is empty where it has an index. */
    private record Path(String object, List<String> names) {
        static Path read(StixPattern in) {
            String object = name(in);
            in.expect(Kind.COLON);
            List<String> names = new ArrayList<>(List.of(part(in)));
            boolean indexed = false;
            while (in.now.is(Kind.DOT) || in.now.is(Kind.OPEN_BRACKET)) {
                if (in.advance().is(Kind.DOT)) {
                    names.add(part(in));
                } else {
                    indexed = true;
                    if (!in.now.is(Kind.NUMBER) && !in.now.is(Kind.STAR)) {
                        throw in.broken();
                    }
                    in.advance();
                    in.expect(Kind.CLOSE_BRACKET);
                }
            }
            return new Path(object, indexed ? List.of() : names);
        }

        private static String name(StixPattern in) {
            if (RESERVED.contains(in.now.text())) {
                throw in.broken();
            }
            return in.expect(Kind.NAME).text();
        }

        private static String part(StixPattern in) {
            return in.now.is(Kind.STRING) || in.now.is(Kind.QUOTED_NAME)
                    ? in.advance().text()
                    : name(in);
        }
    }

    /** Ends the reading. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Refusal why;

        Broken(Refusal why, String message) {
            super(message, null, false, false);
            this.why = why;
        }
    }
}
