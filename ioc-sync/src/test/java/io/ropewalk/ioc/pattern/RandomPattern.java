package io.ropewalk.ioc.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Patterns whose meaning is known because they are made from it. {@code names} is what the tree
 * says a mirror may send: the values of a tree of {@code OR}s over {@code =} and {@code IN}, and
 * nothing where any other operator stands in it.
 */
record RandomPattern(String text, Set<String> names) {
    private static final int OR_ONLY = 3;

    /** Any tree. */
    static RandomPattern make(Random random) {
        var maker = new Maker(random);
        boolean plain = random.nextInt(OR_ONLY) > 0;
        String text = maker.observations(plain, 0);
        return new RandomPattern(text, maker.unclear ? Set.of() : maker.names);
    }

    private static final class Maker {
        private final Random random;
        private final Set<String> names = new TreeSet<>();
        private boolean unclear;

        Maker(Random random) {
            this.random = random;
        }

        private String observations(boolean plain, int depth) {
            StringBuilder text = new StringBuilder(observation(plain, depth));
            while (random.nextInt(4) == 0) {
                String operator =
                        plain ? "OR" : List.of("OR", "AND", "FOLLOWEDBY").get(random.nextInt(3));
                unclear |= !operator.equals("OR");
                text.append(gap(true)).append(operator).append(gap(true));
                text.append(observation(plain, depth));
            }
            return text.toString();
        }

        private String observation(boolean plain, int depth) {
            String text;
            if (depth < 3 && random.nextInt(6) == 0) {
                text = "(" + gap(false) + observations(plain, depth + 1) + gap(false) + ")";
            } else {
                text = "[" + gap(false) + comparisons(plain, 0) + gap(false) + "]";
            }
            if (!plain && random.nextInt(4) == 0) {
                unclear = true;
                return text
                        + " "
                        + List.of(
                                        "WITHIN 5 SECONDS",
                                        "REPEATS 2 TIMES",
                                        "START t'2026-01-01T00:00:00Z' STOP"
                                                + " t'2026-02-01T00:00:00Z'")
                                .get(random.nextInt(3));
            }
            return text;
        }

        private String comparisons(boolean plain, int depth) {
            StringBuilder text = new StringBuilder(comparison(plain, depth));
            while (random.nextInt(3) == 0) {
                boolean and = !plain && random.nextBoolean();
                unclear |= and;
                text.append(gap(true)).append(and ? "AND" : "OR").append(gap(true));
                text.append(comparison(plain, depth));
            }
            return text.toString();
        }

        private String comparison(boolean plain, int depth) {
            if (depth < 3 && random.nextInt(6) == 0) {
                return "(" + gap(false) + comparisons(plain, depth + 1) + gap(false) + ")";
            }
            Leaf leaf = leaf();
            if (!plain && random.nextInt(3) == 0) {
                unclear = true;
                return doubtful(leaf);
            }
            names.addAll(leaf.name);
            if (random.nextInt(5) == 0) {
                return leaf.path + " IN (" + gap(false) + leaf.quoted + gap(false) + ")";
            }
            return leaf.path + gap(false) + "=" + gap(false) + leaf.quoted;
        }

        private String doubtful(Leaf leaf) {
            return switch (random.nextInt(10)) {
                case 0 -> leaf.path + gap(false) + "!=" + gap(false) + leaf.quoted;
                case 1 -> leaf.path + " NOT " + "=" + gap(false) + leaf.quoted;
                case 2 -> "NOT " + leaf.path + " = " + leaf.quoted;
                case 3 -> leaf.path + " LIKE " + leaf.quoted;
                case 4 -> leaf.path + " MATCHES " + leaf.quoted;
                case 5 -> leaf.path + " NOT ISSUBSET " + leaf.quoted;
                case 6 -> leaf.path + " ISSUPERSET " + leaf.quoted;
                case 7 -> leaf.path + gap(false) + order() + gap(false) + leaf.quoted;
                case 8 -> "EXISTS " + leaf.path;
                default -> leaf.path + " NOT IN (" + leaf.quoted + ")";
            };
        }

        private String order() {
            return List.of("<", "<=", ">", ">=").get(random.nextInt(4));
        }

        private Leaf leaf() {
            int number = random.nextInt(200);
            return switch (random.nextInt(12)) {
                case 0 -> {
                    String name = "h" + number + ".example";
                    String written = random.nextBoolean() ? name : "H" + number + ".Example.";
                    yield new Leaf("domain-name:value", written, "domain " + name);
                }
                case 1 -> {
                    String name = "srv" + number + ".corp.example";
                    yield new Leaf("hostname:value", name, "domain " + name);
                }
                case 2 ->
                        new Leaf("ipv4-addr:value", "192.0.2." + number, "ipv4 192.0.2." + number);
                case 3 -> {
                    String group = Integer.toHexString(number + 2);
                    yield new Leaf(
                            "ipv6-addr:value", "2001:DB8:0:0::" + group, "ipv6 2001:db8::" + group);
                }
                case 4 -> {
                    String hash = "%032x".formatted(number + 1);
                    yield new Leaf(
                            List.of("file:hashes.MD5", "file:hashes.'MD5'", "file:hashes.md5")
                                    .get(random.nextInt(3)),
                            hash,
                            "md5 " + hash);
                }
                case 5 -> {
                    String hash = "%064x".formatted(number + 1);
                    yield new Leaf(
                            List.of(
                                            "file:hashes.'SHA-256'",
                                            "file:hashes.\"SHA-256\"",
                                            "file:hashes.SHA-256",
                                            "file:hashes.SHA256")
                                    .get(random.nextInt(4)),
                            hash,
                            "sha256 " + hash);
                }
                // All of these are no value that Falcon could look for.
                case 6 -> new Leaf("file:hashes.'SHA-1'", "%040x".formatted(number + 1));
                case 7 -> new Leaf("network-traffic:dst_ref.value", "192.0.2." + number);
                case 8 -> new Leaf("ipv4-addr:resolves_to_refs[*].value", "192.0.2." + number);
                case 9 -> new Leaf("ipv4-addr:value", "198.51.100." + number + "/24");
                case 10 -> new Leaf("url:value", "https://a.example/it's AND [" + number + "]");
                default -> new Leaf("file:name", "C:\\x != " + number + ".exe");
            };
        }

        private String gap(boolean needed) {
            int wide = random.nextInt(3);
            return needed ? List.of(" ", "  ", "\n\t").get(wide) : " ".repeat(wide);
        }
    }

    private static final class Leaf {
        private final String path;
        private final String quoted;
        private final List<String> name = new ArrayList<>();

        Leaf(String path, String value, String... names) {
            this.path = path;
            this.quoted = "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
            this.name.addAll(List.of(names));
        }
    }
}
