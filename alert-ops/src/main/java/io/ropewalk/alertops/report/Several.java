package io.ropewalk.alertops.report;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The same for several customers, a few at a time. */
final class Several {
    private Several() {}

    /** Results in the order of the names. What one throws is thrown. */
    static <T> List<T> each(List<String> names, int atOnce, Function<String, T> work) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            List<Future<T>> answers = new ArrayList<>();
            for (String name : names) {
                answers.add(threads.submit(() -> work.apply(name)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> answer : answers) {
                results.add(result(answer));
            }
            return results;
        }
    }

    private static <T> T result(Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
