package io.ropewalk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Makes the AOT cache of a service: the JVM that will run it starts it, it does its first job, and
 * at its end the JVM writes down the classes, their links and what it learned of the methods.
 */
final class Training {

    /** Enough for the hot methods to be known as such, and no more: an image build waits for it. */
    static final int SIZE = 2_000;

    private Training() {}

    /**
     * Trains for an image, and starts the service once more in a JVM that refuses a cache that does
     * not fit. Arguments: root of the repository, module, java, folder of the package; the cache
     * becomes {@code app.aot} there, beside {@code jvm.options}.
     */
    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]).toAbsolutePath();
        Path folder = Path.of(args[3]).toAbsolutePath();
        var packaged = new PackagedService(Service.of(args[1]), Path.of(args[2]), folder);
        List<String> options = List.of("@" + folder.resolve("jvm.options"));
        Path cache = folder.resolve("app.aot");
        try (var rig = new StartRig(root, EnumSet.of(packaged.service()))) {
            train(packaged, rig, options, cache);
            packaged.measure(rig, rig.job(SIZE), using(cache, options));
        }
    }

    /** These options and a cache, without which the JVM does not start. */
    static List<String> using(Path cache, List<String> options) {
        var all = new ArrayList<>(options);
        all.addAll(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
        return all;
    }

    /**
     * Makes a cache.
     *
     * @param options of the JVM; those that a cache depends on must be the same when it is used
     */
    static void train(PackagedService packaged, StartRig rig, List<String> options, Path cache)
            throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        var recording = new ArrayList<>(options);
        recording.add("-XX:AOTCacheOutput=" + cache);
        packaged.measure(rig, rig.job(SIZE), recording);
        if (!Files.exists(cache)) {
            throw new IOException("the JVM wrote no " + cache);
        }
    }
}
