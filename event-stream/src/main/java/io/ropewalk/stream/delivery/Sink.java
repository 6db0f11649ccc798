package io.ropewalk.stream.delivery;

/**
 * Where events go. Ordered contract:
 *
 * <ol>
 *   <li>{@link #deliver} is called with one batch at a time per partition, and with batches of
 *       different partitions at once: implementations are thread-safe.
 *   <li>It returns only when the outcome is known. {@link SinkAnswer.Accepted} means durable at the
 *       receiver as far as the receiver can promise; the position moves past the batch then.
 *   <li>It does not wait and try again by itself, and it throws nothing but {@link
 *       InterruptedException}: whatever else goes wrong is an answer.
 *   <li>An interrupt ends the call soon. The batch then counts as not delivered and comes again,
 *       perhaps from another process.
 *   <li>No secret of the sink and no bytes of an event stand in an answer's reason.
 * </ol>
 */
public interface Sink extends AutoCloseable {

    /** The name of the configuration block. */
    String name();

    /** Delivers a batch, in order. */
    SinkAnswer deliver(Batch batch) throws InterruptedException;

    /** Gives back connections and files. No {@link #deliver} may follow. */
    @Override
    void close();
}
