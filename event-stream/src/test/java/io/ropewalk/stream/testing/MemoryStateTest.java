package io.ropewalk.stream.testing;

import io.ropewalk.stream.state.StateContract;
import io.ropewalk.stream.state.TestedState;
import org.junit.jupiter.api.BeforeEach;

class MemoryStateTest extends StateContract {
    private MemoryState memory;

    @BeforeEach
    void open() {
        memory = new MemoryState();
    }

    @Override
    protected TestedState state() {
        return memory;
    }
}
