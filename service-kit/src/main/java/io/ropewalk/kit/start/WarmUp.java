package io.ropewalk.kit.start;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ImageMode;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;

/**
 * Does beside the start what the start would do later, on a thread of its own: Quarkus starts its
 * parts one after the other, and the second processor of a pod has nothing to do meanwhile. Nothing
 * made here is kept but initialized classes. An executable of GraalVM needs none of it.
 */
final class WarmUp {
    private WarmUp() {}

    static void begin(Runnable own) {
        if (!ImageMode.current().isNativeImage()) {
            Thread.ofPlatform().name("warm-up").daemon().start(() -> run(own));
        }
    }

    private static void run(Runnable own) {
        var _ = AlgorithmFactoryFactory.getInstance();
        var _ = new ObjectMapper().createObjectNode().toString();
        own.run();
        try {
            var _ = SSLContext.getDefault();
        } catch (NoSuchAlgorithmException _) {
            // said by whoever needs it
        }
    }
}
