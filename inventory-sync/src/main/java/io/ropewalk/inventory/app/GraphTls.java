package io.ropewalk.inventory.app;

import io.ropewalk.kit.start.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.eclipse.microprofile.config.Config;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.SecurityException;

/** What goes wrong with TLS to Neo4j, which the driver tells badly or not at all. */
final class GraphTls {
    private static final String FILE = "quarkus.neo4j.trust-settings.cert-file";
    private static final String HANDSHAKE = "SSL handshake";

    private GraphTls() {}

    /**
     * Looks into the file of authorities: the driver takes one without any, and then trusts nobody.
     */
    static void check(Config config) {
        boolean encrypted =
                config.getOptionalValue("quarkus.neo4j.encrypted", Boolean.class).orElse(false);
        if (encrypted) {
            config.getOptionalValue(FILE, Path.class).ifPresent(GraphTls::check);
        }
    }

    private static void check(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (!CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
                return;
            }
        } catch (IOException | CertificateException e) {
            throw new StartFailure(sentence(file), e);
        }
        throw new StartFailure(sentence(file));
    }

    private static String sentence(Path file) {
        return FILE + " is " + file + ", which holds no certificate in PEM form.";
    }

    /** Whether there was somebody, but no agreement on TLS. */
    static boolean failed(Neo4jException unreachable) {
        return unreachable instanceof SecurityException
                || String.valueOf(unreachable.getMessage()).startsWith(HANDSHAKE);
    }
}
