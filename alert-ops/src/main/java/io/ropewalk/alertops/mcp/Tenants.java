package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.work.Refused;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Which customer a call is about. */
public final class Tenants {
    static final Argument ARGUMENT =
            new Argument.Shaped(
                    "tenant",
                    "The customer to ask about. Needed where there are several; tenants_list has"
                            + " the names.",
                    Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"),
                    "a name such as tenants_list has");

    private final Supplier<List<String>> all;

    /**
     * @param all names of all customers this service may work for
     */
    public Tenants(Supplier<List<String>> all) {
        this.all = Objects.requireNonNull(all, "all");
    }

    /**
     * The one named, or the only one there is.
     *
     * @throws Refused when it has to be named; no other is listed
     */
    String of(Arguments.Given given) {
        return given.text("tenant").orElseGet(this::only);
    }

    /** All there are. */
    public List<String> names() {
        return all.get();
    }

    private String only() {
        List<String> names = all.get();
        if (names.size() != 1) {
            throw Refused.badRequest(
                    "tenant must be given: there is more than one; tenants_list has the names.");
        }
        return names.getFirst();
    }
}
