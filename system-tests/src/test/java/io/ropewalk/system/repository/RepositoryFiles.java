package io.ropewalk.system.repository;

import io.ropewalk.system.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the repository holds: everything below its root but what a build or an editor leaves. */
final class RepositoryFiles {

    private static final Set<String> LEFT_OUT =
            Set.of("target", ".git", ".local", ".idea", ".vscode", "__pycache__");

    private RepositoryFiles() {}

    static List<Path> all() {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(Repository.root(), new Collector(found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Text, or what of a binary file reads as text. */
    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path below the root, with slashes. */
    static String name(Path file) {
        return Repository.root().relativize(file).toString().replace('\\', '/');
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final List<Path> found;

        Collector(List<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return LEFT_OUT.contains(folder.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (!name.endsWith(".iml") && !name.startsWith("hs_err_pid")) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
