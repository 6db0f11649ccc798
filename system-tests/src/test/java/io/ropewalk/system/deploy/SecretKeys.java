package io.ropewalk.system.deploy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ropewalk.system.Repository;
import io.ropewalk.system.rules.ConfigKeys;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The configuration keys that hold a secret or name a file that does, by their names. */
final class SecretKeys {
    private static final Pattern NAME =
            Pattern.compile(
                    ".*[.-](secret|password|passphrase|token|key|credentials?)(-file)?"
                            + "|.*\\.(headers\\.\\*|properties\\.(\\*|\\*\\*))");

    /** What services read by Quarkus. */
    private static final Set<String> OF_QUARKUS =
            Set.of(
                    "quarkus.mailer.password",
                    "quarkus.neo4j.authentication.password",
                    "quarkus.neo4j.authentication.value");

    private SecretKeys() {}

    /** From the configuration interfaces of all modules; a name chosen by the user is a star. */
    static Set<String> all() {
        Set<String> found = new TreeSet<>(OF_QUARKUS);
        Stream.concat(Manifests.SERVICES.stream(), Stream.of("service-kit"))
                .flatMap(module -> keys(module).stream())
                .filter(key -> NAME.matcher(key).matches())
                .forEach(found::add);
        return found;
    }

    private static List<String> keys(String module) {
        return new ClassFileImporter()
                .importPath(Repository.classes(module)).stream()
                        .filter(ConfigKeys::isMapping)
                        .flatMap(mapping -> ConfigKeys.of(mapping).stream())
                        .toList();
    }
}
