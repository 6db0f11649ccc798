package io.ropewalk.system.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/**
 * What a class of a service is, told by the depth of its package: {@code
 * io.ropewalk.<service>.<feature>} is logic, one level deeper is an adapter.
 */
enum Place {
    /** Not in a service. */
    ELSEWHERE,
    /** Straight in the root package of a service, where no rule would see it. */
    UNPLACED,
    APP,
    CONFIG,
    LOGIC,
    ADAPTER;

    static final Set<String> SERVICES = Set.of("auth", "inventory", "stream", "ioc", "alertops");

    static Place of(JavaClass type) {
        List<String> parts = parts(type);
        if (serviceOf(type).isEmpty()) {
            return ELSEWHERE;
        }
        if (parts.size() < 4) {
            return UNPLACED;
        }
        return switch (parts.get(3)) {
            case "app" -> APP;
            case "config" -> CONFIG;
            default -> parts.size() == 4 ? LOGIC : ADAPTER;
        };
    }

    /** The service a class belongs to, or an empty text. */
    static String serviceOf(JavaClass type) {
        List<String> parts = parts(type);
        boolean service =
                parts.size() > 2
                        && parts.get(0).equals("io")
                        && parts.get(1).equals("ropewalk")
                        && SERVICES.contains(parts.get(2));
        return service ? parts.get(2) : "";
    }

    /** {@code io}, {@code ropewalk}, ... of the package. An array counts as what it holds. */
    static List<String> parts(JavaClass type) {
        return List.of(type.getBaseComponentType().getPackageName().split("\\."));
    }

    DescribedPredicate<JavaClass> asPredicate() {
        return DescribedPredicate.describe(
                "are " + name().toLowerCase(java.util.Locale.ROOT) + " of a service",
                type -> of(type) == this);
    }
}
