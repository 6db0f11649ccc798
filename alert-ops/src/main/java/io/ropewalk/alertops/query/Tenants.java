package io.ropewalk.alertops.query;

import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.FalconCallFailed;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which customers a text names. */
public final class Tenants {
    /** All this service may work for. */
    public static final String ALL = "*";

    private static final int MOST = 1_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private Tenants() {}

    /** Whether the answer is one about several customers. */
    public static boolean several(String text) {
        return text.equals(ALL) || text.contains(",");
    }

    /**
     * The names, each once, in order of the alphabet.
     *
     * @throws Refused when there is none, or one that cannot be a name
     */
    public static List<String> named(String text, Falcon falcon) {
        List<String> names =
                text.equals(ALL)
                        ? falcon.tenants()
                        : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (names.isEmpty()) {
            throw Refused.badRequest("This service may work for no customer at all.");
        }
        if (names.size() > MOST) {
            throw Refused.badRequest("One question is about at most " + MOST + " customers.");
        }
        names.forEach(Tenants::checked);
        return names.stream().distinct().sorted().toList();
    }

    /**
     * Looks whether these are customers, for answers that Falcon is not asked for. Where
     * auth-service cannot be asked, nothing is concluded.
     *
     * @param kept whether something is kept of one that may be a customer no longer
     * @throws Refused when one is none
     */
    public static void known(List<String> names, Falcon falcon, Predicate<String> kept) {
        List<String> all;
        try {
            all = falcon.tenants();
        } catch (FalconCallFailed away) {
            return;
        }
        for (String name : names) {
            if (!all.contains(name) && !kept.test(name)) {
                throw Refused.notFound("There is no customer " + name + " for this service.");
            }
        }
    }

    /**
     * Looks at one name.
     *
     * @throws Refused when it cannot be one
     */
    public static void checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Refused.badRequest(
                    "Name customers with commas between, such as acme,globex, or * for all.");
        }
    }
}
