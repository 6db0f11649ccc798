package io.ropewalk.inventory.assets;

/**
 * Where assets go. Ordered contract:
 *
 * <ol>
 *   <li>{@link #deliver} is called by one thread for each tenant, and for several tenants at once:
 *       implementations are thread-safe.
 *   <li>It returns when the outcome is known. {@link SinkAnswer.Accepted} means durable at the
 *       receiver as far as the receiver can promise; the assets count as sent then.
 *   <li>It does not wait and try again by itself, and it throws nothing but {@link
 *       InterruptedException}: whatever else goes wrong is an answer.
 *   <li>No secret of the sink and no part of an asset stand in an answer's reason.
 * </ol>
 */
public interface AssetSink extends AutoCloseable {

    /** The name of the configuration block. */
    String name();

    /** Delivers a batch. */
    SinkAnswer deliver(AssetBatch batch) throws InterruptedException;

    /** Gives back connections. No {@link #deliver} may follow. */
    @Override
    void close();
}
