package io.ropewalk.alertops.desk;

import io.ropewalk.alertops.work.Answer;
import java.util.function.Supplier;

/** Answers by idempotency key, so that a request sent twice is done once. Durable. */
public interface Receipts {

    /**
     * A request as a caller named it.
     *
     * @param caller whose key it is: two callers may use the same text
     * @param tenant the customer it is about
     * @param text as in the header {@code Idempotency-Key}
     * @param digest of the whole request, hex: the same key with another is an error
     */
    record Key(String caller, String tenant, String text, String digest) {}

    /**
     * The answer this key has, or does the work and keeps its answer. Work that throws leaves no
     * receipt: it may be sent again.
     *
     * @throws io.ropewalk.alertops.work.Refused when the key stands for another request, or the
     *     first one is not answered yet
     */
    Answer once(Key key, Supplier<Answer> work);
}
