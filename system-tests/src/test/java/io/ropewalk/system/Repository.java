package io.ropewalk.system;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie: the root of the repository and what the other modules left there. */
public final class Repository {
    private Repository() {}

    /** The root, from Maven or, started in an IDE, by looking upwards for the wrapper. */
    public static Path root() {
        String given = System.getProperty("repository.root");
        if (given != null) {
            return Path.of(given);
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("No mvnw above the working directory");
        }
        return folder;
    }

    /** The class files of a module; an error that says what to run where there are none. */
    public static Path classes(String module) {
        return present(root().resolve(module).resolve("target/classes"), module);
    }

    /** A file or folder that packaging a module leaves behind. */
    public static Path packaged(String module, String below) {
        return present(root().resolve(module).resolve("target").resolve(below), module);
    }

    private static Path present(Path path, String module) {
        if (!Files.exists(path)) {
            throw new IllegalStateException(
                    path + " is missing: run ./mvnw -am -pl " + module + " package first");
        }
        return path;
    }
}
