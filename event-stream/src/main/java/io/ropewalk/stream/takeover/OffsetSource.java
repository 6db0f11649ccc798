package io.ropewalk.stream.takeover;

/** Where the other program left its offsets. */
public interface OffsetSource {

    /**
     * All of it as text.
     *
     * @throws TakeoverRefused when it cannot be read, is too large, or is no UTF-8
     */
    String read(String name);
}
