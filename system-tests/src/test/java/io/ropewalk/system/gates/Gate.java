package io.ropewalk.system.gates;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import com.puppycrawl.tools.checkstyle.api.SeverityLevel;
import io.ropewalk.system.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** One of the two Checkstyle configurations of the build, run over a source. */
enum Gate {
    MAIN("checkstyle-main.xml"),
    TEST("checkstyle-test.xml");

    private final Path file;

    Gate(String name) {
        this.file = Repository.root().resolve("config").resolve(name);
    }

    /** Names of the checks that would fail the build, one for each violation. */
    List<String> violations(Path folder, String source) {
        try {
            Path java = Files.writeString(folder.resolve("Planted.java"), source);
            return violations(java);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> violations(Path java) {
        var found = new Errors();
        var checker = new Checker();
        try {
            checker.setModuleClassLoader(Checker.class.getClassLoader());
            checker.configure(
                    ConfigurationLoader.loadConfiguration(
                            file.toString(), new PropertiesExpander(new Properties())));
            checker.addListener(found);
            checker.process(List.of(java.toFile()));
        } catch (CheckstyleException e) {
            throw new IllegalStateException(file + " is no usable configuration", e);
        } finally {
            checker.destroy();
        }
        return found.checks;
    }

    private static final class Errors implements AuditListener {
        private final List<String> checks = new ArrayList<>();

        @Override
        public void addError(AuditEvent event) {
            if (event.getSeverityLevel() == SeverityLevel.ERROR) {
                checks.add(event.getSourceName().replaceAll(".*\\.|Check$", ""));
            }
        }

        @Override
        public void addException(AuditEvent event, Throwable failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public void auditStarted(AuditEvent event) {}

        @Override
        public void auditFinished(AuditEvent event) {}

        @Override
        public void fileStarted(AuditEvent event) {}

        @Override
        public void fileFinished(AuditEvent event) {}
    }
}
