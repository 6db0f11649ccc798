package io.ropewalk.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What the script {@code ./local} runs. */
public final class Main {

    private Main() {}

    /** The first argument is the checkout, from the script; the rest is the user's. */
    public static void main(String[] arguments) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        boolean terminal = Boolean.getBoolean("ropewalk.local.terminal");
        Console console = new Console(err, terminal, InstantSource.system());
        List<String> all = List.of(arguments);
        Path root = Path.of(all.getFirst()).toAbsolutePath();
        System.exit(run(root, all.subList(1, all.size()), System.getenv(), console, out));
    }

    static int run(
            Path root,
            List<String> arguments,
            Map<String, String> environment,
            Console console,
            PrintStream out) {
        try {
            Options options = Options.parse(arguments);
            if (options.help()) {
                out.print(Texts.help());
                return 0;
            }
            new LocalRun(root, options, environment, console, out).run();
            return 0;
        } catch (Stop stop) {
            console.say("local: " + stop.getMessage());
            return stop.exitCode();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
