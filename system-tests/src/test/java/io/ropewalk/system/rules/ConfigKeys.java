package io.ropewalk.system.rules;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that a configuration interface reads, as SmallRye Config derives them. */
public final class ConfigKeys {
    private static final String MAPPING = "io.smallrye.config.ConfigMapping";
    private static final String WITH_NAME = "io.smallrye.config.WithName";
    private static final String WITH_PARENT_NAME = "io.smallrye.config.WithParentName";

    private ConfigKeys() {}

    public static boolean isMapping(JavaClass type) {
        return type.isAnnotatedWith(MAPPING);
    }

    /** Full keys; a name chosen by the user is written {@code *}. */
    public static List<String> of(JavaClass mapping) {
        return below(text(mapping.getAnnotationOfType(MAPPING), "prefix"), mapping).toList();
    }

    private static Stream<String> below(String prefix, JavaClass group) {
        return group.getMethods().stream()
                .filter(method -> method.getModifiers().contains(ABSTRACT))
                .flatMap(method -> keys(name(prefix, method), method.getReturnType()));
    }

    private static final com.tngtech.archunit.core.domain.JavaModifier ABSTRACT =
            com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;

    private static Stream<String> keys(String key, JavaType type) {
        JavaClass raw = type.toErasure();
        if (raw.isEquivalentTo(Map.class)) {
            return keys(key + ".*", argument(type, 1));
        }
        if (raw.isEquivalentTo(Optional.class) || raw.isEquivalentTo(List.class)) {
            return keys(key, argument(type, 0));
        }
        boolean group = raw.isInterface() && raw.getPackageName().startsWith("io.ropewalk");
        return group ? below(key, raw) : Stream.of(key);
    }

    private static JavaType argument(JavaType type, int index) {
        return ((JavaParameterizedType) type).getActualTypeArguments().get(index);
    }

    private static String name(String prefix, JavaMethod method) {
        if (method.isAnnotatedWith(WITH_PARENT_NAME)) {
            return prefix;
        }
        String own =
                method.isAnnotatedWith(WITH_NAME)
                        ? text(method.getAnnotationOfType(WITH_NAME), "value")
                        : method.getName()
                                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                                .toLowerCase(Locale.ROOT);
        return prefix + "." + own;
    }

    private static String text(JavaAnnotation<?> annotation, String member) {
        return annotation.get(member).map(Object::toString).orElse("");
    }
}
