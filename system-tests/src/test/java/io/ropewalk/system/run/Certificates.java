package io.ropewalk.system.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An authority of one test and a certificate it signed for the loopback address, by the JDK's
 * keytool.
 *
 * @param server speaks TLS with that certificate
 * @param authority PEM
 * @param chain the certificate and after it the authority, PEM
 * @param key its private key, PKCS#8 as PEM, readable by its owner only
 */
public record Certificates(SSLContext server, String authority, Path chain, Path key) {
    private static final String PASSWORD = "changeit";
    private static final int LINE = 64;

    public static Certificates in(Path folder) {
        try {
            Path store = folder.resolve("certificates.p12");
            pair(store, "ca", List.of("-dname", "CN=test authority", "-ext", "bc:c"));
            pair(
                    store,
                    "server",
                    List.of(
                            "-dname",
                            "CN=localhost",
                            "-signer",
                            "ca",
                            "-ext",
                            "san=dns:localhost,ip:127.0.0.1"));
            return read(store, folder);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificates", e);
        }
    }

    private static void pair(Path store, String alias, List<String> more) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(more);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    private static Certificates read(Path file, Path folder)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        // Of the two pairs in the store only that of the server is shown.
        KeyStore shown = KeyStore.getInstance("PKCS12");
        shown.load(null, null);
        var key = store.getKey("server", PASSWORD.toCharArray());
        var chain = store.getCertificateChain("server");
        shown.setKeyEntry("server", key, PASSWORD.toCharArray(), chain);
        keys.init(shown, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        String authority = pem("CERTIFICATE", store.getCertificate("ca").getEncoded());
        Path chainFile = folder.resolve("server.crt");
        Files.writeString(chainFile, pem("CERTIFICATE", chain[0].getEncoded()) + authority);
        Path keyFile = folder.resolve("server.key");
        Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        return new Certificates(context, authority, chainFile, keyFile);
    }

    private static String pem(String what, byte[] bytes) {
        var lines =
                Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
