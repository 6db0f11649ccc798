package io.ropewalk.falcon.wire;

import io.quarkus.runtime.annotations.RegisterResources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version this was built as. */
@RegisterResources(globs = "io/ropewalk/falcon/wire/version.properties")
final class ClientVersion {

    private ClientVersion() {}

    static String read() {
        try (InputStream in = ClientVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
